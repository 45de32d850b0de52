import type { CsvCell } from '#shared/data/delimited/csvLine';
import type { Model } from '../ml/model/model';
import type { Decision } from '../ml/scoring/decision';
import type { Doubt } from '../ml/scoring/doubt';
import { probabilityOf } from '../ml/scoring/probability';

/*
 * What scoring adds to a table: score, probability and label (0 or 1), of the first label, and `unsure` (1 where the
 * model cannot tell, whatever the label: ml/scoring/doubt.ts); of a model with several labels then the first three for
 * each; where word lists were applied, the reason of the label. Where the language of a row chose its model: score,
 * probability, label and unsure, then language and model. The runner and the app add the same.
 */

/** Of three answers, the label of a row that a person should look at. */
export const UNSURE = 'unsure';

/** Which columns there are beside score, probability, label and unsure. */
export interface ScoredColumns {
  /** Labels of the model, if it has several. */
  readonly labels: readonly string[];
  /** The language of a row and the model that it chose. */
  readonly languages: boolean;
  /** Which entries of word lists decided. */
  readonly reasons: boolean;
}

/** Names for the added columns; one that the table has already gets a prefix, as often as it takes. */
export function scoredColumnNames({ labels, languages, reasons }: ScoredColumns, taken: readonly string[]): string[] {
  const names = ['score', 'probability', 'label', 'unsure'];
  for (const label of labels) names.push(`${label}_score`, `${label}_probability`, `${label}_label`);
  if (languages) names.push('language', 'model');
  if (reasons) names.push('reason');
  const free = (name: string): string => (taken.includes(name) ? free(`moderato_${name}`) : name);
  return names.map(free);
}

/**
 * The added cells of one row that a model scored, reasons aside.
 * @param scores shape (rows × labels), as `scoreColumn` returns them.
 * @param threshold the score from which the first label is given; the others have their own.
 * @param label the first label, if anything but the threshold decided it.
 * @param unsure whether the model cannot tell.
 */
export function scoredCells(
  model: Model,
  scores: Float64Array,
  row: number,
  threshold: number,
  unsure: boolean,
  label?: 0 | 1 | typeof UNSURE,
): CsvCell[] {
  const { labels } = model.linear;
  const cells = cellsOfLabel(model, 0, scores[row * labels], threshold);
  if (label !== undefined) cells[2] = label;
  cells.push(unsureCell(unsure));
  if (labels === 1) return cells;
  for (let i = 0; i < labels; i++) {
    const cut = i === 0 ? threshold : model.manifest.thresholds[i];
    cells.push(...cellsOfLabel(model, i, scores[row * labels + i], cut));
  }
  return cells;
}

/** Score, probability and label of one label. */
export function cellsOfLabel(model: Model, label: number, score: number, threshold: number): CsvCell[] {
  return [score, probabilityOf(model, score, label) ?? '', score >= threshold ? 1 : 0];
}

/** Whether an answer is unsure: the model cannot tell, and no word list decided in its place. */
export function isUnsure(doubt: Doubt | null, decision: Decision | null): boolean {
  return doubt !== null && (decision === null || decision.by === 'model');
}

/**
 * Of three answers, whether a row is left to a person for its score: it is between the two thresholds, and neither a
 * doubt nor a word list decided before that.
 */
export function isBetween(
  score: number,
  { unsureFrom, threshold }: { readonly unsureFrom: number | null; readonly threshold: number },
  doubt: Doubt | null,
  decision: Decision | null,
): boolean {
  const inside = unsureFrom !== null && score >= unsureFrom && score < threshold;
  return inside && decision?.by === 'model' && !isUnsure(doubt, decision);
}

/** 1 where the model cannot tell. */
export function unsureCell(unsure: boolean): 0 | 1 {
  return unsure ? 1 : 0;
}

/** Why a row has its label: `deny: word` or `allow: word`; empty where the model decided. */
export function reasonText(decision: Decision | null): string {
  return decision === null || decision.by === 'model' ? '' : `${decision.by}: ${decision.entries.join('; ')}`;
}
