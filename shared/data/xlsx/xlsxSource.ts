import { CodedError, toCodedError } from '../../base/errors';
import { INFLATION_LIMITS } from '../archive/inflation';
import { bytesOfZipEntry, readZipDirectory } from '../archive/zip';
import { type BlobLike, joinBytes } from '../bytes/source';
import { checkOptions, planTable, type ReadOptions } from '../filePlan';
import { isKnownName } from '../guess/columnNames';
import { JUDGED_ROWS } from '../guess/columnPlan';
import type { ImportNotice } from '../importReport';
import { cellText } from '../json/cellText';
import type { TableSource } from '../tableSource';
import type { TakeCells } from '../textRows';

/** Bytes of XML that an Excel file may unpack to: the library holds it several times over. */
const XML_LIMIT_BYTES = 256 * 1024 * 1024;

/** Rows given between two visits to the event loop. */
const ROWS_AT_A_TIME = 2048;

/** A sheet as text: its rows are as long as its widest one. */
interface TextSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** What is known of an Excel file before its rows are read. */
export interface XlsxSource extends TableSource {
  /** Names of the sheets that are not empty. */
  readonly sheets: readonly string[];
  readonly sheet: string;
}

/**
 * Opens an Excel file (.xlsx) and takes one of its sheets. The whole file is decoded at once, and must fit in memory.
 *
 * @throws CodedError `file-damaged`, `file-too-large`, `archive-damaged`, `archive-encrypted`, `archive-ratio`,
 *   `file-unreadable`, `file-empty` without cells, `sheet-missing`, and whatever `planTable` throws.
 */
export async function openXlsxSource(name: string, blob: BlobLike, options: ReadOptions): Promise<XlsxSource> {
  checkOptions(options);
  const sheets = (await readSheets(name, blob)).filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) throw new CodedError('file-empty', { name });
  const names = sheets.map((sheet) => sheet.name);
  const sheet = options.sheet === undefined ? guessSheet(sheets) : sheets.find((one) => one.name === options.sheet);
  if (sheet === undefined) throw new CodedError('sheet-missing', { sheet: options.sheet ?? '', sheets: names });

  const { rows } = sheet;
  const headerAt = rows.findIndex((row) => !isBlank(row));
  const alone = rows[0].length === 1;
  const isRow = (row: readonly string[]) => alone || !isBlank(row);
  const head: (readonly string[])[] = [];
  for (let i = headerAt + 1; i < rows.length && head.length < JUDGED_ROWS; i++) if (isRow(rows[i])) head.push(rows[i]);
  const plan = planTable(name, rows[headerAt], head, head.length < JUDGED_ROWS, options);
  let given = 0;

  return {
    plan,
    sheets: names,
    sheet: sheet.name,
    progress: () => ({ bytesRead: Math.floor((given / rows.length) * blob.size), totalBytes: blob.size }),
    async *read(take: TakeCells): AsyncGenerator<void, ImportNotice[], undefined> {
      for (given = plan.hasHeader ? headerAt + 1 : headerAt; given < rows.length; ) {
        if (isRow(rows[given])) take(rows[given], given + 1);
        given++;
        if (given % ROWS_AT_A_TIME === 0) yield;
      }
      yield;
      return [];
    },
    close: async () => undefined,
  };
}

/** The first sheet whose header has a name we know; without one the longest. (Many a file begins with notes on itself.) */
function guessSheet(sheets: readonly TextSheet[]): TextSheet {
  const known = sheets.find(({ rows }) => rows.find((row) => !isBlank(row))?.some(isKnownName));
  return known ?? sheets.reduce((longest, sheet) => (sheet.rows.length > longest.rows.length ? sheet : longest));
}

const isBlank = (row: readonly string[]) => row.every((cell) => cell.trim() === '');

/** Every sheet, cut to the cells that are not empty. */
async function readSheets(name: string, blob: BlobLike): Promise<TextSheet[]> {
  const [{ readWorkbook, zipStored }, contents] = await Promise.all([import('./xlsxLibrary'), readXml(name, blob)]);
  let sheets: Awaited<ReturnType<typeof readWorkbook>>;
  try {
    // The library's own way of unpacking knows no limits, and starts workers that the security policy forbids.
    sheets = await readWorkbook(zipStored(contents), { trim: false });
  } catch (error) {
    const coded = toCodedError(error);
    if (coded.code !== 'unexpected') throw coded;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('file-damaged', { name, kind: 'Excel', reason }, error);
  }
  return sheets.map(({ sheet, data }) => {
    const rows = data.map((row) => row.map(cellText));
    const height = rows.findLastIndex((row) => !isBlank(row)) + 1;
    let width = 0;
    for (const row of rows) width = Math.max(width, row.findLastIndex((cell) => cell !== '') + 1);
    return { name: sheet, rows: rows.slice(0, height).map((row) => row.slice(0, width)) };
  });
}

/** The XML files of a workbook, by path. */
async function readXml(name: string, blob: BlobLike): Promise<Record<string, Uint8Array>> {
  const contents: Record<string, Uint8Array> = {};
  let bytesLeft = XML_LIMIT_BYTES;
  for (const entry of await readZipDirectory(blob, name)) {
    if (!/\.xml(\.rels)?$/.test(entry.path)) continue;
    const limits = { ...INFLATION_LIMITS, bytes: bytesLeft };
    const pieces: Uint8Array[] = [];
    let length = 0;
    for await (const piece of bytesOfZipEntry(blob, entry, name, limits)) {
      pieces.push(piece);
      length += piece.length;
    }
    contents[entry.path] = joinBytes(pieces, length);
    bytesLeft -= length;
  }
  return contents;
}
