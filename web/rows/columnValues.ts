import { rowCount } from '#shared/data/column/textColumn';
import type { FindProgress } from './findRows';
import type { RowSource } from './rowSource';

/** Bytes. */
const LONGEST_VALUE = 200;
/** Different values that are counted; a column of ids has no use for a list. */
const MAX_COUNTED = 10_000;

/** A value of a column, and how many kept rows have it. */
export interface ColumnValue {
  readonly value: string;
  readonly rows: number;
}

/** The `limit` commonest values of a column of the file with the number of kept rows that have them. */
export async function* columnValues(
  source: RowSource,
  column: number,
  limit: number,
): AsyncGenerator<FindProgress, ColumnValue[], undefined> {
  const { info, stored } = source;
  const counts = new Map<string, number>();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let chunk = 0; chunk < info.chunks; chunk++) {
    const start = info.chunkStarts[chunk];
    const cells = await source.chunk(column, chunk);
    for (let i = 0; i < rowCount(cells); i++) {
      if (stored.keep !== undefined && stored.keep[start + i] === 0) continue;
      const from = cells.offsets[i];
      // A cell as long as a comment is not a value to choose from a list.
      if (cells.offsets[i + 1] - from > LONGEST_VALUE) continue;
      const value = decoder.decode(cells.bytes.subarray(from, cells.offsets[i + 1]));
      const known = counts.get(value);
      if (known !== undefined || counts.size < MAX_COUNTED) counts.set(value, (known ?? 0) + 1);
    }
    yield { done: info.chunkStarts[chunk + 1], total: info.rows };
  }
  return Array.from(counts, ([value, rows]) => ({ value, rows }))
    .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1))
    .slice(0, limit);
}
