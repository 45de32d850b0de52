import { type Packing, type Unpacked, unpack } from './archive/unpack';
import type { Encoding } from './bytes/encoding';
import { magicKind } from './bytes/fileKind';
import type { DataFile } from './bytes/source';
import type { Delimiter } from './delimited/dialect';
import type { ReadOptions } from './filePlan';
import type { TableFormat } from './guess/textFormat';
import { openParquetSource } from './parquet/parquetSource';
import type { TableSource } from './tableSource';
import { openTextSource } from './textSource';
import { openXlsxSource } from './xlsx/xlsxSource';

/** A table that is open for reading, and how it was found to be written. */
export interface OpenTable {
  /** Of the file that holds the rows, out of its packing. */
  readonly name: string;
  readonly format: TableFormat;
  readonly packing: Packing | null;
  /** Of a text. */
  readonly encoding: Encoding | null;
  /** Of csv. */
  readonly delimiter: Delimiter | null;
  /** Of an Excel file: the sheets that are not empty, and the one that is read. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  readonly source: TableSource;
}

/**
 * Opens a file of any format that can be read, packed or not: CSV, JSON Lines, a JSON array, plain lines, Parquet, Excel.
 * Close the source when done.
 *
 * @throws CodedError whatever `unpack`, `openTextSource`, `openParquetSource` and `openXlsxSource` throw.
 */
export async function openTable(file: DataFile, options: ReadOptions): Promise<OpenTable> {
  const unpacked = await unpack(file, options);
  const { name, packing } = unpacked;
  const kind = magicKind(unpacked.head);
  const bare = { name, packing, encoding: null, delimiter: null, sheets: [], sheet: null };
  if (kind === 'parquet') {
    return { ...bare, format: 'parquet', source: await openParquetSource(name, await unpacked.whole(), options) };
  }
  if (kind === 'zip' && (packing === null || /\.xlsx$/i.test(name))) {
    const source = await openXlsxSource(name, await unpacked.whole(), options);
    return { ...bare, format: 'xlsx', source, sheets: source.sheets, sheet: source.sheet };
  }
  const source = await openTextSource(textInput(unpacked), options);
  const { layout, encoding } = source.plan;
  const delimiter = layout.format === 'csv' ? layout.dialect.delimiter : null;
  return { ...bare, format: layout.format, encoding, delimiter, source: withIgnored(source, unpacked) };
}

/** Adds a notice of the bytes that follow the packed data. */
function withIgnored(source: TableSource, { ignored }: Unpacked): TableSource {
  return {
    ...source,
    async *read(take) {
      const notices = yield* source.read(take);
      const count = ignored();
      return count > 0 ? [...notices, { code: 'bytes-after-archive', count }] : notices;
    },
  };
}

function textInput(unpacked: Unpacked) {
  let bytesRead = 0;
  const bytes = unpacked.bytes((packedBytes) => {
    bytesRead = packedBytes;
  });
  return { name: unpacked.name, bytes, progress: () => ({ bytesRead, totalBytes: unpacked.packedSize }) };
}
