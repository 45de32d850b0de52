import { createSignal } from 'solid-js';

/*
 * What a visitor is writing in Predict. Kept while the tab is open, so that a look into another room loses nothing; never
 * written anywhere.
 */
const [draftText, setDraftText] = createSignal('');
const [draftModel, setDraftModel] = createSignal<string | null>(null);
const [perLine, setPerLine] = createSignal(false);

/** The text; the chosen model's id, or null for the newest; whether every line is a comment of its own. */
export { draftModel, draftText, perLine, setDraftModel, setDraftText, setPerLine };
