import type { CsvCell } from '#shared/data/delimited/csvLine';
import type { Model } from '../ml/model/model';
import { probabilityOf } from '../ml/scoring/scorer';

/*
 * What scoring adds to a table: score, probability and label (0 or 1), of the first label; of a model with several labels
 * then the same three for each. The runner and the app add the same.
 */

/** Names for the added columns; one that the table has already gets a prefix. */
export function scoredColumnNames({ manifest: { labels } }: Model, taken: readonly string[]): string[] {
  const names = ['score', 'probability', 'label'];
  if (labels.length > 1) {
    for (const label of labels) names.push(`${label}_score`, `${label}_probability`, `${label}_label`);
  }
  return names.map((name) => (taken.includes(name) ? `moderato_${name}` : name));
}

/**
 * The added cells of one row.
 * @param scores shape (rows × labels), as `scoreColumn` returns them.
 * @param threshold a score to use in place of the first label's own.
 */
export function scoredCells(
  model: Model,
  scores: Float64Array,
  row: number,
  threshold = model.manifest.thresholds[0],
): CsvCell[] {
  const { labels } = model.linear;
  const cells: CsvCell[] = [];
  const push = (label: number) => {
    const score = scores[row * labels + label];
    const probability = probabilityOf(model, score, label) ?? '';
    const cut = label === 0 ? threshold : model.manifest.thresholds[label];
    cells.push(score, probability, score >= cut ? 1 : 0);
  };
  push(0);
  if (labels > 1) for (let label = 0; label < labels; label++) push(label);
  return cells;
}
