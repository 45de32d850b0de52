import { rowCount, type TextColumn } from '../../data/column/textColumn';
import type { TextKey } from './textKey';

/** Groups rows whose texts have the same key. */
export interface TextGroups {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Appends one row, the UTF-8 text `bytes[begin .. end)`. @returns its group. */
  addText(bytes: Uint8Array, begin: number, end: number): number;
  /** Shape (rows,): the group of each row, numbered in order of appearance from 0. */
  groups(): Uint32Array<ArrayBuffer>;
}

const BYTES_PER_STEP = 1 << 17;

/** Groups texts by `keyOf`: see textKey.ts for what makes texts the same. */
export function createTextGroups(keyOf: TextKey): TextGroups {
  const groupOf = new Map<number, number>();
  let groups = new Uint32Array(1024);
  let rows = 0;

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
