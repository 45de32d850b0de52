import type { DataFile } from '#shared/data/bytes/source';
import { rowCount, rowText, type TextColumn } from '#shared/data/column/textColumn';
import { readTable } from '#shared/data/readTable';
import { createParquetWriter } from '#shared/data/write/parquetWriter';
import { exactNumber, kindWith, type ParquetKind, type TableWriter } from '#shared/data/write/tableWriter';
import { createXlsxWriter } from '#shared/data/write/xlsxWriter';
import { AS_WRITTEN } from './asWritten';

/** Formats that know numbers. */
export type TypedFormat = 'xlsx' | 'parquet';

const ROWS_PER_STEP = 512;

/**
 * Writes a scored CSV as Excel or Parquet: every row and column, the comment as text, what is a number as a number.
 * @param textColumn the column of the comments.
 * @param rows how many there are.
 * @param write receives the file piece by piece.
 * @throws CodedError `export-limit`; whatever `readTable` throws.
 */
export async function* typedTable(
  csv: DataFile,
  format: TypedFormat,
  textColumn: number,
  rows: number,
  write: (piece: Uint8Array<ArrayBuffer>) => void,
): AsyncGenerator<void, void, undefined> {
  const options = { ...AS_WRITTEN, labelColumn: null, textColumn };
  const names: string[] = [];
  const kinds: (ParquetKind | null)[] = [];
  let writer: TableWriter | null = null;
  for await (const event of readTable(csv, options)) {
    if (event.kind === 'columns') names.push(...event.columns);
    if (event.kind === 'chunk' && format === 'parquet') yield* look(event.columns, kinds, textColumn);
    yield;
    if (format === 'xlsx' && event.kind === 'columns') break;
  }
  if (format === 'xlsx') writer = createXlsxWriter(names, rows);
  else writer = createParquetWriter(names.map((name, column) => ({ name, kind: kinds[column] ?? 'text' })));
  const cellOf = (cell: string, column: number) => {
    if (format === 'parquet') return (kinds[column] ?? 'text') === 'text' ? cell : exactNumber(cell);
    return column === textColumn ? cell : (exactNumber(cell) ?? cell);
  };
  for await (const event of readTable(csv, options)) {
    if (event.kind !== 'chunk') continue;
    for (let row = 0; row < rowCount(event.columns[0]); row++) {
      writer.add(event.columns.map((column, i) => cellOf(rowText(column, row), i)));
      const piece = writer.take();
      if (piece !== null) write(piece);
      if (row % ROWS_PER_STEP === 0) yield;
    }
  }
  write(writer.end());
}

/** Widens the kinds of columns by a chunk of their cells. */
function* look(
  columns: readonly TextColumn[],
  kinds: (ParquetKind | null)[],
  textColumn: number,
): Generator<void, void, undefined> {
  for (const [i, column] of columns.entries()) {
    let kind = i === textColumn ? 'text' : (kinds[i] ?? null);
    for (let row = 0; row < rowCount(column) && kind !== 'text'; row++) kind = kindWith(kind, rowText(column, row));
    kinds[i] = kind;
    yield;
  }
}
