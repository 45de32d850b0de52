import { CodedError } from '../../base/errors';
import { type ColumnFacts, describeColumns, guessLabelColumn, guessTextColumn } from './guessColumns';

/** Rows by which columns are judged. */
export const JUDGED_ROWS = 200;

/** What the first rows say of the columns. */
export interface ColumnPlan {
  /** Of the columns, all different. */
  readonly names: readonly string[];
  readonly facts: readonly ColumnFacts[];
  /** The first data rows, as they stand. */
  readonly rows: readonly (readonly string[])[];
  readonly textColumn: number | null;
  readonly labelColumn: number | null;
}

/** What a person chose of the columns. */
export interface ColumnChoices {
  /** Of the comments: a position from 0, or a name. */
  readonly textColumn?: number | string;
  /** Of the labels; null: every row is taken, without a label. */
  readonly labelColumn?: number | string | null;
}

/**
 * Judges columns by the first rows.
 *
 * @param names all different.
 * @param written the names as the file has them, in which some may be the same.
 * @throws CodedError `argument-invalid`, `column-missing` or `column-ambiguous` (positions from 1).
 */
export function planColumns(
  names: readonly string[],
  written: readonly string[],
  rows: readonly (readonly string[])[],
  choices: ColumnChoices,
): ColumnPlan {
  const facts = describeColumns(names, rows);
  const chosenText = choices.textColumn === undefined ? null : findColumn(choices.textColumn, written, names);
  const chosenLabel =
    typeof choices.labelColumn === 'number' || typeof choices.labelColumn === 'string'
      ? findColumn(choices.labelColumn, written, names)
      : null;
  if (chosenText !== null && chosenText === chosenLabel) {
    throw new CodedError('argument-invalid', {
      argument: 'labelColumn',
      got: names[chosenText],
      expected: 'another column than the text',
    });
  }
  const textColumn = chosenText ?? guessTextColumn(facts, rows, chosenLabel);
  const labelColumn = choices.labelColumn === undefined ? guessLabelColumn(facts, rows, textColumn) : chosenLabel;
  return { names, facts, rows, textColumn, labelColumn };
}

function findColumn(column: number | string, written: readonly string[], names: readonly string[]): number {
  if (typeof column === 'number') {
    if (Number.isInteger(column) && column >= 0 && column < names.length) return column;
    throw new CodedError('column-missing', { column: `#${column + 1}`, columns: names });
  }
  const positions = written.flatMap((name, position) => (name === column ? [position + 1] : []));
  if (positions.length > 1) throw new CodedError('column-ambiguous', { column, positions });
  const found = names.indexOf(column);
  if (found < 0) throw new CodedError('column-missing', { column, columns: names });
  return found;
}
