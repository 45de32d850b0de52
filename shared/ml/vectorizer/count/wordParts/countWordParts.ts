import { allocate, allocateShared, isShared } from '../../../../base/arrays';
import type { TextColumn } from '../../../../data/column/textColumn';
import type { Pool } from '../../../../runtime/parallel';
import { createTaskSet, type TaskSet } from '../../../../runtime/taskSet';
import { checkNonZeros } from '../../../matrix/csrOps';
import type { MlKernels } from '../../../pipeline/kernels';
import { blockShift } from '../../transform/transposition';
import type { CountedCorpus } from '../counter';
import { mergeTerms } from '../mergeTerms';
import type { CountedRange, RangeBlock, WordRangeInput } from './countWordRange';
import type { PartWords } from './partWords';
import { wordRanges } from './wordRanges';

/*
 * Counting n-grams of words on several threads, without merging them. Parts of the text have been read into words of
 * their own; the words, which are few, are merged and ranked. Then n-grams are shared out by the rank of their first
 * word: each range lists, sorts and counts terms that no other range has, and ranges follow each other as terms do. So
 * columns are numbered by adding up, and the result does not depend on where parts and ranges are cut.
 */

/**
 * The n-grams of `minN` to `maxN` words of a corpus that was read in parts. Yields steps of no meaning.
 *
 * @param parts in the order of their rows. They are used up: the list is empty afterwards.
 * @param rangeSize occurrences of a range of words, about.
 * @throws CodedError `too-many-terms`; `worker-failed` if a thread exits.
 */
export async function* countWordParts(
  parts: PartWords[],
  [minN, maxN]: readonly [number, number],
  pool: Pool<MlKernels>,
  rangeSize?: number,
): AsyncGenerator<number, CountedCorpus, undefined> {
  const rows = parts.reduce((sum, { rowEnds }) => sum + rowEnds.length, 0);
  const { words, rankOf, occurrences } = yield* mergeWords(parts);
  const everyWord = inSharedMemory(words);
  const bounds = wordRanges(occurrences, rangeSize);
  const tasks = createTaskSet();
  try {
    // By part, then by range.
    const split: Uint32Array<ArrayBuffer>[][] = [];
    let firstRow = 0;
    for (let i = 0; parts.length > 0; i++) {
      const part = parts.shift();
      if (!part) break;
      const { sequence, rowEnds, occurrences: counts } = part;
      const input = { part: { sequence, rowEnds, occurrences: counts }, rankOf: rankOf[i], bounds, firstRow, maxN };
      firstRow += rowEnds.length;
      tasks.add(async (signal) => {
        const transfer = [sequence.buffer, rowEnds.buffer, counts.buffer, input.rankOf.buffer];
        split[i] = await pool.run('splitWords', input, { signal, transfer });
      });
    }
    yield* finished(tasks);

    const ranges: CountedRange[] = [];
    for (let i = 0; i + 1 < bounds.length; i++) {
      const ofRange = split.map((positions) => positions[i]);
      const begin = bounds[i];
      const ofWords = occurrences.slice(begin, bounds[i + 1]);
      const input = { parts: ofRange, words: everyWord, begin, occurrences: ofWords, rows, minN, maxN };
      tasks.add(async (signal) => {
        const transfer = ofRange.map(({ buffer }) => buffer);
        ranges[i] = await pool.run('countWordRange', input, { signal, transfer });
      });
    }
    split.length = 0;
    yield* finished(tasks);
    return yield* joinRanges(ranges, rows, pool, tasks);
  } finally {
    await tasks.stop();
  }
}

const NONE: RangeBlock = { entries: new Uint32Array(0), large: [] };

/** A copy that is not copied again for each range, where the host has such memory. */
function inSharedMemory({ bytes, offsets }: TextColumn): WordRangeInput['words'] {
  const shared = {
    bytes: new Uint8Array(allocateShared(Math.ceil(bytes.length / 4)).buffer),
    offsets: allocateShared(offsets.length),
  };
  if (!isShared(shared.offsets)) return { bytes, offsets };
  shared.bytes.set(bytes);
  shared.offsets.set(offsets);
  return shared;
}

