import { createCodePointReader } from '../text/codePoints';
import { countSentences } from '../text/sentences';
import { isPunctuation } from '../text/surfaceMarks';
import { characterFlags, isWordCodePoint, WORD } from '../text/unicode/characters';
import { LENGTH_MEASURES } from './report';

/** Measures texts: one definition of each length, for the report and for whoever looks for the rows behind a bar. */
export interface LengthReader {
  /**
   * Measures the UTF-8 text `bytes[begin .. end)`. O(n).
   * @param lengths receives one number per measure, in the order of LENGTH_MEASURES.
   */
  read(bytes: Uint8Array, begin: number, end: number, lengths: Uint32Array): void;
}

const CHARACTERS = LENGTH_MEASURES.indexOf('characters');
const WORDS = LENGTH_MEASURES.indexOf('words');
const SENTENCES = LENGTH_MEASURES.indexOf('sentences');
const PUNCTUATION = LENGTH_MEASURES.indexOf('punctuation');

/** Flag of a punctuation mark in `kindsOf`; WORD is the other. */
const MARK = 2;
/** Marks lie below: no astral character is one. */
const PLANE = 0x10000;

let kinds: Uint8Array | null = null;

/** WORD, MARK or 0 by code point, of the basic plane. */
function kindsOf(): Uint8Array {
  if (kinds) return kinds;
  const { pageOf, pages } = characterFlags();
  kinds = Uint8Array.from({ length: PLANE }, (_, code) => {
    const word = pages[(pageOf[code >> 8] << 8) | (code & 255)] & WORD;
    return word === WORD ? WORD : isPunctuation(code) ? MARK : 0;
  });
  return kinds;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Makes a reader of lengths, with a buffer of its own. */
export function createLengthReader(): LengthReader {
  // Words are what vectorizers see, and those see lower case, where an İ is two characters, one of them no letter.
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });
  const kindOf = kindsOf();
  return {
    read(bytes, begin, end, lengths) {
      let continuations = 0;
      for (let at = begin; at < end; at++) if ((bytes[at] & 0xc0) === 0x80) continuations += 1;
      const { codePoints, length } = reader.read(bytes, begin, end);
      let words = 0;
      let marks = 0;
      let run = 0; // of word characters
      for (let i = 0; i < length; i++) {
        const code = codePoints[i];
        const kind = code < PLANE ? kindOf[code] : isWordCodePoint(code) ? WORD : 0;
        if (kind === WORD) run += 1;
        else {
          if (run >= 2) words += 1;
          run = 0;
          if (kind === MARK) marks += 1;
        }
      }
      if (run >= 2) words += 1;
      lengths[CHARACTERS] = end - begin - continuations;
      lengths[WORDS] = words;
      lengths[SENTENCES] = countSentences(decoder.decode(bytes.subarray(begin, end)));
      lengths[PUNCTUATION] = marks;
    },
  };
}
