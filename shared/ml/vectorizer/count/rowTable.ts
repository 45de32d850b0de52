import { allocate } from '../../../base/arrays';

/**
 * Counts the columns of one row at a time and lists them in order without sorting: a bit marks the columns that the row
 * has, a bit of a second map which words of the first are not empty. Both maps are small enough for a cache.
 */
export interface RowTable {
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Bit c & 31 of word c >>> 5: the row has column c. */
  readonly columns: Uint32Array<ArrayBuffer>;
  /** Bit w & 31 of word w >>> 5: word w of `columns` is not 0. */
  readonly words: Uint32Array<ArrayBuffer>;
}

/** Columns behind each of `words`. */
export const COLUMNS_PER_WORD = 1024;

/** Makes an empty table for rows of `width` columns. */
export function createRowTable(width: number): RowTable {
  return {
    counts: allocate(width),
    columns: allocate(Math.ceil(width / 32)),
    words: allocate(Math.ceil(width / COLUMNS_PER_WORD)),
  };
}

/** Adds `count` to each of `list[begin .. end)`, repeats counting again. */
export function addToRow(
  { counts, columns, words }: RowTable,
  list: Uint32Array,
  begin: number,
  end: number,
  count: number,
): void {
  for (let i = begin; i < end; i++) {
    const column = list[i];
    counts[column] += count;
    columns[column >>> 5] |= 1 << (column & 31);
    words[column >>> 10] |= 1 << ((column >>> 5) & 31);
  }
}

/**
 * Writes what the row has behind `words[begin .. end)` to `indices` and `values` from `at` on, columns ascending, and
 * empties that part of the table.
 * @param documentFrequency by column: one more for each that the row has.
 * @returns where the next column goes.
 */
export function takeRow(
  { counts, columns, words }: RowTable,
  begin: number,
  end: number,
  indices: Uint32Array,
  values: Float32Array,
  at: number,
  documentFrequency: Uint32Array,
): number {
  let to = at;
  for (let i = begin; i < end; i++) {
    let some = words[i];
    if (some === 0) continue;
    words[i] = 0;
    for (; some !== 0; some &= some - 1) {
      const word = 32 * i + lowestBit(some);
      let bits = columns[word];
      columns[word] = 0;
      for (; bits !== 0; bits &= bits - 1) {
        const column = 32 * word + lowestBit(bits);
        indices[to] = column;
        values[to++] = counts[column];
        counts[column] = 0;
        documentFrequency[column] += 1;
      }
    }
  }
  return to;
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
