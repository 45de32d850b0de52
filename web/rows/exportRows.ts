import { rowCount, rowText, type TextColumn } from '#shared/data/column/textColumn';
import { csvLines } from '#shared/data/delimited/csvLine';
import { parseLabel } from '#shared/data/guess/parseLabel';
import type { WrittenColumn } from '#shared/data/write/parquetWriter';
import type { ParquetKind, TableWriter, WrittenCell } from '#shared/data/write/tableWriter';
import { labelName, valuesOf } from '../storage/records';
import type { FindProgress } from './findRows';
import { chunkOf, type RowSource } from './rowSource';

/**
 * JSON Lines: one object per line, every cell a string, the label a number or null. Excel and Parquet: numbers where
 * writing them as such loses nothing, so that scores can be ordered, the label a number or nothing.
 */
export type ExportFormat = 'csv' | 'jsonl' | 'xlsx' | 'parquet';

export interface ExportOptions {
  readonly format: ExportFormat;
  /** For CSV that a spreadsheet opens: `safeFormulas` of `csvLines`. */
  readonly safe: boolean;
}

/** Bytes gathered before they are written. */
const PIECE_BYTES = 1 << 20;
const ROWS_PER_STEP = 512;

/**
 * Writes rows with every column of the file, in the order of their numbers. The columns of labels hold the current
 * ones. The imported cell is kept where nobody edited the label and an import with the default cut reads the cell as
 * that label; any other cell becomes 1, 0 or nothing. Importing the export again therefore yields the same labels, with
 * the cut of this dataset and with the default one. Comments that came without labels and were labelled here get one
 * more column; so does a further label that was edited and whose cells are no labels as they are (words, a scale, the
 * opposite).
 *
 * @param rows row numbers in any order.
 * @param write receives the file piece by piece; the next is made when it has settled.
 * @throws CodedError `dataset-missing`, `export-limit`; whatever `write` rejects with.
 */
export async function* exportRows(
  source: RowSource,
  rows: Uint32Array,
  { format, safe }: ExportOptions,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>,
): AsyncGenerator<FindProgress, void, undefined> {
  const { info } = source;
  const names = [...info.columns];
  const ordered = rows.slice().sort();
  const labels = yield* writtenLabels(source, names, ordered.length);
  const writer =
    format === 'csv'
      ? createLineWriter(csvOf(safe), csvOf(safe)(names))
      : format === 'jsonl'
        ? createLineWriter(jsonOf(names, labels), '')
        : yield* createTypedWriter(format, source, names, labels, ordered.length);
  let chunk = -1;
  let columns: TextColumn[] = [];
  for (let i = 0; i < ordered.length; i++) {
    const row = ordered[i];
    if (chunk < 0 || row >= info.chunkStarts[chunk + 1]) {
      chunk = chunkOf(info.chunkStarts, row);
      columns = [];
      for (let column = 0; column < info.columns.length; column++) columns.push(await source.chunk(column, chunk));
    }
    const cells = columns.map((column) => rowText(column, row - info.chunkStarts[chunk]));
    for (const { position, values, original } of labels) {
      const edited = original !== undefined && original[row] !== values[row];
      cells[position] = labelCell(edited ? undefined : cells[position], values[row]);
    }
    writer.add(cells, row);
    const piece = writer.take();
    if (piece !== null) await write(piece);
    if (i % ROWS_PER_STEP === 0) yield { done: i, total: ordered.length };
  }
  const last = writer.end();
  if (last.length > 0) await write(last);
  yield { done: ordered.length, total: ordered.length };
}

/** Writes rows of texts in a format. */
interface RowWriter {
  /** @param row its number in the dataset. */
  add(cells: readonly string[], row: number): void;
  take(): Uint8Array<ArrayBuffer> | null;
  end(): Uint8Array<ArrayBuffer>;
}

/** Of a format of lines. */
function createLineWriter(line: (cells: readonly string[], row: number) => string, head: string): RowWriter {
  const encoder = new TextEncoder();
  let text = head;
  const taken = () => {
    const bytes = encoder.encode(text);
    text = '';
    return bytes;
  };
  return {
    add(cells, row) {
      text += line(cells, row);
    },
    take: () => (text.length < PIECE_BYTES ? null : taken()),
    end: taken,
  };
}

/** Of a format that knows numbers. Its writer is loaded here: most exports are of lines. */
async function* createTypedWriter(
  format: 'xlsx' | 'parquet',
  source: RowSource,
  names: readonly string[],
  labels: readonly WrittenLabel[],
  rows: number,
): AsyncGenerator<FindProgress, RowWriter, undefined> {
  const { exactNumber, kindWith } = await import('#shared/data/write/tableWriter');
  const numeric = numericLabels(labels);
  const labelOf = (column: number, row: number): number | null | undefined => {
    const values = numeric.get(column);
    return values === undefined ? undefined : values[row] > 1 ? null : values[row];
  };
  /** `writer`, with the cells of labels as their numbers, and others as `cellOf` has them. */
  const rowWriter = (writer: TableWriter, cellOf: (cell: string, column: number) => WrittenCell): RowWriter => ({
    ...writer,
    add: (cells, row) =>
      writer.add(
        cells.map((cell, column) => {
          const label = labelOf(column, row);
          return label === undefined ? cellOf(cell, column) : label;
        }),
      ),
  });
  if (format === 'xlsx') {
    const { createXlsxWriter } = await import('#shared/data/write/xlsxWriter');
    const { textColumn } = source.info;
    return rowWriter(createXlsxWriter(names, rows), (cell, column) =>
      column === textColumn ? cell : (exactNumber(cell) ?? cell),
    );
  }
  const { createParquetWriter } = await import('#shared/data/write/parquetWriter');
  const columns: WrittenColumn[] = [];
  for (const [column, name] of names.entries()) {
    const kind = numeric.has(column) ? 'integer' : yield* kindOf(source, column, kindWith, rows);
    columns.push({ name, kind });
  }
  return rowWriter(createParquetWriter(columns), (cell, column) =>
    columns[column].kind === 'text' ? cell : exactNumber(cell),
  );
}

