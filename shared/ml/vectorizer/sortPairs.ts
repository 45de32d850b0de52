/** Keys with a number each, and the room that sorting them takes. */
export interface Pairs {
  keys: Uint32Array<ArrayBuffer>;
  numbers: Uint32Array<ArrayBuffer>;
  otherKeys: Uint32Array<ArrayBuffer>;
  otherNumbers: Uint32Array<ArrayBuffer>;
}

/** Makes room for no pairs. */
export function createPairs(): Pairs {
  const none = () => new Uint32Array(0);
  return { keys: none(), numbers: none(), otherKeys: none(), otherNumbers: none() };
}

/** Makes sure that `pairs` has room for `length`; what it held is lost if it had not. */
export function reservePairs(pairs: Pairs, length: number): void {
  if (pairs.keys.length >= length) return;
  const make = () => new Uint32Array(2 * length);
  pairs.keys = make();
  pairs.numbers = make();
  pairs.otherKeys = make();
  pairs.otherNumbers = make();
}

/** Below this many, insertion beats clearing the histograms. */
const FEW = 48;
const starts = new Uint32Array(256);

/** Sorts the first `length` pairs by key, ascending: by bytes of the key, the lowest first, in O(length). */
export function sortPairs(pairs: Pairs, length: number): void {
  if (length <= FEW) {
    insertionSort(pairs, length);
    return;
  }
  let all = 0;
  for (let i = 0; i < length; i++) all |= pairs.keys[i];
  for (let shift = 0; shift < 32 && all >>> shift !== 0; shift += 8) {
    const { keys, numbers, otherKeys, otherNumbers } = pairs;
    starts.fill(0);
    for (let i = 0; i < length; i++) starts[(keys[i] >>> shift) & 255] += 1;
    for (let digit = 0, sum = 0; digit < 256; digit++) {
      const count = starts[digit];
      starts[digit] = sum;
      sum += count;
    }
    for (let i = 0; i < length; i++) {
      const to = starts[(keys[i] >>> shift) & 255]++;
      otherKeys[to] = keys[i];
      otherNumbers[to] = numbers[i];
    }
    pairs.keys = otherKeys;
    pairs.numbers = otherNumbers;
    pairs.otherKeys = keys;
    pairs.otherNumbers = numbers;
  }
}

function insertionSort({ keys, numbers }: Pairs, length: number): void {
  for (let i = 1; i < length; i++) {
    const key = keys[i];
    const number = numbers[i];
    let at = i;
    for (; at > 0 && keys[at - 1] > key; at--) {
      keys[at] = keys[at - 1];
      numbers[at] = numbers[at - 1];
    }
    keys[at] = key;
    numbers[at] = number;
  }
}
