import { allocate, NONE } from '../../base/arrays';
import { createByteTable, createKey, findKey, internKey, keyOfCodePoints } from '../../ml/vectorizer/count/byteTable';
import { createCodePointReader } from '../../text/decode/codePoints';
import { createSegments, findWords } from '../../text/decode/segments';
import { IDENTITY_GROUPS, identityWords } from '../../text/identityTerms';

/** Finds names of groups in texts: one definition, for the report and for whoever looks for the rows behind a point. */
export interface IdentityFinder {
  /** Every word of the lists, once; its number is its place here. */
  readonly words: readonly string[];
  /** By word: the index of its group in IDENTITY_GROUPS. */
  readonly groupOf: Uint8Array;
  /** The words of the UTF-8 text `bytes[begin .. end)` that name a group, in order; `found[0 .. length)`. */
  read(bytes: Uint8Array, begin: number, end: number): { readonly found: Uint32Array; readonly length: number };
}

const SIEVE = 1 << 14;

/** Where a word of these beginnings and this length stands in the sieve that spares most words the table. */
const sieveAt = (first: number, second: number, length: number) =>
  (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b) ^ Math.imul(length, 0xc2b2ae35)) >>> 18;

/** Makes a finder of the words of identityTerms.ts, as whole words in any case. */
export function createIdentityFinder(): IdentityFinder {
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'none' });
  const segments = createSegments();
  const table = createByteTable();
  const key = createKey();
  const sieve = new Uint8Array(SIEVE);
  const words: string[] = [];
  const groups: number[] = [];
  IDENTITY_GROUPS.forEach((group, index) => {
    for (const word of identityWords(group)) {
      const codePoints = Uint32Array.from(word, (character) => character.codePointAt(0) ?? 0);
      keyOfCodePoints(key, codePoints, 0, codePoints.length);
      if (internKey(table, key) < words.length) continue;
      words.push(word);
      groups.push(index);
      sieve[sieveAt(codePoints[0], codePoints[1], codePoints.length)] = 1;
    }
  });
  const hits = { found: allocate(64), length: 0 };
  return {
    words,
    groupOf: Uint8Array.from(groups),
    read(bytes, begin, end) {
      const { codePoints } = reader.read(bytes, begin, end);
      findWords(reader.text, segments);
      if (hits.found.length < segments.length) hits.found = allocate(2 * segments.length);
      hits.length = 0;
      for (let i = 0; i < segments.length; i++) {
        const from = segments.begins[i];
        const to = segments.ends[i];
        if (sieve[sieveAt(codePoints[from], codePoints[from + 1], to - from)] === 0) continue;
        keyOfCodePoints(key, codePoints, from, to);
        const word = findKey(table, key);
        if (word !== NONE) hits.found[hits.length++] = word;
      }
      return hits;
    },
  };
}
