import { rowText, type TextColumn } from '#shared/data/column/textColumn';
import { csvLines } from '#shared/data/delimited/csvLine';
import type { Model } from '../ml/model/model';
import type { Decision } from '../ml/scoring/decision';
import type { Doubt } from '../ml/scoring/doubt';
import { isUnsure, reasonText, scoredCells, scoredColumnNames, UNSURE } from './scoredColumns';

/** What is known of a row beside its scores. */
export interface RowAnswer {
  /** Null: the model decides. */
  readonly decision: Decision | null;
  /** Why the model cannot tell, or null. */
  readonly doubt: Doubt | null;
  /** Of three answers, the score is between the two thresholds; absent: it is not. */
  readonly between?: boolean;
}

/**
 * The scored CSV of the runner and of the app, byte for byte the same: every column of a table, then the model's
 * answers.
 */
export interface ScoredCsv {
  /** The line of column names. */
  readonly header: string;
  /** A score from which on the first label is given. */
  readonly threshold: number;
  /**
   * Rows `begin` to `end` (exclusive) of a chunk, as lines.
   * @param columns of the chunk, in the order of the header.
   * @param scores shape (rows of the chunk × labels), as `scoreColumn` returns them.
   * @param answerOf what was decided about a row of the chunk, where word lists were applied, and whether the model can
   *   tell.
   */
  lines(
    columns: readonly TextColumn[],
    scores: Float64Array,
    begin: number,
    end: number,
    answerOf: (row: number) => RowAnswer,
  ): string;
}

export interface ScoredCsvOptions {
  /** A score to use in place of the first label's own threshold; null or undefined: its own. */
  readonly threshold?: number | null;
  /** As in `csvLines`. The scores themselves stay numbers. */
  readonly safeFormulas?: boolean;
  /** Word lists are applied: a column says which of their entries decided. */
  readonly reasons?: boolean;
  /** Three answers: the label of an unsure row is `unsure` in place of 0 or 1. */
  readonly three?: boolean;
}

/** Lines end in LF, as other programs of the command line expect; spreadsheets read that too. */
export const NEWLINE = '\n';

/** @param columns names of the table's columns. */
export function createScoredCsv(
  model: Model,
  columns: readonly string[],
  { threshold, safeFormulas = false, reasons = false, three = false }: ScoredCsvOptions = {},
): ScoredCsv {
  const cut = threshold ?? model.manifest.thresholds[0];
  const { labels } = model.manifest;
  const added = { labels: labels.length > 1 ? labels : [], languages: false, reasons };
  return {
    header: csvLines([[...columns, ...scoredColumnNames(added, columns)]], { newline: NEWLINE, safeFormulas }),
    threshold: cut,
    lines(chunk, scores, begin, end, answerOf) {
      const rows = Array.from({ length: end - begin }, (_, i) => {
        const { decision, doubt, between = false } = answerOf(begin + i);
        const unsure = between || isUnsure(doubt, decision);
        const label = three && unsure ? UNSURE : decision?.label;
        return [
          ...chunk.map((column) => rowText(column, begin + i)),
          ...scoredCells(model, scores, begin + i, cut, unsure, label),
          ...(reasons ? [reasonText(decision)] : []),
        ];
      });
      return csvLines(rows, { newline: NEWLINE, safeFormulas });
    },
  };
}
