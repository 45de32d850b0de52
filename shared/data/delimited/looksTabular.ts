import { CodedError } from '../../base/errors';
import { hasLabelColumn, isColumnName, typedColumns } from './columnEvidence';
import { guessTable } from './guessTable';

/** Rows that must agree for a text without column names to be a table. */
const AGREEING_ROWS = 4;

/**
 * Whether there is strong evidence that a text is a table: names of columns that we know above rows that agree, or a
 * column of labels.
 *
 * @param head the beginning of the text, without byte order mark.
 * @param complete `head` is the whole text.
 */
export function looksTabular(head: string, complete: boolean): boolean {
  let guess: ReturnType<typeof guessTable>;
  try {
    guess = guessTable(head, complete, {});
  } catch (error) {
    if (error instanceof CodedError) return false; // quotes that close nothing: prose
    throw error;
  }
  if (guess === null || guess.width < 2) return false;
  const { rows, fit } = guess;
  const [header, ...data] = rows;
  if (fit < 0.9 && !(header.length === guess.width && header.every(isColumnName))) return false;
  const names = header.filter(isColumnName).length;
  const isNameLike = header.every((cell) => cell.trim().split(/\s+/).length <= 4 && cell.length <= 40);
  const typed = typedColumns(data, guess.width);
  if (header.length >= 2 && names >= 2 && isNameLike) return true;
  if (names >= 1 && isNameLike && data.length > 0 && typed > 0) return true;
  // Cells that were copied from a sheet come with tabs: comments and what they are labelled with.
  if (guess.dialect.delimiter === '\t' && fit === 1 && typedColumns(rows, guess.width) > 0) return true;
  return rows.length >= AGREEING_ROWS && fit === 1 && hasLabelColumn(rows, guess.width);
}
