import { csvLines } from '#shared/data/delimited/csvLine';

/** A column of a table that accompanies a chart, is saved as CSV and is included in a report. */
export interface TableColumn {
  readonly head: string;
  /** Written by people: set in the serif, and blurred where it is offensive. */
  readonly userText?: boolean;
  /** How a number is shown; CSV has it as it is. A column with it is numeric. */
  readonly format?: (value: number) => string;
}

export type TableCell = string | number | null;

export interface TableData {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A cell as it is read. */
export function cellText(column: TableColumn, cell: TableCell): string {
  if (cell === null) return '–';
  return typeof cell === 'number' && column.format !== undefined ? column.format(cell) : String(cell);
}

/** Rows by one column: numbers by size, words as the language orders them; what has no value comes last. */
export function sortedRows(
  { rows }: TableData,
  column: number,
  descending: boolean,
  language: string,
): readonly (readonly TableCell[])[] {
  const words = new Intl.Collator(language, { numeric: true });
  const sign = descending ? -1 : 1;
  const blank = (cell: TableCell) => cell === null || Number.isNaN(cell);
  return [...rows].sort((first, second) => {
    const [a, b] = [first[column], second[column]];
    if (blank(a) || blank(b)) return Number(blank(a)) - Number(blank(b));
    if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
    return sign * words.compare(String(a), String(b));
  });
}

/**
 * Tables as one CSV with a byte order mark, by which spreadsheets recognise UTF-8, and a blank line between tables.
 * These files are for reading, so no cell may run as a formula.
 */
export function csvOf(tables: readonly TableData[]): string {
  const field = (cell: TableCell) => (cell === null || Number.isNaN(cell) ? '' : cell);
  const parts = tables.map(({ columns, rows }) =>
    csvLines([columns.map(({ head }) => head), ...rows.map((row) => row.map(field))], { safeFormulas: true }),
  );
  return `\ufeff${parts.join('\r\n')}`;
}
