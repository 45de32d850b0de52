import { createMemo, createRoot } from 'solid-js';
import { LIST_LIMIT, parseWordList, type WordLists } from '#shared/text/wordLists/entries';
import { allowWords, denyWords } from './settings';

const entriesOf = (text: string) => parseWordList(text).slice(0, LIST_LIMIT);

/** A person's own lists, as they are written in the settings of this device. */
export const wordLists: () => WordLists = createRoot(() =>
  createMemo(() => ({ allow: entriesOf(allowWords()), deny: entriesOf(denyWords()) })),
);
