import type { TextColumn } from '../../data/textColumn';
import type { CsrMatrix } from '../csr';
import { checkNonZeros } from '../csrOps';
import { allocate, grown, grownBytes, NONE } from './arrays';
import type { ByteTable } from './byteTable';
import type { CountedCorpus } from './counter';

/** The words of a set of texts, one after another. */
export interface WordSequence {
  readonly words: ByteTable;
  /** Rank of each word by its bytes, by id. */
  readonly ranks: Uint32Array;
  /** Rank of the word at each position. */
  readonly sequence: Uint32Array;
  /** Row r ends before position rowEnds[r]. */
  readonly rowEnds: Uint32Array;
  readonly rows: number;
}

/** Distinct n-grams of one length, in order: gram g occurs at places starts[g] .. starts[g + 1]. */
interface Level {
  readonly grams: number;
  readonly starts: Uint32Array<ArrayBuffer>;
  /** The gram without its last word, as a gram of the level below; ascending. */
  readonly prefixes: Uint32Array<ArrayBuffer>;
  /** Rank of the last word; ascending within a prefix. */
  readonly lasts: Uint32Array<ArrayBuffer>;
  /** Pairs (row, rank of the last word) by place; rows ascend within a gram. */
  readonly places: Uint32Array<ArrayBuffer>;
}

/** Places visited between two yields. */
const STEP = 1 << 17;

/**
 * Counts the n-grams of `minN` to `maxN` words by sorting. Positions sorted by the word there are n-grams sorted by their
 * last word; a stable counting sort by the (n - 1)-gram before that word sorts them whole. So each length costs a pass
 * over the text, and terms come out in the order of their bytes: the space between words is less than any byte of a word.
 */
export function* sortWordGrams(
  words: WordSequence,
  minN: number,
  maxN: number,
): Generator<number, CountedCorpus, undefined> {
  const levels = yield* sortLevels(words, maxN);
  return yield* emit(words, levels, minN);
}

function* sortLevels(
  { words, sequence, rowEnds, rows }: WordSequence,
  maxN: number,
): Generator<number, Level[], undefined> {
  const size = sequence.length;
  const places = allocate(2 * size);
  const placeOf = allocate(maxN > 1 ? size : 0); // by position: its place among all, sorted by the word there
  const ends = allocate(words.count + 1); // by rank: where its places begin, after the sort where they end
  for (let p = 0; p < size; p++) {
    ends[sequence[p] + 1] += 1;
    if (p % STEP === STEP - 1) yield p;
  }
  for (let rank = 0; rank < words.count; rank++) ends[rank + 1] += ends[rank];
  for (let row = 0, p = 0; row < rows; row++) {
    for (; p < rowEnds[row]; p++) {
      const rank = sequence[p];
      const to = ends[rank]++;
      places[2 * to] = row;
      places[2 * to + 1] = rank;
      if (maxN > 1) placeOf[p] = to;
      if (p % STEP === STEP - 1) yield p;
    }
  }
  // One gram per word that occurs (stop words and the words of other rows do not).
  const starts = allocate(words.count + 1);
  const lasts = allocate(words.count);
  const gramOf = allocate(words.count);
  let grams = 0;
  for (let rank = 0, begin = 0; rank < words.count; rank++) {
    if (ends[rank] > begin) {
      starts[grams] = begin;
      lasts[grams] = rank;
      gramOf[rank] = grams++;
    }
    begin = ends[rank];
  }
  starts[grams] = size;
  yield size;
  const levels: Level[] = [{ grams, starts, prefixes: new Uint32Array(0), lasts, places }];
  if (maxN === 1) return levels;

  // By position: the gram of the level below that begins there, NONE if it ends its row or would not fit.
  const gramAt = allocate(size);
  for (let p = 0; p < size; p++) {
    gramAt[p] = gramOf[sequence[p]];
    if (p % STEP === STEP - 1) yield p;
  }
  for (let n = 2; n <= maxN; n++) {
    for (let row = 0, begin = 0; row < rows; row++) {
      // A gram of n words needs n - 1 more after its first.
      if (rowEnds[row] > begin && rowEnds[row] - begin >= n - 1) gramAt[rowEnds[row] - (n - 1)] = NONE;
      begin = rowEnds[row];
    }
    levels.push(yield* sortLevel(levels[0], levels[n - 2], placeOf, gramAt, n, n === maxN));
  }
  return levels;
}

