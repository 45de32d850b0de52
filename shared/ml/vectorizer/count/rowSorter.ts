import { grown } from '../../../base/arrays';

/**
 * Sorts the entries of one row at a time by column. Column and count share one number, so that only one array is moved;
 * the rare count too large for its bits is stored separately.
 */
export interface RowSorter {
  /** `keys[0 .. length)`: the entries; the arrays change places while sorting. */
  keys: Uint32Array<ArrayBuffer>;
  other: Uint32Array<ArrayBuffer>;
  /** Bits of a key below the column. */
  readonly shift: number;
  /** The largest count that fits; a key with it has its count in `large`. */
  readonly most: number;
  /** Counts of `most` and above, by column. */
  readonly large: Map<number, number>;
}

/** Makes a sorter for rows of a matrix of `columns`, fewer than 2^31. */
export function createRowSorter(columns: number): RowSorter {
  const shift = Math.min(16, Math.clz32(columns));
  return {
    keys: new Uint32Array(1024),
    other: new Uint32Array(1024),
    shift,
    most: 2 ** shift - 1,
    large: new Map(),
  };
}

/** Starts a row of `length` entries. */
export function startRow(sorter: RowSorter, length: number): void {
  sorter.keys = grown(sorter.keys, length);
  sorter.other = grown(sorter.other, length);
  if (sorter.large.size > 0) sorter.large.clear();
}

/** Sets entry `i`. */
export function putEntry(sorter: RowSorter, i: number, column: number, count: number): void {
  if (count < sorter.most) {
    sorter.keys[i] = (column << sorter.shift) | count;
    return;
  }
  sorter.keys[i] = (column << sorter.shift) | sorter.most;
  sorter.large.set(column, count);
}

/** Column of a sorted entry. */
export function columnOfEntry(sorter: RowSorter, key: number): number {
  return key >>> sorter.shift;
}

/** Count of a sorted entry. */
export function countOfEntry(sorter: RowSorter, key: number): number {
  const count = key & sorter.most;
  return count < sorter.most ? count : (sorter.large.get(key >>> sorter.shift) ?? count);
}

/** Below this many entries, insertion beats clearing the histograms. */
const FEW = 40;
/** From this many on, fewer and wider digits pay. */
const MANY = 400;
const starts = new Uint32Array(2048);
const nextStarts = new Uint32Array(2048);

/** Sorts the first `length` entries by column, ascending, in O(length): digit by digit, the lowest first. */
export function sortRow(sorter: RowSorter, length: number): void {
  if (length <= FEW) {
    insertionSort(sorter.keys, length);
    return;
  }
  const bits = 32 - sorter.shift;
  const passes = Math.ceil(bits / (length < MANY ? 8 : 11));
  const width = Math.ceil(bits / passes);
  const mask = 2 ** width - 1;
  let counts = starts;
  let nextCounts = nextStarts;
  counts.fill(0, 0, mask + 1);
  countDigits(sorter.keys, length, sorter.shift, mask, counts);
  for (let pass = 0; pass < passes; pass++) {
    nextCounts.fill(0, 0, mask + 1);
    scatter(sorter.keys, sorter.other, length, sorter.shift + pass * width, width, counts, nextCounts);
    const { keys } = sorter;
    sorter.keys = sorter.other;
    sorter.other = keys;
    const spent = counts;
    counts = nextCounts;
    nextCounts = spent;
  }
}

function countDigits(keys: Uint32Array, length: number, shift: number, mask: number, counts: Uint32Array): void {
  for (let i = 0; i < length; i++) counts[(keys[i] >>> shift) & mask] += 1;
}

/** Moves keys to their places by the digit at `shift`, counting the next digit on the way. */
function scatter(
  from: Uint32Array,
  to: Uint32Array,
  length: number,
  shift: number,
  width: number,
  counts: Uint32Array,
  nextCounts: Uint32Array,
): void {
  const mask = (1 << width) - 1;
  for (let digit = 0, sum = 0; digit <= mask; digit++) {
    const count = counts[digit];
    counts[digit] = sum;
    sum += count;
  }
  for (let i = 0; i < length; i++) {
    const key = from[i];
    const digits = key >>> shift;
    to[counts[digits & mask]++] = key;
    nextCounts[(digits >>> width) & mask] += 1;
  }
}

function insertionSort(keys: Uint32Array, length: number): void {
  for (let i = 1; i < length; i++) {
    const key = keys[i];
    let at = i;
    for (; at > 0 && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
    keys[at] = key;
  }
}
