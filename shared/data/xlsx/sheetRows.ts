import { FaultError } from '../../base/faults';
import { cellText } from '../json/cellText';
import { createTextCollector, unescaped, type Workbook } from './workbook';
import { readXml } from './xml';

/** A row that holds cells. */
export interface SheetRow {
  /** From 1, as Excel shows it. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** The largest sheet that Excel knows. */
const ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

/**
 * The rows of a sheet that hold cells, one at a time: rows and columns that a sheet claims without having them cost
 * nothing. A value that is merged over several rows is the value of each of them.
 *
 * @param parts the XML of the sheet (`collectXml`): merged ranges come after all rows, so they are in the last.
 * @throws FaultError that names the reference that cannot be.
 */
export function* sheetRows(parts: readonly string[], workbook: Workbook): Generator<SheetRow, void, undefined> {
  const merges = mergesOf(parts.at(-1) ?? '');
  let last = 0;
  for (const [i, xml] of parts.entries()) {
    let at = i === 0 ? Math.max(0, xml.search(/<(?:\w+:)?sheetData[\s/>]/)) : 0;
    while (at < xml.length) {
      const row = createRowReader(last, workbook);
      at = readXml(xml, row, at);
      if (!row.hasRow()) return;
      const { number, cells } = row.result();
      if (number <= last) throw new FaultError('row-order', { got: number, expected: last });
      last = number;
      merges.fill(number, cells);
      if (cells.length > 0) yield { number, cells };
    }
  }
}

function createRowReader(last: number, workbook: Workbook) {
  const text = createTextCollector();
  const cells: string[] = [];
  let number = last + 1;
  let begun = false;
  let ended = false;
  let over = false;
  let column = 0;
  let type = 'n';
  let style = 0;
  let value = '';
  let hasValue = false;
  let inValue = false;
  let formula = '';
  let inFormula = false;

  const openCell = (attribute: (name: string) => string | null) => {
    const reference = attribute('r');
    column = reference === null ? cells.length : columnOf(reference);
    if (column >= SHEET_COLUMNS) throw impossibleColumn(reference);
    type = attribute('t') ?? 'n';
    style = Number(attribute('s') ?? 0);
    value = '';
    hasValue = false;
    formula = '';
  };
  const closeCell = () => {
    const inline = text.take();
    while (cells.length < column) cells.push('');
    // A program that writes formulas without what they come to leaves them to be seen.
    if (formula !== '' && !hasValue && inline === '') cells[column] = `=${unescaped(formula)}`;
    else cells[column] = type === 'inlineStr' ? inline : cellValue(value, type, style, workbook);
  };

  return {
    open(name: string, attribute: (name: string) => string | null) {
      if (name === 'row') {
        begun = true;
        const reference = attribute('r');
        if (reference !== null) number = Number(reference);
        if (!Number.isInteger(number) || number < 1 || number > ROWS) {
          throw new FaultError('row-impossible', { where: cut(reference ?? String(number)), expected: ROWS });
        }
      } else if (name === 'c') openCell(attribute);
      else if (name === 'v') {
        inValue = true;
        hasValue = true;
      } else if (name === 'f') inFormula = true;
      else text.open(name);
    },
    text(part: string) {
      if (inValue) value += part;
      else if (inFormula) formula += part;
      else text.add(part);
    },
    close(name: string) {
      if (name === 'v') inValue = false;
      else if (name === 'f') inFormula = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') ended = true;
      else if (name === 'sheetData') over = true;
      else text.close(name);
    },
    isDone: () => ended || over,
    hasRow: () => begun && !over,
    result() {
      while (cells.length > 0 && cells[cells.length - 1] === '') cells.pop();
      return { number, cells };
    },
  };
}

/** A reference, as far as it is of use in a sentence. */
const cut = (reference: string) => reference.slice(0, 20);

const impossibleColumn = (reference: string | null) =>
  new FaultError('column-impossible', { where: reference === null ? null : cut(reference), expected: SHEET_COLUMNS });

/** The column, from 0, of a reference such as `AB12`. */
function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const unit = reference.charCodeAt(i) & ~0x20;
    if (unit < 0x41 || unit > 0x5a) break;
    column = column * 26 + unit - 0x40;
    if (column > SHEET_COLUMNS) throw impossibleColumn(reference);
  }
  return Math.max(0, column - 1);
}

const LONG_INTEGER = /^-?\d{16,}$/;

function cellValue(value: string, type: string, style: number, workbook: Workbook): string {
  switch (type) {
    case 's': {
      const index = Number(value);
      return value === '' ? '' : (workbook.strings[index] ?? '');
    }
    case 'b':
      return value === '' ? '' : value.trim() === '1' ? 'true' : 'false';
    case 'str':
      return unescaped(value);
    case 'e':
    case 'd':
      return value;
    default: {
      const text = value.trim();
      const number = Number(text);
      if (text === '' || Number.isNaN(number)) return text;
      if (workbook.isDate[style] === true) return dateText(number, workbook.from1904);
      return LONG_INTEGER.test(text) ? text : String(number);
    }
  }
}

const DAY_MS = 86_400_000;

/** A day as Excel counts it, as ISO 8601; below one it is a time alone. */
function dateText(days: number, from1904: boolean): string {
  if (days >= 0 && days < 1) return new Date(Math.round(days * DAY_MS)).toISOString().slice(11, 19);
  const zero = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const date = new Date(Math.round((zero + days * DAY_MS) / 1000) * 1000);
  return Number.isNaN(date.getTime()) ? String(days) : cellText(date);
}

/** Merged ranges that are looked at; more are a sheet for printing. */
const MERGES = 100_000;

/** Values merged over several rows of one column, by the end of the XML of the sheet. */
function mergesOf(xml: string): { fill(row: number, cells: string[]): void } {
  // Ranges do not overlap: of several that begin in a cell the last one counts.
  const starting = new Map<number, Map<number, number>>();
  const pattern = /<(?:\w+:)?mergeCell\s[^>]*ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;
  const from = xml.search(/<(?:\w+:)?mergeCells[\s>]/);
  if (from < 0) return { fill: () => undefined };
  pattern.lastIndex = from;
  let count = 0;
  for (let found = pattern.exec(xml); found !== null && count < MERGES; found = pattern.exec(xml), count++) {
    const [, column, first, , last] = found;
    if (Number(last) <= Number(first)) continue;
    const known = starting.get(Number(first)) ?? new Map<number, number>();
    known.set(columnOf(column), Number(last));
    starting.set(Number(first), known);
  }
  const open = new Map<number, { readonly last: number; readonly value: string }>();
  return {
    fill(row, cells) {
      for (const [column, { last, value }] of open) {
        if (last < row) {
          open.delete(column);
          continue;
        }
        if (column >= SHEET_COLUMNS || (cells[column] ?? '') !== '') continue;
        while (cells.length < column) cells.push('');
        cells[column] = value;
      }
      for (const [column, last] of starting.get(row) ?? []) {
        if ((cells[column] ?? '') !== '') open.set(column, { last, value: cells[column] });
      }
    },
  };
}
