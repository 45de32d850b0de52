import { CodedError, toCodedError } from '../errors';
import { cellText } from './cellText';
import { JUDGED_ROWS, planColumns } from './columnPlan';
import { checkOptions, type ReadOptions, type TablePlan } from './filePlan';
import { nameColumns } from './header';
import type { ImportNotice } from './importReport';
import { type BlobLike, readRange } from './source';
import type { TableSource } from './tableSource';
import type { TakeCells } from './textRows';
import { MEMORY_LIMIT_BYTES } from './unpack';

/** Rows given between two visits to the event loop. */
const ROWS_AT_A_TIME = 2048;

/**
 * Opens a Parquet file. A row group is decoded at once, so it must fit in memory.
 *
 * @throws CodedError `file-damaged`, `file-too-large`, `file-unreadable`, `file-header-only` without rows, and whatever
 *   `planColumns` throws.
 */
export async function openParquetSource(name: string, blob: BlobLike, options: ReadOptions): Promise<TableSource> {
  checkOptions(options);
  const { compressors, parquetMetadataAsync, parquetRead } = await import('./parquetLibrary');
  let bytesRead = 0;
  const file = {
    byteLength: blob.size,
    async slice(start: number, end = blob.size) {
      const expected = Math.min(end, blob.size) - start;
      const bytes = await readRange(blob, start, end, name);
      if (bytes.length !== expected) throw damaged(name, `${bytes.length} bytes at ${start}, ${expected} expected`);
      bytesRead += bytes.length;
      return bytes.buffer;
    },
  };

  const metadata = await guarded(name, () => parquetMetadataAsync(file));
  const root = metadata.schema[0];
  const written = childNames(metadata.schema, root?.num_children ?? 0);
  const groups = metadata.row_groups.map(({ num_rows, total_byte_size }) => ({
    rows: Number(num_rows),
    bytes: Number(total_byte_size),
  }));
  if (written.length === 0) throw damaged(name, 'it has no columns');
  if (groups.every(({ rows }) => rows === 0)) throw new CodedError('file-header-only', { name });

  /** Rows `start` to `end`, which lie in one group. */
  const readRows = (start: number, end: number, onlyHead: boolean) =>
    guarded(name, async () => {
      let rows: unknown[][] = [];
      await parquetRead({
        file,
        metadata,
        compressors,
        rowStart: start,
        rowEnd: end,
        useOffsetIndex: onlyHead,
        onComplete: (complete) => {
          rows = complete;
        },
      });
      if (rows.length !== end - start) throw damaged(name, `${rows.length} rows, ${end - start} expected`);
      return rows.map((row) => written.map((_, column) => cellText(row[column])));
    });
  const checkGroup = ({ bytes }: { bytes: number }) => {
    if (bytes > MEMORY_LIMIT_BYTES) {
      throw new CodedError('file-too-large', { name, bytes, limitBytes: MEMORY_LIMIT_BYTES });
    }
  };

  const filled = groups.findIndex(({ rows }) => rows > 0);
  checkGroup(groups[filled]);
  const head = await readRows(0, Math.min(JUDGED_ROWS, groups[filled].rows), true);
  const { names, notices } = nameColumns(written);
  const plan: TablePlan = { ...planColumns(names, written, head, options), hasHeader: false, notices };
  bytesRead = 0;

  return {
    plan,
    progress: () => ({ bytesRead: Math.min(bytesRead, blob.size), totalBytes: blob.size }),
    async *read(take: TakeCells): AsyncGenerator<void, ImportNotice[], undefined> {
      let start = 0;
      for (const group of groups) {
        if (group.rows === 0) continue;
        checkGroup(group);
        const rows = await readRows(start, start + group.rows, false);
        for (let i = 0; i < rows.length; i++) {
          take(rows[i], start + i + 1);
          if (i % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) yield;
        }
        start += group.rows;
        yield;
      }
      return [];
    },
    close: async () => undefined,
  };
}

/** Names of the `count` columns: the schema is a tree, written depth first. */
function childNames(schema: readonly { name: string; num_children?: number }[], count: number): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = () => {
    const children = schema[at++]?.num_children ?? 0;
    for (let i = 0; i < children && at < schema.length; i++) skip();
  };
  while (names.length < count && at < schema.length) {
    names.push(schema[at].name);
    skip();
  }
  return names;
}

const damaged = (name: string, reason: string, cause?: unknown) =>
  new CodedError('file-damaged', { name, kind: 'Parquet', reason }, cause);

/** Whatever the library throws is the file's fault. */
async function guarded<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const coded = toCodedError(error);
    if (coded.code !== 'unexpected') throw coded;
    throw damaged(name, error instanceof Error ? error.message : String(error), error);
  }
}
