import Papa from 'papaparse';

/** A number is written as JavaScript prints it, and is never mistaken for a formula. */
export type CsvCell = string | number;

export interface CsvOptions {
  readonly delimiter?: string;
  /** Default: CR LF, as RFC 4180 has it and spreadsheets write it. */
  readonly newline?: '\r\n' | '\n';
  /**
   * For files that a spreadsheet opens: a cell that begins with = + - @, a tab or a carriage return would be run as a
   * formula, and gets an apostrophe before it. Not for files that are to be imported again.
   */
  readonly safeFormulas?: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u0006\u000e-\u0019\u001c-\u001f]/;
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Rows of equal width as lines of CSV (RFC 4180), each with its line end. Quoted are fields that hold the delimiter, a
 * quote or a line end, or have a space or a byte order mark at an end; those with control characters, so that the file
 * is not taken for a binary one when it is read; and a single empty field, which would be a blank line.
 */
export function csvLines(rows: readonly (readonly CsvCell[])[], options: CsvOptions = {}): string {
  if (rows.length === 0) return '';
  const { delimiter = ',', newline = '\r\n', safeFormulas = false } = options;
  const single = rows[0].length === 1;
  const quotes = (value: unknown) => typeof value === 'string' && (CONTROL.test(value) || (single && value === ''));
  const cells = safeFormulas ? rows.map((row) => row.map(withoutFormula)) : rows;
  return `${Papa.unparse(cells, { delimiter, newline, quotes })}${newline}`;
}

/** `fields` as one line of CSV without a line end; otherwise as `csvLines`. */
export function csvLine(fields: readonly CsvCell[], delimiter = ','): string {
  return csvLines([fields], { delimiter }).slice(0, -2);
}

/** papaparse's `escapeFormulae` does the same, and quotes what needs no quotes. */
function withoutFormula(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && FORMULA.test(cell) ? `'${cell}` : cell;
}
