/**
 * Text as a column of bytes, in Arrow's string layout: row i is `bytes[offsets[i] .. offsets[i + 1])`, valid UTF-8.
 * Plain data, so it crosses threads, IndexedDB and the wire as two buffers.
 */
export interface TextColumn {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length rows + 1; the first is 0, the last `bytes.length`. */
  readonly offsets: Uint32Array<ArrayBuffer>;
}

/** A chunk is closed when it holds this many rows ... */
export const CHUNK_ROWS = 4096;
/** ... or when a further row would make it larger than this many bytes (one longer row is a chunk of its own). */
export const CHUNK_BYTES = 8 * 1024 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The number of rows in `column`. */
export function rowCount(column: TextColumn): number {
  return column.offsets.length - 1;
}

/** The bytes of row `row`, as a view. */
export function rowBytes(column: TextColumn, row: number): Uint8Array<ArrayBuffer> {
  return column.bytes.subarray(column.offsets[row], column.offsets[row + 1]);
}

/** Row `row` as a string. For the rows on screen and for libraries that need strings; kernels read bytes. */
export function rowText(column: TextColumn, row: number): string {
  return decoder.decode(rowBytes(column, row));
}

/** A column holding `texts`, in order. A lone surrogate becomes U+FFFD, as the encoding standard has it. */
export function textColumnOf(texts: readonly string[]): TextColumn {
  const rows = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  for (let i = 0; i < rows.length; i++) offsets[i + 1] = offsets[i] + rows[i].length;
  const bytes = new Uint8Array(offsets[rows.length]);
  for (let i = 0; i < rows.length; i++) bytes.set(rows[i], offsets[i]);
  return { bytes, offsets };
}
