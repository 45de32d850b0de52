import { CodedError, toCodedError } from '../../base/errors';
import { FaultError } from '../../base/faults';
import type { Pause } from '../../runtime/pausing';
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
import { decodePages, flatColumns } from './parquetPages';

/** Rows given between two visits to the event loop. */
const ROWS_AT_A_TIME = 2048;
/** What a decoded row and each of its cells take in memory, at least. */
const ROW_BYTES = 48;
const CELL_BYTES = 16;

/**
 * Opens a Parquet file. The values of a row group are held at once, so it must fit in memory; they are decoded page by
 * page.
 *
 * @throws CodedError `file-damaged`, `file-too-large`, `file-unreadable`, `file-header-only` without rows, and whatever
 *   `planColumns` throws.
 */
export async function openParquetSource(
  name: string,
  blob: BlobLike,
  options: ReadOptions,
  pause: Pause,
): Promise<TableSource> {
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
  const { metadata, columns, tree, leaves } = await guarded(name, async () => {
    const metadata = await library.parquetMetadataAsync(file);
    const tree = library.parquetSchema(metadata);
    const columns = parquetColumns(tree, metadata);
    if (columns.length === 0) throw new FaultError('no-columns');
    checkColumns(name, columns.length);
    return { metadata, columns, tree, leaves: leavesOf(tree) };
  });
  const groups = metadata.row_groups.filter(({ num_rows }) => num_rows > 0);
  if (groups.length === 0) throw new CodedError('file-header-only', { name });

  const flat = flatColumns(tree);

  /** The values of the first `count` rows of the group that starts with row `start`, by column of the file. */
  async function* readValues(
    group: RowGroup,
    start: number,
    count: number,
  ): AsyncGenerator<void, ReadonlyMap<string, ArrayLike<unknown>>, undefined> {
    checkUnfolded(name, Number(group.num_rows) * (ROW_BYTES + CELL_BYTES * columns.length), blob.size);
    const size = Number(group.total_byte_size);
    if (size > MEMORY_LIMIT_BYTES) {
      throw new CodedError('file-too-large', { name, bytes: size, limitBytes: MEMORY_LIMIT_BYTES });
    }
    const chunks = columnChunksOf(group, leaves, blob.size, MEMORY_LIMIT_BYTES);
    const values = new Map<string, ArrayLike<unknown>>();
    const flatChunks = new Map([...flat].map(([root, leaf]) => [chunks[leaf], root]));
    for (const chunk of chunks) {
      const bytes = await file.slice(chunk.start, chunk.end);
      const root = flatChunks.get(chunk);
      yield* checkPages(chunk, bytes, library.pageTools, root === undefined ? chunk.values : count);
      if (root !== undefined) values.set(root, yield* decodePages(chunk, bytes, tree, library.pageTools, count));
    }
    // Column by column: of several under way at once, one that fails would leave the others' errors to nobody.
    for (const root of new Set(columns.map((column) => column.root))) {
      if (!values.has(root)) {
        const range = { rowStart: start, rowEnd: start + count, columns: [root] };
        values.set(
          root,
          await library.parquetReadColumn({ file, metadata, compressors: library.compressors, ...range }),
        );
        yield;
      }
      const got = values.get(root)?.length ?? 0;
      if (got < count) throw new FaultError('values-differ', { where: root, got, expected: count });
    }
    return values;
  }
  /** The rows of `readValues` from `from` to `to`. */
  const rowsOf = (values: ReadonlyMap<string, ArrayLike<unknown>>, from: number, to: number): string[][] =>
    Array.from({ length: to - from }, (_, i) =>
      columns.map(({ root, path, text }) => text(valueAt(values.get(root)?.[from + i], path))),
    );

  const head = await guarded(name, async () => {
    const count = Math.min(JUDGED_ROWS, Number(groups[0].num_rows));
    const reading = readValues(groups[0], 0, count);
    let step = await reading.next();
    for (; !step.done; step = await reading.next()) await pause();
    return rowsOf(step.value, 0, count);
  });
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
        const count = Number(group.num_rows);
        const values = yield* guardedSteps(name, readValues(group, given, count));
        for (let from = 0; from < count; from += ROWS_AT_A_TIME) {
          const rows = await guarded(name, () => rowsOf(values, from, Math.min(count, from + ROWS_AT_A_TIME)));
          for (const row of rows) {
            unfolded.count(row);
            take(row, ++given);
          }
          yield;
        }
      }
      return [];
    },
    close: async () => undefined,
  };
}

/** Whatever the library throws is the file's fault. */
async function guarded<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw damaged(name, error);
  }
}

async function* guardedSteps<Result>(
  name: string,
  steps: AsyncGenerator<void, Result, undefined>,
): AsyncGenerator<void, Result, undefined> {
  try {
    return yield* steps;
  } catch (error) {
    throw damaged(name, error);
  }
}

function damaged(name: string, error: unknown): CodedError {
  const coded = toCodedError(error);
  return coded.code === 'unexpected' ? fileDamaged(name, 'Parquet', error) : coded;
}
