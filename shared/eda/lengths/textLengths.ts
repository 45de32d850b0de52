import { countSentences } from '../../text/language/sentences';
import { isPunctuation } from '../../text/surface/surfaceMarks';
import { characterFlags, isWordCodePoint, WORD } from '../../text/unicode/characters';
import { LENGTH_MEASURES } from './measures';

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

/** In lower case it is two characters, of which the second belongs to no word. */
const CAPITAL_I_WITH_DOT = 0x130;

/** Makes a reader of lengths. */
export function createLengthReader(): LengthReader {
  const kindOf = kindsOf();
  return {
    read(bytes, begin, end, lengths) {
      let characters = 0;
      let words = 0;
      let marks = 0;
      let run = 0; // of word characters
      for (let at = begin; at < end; characters++) {
        let code = bytes[at++];
        if (code >= 0x80) {
          const more = code < 0xe0 ? 1 : code < 0xf0 ? 2 : 3;
          code &= 0x3f >> more;
          for (const next = at + more; at < next; at++) code = (code << 6) | (bytes[at] & 0x3f);
        }
        const kind = code < PLANE ? kindOf[code] : isWordCodePoint(code) ? WORD : 0;
        // Lower case, which vectorizers see, makes of no other letter anything else.
        if (kind === WORD) run += 1;
        if (kind === WORD && code !== CAPITAL_I_WITH_DOT) continue;
        if (run >= 2) words += 1;
        run = 0;
        if (kind === MARK) marks += 1;
      }
      if (run >= 2) words += 1;
      lengths[CHARACTERS] = characters;
      lengths[WORDS] = words;
      lengths[SENTENCES] = countSentences(decoder.decode(bytes.subarray(begin, end)));
      lengths[PUNCTUATION] = marks;
    },
  };
}
