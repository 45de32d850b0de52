import { CodedError } from '#shared/base/errors';
import { createFingerprint } from '#shared/data/column/fingerprint';
import { UNLABELLED } from '#shared/data/column/labels';
import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { readChunk } from './datasets';
import type { DatasetInfo, DatasetLabels } from './records';
import { readSnapshot } from './snapshot';

/** Which of the kept rows. */
export interface KeptOptions {
  /** Those of one named part; without it all. */
  readonly part?: string | undefined;
}

/** Kept rows of one stored chunk, in order; never none. */
export interface KeptChunk {
  /** Their text. */
  readonly column: TextColumn;
  /** Shape (rows,): 0, 1, or 255 without a label. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Shape (rows,): the numbers they have in the dataset. */
  readonly rows: Uint32Array<ArrayBuffer>;
}

/** The kept rows as they were when they were opened: later edits do not show. */
export interface KeptRows {
  readonly info: DatasetInfo;
  /** Shape (kept,): row numbers, ascending. */
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Shape (kept,): 0, 1, or 255 without a label. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Labels beside the first, each as `labels`, by the names of their columns. */
  readonly more: readonly { readonly name: string; readonly values: Uint8Array<ArrayBuffer> }[];
  /**
   * The rows chunk by chunk, from the start at every call; each chunk has buffers of its own.
   * @throws CodedError `dataset-missing` when the dataset is deleted meanwhile.
   */
  chunks(): AsyncGenerator<KeptChunk, void, undefined>;
  /** The cells of another column of the kept rows, chunk by chunk. */
  cells(column: number): AsyncGenerator<TextColumn, void, undefined>;
}

/**
 * The rows of a dataset that nobody removed, what training and exploring work on.
 * @throws CodedError `dataset-missing`; `part-missing` if there is no such part.
 */
export async function openKeptRows(id: string, options: KeptOptions = {}): Promise<KeptRows> {
  const { info, stored } = await readSnapshot(id);
  return keptRows(info, stored, options);
}

/** The rows of a snapshot that nobody removed. @throws CodedError `part-missing`. */
export function keptRows(info: DatasetInfo, stored: DatasetLabels, { part }: KeptOptions = {}): KeptRows {
  const { id } = info;
  const rows = keptRowNumbers(stored, part);
  const ofKept = (all: Uint8Array) => Uint8Array.from(rows, (row) => all[row]);
  const labels = ofKept(stored.labels);
  const more = (info.moreLabels ?? []).map(({ column }, i) => ({
    name: info.columns[column],
    values: ofKept(stored.more?.[i] ?? new Uint8Array(info.rows).fill(UNLABELLED)),
  }));

  async function* chunks(): AsyncGenerator<KeptChunk, void, undefined> {
    yield* read(info.textColumn);
  }

  async function* cells(column: number): AsyncGenerator<TextColumn, void, undefined> {
    for await (const chunk of read(column)) yield chunk.column;
  }

  async function* read(position: number): AsyncGenerator<KeptChunk, void, undefined> {
    let from = 0;
    for (let chunk = 0; chunk < info.chunks; chunk++) {
      const start = info.chunkStarts[chunk];
      const end = info.chunkStarts[chunk + 1];
      let to = from;
      while (to < rows.length && rows[to] < end) to++;
      if (to === from) continue;
      const numbers = rows.slice(from, to);
      const column = await readChunk(id, position, chunk);
      yield { column: pickRows(column, numbers, start), labels: labels.slice(from, to), rows: numbers };
      from = to;
    }
  }
  return { info, rows, labels, more, chunks, cells };
}

/**
 * The kept rows of a dataset, chunk by chunk, read on demand. For several passes over the same
 * rows use `openKeptRows`.
 * @throws CodedError `dataset-missing`, `part-missing`.
 */
export async function* readKeptChunks(
  id: string,
  options: KeptOptions = {},
): AsyncGenerator<KeptChunk, void, undefined> {
  const kept = await openKeptRows(id, options);
  yield* kept.chunks();
}

/**
 * The fingerprint of `kept`, and the number of rows done as it goes.
 * @param values shape (kept,): the label that counts; the first one unless another is given.
 */
export async function* fingerprintKept(
  kept: KeptRows,
  values: Uint8Array = kept.labels,
): AsyncGenerator<number, string, undefined> {
  const print = createFingerprint();
  let done = 0;
  for await (const { column, labels } of kept.chunks()) {
    print.rows(column, values.subarray(done, done + labels.length));
    done += labels.length;
    yield done;
  }
  return print.hex();
}

/**
 * Numbers of the kept rows, ascending; of those in `part` if one is named.
 * @throws CodedError `part-missing`.
 */
export function keptRowNumbers({ labels, keep, parts }: DatasetLabels, part?: string): Uint32Array<ArrayBuffer> {
  const wanted = part === undefined ? -1 : (parts?.names.indexOf(part) ?? -1);
  if (part !== undefined && wanted < 0) throw new CodedError('part-missing', { part, parts: parts?.names ?? [] });
  const numbers = new Uint32Array(labels.length);
  let count = 0;
  for (let row = 0; row < labels.length; row++) {
    if (keep !== undefined && keep[row] === 0) continue;
    if (wanted >= 0 && parts?.of[row] !== wanted) continue;
    numbers[count++] = row;
  }
  return numbers.slice(0, count);
}

/** The rows of `column` with these numbers, less `start`; the column itself if that is all of them. */
export function pickRows(column: TextColumn, numbers: Uint32Array, start: number): TextColumn {
  if (numbers.length === rowCount(column)) return column;
  const offsets = new Uint32Array(numbers.length + 1);
  for (let i = 0; i < numbers.length; i++) {
    const row = numbers[i] - start;
    offsets[i + 1] = offsets[i] + column.offsets[row + 1] - column.offsets[row];
  }
  const bytes = new Uint8Array(offsets[numbers.length]);
  for (let i = 0; i < numbers.length; i++) {
    const row = numbers[i] - start;
    bytes.set(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]), offsets[i]);
  }
  return { bytes, offsets };
}
