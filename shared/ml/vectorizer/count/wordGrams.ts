import { allocate, grown, grownBytes } from '../../../base/arrays';
import type { TextColumn } from '../../../data/column/textColumn';
import { addColumn, createTransposition, type Transposition, toRows } from '../transform/transposition';
import type { ByteTable } from './byteTable';
import type { CountedCorpus } from './counter';
import { gramsIn } from './documentGrams';
import { areFew, createWordRecords, KEY, POSITION, sortFew, sortMany, type WordRecords } from './wordRecords';

/** The words of a set of texts, one after another. */
export interface WordSequence {
  readonly words: ByteTable;
  /** Rank of each word by its bytes, by id. */
  readonly ranks: Uint32Array;
  /** Rank of the word at each position. Empty once it has been read, since much else is to come into memory. */
  sequence: Uint32Array;
  /** Row r ends before position rowEnds[r]. */
  readonly rowEnds: Uint32Array;
  readonly rows: number;
}

/** Positions visited between two yields. */
const STEP = 1 << 17;

/** The key of a gram that ends with its row; that of the word of rank r is r + 1. */
const NO_WORD = 0;

/**
 * Counts the n-grams of `minN` to `maxN` words by sorting. Positions are put in buckets by the word there; a bucket is
 * sorted by the word that follows, the positions that share both by the next, and so on. All but the first step happen
 * in a part of memory that is as small as the word is rare, and terms come out in the order of their bytes: the space
 * between words is less than any byte of a word.
 */
export function* sortWordGrams(
  words: WordSequence,
  minN: number,
  maxN: number,
): Generator<number, CountedCorpus, undefined> {
  const { transposition, terms, documentFrequency } = yield* listGrams(words, minN, maxN);
  words.sequence = new Uint32Array(0);
  return { terms, documentFrequency, counts: yield* toRows(transposition, documentFrequency.length) };
}

/** The n-grams in order, and their occurrences. */
interface ListedGrams {
  readonly terms: TextColumn;
  readonly documentFrequency: Uint32Array<ArrayBuffer>;
  readonly transposition: Transposition;
}

function* listGrams(
  { words, ranks, sequence, rowEnds, rows }: WordSequence,
  minN: number,
  maxN: number,
): Generator<number, ListedGrams, undefined> {
  const size = sequence.length;
  const starts = allocate(words.count + 1); // by rank: where the word's records begin
  for (let p = 0; p < size; p++) {
    starts[sequence[p] + 1] += 1;
    if (p % STEP === STEP - 1) yield p;
  }
  let longest = 0;
  for (let rank = 0; rank < words.count; rank++) {
    longest = Math.max(longest, starts[rank + 1]);
    starts[rank + 1] += starts[rank];
  }
  const records = createWordRecords(size, maxN > 1 ? longest : 0, maxN > 2 ? 3 : 2, words.count + 1);
  yield* fillRecords(records, starts, sequence, rowEnds, rows);

  const lengthOf = (row: number) => rowEnds[row] - (row > 0 ? rowEnds[row - 1] : 0);
  const transposition = createTransposition(rows, (row) => gramsIn(lengthOf(row), minN, maxN));
  const terms = createTermList(words, ranks, minN, maxN);
  let documentFrequency = allocate(1024);
  let columns = 0;

  /** Writes down the gram of `n` words, `rank` the last, whose occurrences are the records [begin, end). */
  function open(n: number, rank: number, begin: number, end: number): void {
    terms.add(n, rank);
    if (n < minN) return;
    documentFrequency = grown(documentFrequency, columns + 1);
    documentFrequency[columns] = addColumn(transposition, columns, records.data, records.stride, begin, end);
    columns += 1;
  }

  const { data, stride } = records;
  const ends = new Uint32Array(maxN + 1); // by n: where the records of the gram of n words end whose continuations we list
  let nextYield = STEP;
  for (let rank = 0; rank < words.count; rank++) {
    let at = starts[rank];
    let n = 1;
    ends[n] = starts[rank + 1];
    // Stop words and the words of other rows do not occur.
    if (at === ends[n]) continue;
    open(n, rank, at, ends[n]);
    if (maxN === 1) continue;
    if (areFew(ends[n] - at)) sortFew(records, at, ends[n]);
    else yield* sortMany(records, at, ends[n]);
    while (n > 0) {
      if (at === ends[n]) {
        n -= 1;
        continue;
      }
      const begin = at;
      const key = data[stride * at + KEY];
      do at += 1;
      while (at < ends[n] && data[stride * at + KEY] === key);
      if (key === NO_WORD) continue;
      open(n + 1, key - 1, begin, at);
      if (n + 1 === maxN) continue;
      n += 1;
      ends[n] = at;
      at = begin;
      setKeys(records, at, ends[n], n, sequence, rowEnds);
      if (areFew(ends[n] - at)) sortFew(records, at, ends[n]);
      else yield* sortMany(records, at, ends[n]);
    }
    if (at < nextYield) continue;
    nextYield = at + STEP;
    yield at;
  }
  return { terms: terms.list(), documentFrequency: documentFrequency.slice(0, columns), transposition };
}

