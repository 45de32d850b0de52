import { CodedError } from '../../base/errors';
import { blobOfArray, type DataFile } from '../bytes/source';
import { rowCount, rowText } from '../column/textColumn';
import type { ReadOptions } from '../filePlan';
import type { ImportReport } from '../importReport';
import { type ReadEvent, type ReadProgress, readTable as readFile, readSource } from '../readTable';
import { openTextSource } from '../textSource';

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

/** A file with this content: text in UTF-8, or bytes. */
export function fileOf(content: string | Uint8Array, name = 'comments.csv'): DataFile {
  return { name, ...blobOfArray(typeof content === 'string' ? utf8(content) : content) };
}

/** Reads a file given as text (in UTF-8), as bytes, or as a source of text cut anywhere. */
export async function readTable(
  file: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: ReadOptions & { readonly name?: string } = {},
): Promise<ReadTable> {
  const { name = 'comments.csv' } = options;
  if (typeof file === 'string' || file instanceof Uint8Array) return gather(readFile(fileOf(file, name), options));
  const input = { name, bytes: file, progress: () => ({ bytesRead: 0, totalBytes: null }) };
  return gather(readSource(name, await openTextSource(input, options), options));
}

async function gather(events: AsyncGenerator<ReadEvent, ImportReport, undefined>): Promise<ReadTable> {
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

/** Code and parameters of the error with which `work` ends. */
export async function refusalOf(work: () => unknown): Promise<{ code: string; params: object }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('It was not refused.');
}