/** Waits for all tasks. */
async function* finished(tasks: TaskSet): AsyncGenerator<number, void, undefined> {
  while (tasks.size() > 0) {
    yield tasks.size();
    await tasks.next();
  }
  await tasks.next();
}

interface MergedWords {
  /** Distinct, sorted by bytes. */
  readonly words: TextColumn;
  /** By part, by rank in the part: rank among all. */
  readonly rankOf: readonly Uint32Array<ArrayBuffer>[];
  /** By rank. */
  readonly occurrences: Uint32Array<ArrayBuffer>;
}

function* mergeWords(parts: readonly PartWords[]): Generator<number, MergedWords, undefined> {
  const { terms, columnOf } = yield* mergeTerms(parts.map(({ words }) => words));
  const occurrences = allocate(terms.offsets.length - 1);
  for (const [i, part] of parts.entries()) {
    for (let word = 0; word < part.occurrences.length; word++) occurrences[columnOf[i][word]] += part.occurrences[word];
    yield i;
  }
  return { words: terms, rankOf: columnOf, occurrences };
}

/** Lays the terms of all ranges side by side; rows are made by blocks. */
async function* joinRanges(
  ranges: readonly CountedRange[],
  rows: number,
  pool: Pool<MlKernels>,
  tasks: TaskSet,
): AsyncGenerator<number, CountedCorpus, undefined> {
  let columns = 0;
  const firstColumns = ranges.map(({ documentFrequency }) => {
    const first = columns;
    columns += documentFrequency.length;
    return first;
  });
  const size = 2 ** blockShift(rows);
  const blocks = Math.ceil(rows / size);
  const starts = new Float64Array(blocks + 1); // by block: where its entries begin in the matrix
  for (let block = 0; block < blocks; block++) {
    const entries = ranges.reduce((sum, range) => sum + range.blocks[block].entries.length / 2, 0);
    starts[block + 1] = starts[block] + entries;
    checkNonZeros(starts[block + 1]);
  }
  const indptr = allocate(rows + 1);
  const indices = allocateShared(starts[blocks]);
  const values = new Float32Array(allocateShared(starts[blocks]).buffer);
  for (let block = 0; block < blocks; block++) {
    const first = block * size;
    const parts = ranges.map((range, i) => ({ ...range.blocks[block], firstColumn: firstColumns[i] }));
    tasks.add(async (signal) => {
      const transfer = parts.map(({ entries }) => entries.buffer);
      const ofBlock = {
        indices: indices.subarray(starts[block], starts[block + 1]),
        values: values.subarray(starts[block], starts[block + 1]),
      };
      const into = isShared(indices) ? ofBlock : null;
      const made = await pool.run(
        'joinRows',
        { parts, rows: Math.min(size, rows - first), into },
        { signal, transfer },
      );
      if (made.entries) {
        ofBlock.indices.set(made.entries.indices);
        ofBlock.values.set(made.entries.values);
      }
      for (const range of ranges) range.blocks[block] = NONE; // where nothing was transferred it can go now
      for (let row = 1; row < made.indptr.length; row++) indptr[first + row] = starts[block] + made.indptr[row];
    });
  }
  const terms = yield* concatenated(ranges.map((range) => range.terms));
  const documentFrequency = allocate(columns);
  for (const [i, range] of ranges.entries()) documentFrequency.set(range.documentFrequency, firstColumns[i]);
  yield* finished(tasks);
  return { terms, documentFrequency, counts: { rows, columns, indptr, indices, values } };
}

/** One list of the terms of all. */
function* concatenated(lists: readonly TextColumn[]): Generator<number, TextColumn, undefined> {
  const bytes = new Uint8Array(lists.reduce((sum, list) => sum + list.bytes.length, 0));
  const offsets = allocate(lists.reduce((sum, list) => sum + list.offsets.length - 1, 1));
  let terms = 0;
  let length = 0;
  for (const list of lists) {
    bytes.set(list.bytes, length);
    for (let i = 1; i < list.offsets.length; i++) offsets[terms + i] = length + list.offsets[i];
    terms += list.offsets.length - 1;
    length += list.bytes.length;
    yield terms;
  }
  return { bytes, offsets };
}
