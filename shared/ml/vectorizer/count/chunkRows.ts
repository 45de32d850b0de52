import { allocate, grown } from '../../../base/arrays';
import type { CsrMatrix } from '../../matrix/csr';
import { checkNonZeros } from '../../matrix/csrOps';
import { addToRow, COLUMNS_PER_WORD, createRowTable, takeRow } from './rowTable';

/** Rows as sequences of chunks, and chunks as sequences of columns. */
export interface ChunkRows {
  readonly rows: number;
  /** The chunks of all rows, one row after another; row r ends before sequence[rowEnds[r]]. */
  readonly sequence: Uint32Array;
  readonly rowEnds: Uint32Array;
  readonly chunks: number;
  /** Chunk c has the columns `columns[starts[c] .. starts[c + 1])`, repeats included, in any order. */
  readonly columns: Uint32Array;
  readonly starts: Uint32Array;
}

/** Columns or chunks read between two yields. */
const STEP = 1 << 18;
/** Words of a row's table emptied at a time. */
const WORDS = STEP / COLUMNS_PER_WORD;

/**
 * The counts of each column in each row. Yields steps of no meaning.
 * @param width number of columns.
 * @throws CodedError `too-many-terms`.
 */
export function* countChunkRows(
  given: ChunkRows,
  width: number,
): Generator<number, { counts: CsrMatrix; documentFrequency: Uint32Array<ArrayBuffer> }, undefined> {
  const { rows, sequence, rowEnds, columns, starts } = given;
  const most = yield* entriesAtMost(given);
  const indptr = allocate(rows + 1);
  const indices = allocate(most);
  const values = new Float32Array(allocate(most).buffer);
  const documentFrequency = allocate(width);
  const table = createRowTable(width);
  const words = table.words.length;
  const repeats = allocate(given.chunks); // by chunk: how often the row has it
  let distinct = new Uint32Array(1024); // chunks of the row
  let at = 0;
  for (let row = 0, begin = 0, seen = 0; row < rows; row++) {
    const end = rowEnds[row];
    distinct = grown(distinct, end - begin + 1);
    const size = listDistinct(sequence, begin, end, repeats, distinct);
    begin = end;
    for (let k = 0; k < size; k++) {
      const chunk = distinct[k];
      for (let from = starts[chunk]; from < starts[chunk + 1]; from += STEP) {
        const to = Math.min(from + STEP, starts[chunk + 1]);
        addToRow(table, columns, from, to, repeats[chunk]);
        seen += to - from + 1;
        if (seen < STEP) continue;
        seen = 0;
        yield row;
      }
      repeats[chunk] = 0;
    }
    for (let word = 0; word < words; word += WORDS) {
      const stop = Math.min(word + WORDS, words);
      const before = at;
      at = takeRow(table, word, stop, indices, values, at, documentFrequency);
      seen += at - before + stop - word;
      if (seen < STEP) continue;
      seen = 0;
      yield row;
    }
    indptr[row + 1] = at;
  }
  return {
    counts: { rows, columns: width, indptr, indices: indices.slice(0, at), values: values.slice(0, at) },
    documentFrequency,
  };
}

/** Lists the distinct of `sequence[begin .. end)` and counts each in `repeats`, all 0 before. @returns how many. */
function listDistinct(
  sequence: Uint32Array,
  begin: number,
  end: number,
  repeats: Uint32Array,
  distinct: Uint32Array,
): number {
  let size = 0;
  for (let i = begin; i < end; i++) {
    const chunk = sequence[i];
    distinct[size] = chunk; // kept only if it is the first, without an unpredictable branch
    size += repeats[chunk]++ === 0 ? 1 : 0;
  }
  return size;
}

/** How many entries the matrix can have: as many as if no two chunks of a row shared a column. */
function* entriesAtMost({ rows, sequence, rowEnds, chunks, starts }: ChunkRows): Generator<number, number, undefined> {
  const lastRow = allocate(chunks); // by chunk: one more than the last row that has it
  let most = 0;
  for (let row = 0, i = 0, nextYield = STEP; row < rows; row++) {
    for (const end = rowEnds[row]; i < end; i++) {
      const chunk = sequence[i];
      most += lastRow[chunk] <= row ? starts[chunk + 1] - starts[chunk] : 0;
      lastRow[chunk] = row + 1;
    }
    if (i < nextYield) continue;
    nextYield = i + STEP;
    yield row;
  }
  checkNonZeros(most);
  return most;
}
