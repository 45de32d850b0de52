import { CodedError } from '../../base/errors';
import { isExactLabelName, nameParts, readLabelName } from '../guess/labelNames';
import { plainValue } from '../guess/plainValue';
import { isExactTextName } from '../guess/textNames';
import { knownMeaning } from '../guess/valueWords';
import { guessTable } from './guessTable';

/** Rows that must agree for a text without column names to be a table. */
const AGREEING_ROWS = 4;

/**
 * Whether there is strong evidence that a text is a table: names of columns that we know above rows that agree, or a column
 * of labels.
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

/** Whether `cell` names comments or labels, exactly. */
function isColumnName(cell: string): boolean {
  const joined = nameParts(cell).join('');
  if (isExactLabelName(joined) || isExactTextName(joined)) return true;
  return /[_.]/.test(cell) && !/\s/.test(cell.trim()) && readLabelName(cell).rank !== null;
}

/** Columns of numbers or labels. */
function typedColumns(rows: readonly (readonly string[])[], width: number): number {
  let typed = 0;
  for (let column = 0; column < width; column++) {
    if (rows.every((row) => isValue(row[column] ?? ''))) typed++;
  }
  return typed;
}

function isValue(cell: string): boolean {
  const plain = plainValue(cell);
  if (plain === '' || cell.length > 40) return false;
  return !Number.isNaN(Number(plain)) || plain === 'other' || knownMeaning(plain) !== undefined;
}

/** Whether a column holds known labels of both kinds, or 0 and 1, and nothing else. */
function hasLabelColumn(rows: readonly (readonly string[])[], width: number): boolean {
  for (let column = 0; column < width; column++) {
    const values = new Set(rows.map((row) => plainValue(row[column] ?? '')));
    if (values.size > 10 || values.size < 2) continue;
    const meanings = [...values].map(meaningOfValue);
    if (meanings.includes('toxic') && meanings.includes('notToxic') && !meanings.includes(undefined)) return true;
  }
  return false;
}

/** What a value of a column without a name means, for all one can tell. */
function meaningOfValue(value: string): ReturnType<typeof knownMeaning> {
  if (value === '1') return 'toxic';
  return value === '0' || value === 'other' ? 'notToxic' : knownMeaning(value);
}
