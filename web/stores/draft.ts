import { createEffect, createRoot, createSignal } from 'solid-js';
import * as v from 'valibot';
import { readKept, writeKept } from './browserStorage';
import { registerUnsaved } from './unsaved';

/*
 * What a person is writing in Predict. It is kept as long as the tab, so that neither a visit to another page nor a
 * reload loses it: sessionStorage ends with the tab and is shared with no other.
 */
const KEY = 'moderato.draft';
/** Delay before what is typed is written down, ms; leaving the page does not wait for it. */
const WRITE_AFTER_MS = 300;

const draftSchema = v.object({ text: v.string(), perLine: v.boolean() });

const first = readKept('sessionStorage', KEY, draftSchema) ?? { text: '', perLine: false };
const [draftText, setDraftText] = createSignal(first.text);
const [perLine, setPerLine] = createSignal(first.perLine);
const [draftKept, setDraftKept] = createSignal(true);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Writes the draft down now, as a reload would find it. */
export function keepDraft(): void {
  clearTimeout(timer);
  const written = draftText() === '' && !perLine() ? null : { text: draftText(), perLine: perLine() };
  // Too long, or site data is blocked: the page reports it, unless there is nothing to lose.
  setDraftKept(writeKept('sessionStorage', KEY, written) || draftText() === '');
}

createRoot(() =>
  createEffect(() => {
    draftText();
    perLine();
    clearTimeout(timer);
    timer = setTimeout(keepDraft, WRITE_AFTER_MS);
  }),
);
addEventListener('pagehide', keepDraft);

registerUnsaved(() => draftText() !== '');

/** The text; whether every line is a comment of its own; false where a reload would lose the text. */
export { draftKept, draftText, perLine, setDraftText, setPerLine };
