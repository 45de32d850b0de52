import { rowCount, type TextColumn } from '../../data/column/textColumn';
import { createCodePointReader } from '../decode/codePoints';
import { characterFlags, WORD } from '../unicode/characters';
import { lookUp } from '../unicode/pages';

/** Tells which texts say the same. */
export interface DuplicateGroups {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Appends one row, the UTF-8 text `bytes[begin .. end)`. @returns its group. */
  addText(bytes: Uint8Array, begin: number, end: number): number;
  /** Shape (rows,): the group of each row, numbered in order of appearance from 0. */
  groups(): Uint32Array<ArrayBuffer>;
}

const UNDERSCORE = 0x5f;
const BYTES_PER_STEP = 1 << 17;
/** Beyond all code points: marks a byte. */
const BYTE = 0x110000;

/** ASCII letters in lower case and digits as they are; 0 for anything else. */
const ASCII_LETTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const lower = code >= 0x41 && code <= 0x5a ? code + 32 : code;
  return (lower >= 0x61 && lower <= 0x7a) || (lower >= 0x30 && lower <= 0x39) ? lower : 0;
});

/** The two halves of a key before anything is mixed in. */
const FIRST_SEED = 0x811c9dc5;
const SECOND_SEED = 0x9e3779b9;

function mixFirst(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

function mixSecond(hash: number, code: number): number {
  const mixed = Math.imul(hash + code, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}

/** 53 bits of 64. */
const joinKey = (first: number, second: number) => (first >>> 0) * 2097152 + (second >>> 11);

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

  /** The key of a text of ASCII letters and more; -1 if it holds none, or anything but ASCII. */
  function asciiKey(bytes: Uint8Array, begin: number, end: number): number {
    let first = FIRST_SEED;
    let second = SECOND_SEED;
    for (let at = begin; at < end; at++) {
      const byte = bytes[at];
      if (byte >= 0x80) return -1;
      const letter = ASCII_LETTERS[byte];
      if (letter === 0) continue;
      first = mixFirst(first, letter);
      second = mixSecond(second, letter);
    }
    return first === FIRST_SEED && second === SECOND_SEED ? -1 : joinKey(first, second);
  }

  function anyKey(bytes: Uint8Array, begin: number, end: number): number {
    const text = reader.read(bytes, begin, end);
    let first = FIRST_SEED;
    let second = SECOND_SEED;
    let letters = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePoints[i];
      if ((lookUp(flags, code) & WORD) === 0 || code === UNDERSCORE) continue;
      letters++;
      first = mixFirst(first, code);
      second = mixSecond(second, code);
    }
    for (let at = begin; letters === 0 && at < end; at++) {
      first = mixFirst(first, BYTE + bytes[at]);
      second = mixSecond(second, BYTE + bytes[at]);
    }
    return joinKey(first, second);
  }

  function keyOf(bytes: Uint8Array, begin: number, end: number): number {
    const key = asciiKey(bytes, begin, end);
    return key < 0 ? anyKey(bytes, begin, end) : key;
  }

  function addText(bytes: Uint8Array, begin: number, end: number): number {
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
    return group;
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
