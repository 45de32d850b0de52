import { rowCount, type TextColumn } from '../../data/column/textColumn';
import type { Scorer } from './scorer';

/** Rows scored between two yields of `scoreColumn`, and bytes: of characters 1 MB takes half a second. */
const ROWS_PER_STEP = 256;
const BYTES_PER_STEP = 1 << 15;

/**
 * Scores every row of `column`.
 * @returns shape (rows × labels), row-major.
 */
export function* scoreColumn(
  scorer: Scorer,
  column: TextColumn,
): Generator<number, Float64Array<ArrayBuffer>, undefined> {
  const rows = rowCount(column);
  const { labels } = scorer.model.linear;
  const scores = new Float64Array(rows * labels);
  let bytesSinceYield = 0;
  for (let row = 0; row < rows; row++) {
    const begin = column.offsets[row];
    const end = column.offsets[row + 1];
    scorer.scoreRow(column.bytes, begin, end, scores.subarray(row * labels, (row + 1) * labels));
    bytesSinceYield += end - begin;
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1 || bytesSinceYield > BYTES_PER_STEP) {
      bytesSinceYield = 0;
      yield row + 1;
    }
  }
  return scores;
}
