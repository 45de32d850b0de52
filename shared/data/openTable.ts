import { createPause } from '../runtime/pausing';
import { type Packing, type Unpacked, unpack } from './archive/unpack';
import type { Encoding } from './bytes/encoding';
import type { DataFile } from './bytes/source';
import type { Delimiter } from './delimited/dialect';
import type { ReadOptions } from './filePlan';
import type { TableFormat } from './formats';
import { BINARY_READERS } from './formats/readers';
import { withoutHeaders } from './headerAgain';
import type { TableSource } from './tableSource';
import { openTextSource } from './textSource';
import { withoutTotalRow } from './totalRow';

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
 * Opens a file of any format of the registry (`formats`), packed or not.
 * Close the source when done.
 *
 * @param pause called on the way, as opening a large workbook takes seconds.
 * @throws CodedError whatever `unpack`, `openTextSource` and the reader of a binary format throw.
 */
export async function openTable(file: DataFile, options: ReadOptions, pause = createPause()): Promise<OpenTable> {
  const unpacked = await unpack(file, options);
  const { name, packing, format } = unpacked;
  const bare = { name, packing, encoding: null, delimiter: null };
  if (format !== null) {
    const read = await BINARY_READERS[format]();
    const source = await read(name, await unpacked.whole(), options, pause);
    return {
      ...bare,
      format,
      source: format === 'xlsx' ? withoutTotalRow(withoutHeaders(source)) : source,
      sheets: source.sheets ?? [],
      sheet: source.sheet ?? null,
    };
  }
  const source = await openTextSource(textInput(unpacked), options);
  const { encoding, delimiter } = source.plan;
  return {
    ...bare,
    format: source.plan.format,
    encoding,
    delimiter,
    sheets: [],
    sheet: null,
    source: withIgnored(source.plan.format === 'csv' ? withoutTotalRow(withoutHeaders(source)) : source, unpacked),
  };
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
