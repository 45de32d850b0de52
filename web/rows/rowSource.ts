import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import { readChunk } from '../storage/datasets';
import type { DatasetInfo, DatasetLabels } from '../storage/records';
import { readSnapshot } from '../storage/snapshot';

/** A stored dataset as it is now: labels and the like are here at once, the text is read on demand. */
export interface RowSource {
  readonly info: DatasetInfo;
  readonly stored: DatasetLabels;
  /** Chunk `chunk` of a column of the file. @throws CodedError `column-missing`, `dataset-missing`. */
  chunk(column: number, chunk: number): Promise<TextColumn>;
}

/** @throws CodedError `dataset-missing`. */
export async function openRows(id: string): Promise<RowSource> {
  const { info, stored } = await readSnapshot(id);
  return {
    info,
    stored,
    chunk: (column, chunk) => {
      checkColumn(info, column);
      return readChunk(id, column, chunk);
    },
  };
}

/** @throws CodedError `column-missing` if there are not so many columns. */
export function checkColumn({ columns }: Pick<DatasetInfo, 'columns'>, column: number): void {
  if (column >= columns.length) throw new CodedError('column-missing', { column: `${column + 1}`, columns });
}

/** The stored chunk that contains row `row`. */
export function chunkOf(starts: readonly number[], row: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle] <= row) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * `source` with a cache of the chunks read last, up to `limit` bytes: scrolling reads the same ones again and again.
 */
export function withChunksKept(limit: number): (source: RowSource) => RowSource {
  const kept = new Map<string, TextColumn>();
  let bytes = 0;
  const sizeOf = ({ bytes: text, offsets }: TextColumn) => text.byteLength + offsets.byteLength;
  return (source) => ({
    ...source,
    async chunk(column, chunk) {
      const key = `${source.info.id} ${column} ${chunk}`;
      const found = kept.get(key) ?? (await source.chunk(column, chunk));
      if (kept.delete(key)) bytes -= sizeOf(found);
      kept.set(key, found);
      bytes += sizeOf(found);
      for (const [oldest, { bytes: text, offsets }] of kept) {
        if (bytes <= limit || oldest === key) break;
        kept.delete(oldest);
        bytes -= text.byteLength + offsets.byteLength;
      }
      return found;
    },
  });
}
