import { rowCount, type TextColumn } from '../../data/column/textColumn';
import type { Pool } from '../../runtime/parallel';
import { createKnowledgeReader, DOUBTS, type KnowledgeReader } from './doubt';
import type { Judged } from './judgeColumn';
import type { Scorer } from './scorer';

/*
 * Scoring rows in several threads, each row with one of several models. Models are named: a thread opens those that it
 * is asked for by itself, once.
 */

/** Rows to score. */
export interface RowsToJudge {
  readonly column: TextColumn;
  /** Names of the models, at most NO_MODEL of them. */
  readonly models: readonly string[];
  /** Shape (rows,): by row, the place of its model in `models`, or NO_MODEL. */
  readonly modelOf: Uint8Array<ArrayBuffer>;
  /**
   * Shape (models,): the score from which the first label of each is given, on which doubts depend. Null: nobody asks
   * whether a model cannot tell, and doubts are 0.
   */
  readonly thresholds: readonly number[] | null;
}

/** The number of a row that no model scores. */
export const NO_MODEL = 255;

/** Of each row `stride` scores, of which as many are meant as its model has labels; zeros and no doubt without one. */
export interface JudgedRows extends Judged {
  readonly stride: number;
  /** The time that scoring took, of all threads together. */
  readonly milliseconds: number;
}

interface Open {
  readonly scorer: Scorer;
  readonly knowledge: KnowledgeReader;
}

/** Text scored between two yields. */
const ROWS_PER_STEP = 256;
const BYTES_PER_STEP = 1 << 17;

/**
 * The kernel of a thread that scores.
 * @param load opens the model of a name.
 */
export function createJudgeKernels(load: (model: string) => Promise<Scorer>) {
  const opened = new Map<string, Promise<Open>>();
  const open = (model: string): Promise<Open> => {
    const known = opened.get(model);
    if (known) return known;
    const opening = load(model).then((scorer) => ({ scorer, knowledge: createKnowledgeReader(scorer) }));
    opening.catch(() => opened.delete(model)); // asked for again, it may come
    opened.set(model, opening);
    return opening;
  };
  return {
    /** Scores rows and says where a model cannot tell. Yields rows done. Throws what `load` throws. */
    async *judgeRows({
      column,
      models,
      modelOf,
      thresholds,
    }: RowsToJudge): AsyncGenerator<number, JudgedRows, undefined> {
      const asked = models.map((_, place) => modelOf.includes(place));
      const own = await Promise.all(models.map((model, place) => (asked[place] ? open(model) : null)));
      const stride = own.reduce((most, model) => Math.max(most, model?.scorer.model.linear.labels ?? 0), 0);
      const rows = rowCount(column);
      const scores = new Float64Array(rows * stride);
      const doubts = new Uint8Array(rows);
      let bytes = 0;
      const began = performance.now();
      for (let row = 0; row < rows; row++) {
        const model = own[modelOf[row]];
        if (!model) continue;
        const { scorer, knowledge } = model;
        const [begin, end] = [column.offsets[row], column.offsets[row + 1]];
        const ofRow = scores.subarray(row * stride, row * stride + scorer.model.linear.labels);
        scorer.scoreRow(column.bytes, begin, end, ofRow);
        const threshold = thresholds?.[modelOf[row]];
        const doubt = threshold === undefined ? null : knowledge.read(column.bytes, begin, end, ofRow, threshold).doubt;
        if (doubt !== null) doubts[row] = 1 + DOUBTS.indexOf(doubt);
        bytes += end - begin;
        if (row % ROWS_PER_STEP !== ROWS_PER_STEP - 1 && bytes < BYTES_PER_STEP) continue;
        bytes = 0;
        yield row + 1;
      }
      return { scores, doubts, stride, milliseconds: performance.now() - began };
    },
  };
}

export type JudgeKernels = ReturnType<typeof createJudgeKernels>;

/** Rows, and about so many bytes, that go to a thread at a time. */
const SLICE_ROWS = 1024;
const SLICE_BYTES = 1 << 19;

/**
 * Scores rows in the threads of `pool`, slice by slice.
 * @param onRows called with the rows that were done meanwhile.
 */
export async function judgeInThreads(
  pool: Pool<JudgeKernels>,
  { column, models, modelOf, thresholds }: RowsToJudge,
  signal?: AbortSignal,
  onRows: (rows: number) => void = () => {},
): Promise<JudgedRows> {
  const slices: { readonly begin: number; readonly end: number }[] = [];
  const rows = rowCount(column);
  for (let begin = 0; begin < rows; ) {
    let end = begin + 1;
    while (end < rows && end - begin < SLICE_ROWS && column.offsets[end] - column.offsets[begin] < SLICE_BYTES) end++;
    slices.push({ begin, end });
    begin = end;
  }
  const parts = await Promise.all(
    slices.map(async ({ begin, end }) => {
      const input = { column: sliceOf(column, begin, end), models, modelOf: modelOf.slice(begin, end), thresholds };
      const judged = await pool.run('judgeRows', input, { signal });
      onRows(end - begin);
      return judged;
    }),
  );
  const stride = parts.reduce((most, part) => Math.max(most, part.stride), 0);
  const scores = new Float64Array(rows * stride);
  const doubts = new Uint8Array(rows);
  for (const [i, { begin, end }] of slices.entries()) {
    const part = parts[i];
    doubts.set(part.doubts, begin);
    for (let row = begin; row < end; row++) {
      const from = (row - begin) * part.stride;
      scores.set(part.scores.subarray(from, from + part.stride), row * stride);
    }
  }
  return { scores, doubts, stride, milliseconds: parts.reduce((sum, part) => sum + part.milliseconds, 0) };
}

/** A copy of the rows [begin, end). */
function sliceOf({ bytes, offsets }: TextColumn, begin: number, end: number): TextColumn {
  const first = offsets[begin];
  return { bytes: bytes.slice(first, offsets[end]), offsets: offsets.slice(begin, end + 1).map((at) => at - first) };
}
