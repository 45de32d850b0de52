import { allocate, grown, mix, NONE } from '../../base/arrays';
import { rowCount } from '../../data/column/textColumn';
import { CLASS_KEYS } from '../section/classes';
import type { ClassedWords } from './classedWords';
import type { GramSink } from './wordGrams';

const CLASSES = CLASS_KEYS.length;

/** Words visited between two yields. */
const STEP = 1 << 17;
/** Records that a bucket is to hold: few enough that all its n-grams fit into a core's cache. */
const BUCKET = 4096;
/** Buffer for the records of one sweep: 64 MB. */
const SWEEP = 1 << 24;

/** Counts single words. Yields steps of no meaning. */
export function* countWords(
  { words, sequence, rowEnds, classEnds }: ClassedWords,
  sink: GramSink,
): Generator<number, void, undefined> {
  const distinct = rowCount(words);
  // By word: the row met last, then occurrences by class, then rows by class.
  const stride = 1 + 2 * CLASSES;
  const entries = allocate(stride * distinct);
  for (let word = 0; word < distinct; word++) entries[stride * word] = NONE;
  let index = 0;
  for (let row = 0, at = 0; row < rowEnds.length; row++) {
    while (row >= classEnds[index]) index += 1;
    for (const end = rowEnds[row]; at < end; at++) {
      const entry = stride * sequence[at];
      entries[entry + 1 + index] += 1;
      if (entries[entry] !== row) {
        entries[entry] = row;
        entries[entry + 1 + CLASSES + index] += 1;
      }
      if (at % STEP === STEP - 1) yield at;
    }
  }
  const rank = new Uint32Array(1);
  for (let word = 0; word < distinct; word++) {
    rank[0] = word;
    // Stop words, and words that only they led to, do not occur.
    if (entries[stride * word] !== NONE) sink.take(rank, 0, entries, stride * word + 1);
    if (word % STEP === STEP - 1) yield word;
  }
}

/**
 * Counts n-grams of `n` words, two or more. Each is a record (its words and its row) that goes into one of many small
 * buckets by its hash; a bucket's table then fits into the cache, where one table of all n-grams would wait for memory
 * at each of them. Buckets are filled some at a time, in sweeps over the words, so that memory does not grow with n.
 *
 * Yields steps of no meaning.
 *
 * @param room for the records of one sweep, in 32-bit numbers; more if one bucket needs more.
 */
export function* countLongGrams(
  text: ClassedWords,
  n: number,
  sink: GramSink,
  room = SWEEP,
): Generator<number, void, undefined> {
  const stride = n + 1;
  let bits = 0;
  while (text.sequence.length > BUCKET * 2 ** bits) bits += 1;
  const sizes = yield* bucketSizes(text, n, bits);
  const counter = createBucketCounter(text, n, sink);
  let records = new Uint32Array(0);
  for (let first = 0; first < sizes.length; ) {
    let end = first;
    let size = 0;
    while (end < sizes.length && (end === first || size + stride * sizes[end] <= room)) size += stride * sizes[end++];
    if (records.length < size) records = allocate(size);
    const ends = yield* fillBuckets(text, n, bits, first, sizes.subarray(first, end), records);
    for (let bucket = 0, from = 0; bucket < ends.length; bucket++) {
      yield* counter(records, from, ends[bucket]);
      from = ends[bucket];
    }
    first = end;
  }
}

/** The bucket, of 2^bits, of the n-gram that begins at `at`: the upper bits of its hash. */
function bucketOf(sequence: Uint32Array, at: number, n: number, bits: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < n; i++) hash = Math.imul(hash ^ sequence[at + i], 0x9e3779b1) ^ (hash >>> 15);
  return bits === 0 ? 0 : mix(hash) >>> (32 - bits);
}

