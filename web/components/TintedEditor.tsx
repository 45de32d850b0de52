import { createEffect, createSignal, on, onMount } from 'solid-js';
import { LONG_TEXT } from '#shared/ml/explain/reasons';
import { DIRECTION_UNITS, directionOf } from './direction';
import { moveTints, type Tint } from './tints';

/** What can be done to an editor from elsewhere. */
export interface EditorHandle {
  /** Selects `value.slice(begin, end)`, and scrolls so that it is seen. */
  select(begin: number, end: number): void;
}

/**
 * A text editor whose words are tinted by what they add to the score. The text itself is an ordinary <textarea>, so
 * that selection, undo, input methods and pasting work as usual; the tints are below it, in a mirror with the same text
 * made invisible. `tints` belong to the text `tintsFor`; if more has been typed since, they are moved along.
 *
 * A long text scrolls in a box of its own, without marks: two layouts would be slow. Its direction is that of its first
 * letter, not each paragraph's: Chromium lays a megabyte out in a second so, and in ten with `dir="auto"`. Both are set
 * before a text that is pasted or dropped arrives, since the browser lays it out before anybody hears of it.
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
  /** Called with the handle once the editor is there. */
  handle?: (handle: EditorHandle) => void;
}) {
  let box: HTMLDivElement | undefined;
  let textarea: HTMLTextAreaElement | undefined;
  let mirror: HTMLDivElement | undefined;
  /** The beginning of a long text that is about to arrive, or to come back. */
  const [coming, setComing] = createSignal<string | null>(null);
  const long = () => props.value.length > LONG_TEXT || coming() !== null;
  const direction = () => (long() ? directionOf(coming() ?? props.value) : 'auto');
  let longest = 0;

  const makeReady = (event: InputEvent) => {
    const arriving = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    // Which text undo and redo bring back is not known: it may be the longest that was there.
    const length = event.inputType.startsWith('history') ? longest : props.value.length + arriving.length;
    if (length > LONG_TEXT) setComing(props.value.slice(0, DIRECTION_UNITS) + arriving.slice(0, DIRECTION_UNITS));
  };
  const take = (value: string) => {
    longest = Math.max(longest, value.length);
    props.onInput(value);
    setComing(null);
  };

  createEffect(
    on([() => props.value, () => props.tints, () => props.tintsFor], ([value, tints, tintsFor]) => {
      if (mirror === undefined) return;
      if (long()) mirror.replaceChildren();
      else mirror.replaceChildren(...marked(value, moveTints(tints, tintsFor, value)));
    }),
  );

  const select = (begin: number, end: number) => {
    if (box === undefined || textarea === undefined || mirror === undefined) return;
    // A textarea has line feeds where the value may have pairs.
    const [first, last] = [begin, end].map((at) => at - (props.value.slice(0, at).match(/\r\n/g)?.length ?? 0));
    textarea.focus({ preventScroll: true });
    textarea.setSelectionRange(first, last);
    if (long()) {
      // Without a mirror the place is estimated: the text is about as dense everywhere.
      textarea.scrollTop = (textarea.scrollHeight * begin) / props.value.length - textarea.clientHeight / 3;
    } else {
      const top = rangeAt(mirror, begin).getBoundingClientRect().top;
      box.scrollTop += top - box.getBoundingClientRect().top - box.clientHeight / 3;
    }
    box.scrollIntoView({ block: 'nearest' });
  };
  onMount(() => props.handle?.({ select }));

  return (
    <div ref={box} class="editor user-text" classList={{ long: long(), offensive: props.offensive }}>
      <div class="mirror" ref={mirror} aria-hidden="true" dir="auto" />
      <textarea
        ref={textarea}
        aria-label={props.label}
        placeholder={props.placeholder}
        dir={direction()}
        spellcheck={false}
        value={props.value}
        onBeforeInput={makeReady}
        onInput={(event) => take(event.currentTarget.value)}
      />
    </div>
  );
}

/** Text and marks, side by side; because of a final zero-width space, an empty last line has its height. */
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

/** The place between two characters of the text in `element`, at a UTF-16 offset. */
function rangeAt(element: HTMLElement, offset: number): Range {
  const range = document.createRange();
  range.selectNodeContents(element);
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let rest = offset;
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (rest < length) {
      range.setStart(node, rest);
      range.setEnd(node, rest + 1);
      break;
    }
    rest -= length;
  }
  return range;
}
