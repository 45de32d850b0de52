import { createKey, internKey, keyOfCodePoints } from '../../ml/vectorizer/count/byteTable';
import { createTokenSymbols, DROPPED, TOKEN_SLICE } from '../../ml/vectorizer/count/tokenSymbols';
import type { CodePoints } from '../../text/decode/codePoints';
import { createSegments } from '../../text/decode/segments';
import type { EdaSettings } from '../section/settings';
import { createTermReader } from '../words/termReader';
import { createSequenceSearch } from './sequenceSearch';

/** Finds the occurrences of one term in texts. */
export interface TermSearch {
  /** True if the UTF-8 text `bytes[begin .. end)` holds the term. */
  has(bytes: Uint8Array, begin: number, end: number): boolean;
  /** The bytes of every occurrence in `bytes`, from its first word to its last, in order; they may overlap. */
  spans(bytes: Uint8Array): { readonly begin: number; readonly end: number }[];
}

/**
 * Makes the search for `term` as a report's settings see it: words of the term stand in the text one after another once
 * noise and stop words are left out and stems or lemmas are taken. A term that no text can have (a stop word, one
 * letter) is in none.
 *
 * @param term words joined by single spaces, in the form that the report lists.
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian.
 */
export async function createTermSearch(term: string, settings: EdaSettings): Promise<TermSearch> {
  const reader = await createTermReader(settings);
  const words = createTokenSymbols(reader.block, reader.preparation, false);
  const pattern = Uint32Array.from(term.split(' '), (word) => {
    const key = createKey();
    const codePoints = Uint32Array.from(word, (character) => character.codePointAt(0) ?? 0);
    keyOfCodePoints(key, codePoints, 0, codePoints.length);
    return internKey(words.terms, key);
  });
  const search = createSequenceSearch(pattern);
  const segments = createSegments();
  const symbols = new Uint32Array(TOKEN_SLICE);
  /** The segments of the last words that were no stop words, in a ring: where a match began. */
  const recent = new Uint32Array(pattern.length);

  /** Calls `found` with the first and last segment of each match in `text`, until it returns false. */
  function run(text: CodePoints, found: (first: number, last: number) => boolean): void {
    search.restart();
    let taken = 0;
    for (let from = 0; from < segments.length; ) {
      const next = words.read(text, segments, from, symbols);
      for (let i = from; i < next; i++) {
        const symbol = symbols[i - from];
        if (symbol === DROPPED) continue;
        recent[taken++ % pattern.length] = i;
        if (search.take(symbol) && !found(recent[taken % pattern.length], i)) return;
      }
      from = next;
    }
  }

  return {
    has(bytes, begin, end) {
      const text = reader.read(bytes, begin, end, segments);
      let met = false;
      run(text, () => {
        met = true;
        return false;
      });
      return met;
    },
    spans(bytes) {
      const text = reader.read(bytes, 0, bytes.length, segments, true);
      const spans: { begin: number; end: number }[] = [];
      run(text, (first, last) => {
        spans.push({ begin: text.begins[segments.begins[first]], end: text.ends[segments.ends[last] - 1] });
        return true;
      });
      return spans;
    },
  };
}
