import { csvLines } from '#shared/data/delimited/csvLine';
import type { Model } from '../ml/model/model';
import type { Decision } from '../ml/scoring/decision';
import type { Doubt } from '../ml/scoring/doubt';
import { cellsOfLabel, isUnsure, reasonText, scoredColumnNames, UNSURE, unsureCell } from './scoredColumns';
import { NEWLINE } from './scoredCsv';

/** A row whose language chose its model. */
export interface RoutedRow {
  /** The cells of the table. */
  readonly cells: readonly string[];
  /** A BCP 47 tag. */
  readonly language: string;
  /** Null where no model reads the language: score, probability and label stay empty. */
  readonly model: { readonly name: string; readonly model: Model } | null;
  /** Of the first label. */
  readonly score: number;
  /** A score from which the first label is given. */
  readonly threshold: number;
  /** Null where neither a model nor a word list decided. */
  readonly decision: Decision | null;
  /** Why the answer is unsure, or null. */
  readonly doubt: Doubt | null;
  /** Its model has three answers: null without, else whether the score is between the two thresholds. */
  readonly between: boolean | null;
}

/** The scored CSV of rows that are each scored by the model of their language. */
export interface RoutedCsv {
  readonly header: string;
  lines(rows: readonly RoutedRow[]): string;
}

/** @param columns names of the table's columns. */
export function createRoutedCsv(
  columns: readonly string[],
  { safeFormulas, reasons }: { readonly safeFormulas: boolean; readonly reasons: boolean },
): RoutedCsv {
  const names = scoredColumnNames({ labels: [], languages: true, reasons }, columns);
  return {
    header: csvLines([[...columns, ...names]], { newline: NEWLINE, safeFormulas }),
    lines: (rows) =>
      csvLines(
        rows.map(({ cells, language, model, score, threshold, decision, doubt, between }) => {
          const scored = model === null ? ['', ''] : cellsOfLabel(model.model, 0, score, threshold).slice(0, 2);
          const unsure = between === true || isUnsure(doubt, decision);
          const added = [
            ...scored,
            between !== null && unsure ? UNSURE : (decision?.label ?? ''),
            unsureCell(unsure),
            language,
            model?.name ?? '',
          ];
          return [...cells, ...added, ...(reasons ? [reasonText(decision)] : [])];
        }),
        { newline: NEWLINE, safeFormulas },
      ),
  };
}