/** What a column of the file holds: numbers if all of its cells that are not empty are, and written as numbers are. */
async function* kindOf(
  { info, chunk }: RowSource,
  column: number,
  kindWith: (kind: ParquetKind | null, cell: string) => ParquetKind | null,
  total: number,
): AsyncGenerator<FindProgress, ParquetKind, undefined> {
  if (column === info.textColumn || column >= info.columns.length) return 'text';
  let kind: ParquetKind | null = null;
  for (let i = 0; i < info.chunks; i++) {
    yield { done: 0, total };
    const cells = await chunk(column, i);
    for (let row = 0; row < rowCount(cells) && kind !== 'text'; row++) kind = kindWith(kind, rowText(cells, row));
    if (kind === 'text') break;
  }
  return kind ?? 'text';
}

/** What labels are called beside the columns they were made of. */
const DECIDED_NAME = 'toxic';

/** A label whose current values are written. */
interface WrittenLabel {
  /** The column that holds it. */
  readonly position: number;
  /** True: a number or null in JSON. */
  readonly numeric: boolean;
  readonly values: Uint8Array;
  readonly original?: Uint8Array | undefined;
}

/**
 * The labels to write; those that need a column of their own add its name to `names`. A further label that nobody
 * edited is not among them: its column is written as it was imported.
 */
async function* writtenLabels(
  source: RowSource,
  names: string[],
  total: number,
): AsyncGenerator<FindProgress, WrittenLabel[], undefined> {
  const { info, stored } = source;
  const written: WrittenLabel[] = [];
  const add = (wanted: string) => {
    let name = wanted;
    for (let n = 2; names.includes(name); n++) name = `${wanted} (${n})`;
    return names.push(name) - 1;
  };
  const { labels: values, original } = stored;
  if (info.labelColumn !== null && info.labelDecided !== true) {
    written.push({ position: info.labelColumn, numeric: true, values, original });
  } else if (values.some((label) => label <= 1)) {
    const position = add(info.labelColumn === null ? labelName(info) : DECIDED_NAME);
    written.push({ position, numeric: true, values, original });
  }
  for (const [i, { column }] of (info.moreLabels ?? []).entries()) {
    const label = valuesOf(stored, i + 1);
    if (label?.original === undefined) continue;
    const plain = yield* isPlain(source, column, label.original, total);
    if (plain) written.push({ position: column, numeric: false, ...label });
    else written.push({ position: add(`${DECIDED_NAME} (${info.columns[column]})`), numeric: true, ...label });
  }
  return written;
}

/** Whether every cell of a column, as it is, is the label that was made of it. */
async function* isPlain(
  { info, chunk }: RowSource,
  column: number,
  imported: Uint8Array,
  total: number,
): AsyncGenerator<FindProgress, boolean, undefined> {
  for (let i = 0; i < info.chunks; i++) {
    yield { done: 0, total };
    const cells = await chunk(column, i);
    const start = info.chunkStarts[i];
    for (let row = start; row < info.chunkStarts[i + 1]; row++) {
      if (!readsAs(rowText(cells, row - start), imported[row])) return false;
    }
  }
  return true;
}

/** Whether an import with the default cut reads `cell` as `label`. */
function readsAs(cell: string, label: number): boolean {
  const read = parseLabel(cell);
  return typeof read === 'number' ? read === label : label > 1;
}

/** @param imported the cell as it was imported; undefined if it has none, or the label was edited. */
function labelCell(imported: string | undefined, label: number): string {
  const decided = label > 1 ? '' : `${label}`;
  if (imported === undefined) return decided;
  return readsAs(imported, label) ? imported : decided;
}

function csvOf(safeFormulas: boolean): (cells: readonly string[]) => string {
  return (cells) => csvLines([cells], { safeFormulas });
}

/** The values of the labels that are numbers, by the place of their column. */
function numericLabels(labels: readonly WrittenLabel[]): ReadonlyMap<number, Uint8Array> {
  return new Map(labels.filter((label) => label.numeric).map(({ position, values }) => [position, values]));
}

function jsonOf(names: readonly string[], labels: readonly WrittenLabel[]) {
  const numeric = numericLabels(labels);
  return (cells: readonly string[], row: number) => {
    const values = cells.map((cell, column) => {
      const label = numeric.get(column)?.[row];
      const value = label === undefined ? JSON.stringify(cell) : label > 1 ? null : label;
      return `${JSON.stringify(names[column])}:${value}`;
    });
    return `{${values.join(',')}}\n`;
  };
}