/** Sorts the grams of `n` words, given those of one and of n - 1. Sets `gramAt` to the new grams unless `last`. */
function* sortLevel(
  wordLevel: Level,
  below: Level,
  placeOf: Uint32Array,
  gramAt: Uint32Array,
  n: number,
  last: boolean,
): Generator<number, Level, undefined> {
  const all = placeOf.length;
  const ends = allocate(below.grams + 1);
  // In the order of places: the prefix of the gram that ends there, and where it begins.
  const prefixAt = allocate(all).fill(NONE);
  const beginAt = allocate(last ? 0 : all);
  for (let p = 0; p + n <= all; p++) {
    const prefix = gramAt[p];
    const place = placeOf[p + n - 1];
    if (prefix !== NONE) ends[prefix + 1] += 1;
    prefixAt[place] = prefix;
    if (!last) beginAt[place] = p;
    if (p % STEP === STEP - 1) yield p;
  }
  for (let gram = 0; gram < below.grams; gram++) ends[gram + 1] += ends[gram];
  const size = ends[below.grams];
  const places = allocate(2 * size);
  const positionAt = allocate(last ? 0 : size);
  for (let i = 0; i < all; i++) {
    const prefix = prefixAt[i];
    if (prefix !== NONE) {
      const to = ends[prefix]++;
      places[2 * to] = wordLevel.places[2 * i];
      places[2 * to + 1] = wordLevel.places[2 * i + 1];
      if (!last) positionAt[to] = beginAt[i];
    }
    if (i % STEP === STEP - 1) yield i;
  }

  let starts = allocate(1024);
  let prefixes = allocate(1024);
  let lasts = allocate(1024);
  let grams = 0;
  for (let prefix = 0, i = 0; prefix < below.grams; prefix++) {
    const begin = i;
    for (const end = ends[prefix]; i < end; i++) {
      const word = places[2 * i + 1];
      if (i === begin || word !== lasts[grams - 1]) {
        if (grams + 1 >= starts.length) {
          starts = grown(starts, grams + 2);
          prefixes = grown(prefixes, grams + 2);
          lasts = grown(lasts, grams + 2);
        }
        starts[grams] = i;
        prefixes[grams] = prefix;
        lasts[grams++] = word;
      }
      if (!last) gramAt[positionAt[i]] = grams - 1;
      if (i % STEP === STEP - 1) yield i;
    }
  }
  starts[grams] = size;
  return { grams, starts, prefixes, lasts, places };
}

/** Lists the grams of all levels in one order, each before those that begin with it, and fills the matrix row by row. */
function* emit(
  { words, ranks, rows }: WordSequence,
  levels: readonly Level[],
  minN: number,
): Generator<number, CountedCorpus, undefined> {
  const indptr = allocate(rows + 1);
  for (const level of levels.slice(minN - 1)) yield* countRows(level, indptr);
  let nonZeros = 0;
  for (let row = 0; row < rows; row++) {
    nonZeros += indptr[row + 1];
    checkNonZeros(nonZeros);
    indptr[row + 1] = nonZeros;
  }
  const counts = { indices: allocate(nonZeros), values: new Float32Array(allocate(nonZeros).buffer) };
  const next = indptr.slice(0, rows); // where each row goes on

  const sorted = sortedWords(words, ranks);
  const most = levels.slice(minN - 1).reduce((sum, level) => sum + level.grams, 0);
  const offsets = allocate(most + 1);
  let bytes = new Uint8Array(4096);
  let path = new Uint8Array(256);
  const pathEnds = new Uint32Array(levels.length + 1);
  const cursors = new Uint32Array(levels.length + 1); // next gram of each level, by n
  const gramsOn = new Uint32Array(levels.length + 1); // the gram we are in, by n
  let columns = 0;
  let length = 0;
  let work = 0;

  function visit(n: number, gram: number): void {
    const level = levels[n - 1];
    const rank = level.lasts[gram];
    const from = sorted.offsets[rank];
    const to = sorted.offsets[rank + 1];
    const before = pathEnds[n - 1];
    const size = before + 1 + to - from;
    if (n < levels.length) {
      path = grownBytes(path, size);
      pathEnds[n] = putWord(path, before, sorted.bytes, from, to);
    }
    if (n < minN) return;
    bytes = grownBytes(bytes, length + size);
    for (let i = 0; i < before; i++) bytes[length + i] = path[i];
    length = putWord(bytes, length + before, sorted.bytes, from, to, length);
    writeColumn(level, gram, columns++, next, counts);
    offsets[columns] = length;
  }

  const wordGrams = levels[0].grams;
  while (cursors[1] < wordGrams) {
    let n = 1;
    gramsOn[1] = cursors[1]++;
    visit(1, gramsOn[1]);
    while (n > 0) {
      const deeper = n < levels.length ? levels[n] : null;
      if (deeper && cursors[n + 1] < deeper.grams && deeper.prefixes[cursors[n + 1]] === gramsOn[n]) {
        n += 1;
        gramsOn[n] = cursors[n]++;
        visit(n, gramsOn[n]);
      } else {
        n -= 1;
      }
      if ((++work & 0xffff) === 0) yield work;
    }
  }
  const matrix: CsrMatrix = { rows, columns, indptr, ...counts };
  return { terms: { bytes: bytes.slice(0, length), offsets }, counts: matrix };
}

/** Writes a word at `at`, after a space unless a term begins there; returns the index after it. */
function putWord(into: Uint8Array, at: number, bytes: Uint8Array, from: number, to: number, start = 0): number {
  let end = at;
  if (at > start) into[end++] = 0x20;
  for (let i = from; i < to; i++) into[end++] = bytes[i];
  return end;
}

/** The words in the order of their ranks, so that neighbours in rank lie side by side. */
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

/** Adds to counts[row + 1] the number of grams of `level` in each row. */
function* countRows({ grams, starts, places }: Level, counts: Uint32Array): Generator<number, void, undefined> {
  for (let gram = 0, i = 0; gram < grams; gram++) {
    let lastRow = NONE;
    for (const end = starts[gram + 1]; i < end; i++) {
      const row = places[2 * i];
      if (row !== lastRow) counts[row + 1] += 1;
      lastRow = row;
      if (i % STEP === STEP - 1) yield i;
    }
  }
}

/** Appends column `column` to every row that has `gram`. */
function writeColumn(
  { starts, places }: Level,
  gram: number,
  column: number,
  next: Uint32Array,
  { indices, values }: Pick<CsrMatrix, 'indices' | 'values'>,
): void {
  const end = starts[gram + 1];
  for (let i = starts[gram]; i < end; ) {
    const row = places[2 * i];
    const first = i;
    do i += 1;
    while (i < end && places[2 * i] === row);
    const at = next[row]++;
    indices[at] = column;
    values[at] = i - first;
  }
}
