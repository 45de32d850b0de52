import { For } from 'solid-js';

/**
 * A comment with places marked; in the serif, as all that people wrote. Blurred while blurring is on if `offensive`.
 */
export function MarkedText(props: {
  text: string;
  /** In order and apart, UTF-16. */
  marks: readonly (readonly [begin: number, end: number])[];
  cutBefore: boolean;
  cutAfter: boolean;
  offensive: boolean;
}) {
  const pieces = () => {
    const all: { text: string; marked: boolean }[] = [];
    let at = 0;
    for (const [begin, end] of props.marks) {
      all.push(
        { text: props.text.slice(at, begin), marked: false },
        { text: props.text.slice(begin, end), marked: true },
      );
      at = end;
    }
    all.push({ text: props.text.slice(at), marked: false });
    return all.filter(({ text }) => text !== '');
  };
  return (
    <span
      class="user-text"
      dir="auto"
      classList={{ offensive: props.offensive }}
      tabindex={props.offensive ? 0 : undefined}
    >
      {props.cutBefore ? '… ' : ''}
      <For each={pieces()}>{(piece) => (piece.marked ? <mark>{piece.text}</mark> : piece.text)}</For>
      {props.cutAfter ? ' …' : ''}
    </span>
  );
}
