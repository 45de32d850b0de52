import { putCodePoint } from '../decode/utf8';
import { createPreparedReader, type TextPreparation } from '../preparation';
import { isWordCodePoint } from '../unicode/characters';

/** A word of a text, by its beginning. Reused from word to word. */
export interface WordBeginning {
  /** UTF-8, in `bytes[0 .. length)`: the first code points, in lower case and without accents. */
  readonly bytes: Uint8Array;
  length: number;
  /** The bytes of the whole word, `begin .. end`. */
  begin: number;
  end: number;
}

/** Calls `visit` with every word of the UTF-8 text `bytes[begin .. end)`, in order. */
export type WordReader = (
  bytes: Uint8Array,
  begin: number,
  end: number,
  visit: (word: Readonly<WordBeginning>) => void,
) => void;

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
const UNDERSCORE = 0x5f;
const isLetter = (code: number) => isWordCodePoint(code) && !isDigit(code) && code !== UNDERSCORE;

/**
 * Makes a reader of words: runs of letters of the text as `preparation` normalises it, so that a word in disguise is
 * the word that it hides. Digits and signs are in none.
 * @param codePoints of each word's beginning, at most.
 */
export function createWordReader(preparation: TextPreparation, codePoints: number): WordReader {
  const reader = createPreparedReader(preparation, { lowercase: true, stripAccents: 'unicode' });
  const word: WordBeginning = { bytes: new Uint8Array(4 * codePoints), length: 0, begin: 0, end: 0 };
  return (bytes, begin, end, visit) => {
    const text = reader.read(bytes, begin, end, true);
    for (let at = 0; at < text.length; ) {
      if (!isLetter(text.codePoints[at])) {
        at += 1;
        continue;
      }
      const first = at;
      word.length = 0;
      for (; at < text.length && isLetter(text.codePoints[at]); at++) {
        if (at - first < codePoints) word.length = putCodePoint(word.bytes, word.length, text.codePoints[at]);
      }
      word.begin = text.begins[first];
      word.end = text.ends[at - 1];
      visit(word);
    }
  };
}
