import type { ReadOptions } from '../filePlan';
import type { ImportReport } from '../importReport';
import { type ReadProgress, readCsv } from '../readCsv';
import { rowCount, rowText } from '../textColumn';

const encoder = new TextEncoder();

/** `text` in UTF-8. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** `text` in UTF-16 without a mark. */
export function utf16(text: string, order: 'le' | 'be'): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), order === 'le');
  return bytes;
}

/** `bytes` as a source that gives pieces of `size` bytes. */
export async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** `bytes` as a source that gives pieces of the lengths in `sizes`, over and over. */
export async function* cutBy(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0, i = 0; at < bytes.length; at += sizes[i++ % sizes.length]) {
    yield bytes.subarray(at, at + sizes[i % sizes.length]);
  }
}

/** Everything that reading gave, as plain rows. */
export interface ReadTable {
  readonly report: ImportReport;
  /** The kept rows, every column. */
  readonly rows: string[][];
  readonly labels: number[];
  readonly chunkRows: number[];
  readonly progress: ReadProgress[];
}

/** Reads a file given as text (in UTF-8), bytes or a source. */
export async function readTable(
  file: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: Omit<ReadOptions, 'name'> = {},
): Promise<ReadTable> {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const events = readCsv(bytes instanceof Uint8Array ? cut(bytes, 1 << 20) : bytes, {
    name: 'comments.csv',
    ...options,
  });
  const rows: string[][] = [];
  const labels: number[] = [];
  const chunkRows: number[] = [];
  const progress: ReadProgress[] = [];
  for (;;) {
    const event = await events.next();
    if (event.done) return { report: event.value, rows, labels, chunkRows, progress };
    if (event.value.kind === 'progress') {
      progress.push(event.value);
      continue;
    }
    if (event.value.kind === 'columns') continue;
    const { columns, labels: chunkLabels } = event.value;
    for (let row = 0; row < rowCount(columns[0]); row++) rows.push(columns.map((column) => rowText(column, row)));
    labels.push(...chunkLabels);
    chunkRows.push(chunkLabels.length);
  }
}
