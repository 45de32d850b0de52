import { stopWordsFor } from '../../../text/tokens/stopWords';

/** A word of a text by its UTF-16 offsets. */
export interface WordSpan {
  readonly begin: number;
  readonly end: number;
}

const FEWEST_LETTERS = 3;
/** A run without white space. Spelled out, since engines differ in their character classes. */
const CHUNK = /[^ \t\r\n\u00a0]+/g;
/** Letters, and signs of punctuation that no link, address, number or mention is made of; a full stop ends at most. */
const PLAIN_CHUNK = /^[A-Za-zА-Яа-яЁё'"’“”«»„()[\]!?,;…*-]+[.!?,;:)"”»…]*$/;
const WORD = /[A-Za-z]+|[А-Яа-яЁё]+/g;

let stopWords: ReadonlySet<string> | null = null;

/**
 * The content words of `text`: runs of three or more Latin or Russian letters that are not stop words. Words with a
 * digit or another letter are excluded, and so is everything in links, addresses, mentions and numbers.
 */
export function contentWords(text: string): WordSpan[] {
  stopWords ??= new Set(stopWordsFor('auto'));
  const words: WordSpan[] = [];
  for (const chunk of text.matchAll(CHUNK)) {
    if (!PLAIN_CHUNK.test(chunk[0])) continue;
    for (const word of chunk[0].matchAll(WORD)) {
      if (word[0].length < FEWEST_LETTERS || stopWords.has(word[0].toLowerCase())) continue;
      const begin = chunk.index + word.index;
      words.push({ begin, end: begin + word[0].length });
    }
  }
  return words;
}
