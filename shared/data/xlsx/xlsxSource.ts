import { CodedError, toCodedError } from '../../base/errors';
import type { Pause } from '../../runtime/pausing';
import { createUnfoldGuard } from '../archive/inflation';
import type { BlobLike } from '../bytes/source';
import { isShortValue, looksLikeData, rowsAboveHeader } from '../delimited/header';
import { fileDamaged } from '../fileDamaged';
import { checkOptions, planTable, type ReadOptions } from '../filePlan';
import type { BinarySource } from '../formats/binaryReader';
import { isKnownName } from '../guess/columnNames';
import { JUDGED_ROWS } from '../guess/columnPlan';
import { createLineTally, type ImportNotice } from '../importReport';
import type { TakeCells } from '../tableSource';
import { type SheetRow, sheetRows } from './sheetRows';
import { openWorkbook, type SheetEntry, type Workbook } from './workbook';

/** Rows emitted between two visits to the event loop. */
const ROWS_AT_A_TIME = 512;
/** Rows above the header that may be notes on the sheet. */
const NOTES = 30;
/** The share of rows that may be wider than the table is taken for: notes at the side. */
const WIDE_SHARE = 0.02;

/** What is known of an Excel file before its rows are read. */
export interface XlsxSource extends BinarySource {
  /** Names of the sheets that are not empty, hidden ones last. */
  readonly sheets: readonly string[];
  readonly sheet: string;
}

interface OpenSheet {
  readonly entry: SheetEntry;
  readonly xml: readonly string[];
  /** The first rows. */
  readonly head: readonly SheetRow[];
}

/**
 * Opens an Excel file (.xlsx) and takes one of its sheets. The XML of the sheet is held in memory; its rows are read
 * one at a time.
 *
 * @throws CodedError `file-damaged`, `file-too-large`, `archive-damaged`, `archive-encrypted`, `archive-ratio`,
 *   `file-unreadable`, `file-empty` without cells, `sheet-missing`, and whatever `planTable` throws.
 */
export async function openXlsxSource(
  name: string,
  blob: BlobLike,
  options: ReadOptions,
  pause: Pause,
): Promise<XlsxSource> {
  checkOptions(options);
  const { workbook, sheets, chosen } = await guarded(name, () => chooseSheet(name, blob, options.sheet, pause));
  const { head, xml, entry } = chosen;
  const headerAt = countNotes(head);
  const width = widthOf(head.slice(headerAt));
  const padded = (cells: readonly string[]) =>
    cells.length >= width ? cells : [...cells, ...Array<string>(width - cells.length).fill('')];
  const rows = head.slice(headerAt).map(({ cells }) => padded(cells).slice(0, width));
  const complete = head.length < JUDGED_ROWS;
  const plan = planTable(name, rows[0], rows.slice(1), complete, options);
  const firstRow = head[headerAt].number;
  const notices = [...plan.notices];
  if (headerAt > 0) notices.push({ code: 'lines-above-header', count: headerAt });
  const others = sheets.filter((sheet) => sheet !== entry).map((sheet) => sheet.name);
  if (others.length > 0 && options.sheet === undefined) notices.push({ code: 'other-sheets', sheets: others });
  let given = 0;

  return {
    plan: { ...plan, notices },
    sheets: sheets.map((sheet) => sheet.name),
    sheet: entry.name,
    progress: () => ({ bytesRead: given === 0 ? 0 : blob.size, totalBytes: blob.size }),
    async *read(take: TakeCells): AsyncGenerator<void, ImportNotice[], undefined> {
      const characters = createUnfoldGuard(name, blob.size);
      const beside = createLineTally<'cells-beside-table'>();
      const all = sheetRows(xml, workbook);
      for (;;) {
        const { done, value: row } = step(name, all);
        if (done || row === undefined) break;
        if (row.number < firstRow || (plan.hasHeader && row.number === firstRow)) continue;
        characters.count(row.cells);
        if (row.cells.length > width) beside.add('cells-beside-table', row.number);
        take(padded(row.cells).slice(0, width), row.number);
        if (++given % ROWS_AT_A_TIME === 0) yield;
      }
      yield;
      return beside.list().map(({ kind: code, count, lines }) => ({ code, count, lines }));
    },
    close: async () => undefined,
  };
}

