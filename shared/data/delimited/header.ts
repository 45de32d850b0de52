import { parseLabel, parseNumber } from '../column/labels';
import { isKnownName } from '../guess/columnNames';
import type { ImportNotice } from '../importReport';

/** A cell this long, or of this many words, is a comment and no name. */
const FREE_TEXT_LETTERS = 60;
const FREE_TEXT_WORDS = 6;

/**
 * Whether the first row of a file is a row of data: it holds none of the names we know, and a number, a label or a
 * long text stands where a name would.
 */
export function looksLikeData(firstRow: readonly string[]): boolean {
  return !firstRow.some(isKnownName) && firstRow.some(isValue);
}

function isValue(cell: string): boolean {
  const text = cell.trim();
  if (text === '') return false; // a column without a name is common
  if (!Number.isNaN(parseNumber(text)) || typeof parseLabel(text) === 'number') return true;
  return text.length > FREE_TEXT_LETTERS || text.split(/\s+/).length >= FREE_TEXT_WORDS;
}

/**
 * Names for the columns, all different: a name met before becomes `name (2)`, an empty one `column N` (N from 1).
 * Both are told as notices.
 */
export function nameColumns(header: readonly string[]): { names: string[]; notices: ImportNotice[] } {
  const names: string[] = [];
  const taken = new Set(header.map((cell) => cell.trim()));
  const seen = new Set<string>();
  const duplicates = new Set<string>();
  const unnamed: number[] = [];

  for (const [position, cell] of header.entries()) {
    let name = cell.trim();
    if (name === '') {
      unnamed.push(position);
      name = freeName(`column ${position + 1}`, taken);
    } else if (seen.has(name)) {
      duplicates.add(name);
      name = freeName(name, taken);
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

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name} (${number})`)) number++;
  return `${name} (${number})`;
}

/** The names of `count` columns of a file without a header: `column 1` ... */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `column ${i + 1}`);
}
