import { rowCount, type TextColumn } from '../data/textColumn';
import { createCodePointReader } from './codePoints';
import { characterFlags, WORD } from './unicode/characters';
import { lookUp } from './unicode/pages';

/** Tells which texts say the same. */
export interface DuplicateGroups {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Appends one row, the UTF-8 text `bytes[begin .. end)`. */
  addText(bytes: Uint8Array, begin: number, end: number): void;
  /** Shape (rows,): the group of each row, numbered in order of appearance from 0. */
  groups(): Uint32Array<ArrayBuffer>;
}

const UNDERSCORE = 0x5f;
const BYTES_PER_STEP = 1 << 17;

/**
 * Groups texts that are equal in letters and digits after lower case and NFKD without accents: white space, punctuation
 * and accents do not make another text. A text without any letter or digit is compared by its bytes.
 *
 * Groups are told apart by a 53-bit hash: among a million texts, a false meeting has a chance of about 1 in 20,000, and
 * would only keep two comments on one side of a split.
 */
export function createDuplicateGroups(): DuplicateGroups {
  const reader = createCodePointReader({ lowercase: true, stripAccents: 'unicode' });
  const flags = characterFlags();
  const groupOf = new Map<number, number>();
  let groups = new Uint32Array(1024);
  let rows = 0;

  const keyOf = (bytes: Uint8Array, begin: number, end: number): number => {
    const text = reader.read(bytes, begin, end);
    let a = 0x811c9dc5;
    let b = 0x9e3779b9;
    let letters = 0;
    const take = (code: number) => {
      a = Math.imul(a ^ code, 0x01000193);
      a ^= a >>> 15;
      b = Math.imul(b + code, 0x85ebca6b);
      b ^= b >>> 13;
    };
    for (let i = 0; i < text.length; i++) {
      const code = text.codePoints[i];
      if ((lookUp(flags, code) & WORD) === 0 || code === UNDERSCORE) continue;
      letters++;
      take(code);
    }
    if (letters === 0) for (let at = begin; at < end; at++) take(0x110000 + bytes[at]);
    return (a >>> 0) * 2097152 + (b >>> 11);
  };

  function addText(bytes: Uint8Array, begin: number, end: number): void {
    const key = keyOf(bytes, begin, end);
    let group = groupOf.get(key);
    if (group === undefined) {
      group = groupOf.size;
      groupOf.set(key, group);
    }
    if (rows === groups.length) {
      const grown = new Uint32Array(2 * rows);
      grown.set(groups);
      groups = grown;
    }
    groups[rows++] = group;
  }

  return {
    addText,
    *add(column) {
      let bytesSinceYield = 0;
      for (let row = 0; row < rowCount(column); row++) {
        const begin = column.offsets[row];
        const end = column.offsets[row + 1];
        addText(column.bytes, begin, end);
        bytesSinceYield += end - begin;
        if (bytesSinceYield > BYTES_PER_STEP) {
          bytesSinceYield = 0;
          yield row + 1;
        }
      }
    },
    groups: () => groups.slice(0, rows),
  };
}