/** A record for every position: sorted by the word there, its key that of the word after it. */
function* fillRecords(
  { data, stride }: WordRecords,
  starts: Uint32Array,
  sequence: Uint32Array,
  rowEnds: Uint32Array,
  rows: number,
): Generator<number, void, undefined> {
  const next = starts.slice();
  for (let row = 0, p = 0, nextYield = STEP; row < rows; row++) {
    for (const end = rowEnds[row]; p < end; p++) {
      const to = stride * next[sequence[p]]++;
      data[to] = row;
      data[to + KEY] = p + 1 < end ? sequence[p + 1] + 1 : NO_WORD;
      if (stride > POSITION) data[to + POSITION] = p;
    }
    if (p < nextYield) continue;
    nextYield = p + STEP;
    yield p;
  }
}

/** Sets the keys of records to the word `n` words after their position. */
function setKeys(
  { data, stride }: WordRecords,
  begin: number,
  end: number,
  n: number,
  sequence: Uint32Array,
  rowEnds: Uint32Array,
): void {
  for (let at = stride * begin; at < stride * end; at += stride) {
    const position = data[at + POSITION] + n;
    data[at + KEY] = position < rowEnds[data[at]] ? sequence[position] + 1 : NO_WORD;
  }
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

function createTermList(words: ByteTable, ranks: Uint32Array, minN: number, maxN: number): TermList {
  const sorted = sortedWords(words, ranks);
  let path = new Uint8Array(256);
  const pathEnds = new Uint32Array(maxN + 1); // by n: the gram of n words is path[0 .. pathEnds[n])
  let bytes = new Uint8Array(4096);
  let offsets = allocate(1024);
  let terms = 0;
  let length = 0;
  return {
    add(n, rank) {
      const from = sorted.offsets[rank];
      const to = sorted.offsets[rank + 1];
      const before = pathEnds[n - 1];
      const size = before + 1 + to - from;
      if (n < maxN) {
        path = grownBytes(path, size);
        pathEnds[n] = putWord(path, before, sorted.bytes, from, to, 0);
      }
      if (n < minN) return;
      bytes = grownBytes(bytes, length + size);
      for (let i = 0; i < before; i++) bytes[length + i] = path[i];
      length = putWord(bytes, length + before, sorted.bytes, from, to, length);
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

/** The words in the order of their ranks, so that neighbours in rank are adjacent. */
function sortedWords({ bytes, offsets, count }: ByteTable, ranks: Uint32Array): TextColumn {
  const sortedOffsets = allocate(count + 1);
  for (let id = 0; id < count; id++) sortedOffsets[ranks[id] + 1] = offsets[id + 1] - offsets[id];
  for (let rank = 0; rank < count; rank++) sortedOffsets[rank + 1] += sortedOffsets[rank];
  const sorted = new Uint8Array(sortedOffsets[count]);
  for (let id = 0; id < count; id++) {
    const to = sortedOffsets[ranks[id]];
    const size = offsets[id + 1] - offsets[id];
    for (let i = 0; i < size; i++) sorted[to + i] = bytes[offsets[id] + i];
  }
  return { bytes: sorted, offsets: sortedOffsets };
}
