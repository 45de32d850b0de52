import { allocate, grown, grownBytes } from '../../../base/arrays';
import type { TextColumn } from '../../../data/column/textColumn';
import { addColumn, type Transposition } from '../transform/transposition';
import { areFew, sortFew, sortMany, type WordRecords } from './wordRecords';

/** The occurrences of the n-grams that begin with one of a range of words. */
export interface WordRange {
  /** The rank of the first word of the range. */
  readonly first: number;
  /** Grams that begin with word `first + i` are the records [starts[i], starts[i + 1]), ascending by row. */
  readonly starts: Uint32Array;
  readonly records: WordRecords;
}

/** Words sorted by their bytes, as a `TextColumn` that threads may share. */
export interface WordList {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** N-grams in the order of their bytes. */
export interface ListedGrams {
  readonly terms: TextColumn;
  readonly documentFrequency: Uint32Array<ArrayBuffer>;
}

/** The grams of one range after another. */
export interface GramList {
  /**
   * Goes on to a gram of `n` words, `rank` the last, after the n - 1 words gone on to before; from `minN` words on it
   * is listed. Its occurrences are the records [begin, end).
   */
  add(n: number, rank: number, records: WordRecords, begin: number, end: number): void;
  list(): ListedGrams;
}

/** Records visited between two yields. */
const STEP = 1 << 17;

/** The key of a gram that ends with its row; that of the word of rank r is r + 1. */
export const NO_WORD = 0;

/**
 * Counts the n-grams of up to `maxN` words of a range by sorting. The records of a word are sorted by the word that
 * follows, those that share both by the next, and so on. This happens in a part of memory that is as small as the word
 * is rare, and terms come out in the order of their bytes: the space between words is less than any byte of a word.
 *
 * @param grams receives them. Yields steps of no meaning.
 */
export function* listGrams(
  { first, starts, records }: WordRange,
  maxN: number,
  grams: GramList,
): Generator<number, void, undefined> {
  const { data, stride } = records;
  const ends = new Uint32Array(maxN + 1); // by n: where the records of the gram of n words end whose continuations we list
  let nextYield = STEP;
  for (let i = 0; i + 1 < starts.length; i++) {
    let at = starts[i];
    let n = 1;
    ends[n] = starts[i + 1];
    // Stop words and the words of other rows do not occur.
    if (at === ends[n]) continue;
    grams.add(n, first + i, records, at, ends[n]);
    if (maxN === 1) continue;
    if (areFew(ends[n] - at)) sortFew(records, at, ends[n], n);
    else yield* sortMany(records, at, ends[n], n);
    while (n > 0) {
      if (at === ends[n]) {
        n -= 1;
        continue;
      }
      const begin = at;
      const key = data[stride * at + n];
      do at += 1;
      while (at < ends[n] && data[stride * at + n] === key);
      if (key === NO_WORD) continue;
      grams.add(n + 1, key - 1, records, begin, at);
      if (n + 1 === maxN) continue;
      n += 1;
      ends[n] = at;
      at = begin;
      if (areFew(ends[n] - at)) sortFew(records, at, ends[n], n);
      else yield* sortMany(records, at, ends[n], n);
    }
    if (at < nextYield) continue;
    nextYield = at + STEP;
    yield at;
  }
}

/**
 * Makes an empty list of grams of `minN` to `maxN` words.
 *
 * @param words every word of the corpus, sorted by bytes.
 * @param transposition receives a column for each gram, numbered from 0.
 */
export function createGramList(words: WordList, minN: number, maxN: number, transposition: Transposition): GramList {
  const terms = createTermList(words, minN, maxN);
  let documentFrequency = allocate(1024);
  let columns = 0;
  return {
    add(n, rank, { data, stride }, begin, end) {
      terms.add(n, rank);
      if (n < minN) return;
      documentFrequency = grown(documentFrequency, columns + 1);
      documentFrequency[columns] = addColumn(transposition, columns, data, stride, begin, end);
      columns += 1;
    },
    list: () => ({ terms: terms.list(), documentFrequency: documentFrequency.slice(0, columns) }),
  };
}

/** Terms as they are found: each after those that it begins with, and of these only the last of each length matters. */
interface TermList {
  /**
   * Goes on to a gram of `n` words, `rank` the last, after the n - 1 words gone on to before; lists it from `minN`
   * words on.
   */
  add(n: number, rank: number): void;
  list(): TextColumn;
}

function createTermList(words: WordList, minN: number, maxN: number): TermList {
  let path = new Uint8Array(256);
  const pathEnds = new Uint32Array(maxN + 1); // by n: the gram of n words is path[0 .. pathEnds[n])
  let bytes = new Uint8Array(4096);
  let offsets = allocate(1024);
  let terms = 0;
  let length = 0;
  return {
    add(n, rank) {
      const from = words.offsets[rank];
      const to = words.offsets[rank + 1];
      const before = pathEnds[n - 1];
      const size = before + 1 + to - from;
      if (n < maxN) {
        path = grownBytes(path, size);
        pathEnds[n] = putWord(path, before, words.bytes, from, to, 0);
      }
      if (n < minN) return;
      bytes = grownBytes(bytes, length + size);
      for (let i = 0; i < before; i++) bytes[length + i] = path[i];
      length = putWord(bytes, length + before, words.bytes, from, to, length);
      terms += 1;
      offsets = grown(offsets, terms + 1);
      offsets[terms] = length;
    },
    list: () => ({ bytes: bytes.slice(0, length), offsets: offsets.slice(0, terms + 1) }),
  };
}

/** Writes a word at `at`, after a space unless the term begins there, at `start`; returns the index after it. */
function putWord(into: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number, start: number): number {
  let end = at;
  if (at > start) into[end++] = 0x20;
  for (let i = from; i < to; i++) into[end++] = bytes[i];
  return end;
}
