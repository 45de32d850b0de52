import { borrowArray, returnArray } from '../../../base/scratch';

/**
 * Occurrences of n-grams of words, one record each: the row, then for each word that may follow its rank + 1, or 0 once
 * the row has ended. Grams of n words are sorted by number n of their records.
 */
export interface WordRecords {
  /** Numbers per record: the words of the longest gram. */
  readonly stride: number;
  readonly data: Uint32Array<ArrayBuffer>;
  /** Buffer for the longest range that is sorted. */
  readonly spare: Uint32Array<ArrayBuffer>;
  /** Keys are below this. */
  readonly keys: number;
}

/** Below this many records, insertion beats counting digits. */
const FEW = 32;
/** Records moved between two yields. */
const STEP = 1 << 17;
const MOST_DIGIT_BITS = 11;
const digits = new Uint32Array(2 ** MOST_DIGIT_BITS);

/** Makes room for `size` records, of which at most `longest` are sorted at a time. Their numbers are not set. */
export function borrowWordRecords(size: number, longest: number, stride: number, keys: number): WordRecords {
  return { stride, data: borrowArray(stride * size), spare: borrowArray(stride * Math.max(1, longest)), keys };
}

/** Gives their memory up. */
export function returnWordRecords({ data, spare }: WordRecords): void {
  returnArray(data);
  returnArray(spare);
}

/** True if `sortFew` will sort so many. */
export function areFew(size: number): boolean {
  return size <= FEW;
}

/** Sorts a few records by number `key` of each, those of one key as they come. */
export function sortFew({ data, stride, spare }: WordRecords, begin: number, end: number, key: number): void {
  for (let i = begin + 1; i < end; i++) {
    const from = stride * i;
    const sought = data[from + key];
    if (data[from - stride + key] <= sought) continue;
    const row = data[from];
    const next = data[from + 1];
    for (let k = 2; k < stride; k++) spare[k] = data[from + k];
    let to = from;
    for (; to > stride * begin && data[to - stride + key] > sought; to -= stride) {
      data[to] = data[to - stride];
      data[to + 1] = data[to - stride + 1];
      for (let k = 2; k < stride; k++) data[to + k] = data[to - stride + k];
    }
    data[to] = row;
    data[to + 1] = next;
    for (let k = 2; k < stride; k++) data[to + k] = spare[k];
  }
}

/** `sortFew` for any number, digit by digit. Yields steps of no meaning, if any. */
export function* sortMany(
  records: WordRecords,
  begin: number,
  end: number,
  key: number,
): Generator<number, void, undefined> {
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
        key,
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
      moveByDigit(from, out ? spare : data, stride, key, shift + at, stop, pass * width, width, starts);
      if (at > 0) yield at;
    }
  }
}

function countDigits(
  from: Uint32Array,
  stride: number,
  key: number,
  begin: number,
  end: number,
  shift: number,
  width: number,
  counts: Uint32Array,
): void {
  const mask = 2 ** width - 1;
  for (let at = stride * begin + key; at < stride * end; at += stride) counts[(from[at] >>> shift) & mask] += 1;
}

function moveByDigit(
  from: Uint32Array,
  into: Uint32Array,
  stride: number,
  key: number,
  begin: number,
  end: number,
  shift: number,
  width: number,
  starts: Uint32Array,
): void {
  const mask = 2 ** width - 1;
  for (let at = stride * begin; at < stride * end; at += stride) {
    const to = stride * starts[(from[at + key] >>> shift) & mask]++;
    into[to] = from[at];
    into[to + 1] = from[at + 1];
    for (let k = 2; k < stride; k++) into[to + k] = from[at + k];
  }
}
