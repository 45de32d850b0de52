import { plainValue } from '../column/plainValue';
import { isExactLabelName, nameParts, readLabelName } from '../guess/labelNames';
import { isExactTextName } from '../guess/textNames';
import { knownMeaning } from '../guess/valueWords';

/* What cells say of whether they are cells of a table at all. */

/** Signs that are in no name: the cell is the end of a row that is read with another delimiter, `toxic'@'` or `yes~0`. */
const HALF_A_ROW = /["@#^~§¦þ]|^'|'$/;

/** Whether `cell` names comments or labels, exactly. */
export function isColumnName(cell: string): boolean {
  if (HALF_A_ROW.test(cell)) return false;
  const joined = nameParts(cell).join('');
  if (isExactLabelName(joined) || isExactTextName(joined)) return true;
  return /[_.]/.test(cell) && /^[\p{L}\p{N}_.-]+$/u.test(cell.trim()) && readLabelName(cell).rank !== null;
}

/** How many columns hold numbers or labels alone. */
export function typedColumns(rows: readonly (readonly string[])[], width: number): number {
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
export function hasLabelColumn(rows: readonly (readonly string[])[], width: number): boolean {
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
  return value === '0' || value === '-1' || value === 'other' ? 'notToxic' : knownMeaning(value);
}

/** Whether nearly all cells of a column have several words. */
export function hasSentences(rows: readonly (readonly string[])[], width: number): boolean {
  for (let column = 0; column < width; column++) {
    const sentences = rows.filter((row) => /\S\s+\S/.test(row[column] ?? '')).length;
    if (sentences >= 0.8 * rows.length) return true;
  }
  return false;
}