/** The next row of a sheet. */
function step(
  name: string,
  rows: Generator<SheetRow, void, undefined>,
): { done: boolean; value: SheetRow | undefined } {
  try {
    const { done, value } = rows.next();
    return { done: done === true, value: value ?? undefined };
  } catch (error) {
    throw damaged(name, error);
  }
}

async function chooseSheet(
  name: string,
  blob: BlobLike,
  wanted: string | undefined,
  pause: Pause,
): Promise<{ workbook: Workbook; sheets: SheetEntry[]; chosen: OpenSheet }> {
  const workbook = await openWorkbook(name, blob, pause);
  const sheets: SheetEntry[] = [];
  let chosen: OpenSheet | null = null;
  // Hidden sheets come last, and are taken only where no other holds cells.
  for (const entry of workbook.sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))) {
    const xml = await workbook.read(entry);
    const head: SheetRow[] = [];
    for (const row of sheetRows(xml, workbook)) {
      if (isBlank(row.cells)) continue;
      head.push(row);
      if (head.length === JUDGED_ROWS) break;
    }
    if (head.length === 0) continue;
    sheets.push(entry);
    const sheet: OpenSheet = { entry, xml, head };
    if (wanted === undefined ? isBetter(sheet, chosen) : entry.name === wanted) chosen = sheet;
  }
  const names = sheets.map((sheet) => sheet.name);
  if (sheets.length === 0) throw new CodedError('file-empty', { name });
  if (chosen === null) throw new CodedError('sheet-missing', { sheet: wanted ?? '', sheets: names });
  return { workbook, sheets, chosen };
}

/**
 * The first sheet whose header has a name we know; without one the longest. (Many a file begins with notes on itself.)
 */
function isBetter(sheet: OpenSheet, best: OpenSheet | null): boolean {
  if (best === null) return true;
  if (sheet.entry.hidden && !best.entry.hidden) return false;
  const known = ({ head }: OpenSheet) => head.slice(0, NOTES).some(({ cells }) => cells.some(isKnownName));
  if (known(best) !== known(sheet)) return known(sheet);
  const length = ({ xml }: OpenSheet) => xml.reduce((sum, part) => sum + part.length, 0);
  return !known(best) && length(sheet) > length(best);
}

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '');

/** Whether a row with empty cells is one of the table: it holds a value that is in its column again, and no text. */
function isRowWithGaps(row: readonly string[], others: readonly (readonly string[])[]): boolean {
  const comesAgain = (cell: string, column: number) => isShortValue(cell) && others.some((one) => one[column] === cell);
  return row.some(comesAgain) && looksLikeData(row, others);
}

/** How many rows above the header are notes: they have fewer cells than nearly all after them. */
function countNotes(head: readonly SheetRow[]): number {
  const filled = head.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').length);
  const width = filled.toSorted((a, b) => a - b)[filled.length >> 1];
  const above = rowsAboveHeader(
    head.map(({ cells }) => cells),
    width,
  );
  if (above > 0) return above;
  if (width < 2 || filled[0] >= width) return 0;
  const header = filled.findIndex((cells) => cells >= width);
  // A row of the table whose comment is empty.
  const [first, ...others] = head.map(({ cells }) => cells);
  const padded = Array.from({ length: head[header]?.cells.length ?? 0 }, (_, column) => first[column] ?? '');
  if (first.length <= padded.length && isRowWithGaps(padded, others)) return 0;
  // A header may lack a name; what has fewer known names than the row below it is a heading over some of its columns.
  const known = (row: SheetRow | undefined) => row?.cells.filter(isKnownName).length ?? 0;
  if (known(head[0]) > 0 && known(head[header]) <= known(head[0])) return 0;
  return header > 0 && header <= NOTES ? header : 0;
}

/** Columns of the table: those of the header, and those that more than a few rows fill. */
function widthOf(rows: readonly SheetRow[]): number {
  const lengths = rows.map(({ cells }) => cells.length).toSorted((a, b) => b - a);
  const wide = lengths[Math.min(lengths.length - 1, Math.max(1, Math.floor(lengths.length * WIDE_SHARE)))];
  return Math.max(rows[0].cells.length, wide);
}

/** Whatever is wrong with the XML is the file's fault. */
async function guarded<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw damaged(name, error);
  }
}

function damaged(name: string, error: unknown): CodedError {
  const coded = toCodedError(error);
  return coded.code === 'unexpected' ? fileDamaged(name, 'Excel', error) : coded;
}
