import type { CsrMatrix } from '../csr';
import { checkNonZeros } from '../csrOps';
import { allocate, grown } from './arrays';
import { addToRow, COLUMNS_PER_WORD, createRowTable, takeRow } from './rowTable';

/** Rows as sequences of chunks, and chunks as sequences of columns. */
export interface ChunkRows {
  readonly rows: number;
  /** The chunks of all rows, one after another, BLOCK to a block. */
  readonly blocks: readonly Uint32Array[];
  /** Row r ends before chunk rowEnds[r]. */
  readonly rowEnds: Float64Array;
  readonly chunks: number;
  /** Chunk c has the columns `columns[starts[c] .. starts[c + 1])`, repeats included, in any order. */
  readonly columns: Uint32Array;
  readonly starts: Uint32Array;
}

/** Chunks per block. */
export const BLOCK = 1 << 18;

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
  const { rows, blocks, rowEnds, columns, starts } = given;
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
  for (let row = 0, i = 0, seen = 0; row < rows; row++) {
    let size = 0;
    for (; i < rowEnds[row]; i++) {
      const chunk = blocks[Math.floor(i / BLOCK)][i % BLOCK];
      if (repeats[chunk]++ > 0) continue;
      distinct = grown(distinct, size + 1);
      distinct[size++] = chunk;
    }
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
      const end = Math.min(word + WORDS, words);
      const before = at;
      at = takeRow(table, word, end, indices, values, at, documentFrequency);
      seen += at - before + end - word;
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

/** How many entries the matrix can have: as many as if no two chunks of a row shared a column. */
function* entriesAtMost({ rows, blocks, rowEnds, chunks, starts }: ChunkRows): Generator<number, number, undefined> {
  const lastRow = allocate(chunks); // by chunk: one more than the last row that has it
  let most = 0;
  for (let row = 0, i = 0; row < rows; row++) {
    for (; i < rowEnds[row]; i++) {
      const chunk = blocks[Math.floor(i / BLOCK)][i % BLOCK];
      if (lastRow[chunk] <= row) most += starts[chunk + 1] - starts[chunk];
      lastRow[chunk] = row + 1;
      if (i % STEP === STEP - 1) yield row;
    }
  }
  checkNonZeros(most);
  return most;
}
