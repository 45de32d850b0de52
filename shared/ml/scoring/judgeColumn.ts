import { rowCount, type TextColumn } from '../../data/column/textColumn';
import { DOUBTS, type Doubt, type KnowledgeReader } from './doubt';
import { scoreColumn } from './scoreColumn';
import type { Scorer } from './scorer';

/** The scores of rows, and where the model cannot tell. */
export interface Judged {
  /** Shape (rows × labels), row-major. */
  readonly scores: Float64Array<ArrayBuffer>;
  /** Shape (rows,): 0 where there is no doubt, else 1 + the place of its doubt in DOUBTS. */
  readonly doubts: Uint8Array<ArrayBuffer>;
}

/** The doubt that a number of `Judged.doubts` denotes, or null. */
export function doubtOf(number: number): Doubt | null {
  return number === 0 ? null : DOUBTS[number - 1];
}

const ROWS_PER_STEP = 256;

/**
 * Scores every row of `column`, and asks of each what the model knows of it. Yields rows done.
 * @param knowledge of the same model.
 * @param threshold the score from which the first label is given; the model's own if left out.
 */
export function* judgeColumn(
  scorer: Scorer,
  knowledge: KnowledgeReader,
  column: TextColumn,
  threshold?: number,
): Generator<number, Judged, undefined> {
  const scores = yield* scoreColumn(scorer, column);
  const rows = rowCount(column);
  const { labels } = scorer.model.linear;
  const doubts = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const own = scores.subarray(row * labels, (row + 1) * labels);
    const { doubt } = knowledge.read(column.bytes, column.offsets[row], column.offsets[row + 1], own, threshold);
    if (doubt !== null) doubts[row] = 1 + DOUBTS.indexOf(doubt);
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield rows;
  }
  return { scores, doubts };
}
