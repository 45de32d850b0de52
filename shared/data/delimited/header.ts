import { parseNumber, plainValue } from '../column/plainValue';
import { isKnownName } from '../guess/columnNames';
import { isExactLabelName, nameParts, readLabelName } from '../guess/labelNames';
import { parseLabel } from '../guess/parseLabel';
import { isTextName } from '../guess/textNames';
import { knownMeaning } from '../guess/valueWords';
import type { ImportNotice } from '../importReport';

/** A cell this long, or of this many words, is a comment and no name. */
const FREE_TEXT_CHARACTERS = 60;
const FREE_TEXT_WORDS = 6;

/** Rows after the first by which it is judged. */
const JUDGED = 100;

/**
 * Whether the first row of a file is a row of data. It is none if it holds a name we know, or the column numbers that
 * pandas writes. Else the rows after it decide: where a column holds numbers or labels only, a name stands out. Without
 * such a column a number, a label or a long text in the first row is data.
 */
export function looksLikeData(firstRow: readonly string[], allRows: readonly (readonly string[])[] = []): boolean {
  if (isNumbering(firstRow)) return false;
  // Names that come again are those of another file, which was put behind this one.
  const rows = isHeaderRow(firstRow) ? allRows.filter((row) => !isEqual(row, firstRow)) : allRows;
  const typed = firstRow.map((_, column) => isTyped(column, rows)).flatMap((is, column) => (is ? [column] : []));
  // What also occurs in a column as a value is not its name.
  const named = firstRow.flatMap((cell, column) =>
    isKnownName(cell) && !rows.some((row) => row[column] === cell) ? [column] : [],
  );
  const isLabelled = (column: number) => isJudgement(firstRow[column]) && isOfJudgements(column, rows);
  // `toxic` over `toxic` and `non-toxic` may be a name, and `clean` beside `comment`; `not toxic` alone is none.
  const mayBeName = (cell: string) =>
    isExactLabelName(joined(cell)) || (firstRow.some(isTextName) && readLabelName(cell).rank !== null);
  if (typed.some((column) => isLabelled(column) && !mayBeName(firstRow[column]))) return true;
  if (named.length > 0) return areValuesAll(firstRow, rows, typed, named, isLabelled);
  if (typed.length === 0) return firstRow.some(isValue);
  // `phrase` beside `toxic`, over `toxic` and `non-toxic`: both are names.
  if (firstRow.some(isTextName) && typed.some((column) => isLabelled(column) && mayBeName(firstRow[column])))
    return false;
  return typed.every((column) => isShortValue(firstRow[column]));
}

/** Whether all cells are known names, and one that of comments. */
function isHeaderRow(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every(isKnownName) && cells.some(isTextName);
}

const isEqual = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((cell, i) => cell === other[i]);

/** Rows above a header that may be notes as wide as the table. */
const WIDE_NOTES = 10;

/**
 * How many rows are above a row that can only be the header: notes (`By, me`), or the names of a form's questions. They
 * hold no values where the rows below do.
 */
export function rowsAboveHeader(rows: readonly (readonly string[])[], width: number): number {
  const at = rows.slice(0, WIDE_NOTES + 1).findIndex((row) => row.length === width && isHeaderRow(row));
  if (at < 1) return 0;
  const below = rows.slice(at + 1);
  const typed = rows[at].flatMap((_, column) => (isTyped(column, below) ? [column] : []));
  const isNote = (row: readonly string[]) =>
    !row.some(isTextName) && typed.length > 0 && !typed.every((column) => isShortValue(row[column] ?? ''));
  return rows.slice(0, at).every(isNote) ? at : 0;
}

/**
 * Whether a first row that holds known names is data all the same: a comment may be `no` or `comment`, and the label
 * beside it `hate` or `offensive`, all of which are names of columns too. It is where every column of numbers or labels
 * begins with one of its own.
 */
function areValuesAll(
  firstRow: readonly string[],
  rows: readonly (readonly string[])[],
  typed: readonly number[],
  named: readonly number[],
  isLabelled: (column: number) => boolean,
): boolean {
  if (typed.length === 0 || !typed.every((column) => isShortValue(firstRow[column]))) return false;
  const others = named.filter((column) => !(typed.includes(column) && isJudgement(firstRow[column])));
  if (others.length === 0) return typed.some(isLabelled) && !firstRow.some(isTextName);
  // `no` is an answer here, not the number of a row.
  const areAnswers = others.every((column) => !typed.includes(column) && isShortValue(firstRow[column]));
  if (areAnswers && typed.some(isLabelled)) return true;
  // pandas names a column `0`, over zeros and ones, where the one beside it is called `text`.
  if (firstRow.some((cell) => isTextName(cell) || cell.trim() === '')) return false;
  return typed.some(
    (column) => rows.some((row) => row[column] === firstRow[column]) || isAnswer(column, firstRow, rows),
  );
}

