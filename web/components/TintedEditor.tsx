import { createEffect, on } from 'solid-js';
import { moveTints, type Tint } from './tints';

/** From this many UTF-16 units on the text scrolls in its own box, without marks: laying out twice would be felt. */
export const LONG_TEXT = 20_000;

/**
 * A text to write in, with its words tinted by what they add to the score. The text itself is an ordinary <textarea>,
 * always true to what is typed (selection, undo, input methods, pasting); the tints lie under it, in a mirror with the
 * same letters made invisible. `tints` belong to the text `tintsFor`; if more has been typed since, they are moved along.
 */
export function TintedEditor(props: {
  value: string;
  onInput: (value: string) => void;
  label: string;
  placeholder: string;
  tints: readonly Tint[];
  tintsFor: string;
  /** Blurred, with the blur switch on, while it is neither focused nor pointed at. */
  offensive: boolean;
}) {
  let mirror: HTMLDivElement | undefined;
  const long = () => props.value.length > LONG_TEXT;

  createEffect(
    on([() => props.value, () => props.tints, () => props.tintsFor], ([value, tints, tintsFor]) => {
      if (mirror === undefined) return;
      if (long()) mirror.replaceChildren();
      else mirror.replaceChildren(...marked(value, moveTints(tints, tintsFor, value)));
    }),
  );

  return (
    <div class="editor user-text" classList={{ long: long(), offensive: props.offensive }}>
      <div class="mirror" ref={mirror} aria-hidden="true" dir="auto" />
      <textarea
        aria-label={props.label}
        placeholder={props.placeholder}
        dir="auto"
        spellcheck={false}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </div>
  );
}

/** Text and marks, side by side; a last zero-width space gives an empty last line its height. */
function marked(text: string, tints: readonly Tint[]): (string | HTMLElement)[] {
  const nodes: (string | HTMLElement)[] = [];
  let at = 0;
  for (const { begin, end, kind, level } of tints) {
    if (begin > at) nodes.push(text.slice(at, begin));
    const mark = document.createElement('mark');
    mark.className = `tint ${kind}-${level}`;
    mark.textContent = text.slice(begin, end);
    nodes.push(mark);
    at = end;
  }
  nodes.push(`${text.slice(at)}\u200b`);
  return nodes;
}
