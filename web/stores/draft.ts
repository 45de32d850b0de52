import { createSignal } from 'solid-js';
import { registerUnsaved } from './unsaved';

/*
 * What a person is writing in Predict. It is kept while the tab is open, so that visiting another page loses nothing,
 * and is never written to storage.
 */
const [draftText, setDraftText] = createSignal('');
const [perLine, setPerLine] = createSignal(false);

registerUnsaved(() => draftText() !== '');

/** The text; whether every line is a comment of its own. */
export { draftText, perLine, setDraftText, setPerLine };
