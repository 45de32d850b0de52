import { createSignal } from 'solid-js';

/*
 * What a visitor is writing in Predict. Kept while the tab is open, so that a look into another room loses nothing; never
 * written anywhere.
 */
const [draftText, setDraftText] = createSignal('');
const [perLine, setPerLine] = createSignal(false);

/** The text; whether every line is a comment of its own. */
export { draftText, perLine, setDraftText, setPerLine };
