import { CodedError, toCodedError } from '../../base/errors';
import { FaultError } from '../../base/faults';
import { checkUnfolded, createUnfoldGuard } from '../archive/inflation';
import { MEMORY_LIMIT_BYTES } from '../archive/unpack';
import { type BlobLike, readRange } from '../bytes/source';
import { nameColumns } from '../delimited/header';
import { fileDamaged } from '../fileDamaged';
import { checkColumns, checkOptions, type ReadOptions, type TablePlan } from '../filePlan';
import { JUDGED_ROWS, planColumns } from '../guess/columnPlan';
import type { ImportNotice } from '../importReport';
import type { TableSource, TakeCells } from '../tableSource';
import { checkPages, columnChunksOf, leavesOf, type RowGroup } from './parquetChecks';
import { parquetColumns, valueAt } from './parquetColumns';

/** Rows given between two visits to the event loop. */
const ROWS_AT_A_TIME = 2048;
/** What a decoded row and each of its cells take in memory, at least. */
const ROW_BYTES = 48;
const CELL_BYTES = 16;

/**
 * Opens a Parquet file. A row group is decoded at once, so it must fit in memory.
 *
 * @throws CodedError `file-damaged`, `file-too-large`, `file-unreadable`, `file-header-only` without rows, and whatever
 *   `planColumns` throws.
 */
export async function openParquetSource(name: string, blob: BlobLike, options: ReadOptions): Promise<TableSource> {
  checkOptions(options);
  const library = await import('./parquetLibrary');
  const file = {
    byteLength: blob.size,
    async slice(start: number, end = blob.size) {
      const expected = Math.min(end, blob.size) - start;
      const bytes = await readRange(blob, start, end, name);
      if (bytes.length !== expected) throw new FaultError('cut-short', { got: bytes.length, expected });
      return bytes.buffer;
    },
  };
  const { metadata, columns, leaves } = await guarded(name, async () => {
    const metadata = await library.parquetMetadataAsync(file);
    const tree = library.parquetSchema(metadata);
    const columns = parquetColumns(tree, metadata);
    if (columns.length === 0) throw new FaultError('no-columns');
    checkColumns(name, columns.length);
    return { metadata, columns, leaves: leavesOf(tree) };
  });
  const groups = metadata.row_groups.filter(({ num_rows }) => num_rows > 0);
  if (groups.length === 0) throw new CodedError('file-header-only', { name });

  /** The first `count` rows of the group that starts with row `start`. */
  const readRows = (group: RowGroup, start: number, count: number): Promise<string[][]> =>
    guarded(name, async () => {
      checkUnfolded(name, Number(group.num_rows) * (ROW_BYTES + CELL_BYTES * columns.length), blob.size);
      const size = Number(group.total_byte_size);
      if (size > MEMORY_LIMIT_BYTES) {
        throw new CodedError('file-too-large', { name, bytes: size, limitBytes: MEMORY_LIMIT_BYTES });
      }
      for (const chunk of columnChunksOf(group, leaves, blob.size, MEMORY_LIMIT_BYTES)) {
        checkPages(chunk, await file.slice(chunk.start, chunk.end), library.pageTools);
      }
      const rows = Array.from({ length: count }, () => Array<string>(columns.length).fill(''));
      // Column by column: of several under way at once, one that fails would leave the others' errors to nobody.
      for (const root of new Set(columns.map((column) => column.root))) {
        const range = { rowStart: start, rowEnd: start + count, columns: [root] };
        const cells = await library.parquetReadColumn({ file, metadata, compressors: library.compressors, ...range });
        if (cells.length < count)
          throw new FaultError('values-differ', { where: root, got: cells.length, expected: count });
        for (const [position, column] of columns.entries()) {
          if (column.root !== root) continue;
          for (let i = 0; i < count; i++) rows[i][position] = column.text(valueAt(cells[i], column.path));
        }
      }
      return rows;
    });

  const head = await readRows(groups[0], 0, Math.min(JUDGED_ROWS, Number(groups[0].num_rows)));
  const written = columns.map((column) => column.name);
  const { names, notices } = nameColumns(written);
  const plan: TablePlan = { ...planColumns(names, written, head, options), hasHeader: false, notices };
  const allRows = groups.reduce((sum, { num_rows }) => sum + Number(num_rows), 0);
  let given = 0;

  return {
    plan,
    progress: () => ({ bytesRead: Math.floor((given / allRows) * blob.size), totalBytes: blob.size }),
    async *read(take: TakeCells): AsyncGenerator<void, ImportNotice[], undefined> {
      const unfolded = createUnfoldGuard(name, blob.size);
      for (const group of groups) {
        for (const row of await readRows(group, given, Number(group.num_rows))) {
          unfolded.count(row);
          take(row, ++given);
          if (given % ROWS_AT_A_TIME === 0) yield;
        }
        yield;
      }
      return [];
    },
    close: async () => undefined,
  };
}

/** Whatever the library throws is the file's fault. */
async function guarded<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const coded = toCodedError(error);
    throw coded.code === 'unexpected' ? fileDamaged(name, 'Parquet', error) : coded;
  }
}
