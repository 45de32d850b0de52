import { CodedError } from '../../base/errors';
import { hasLabelColumn, isColumnName, typedColumns } from './columnEvidence';
import type { Delimiter } from './dialect';
import { guessTable, type TableGuess } from './guessTable';

/** Rows that must agree for a text without column names to be a table. */
const AGREEING_ROWS = 4;
/** So few are enough where prose would be written otherwise: every cell is quoted, or no space follows a comma. */
const FEW_ROWS = 2;
/** Rows that are looked at for their quotes. */
const QUOTED_ROWS = 50;

/**
 * Whether there is strong evidence that a text is a table: names of columns that we know above rows that agree, a
 * column of labels, numbers or labels at one end of every row, or quotes around every cell.
 *
 * @param head the beginning of the text, without byte order mark.
 * @param complete `head` is the whole text.
 */
export function looksTabular(head: string, complete: boolean): boolean {
  return tabularDelimiter(head, complete) !== null;
}

/** The delimiter of a text of which `looksTabular` is true; null for others. */
export function tabularDelimiter(head: string, complete: boolean): Delimiter | null {
  let guess: ReturnType<typeof guessTable>;
  try {
    guess = guessTable(head, complete, {});
  } catch (error) {
    if (error instanceof CodedError) return null; // quotes that close nothing: prose
    throw error;
  }
  return guess !== null && isTabular(head, guess) ? guess.dialect.delimiter : null;
}

function isTabular(head: string, guess: TableGuess): boolean {
  if (guess.width < 2) return false;
  if (guess.dialect.markdown) return true;
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
  if (fit < 1 || rows.length < FEW_ROWS) return false;
  if (areAllQuoted(head, guess)) return true;
  const isLabelled = hasLabelColumn(rows, guess.width);
  if (rows.length >= AGREEING_ROWS && isLabelled) return true;
  // What follows a comma in prose is a space.
  const spaced = rows.filter((row) => row.slice(1).some((cell) => /^\s/.test(cell))).length;
  if (2 * spaced > rows.length) return false;
  const enough = guess.width > 2 ? AGREEING_ROWS - 1 : AGREEING_ROWS;
  return isLabelled || (rows.length >= enough && endsInValues(rows, guess.width));
}

/** Whether the first or the last cells of all rows are numbers or labels. */
function endsInValues(rows: readonly (readonly string[])[], width: number): boolean {
  return [0, width - 1].some(
    (column) =>
      typedColumns(
        rows.map((row) => [row[column]]),
        1,
      ) > 0,
  );
}

/** Whether a program wrote the text: every cell is quoted, or every one that is no number. */
function areAllQuoted(head: string, { dialect, rows, skipLines }: TableGuess): boolean {
  if (skipLines > 0 || dialect.quotes !== 'csv' || dialect.wrapped) return false;
  const text = head.trimStart().replaceAll(/\r\n?/g, '\n');
  const { quote = '"', delimiter } = dialect;
  const written = (isBare: (cell: string) => boolean) =>
    rows
      .slice(0, QUOTED_ROWS)
      .map((row) =>
        row
          .map((cell) => (isBare(cell) ? cell : quote + cell.replaceAll(quote, quote + quote) + quote))
          .join(delimiter),
      )
      .join('\n')
      .replaceAll(/\r\n?/g, '\n');
  return text.startsWith(written(() => false)) || text.startsWith(written((cell) => /^-?\d+(?:\.\d+)?$/.test(cell)));
}
