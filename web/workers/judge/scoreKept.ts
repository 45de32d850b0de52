import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { createJudgeKernels, judgeInThreads, NO_MODEL } from '#shared/ml/scoring/judgeRows';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { createInlinePool } from '#shared/runtime/parallel';
import type { KeptRows } from '../../storage/keptRows';
import type { JudgeRows } from './judgePool';

/** A model that scores, and the label that is asked of it. */
export interface AskedModel {
  readonly id: string;
  readonly scorer: Scorer;
  readonly label: number;
}

/** What the rows scored, and how long a comment took in its thread. */
export interface KeptScores {
  readonly scores: Float64Array<ArrayBuffer>;
  readonly microseconds: number;
}

/** Chunks that are being scored in threads while others are read. */
const CHUNKS_AHEAD = 3;

/**
 * Scores `rows`, places among the kept rows in ascending order.
 * @param judge scores in several threads; null: this one does.
 * @param onRow called with the kept rows done.
 */
export async function scoreKept(
  kept: Pick<KeptRows, 'chunks'>,
  rows: Uint32Array,
  model: AskedModel,
  judge: JudgeRows | null,
  onRow: (done: number) => void,
  signal: AbortSignal,
): Promise<KeptScores> {
  const scores = new Float64Array(rows.length);
  const judging = judge ?? judgeHere(model.scorer);
  const waiting: Promise<void>[] = [];
  let milliseconds = 0;
  let first = 0;
  let at = 0;
  let done = 0;
  for await (const { column } of kept.chunks()) {
    const end = first + rowCount(column);
    const begin = at;
    while (at < rows.length && rows[at] < end) at++;
    if (at > begin) {
      const wanted = Uint32Array.from(rows.subarray(begin, at), (row) => row - first);
      const before = done;
      const progress = (some: number) => onRow(before + some);
      const scoring = scoreChunk(column, wanted, model, judging, progress, signal).then((found) => {
        scores.set(found.scores, begin);
        milliseconds += found.milliseconds;
      });
      scoring.catch(() => {}); // thrown when its turn comes
      waiting.push(scoring);
    }
    done += end - first;
    first = end;
    while (waiting.length >= (judge === null ? 1 : CHUNKS_AHEAD)) await waiting.shift();
  }
  await Promise.all(waiting);
  return { scores, microseconds: (1000 * milliseconds) / Math.max(1, rows.length) };
}

/**
 * The scores of some rows of a chunk.
 * @param judge null: this thread scores them.
 */
export async function scoreChunk(
  column: TextColumn,
  wanted: Uint32Array,
  { id, scorer, label }: AskedModel,
  judge: JudgeRows | null,
  onRow: (done: number) => void,
  signal: AbortSignal,
): Promise<{ scores: Float64Array<ArrayBuffer>; milliseconds: number }> {
  const modelOf = new Uint8Array(rowCount(column)).fill(NO_MODEL);
  for (const row of wanted) modelOf[row] = 0;
  let done = 0;
  const onRows = (some: number) => {
    done += some;
    onRow(done);
  };
  const rows = { column, models: [id], modelOf, thresholds: null };
  const { scores, stride, milliseconds } = await (judge ?? judgeHere(scorer))(rows, signal, onRows);
  return { scores: Float64Array.from(wanted, (row) => scores[row * stride + label]), milliseconds };
}

function judgeHere(scorer: Scorer): JudgeRows {
  const pool = createInlinePool(createJudgeKernels(async () => scorer));
  return (rows, signal, onRows) => judgeInThreads(pool, rows, signal, onRows);
}
