import { rowText, type TextColumn } from '#shared/data/column/textColumn';
import { csvLines } from '#shared/data/delimited/csvLine';
import type { Model } from '../ml/model/model';
import { scoredCells, scoredColumnNames } from './scoredColumns';

/** The scored CSV of the runner and of the app, byte for byte the same: every column of a table, then the model's answers. */
export interface ScoredCsv {
  /** The line of column names. */
  readonly header: string;
  /** A score from which on the first label is given. */
  readonly threshold: number;
  /**
   * Rows `begin` to `end` (exclusive) of a chunk, as lines.
   * @param columns of the chunk, in the order of the header.
   * @param scores shape (rows of the chunk × labels), as `scoreColumn` returns them.
   */
  lines(columns: readonly TextColumn[], scores: Float64Array, begin: number, end: number): string;
}

export interface ScoredCsvOptions {
  /** A score to use in place of the first label's own threshold; null or undefined: its own. */
  readonly threshold?: number | null;
  /** As in `csvLines`. The scores themselves stay numbers. */
  readonly safeFormulas?: boolean;
}

/** Lines end in LF, as other programs of the command line expect; spreadsheets read that too. */
const NEWLINE = '\n';

/** @param columns names of the table's columns. */
export function createScoredCsv(
  model: Model,
  columns: readonly string[],
  { threshold, safeFormulas = false }: ScoredCsvOptions = {},
): ScoredCsv {
  const cut = threshold ?? model.manifest.thresholds[0];
  return {
    header: csvLines([[...columns, ...scoredColumnNames(model, columns)]], { newline: NEWLINE, safeFormulas }),
    threshold: cut,
    lines(chunk, scores, begin, end) {
      const rows = Array.from({ length: end - begin }, (_, i) => [
        ...chunk.map((column) => rowText(column, begin + i)),
        ...scoredCells(model, scores, begin + i, cut),
      ]);
      return csvLines(rows, { newline: NEWLINE, safeFormulas });
    },
  };
}