/** Whether a cell is `no` over `yes`, or the other way round; `y` and `n` are names. */
function isAnswer(column: number, firstRow: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const isWord = (cell: string) => cell.trim().length > 1 && /^(?:yes|no)$/.test(knownMeaning(plainValue(cell)) ?? '');
  return isWord(firstRow[column]) && rows.slice(0, JUDGED).every((row) => isWord(row[column] ?? ''));
}

const joined = (cell: string) => nameParts(cell).join('');

/** Whether a cell is a word that says toxic or not. */
function isJudgement(cell: string): boolean {
  const known = cell.length > 40 ? undefined : knownMeaning(plainValue(cell));
  return known === 'toxic' || known === 'notToxic';
}

/** Whether all cells of a column are such words. */
function isOfJudgements(column: number, rows: readonly (readonly string[])[]): boolean {
  const cells = rows.slice(0, JUDGED).flatMap((row) => (row[column] ?? '').trim() || []);
  return cells.length > 0 && cells.every(isJudgement);
}

/** Whether nearly all cells of a column are numbers or labels. */
function isTyped(column: number, rows: readonly (readonly string[])[]): boolean {
  const cells = rows.slice(0, JUDGED).flatMap((row) => (row[column] ?? '').trim() || []);
  return cells.length > 0 && cells.filter(isShortValue).length >= 0.9 * cells.length;
}

/** Whether the cells are 0, 1, 2 ...: numbers that a program gave columns without names. */
function isNumbering(row: readonly string[]): boolean {
  const cells = row[0]?.trim() === '' ? row.slice(1) : row;
  return cells.length >= 2 && cells.every((cell, i) => cell.trim() === String(i));
}

/**
 * Whether every row has one cell more than the header, and the first cells are all different: names of rows, as R's
 * write.table writes them.
 */
export function hasRowNames(header: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (rows.length < 2) return false;
  const judged = rows.slice(0, JUDGED);
  const longer = judged.filter((row) => row.length === header.length + 1 && row.at(-1)?.trim() !== '');
  const names = new Set(judged.map(([name]) => name));
  return longer.length === judged.length && names.size === judged.length && [...names].every(isRowName);
}

/** A row's name is a number or a word, never a sentence. */
function isRowName(cell: string): boolean {
  return cell.trim() !== '' && !/\s/.test(cell.trim()) && cell.length <= 40;
}

/** A number, or a word that labels are. */
export function isShortValue(cell: string): boolean {
  const text = cell.trim();
  if (text === '' || text.length > 40) return false;
  const plain = plainValue(text);
  if (plain === '') return false;
  if (!Number.isNaN(Number(plain))) return true;
  const known = knownMeaning(plain);
  return known !== undefined && known !== 'blank';
}

function isValue(cell: string): boolean {
  const text = cell.trim();
  if (text === '') return false; // a column without a name is common
  if (!Number.isNaN(parseNumber(text)) || typeof parseLabel(text) === 'number') return true;
  return text.length > FREE_TEXT_CHARACTERS || text.split(/\s+/).length >= FREE_TEXT_WORDS;
}

/**
 * Names for the columns, all different: a name met before becomes `name (2)`, an empty one `column N` (N from 1).
 * Both are reported as notices.
 */
export function nameColumns(header: readonly string[]): { names: string[]; notices: ImportNotice[] } {
  const names: string[] = [];
  const taken = new Set(header.map((cell) => cell.trim()));
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  const unnamed: number[] = [];
  const freeName = createNumbering(taken);

  for (const [position, cell] of header.entries()) {
    let name = cell.trim();
    if (name === '') {
      unnamed.push(position);
      name = freeName(`column ${position + 1}`);
    } else if (seen.has(name)) {
      duplicates.add(name);
      name = freeName(name);
    }
    seen.add(name);
    taken.add(name);
    names.push(name);
  }

  const notices: ImportNotice[] = [];
  if (duplicates.size > 0) notices.push({ code: 'duplicate-headers', names: [...duplicates] });
  if (unnamed.length > 0) notices.push({ code: 'unnamed-columns', positions: unnamed });
  return { names, notices };
}

/** Returns names that are not in use, in linear time: it remembers the last number for each name. */
function createNumbering(taken: ReadonlySet<string>): (name: string) => string {
  const last = new Map<string, number>();
  return (name) => {
    if (!taken.has(name)) return name;
    let number = last.get(name) ?? 2;
    while (taken.has(`${name} (${number})`)) number++;
    last.set(name, number + 1);
    return `${name} (${number})`;
  };
}

/** The names of `count` columns of a file without a header: `column 1` ... */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `column ${i + 1}`);
}
