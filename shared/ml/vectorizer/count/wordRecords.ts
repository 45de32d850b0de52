import { allocate } from '../../../base/arrays';

/**
 * Occurrences of n-grams of words, one record each: the row, the key to sort by next, and (only where grams of more
 * than two words are wanted) the position in the text.
 */
export interface WordRecords {
  /** Numbers per record: 2 or 3. */
  readonly stride: number;
  readonly data: Uint32Array<ArrayBuffer>;
  /** Buffer for the longest range that is sorted. */
  readonly spare: Uint32Array<ArrayBuffer>;
  /** Keys are below this. */
  readonly keys: number;
}

/** Place of the key in a record. */
export const KEY = 1;
/** Place of the position. */
export const POSITION = 2;

/** Below this many records, insertion beats counting digits. */
const FEW = 32;
/** Records moved between two yields. */
const STEP = 1 << 17;
const MOST_DIGIT_BITS = 11;
const digits = new Uint32Array(2 ** MOST_DIGIT_BITS);

/** Ensures capacity for `size` records, of which at most `longest` are sorted at a time. */
export function createWordRecords(size: number, longest: number, stride: number, keys: number): WordRecords {
  return { stride, data: allocate(stride * size), spare: allocate(stride * longest), keys };
}

/** True if `sortFew` will sort so many. */
export function areFew(size: number): boolean {
  return size <= FEW;
}

/** Sorts a few records by key, those of one key as they come. */
export function sortFew({ data, stride }: WordRecords, begin: number, end: number): void {
  for (let i = begin + 1; i < end; i++) {
    const from = stride * i;
    const key = data[from + KEY];
    if (data[from - stride + KEY] <= key) continue;
    const row = data[from];
    const position = stride > POSITION ? data[from + POSITION] : 0;
    let to = from;
    for (; to > stride * begin && data[to - stride + KEY] > key; to -= stride) {
      data[to] = data[to - stride];
      data[to + KEY] = data[to - stride + KEY];
      if (stride > POSITION) data[to + POSITION] = data[to - stride + POSITION];
    }
    data[to] = row;
    data[to + KEY] = key;
    if (stride > POSITION) data[to + POSITION] = position;
  }
}

/** Sorts records by key, those of one key as they come, digit by digit. Yields steps of no meaning, if any. */
export function* sortMany(records: WordRecords, begin: number, end: number): Generator<number, void, undefined> {
  const { data, spare, stride, keys } = records;
  const bits = 32 - Math.clz32(keys - 1);
  const passes = 2 * Math.ceil(bits / (2 * MOST_DIGIT_BITS)); // an even number: from data to spare and back
  const width = Math.ceil(bits / passes);
  for (let pass = 0; pass < passes; pass++) {
    const out = pass % 2 === 0;
    const [from, shift] = out ? [data, begin] : [spare, 0];
    const first = out ? 0 : begin;
    digits.fill(0, 0, 2 ** width);
    const starts = end - begin > STEP ? digits.slice(0, 2 ** width) : digits;
    for (let at = 0; at < end - begin; at += STEP) {
      countDigits(
        from,
        stride,
        shift + at,
        Math.min(shift + at + STEP, shift + end - begin),
        pass * width,
        width,
        starts,
      );
      if (at > 0) yield at;
    }
    for (let digit = 0, sum = first; digit < 2 ** width; digit++) {
      const count = starts[digit];
      starts[digit] = sum;
      sum += count;
    }
    for (let at = 0; at < end - begin; at += STEP) {
      const stop = Math.min(shift + at + STEP, shift + end - begin);
      moveByDigit(from, out ? spare : data, stride, shift + at, stop, pass * width, width, starts);
      if (at > 0) yield at;
    }
  }
}

function countDigits(
  from: Uint32Array,
  stride: number,
  begin: number,
  end: number,
  shift: number,
  width: number,
  counts: Uint32Array,
): void {
  const mask = 2 ** width - 1;
  for (let at = stride * begin + KEY; at < stride * end; at += stride) counts[(from[at] >>> shift) & mask] += 1;
}

function moveByDigit(
  from: Uint32Array,
  into: Uint32Array,
  stride: number,
  begin: number,
  end: number,
  shift: number,
  width: number,
  starts: Uint32Array,
): void {
  const mask = 2 ** width - 1;
  for (let at = stride * begin; at < stride * end; at += stride) {
    const key = from[at + KEY];
    const to = stride * starts[(key >>> shift) & mask]++;
    into[to] = from[at];
    into[to + KEY] = key;
    if (stride > POSITION) into[to + POSITION] = from[at + POSITION];
  }
}