function* bucketSizes(
  { sequence, rowEnds }: ClassedWords,
  n: number,
  bits: number,
): Generator<number, Uint32Array<ArrayBuffer>, undefined> {
  const sizes = allocate(2 ** bits);
  for (let row = 0, at = 0; row < rowEnds.length; row++) {
    for (const end = rowEnds[row] - n + 1; at < end; at++) {
      sizes[bucketOf(sequence, at, n, bits)] += 1;
      if (at % STEP === STEP - 1) yield at;
    }
    at = rowEnds[row];
  }
  return sizes;
}

/**
 * Writes the records of the buckets from `first` on, one bucket after the other, rows ascending within each.
 * @returns by bucket: where it ends.
 */
function* fillBuckets(
  { sequence, rowEnds }: ClassedWords,
  n: number,
  bits: number,
  first: number,
  sizes: Uint32Array,
  records: Uint32Array,
): Generator<number, Uint32Array<ArrayBuffer>, undefined> {
  const stride = n + 1;
  const ends = allocate(sizes.length);
  for (let bucket = 1; bucket < sizes.length; bucket++) ends[bucket] = ends[bucket - 1] + stride * sizes[bucket - 1];
  for (let row = 0, at = 0; row < rowEnds.length; row++) {
    for (const end = rowEnds[row] - n + 1; at < end; at++) {
      const bucket = bucketOf(sequence, at, n, bits) - first;
      if (bucket >= 0 && bucket < ends.length) {
        const to = ends[bucket];
        ends[bucket] = to + stride;
        for (let i = 0; i < n; i++) records[to + i] = sequence[at + i];
        records[to + n] = row;
      }
      if (at % STEP === STEP - 1) yield at;
    }
    at = rowEnds[row];
  }
  return ends;
}

/** Counts the records of one bucket after the other and emits their n-grams. */
function createBucketCounter(
  { classEnds }: ClassedWords,
  n: number,
  sink: GramSink,
): (records: Uint32Array, from: number, to: number) => Generator<number, void, undefined> {
  const [zeroEnd, oneEnd] = classEnds;
  // By n-gram: its words, the row met last, occurrences by class, rows by class.
  const stride = n + 1 + 2 * CLASSES;
  let entries = allocate(stride * BUCKET);
  let slots = allocate(4 * BUCKET);
  return function* count(records, from, to) {
    const size = (to - from) / (n + 1);
    let wanted = slots.length;
    while (wanted < 2 * size) wanted *= 2;
    if (wanted > slots.length) slots = allocate(wanted);
    else slots.fill(0);
    const mask = slots.length - 1;
    let used = 0; // of `entries`
    for (let at = from; at < to; at += n + 1) {
      let hash = 0;
      for (let i = 0; i < n; i++) hash = Math.imul(hash ^ records[at + i], 0x85ebca6b) ^ (hash >>> 13);
      let slot = (hash ^ (hash >>> 16)) & mask;
      let entry = -1;
      for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
        entry = slots[slot] - 1;
        let i = 0;
        while (i < n && entries[entry + i] === records[at + i]) i += 1;
        if (i === n) break;
        entry = -1;
      }
      if (entry < 0) {
        entry = used;
        slots[slot] = entry + 1;
        used += stride;
        if (used > entries.length) entries = grown(entries, used);
        for (let i = 0; i < n; i++) entries[entry + i] = records[at + i];
        entries[entry + n] = NONE;
        entries.fill(0, entry + n + 1, used);
      }
      const row = records[at + n];
      const index = row < zeroEnd ? 0 : row < oneEnd ? 1 : 2;
      entries[entry + n + 1 + index] += 1;
      if (entries[entry + n] !== row) {
        entries[entry + n] = row;
        entries[entry + n + 1 + CLASSES + index] += 1;
      }
      if (((at - from) / (n + 1)) % STEP === STEP - 1) yield at;
    }
    for (let entry = 0; entry < used; entry += stride) sink.take(entries, entry, entries, entry + n + 1);
    yield to;
  };
}
