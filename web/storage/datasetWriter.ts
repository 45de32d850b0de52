import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import { announceChange } from './changes';
import { withDatabase } from './database';
import { deleteDataset } from './datasets';
import { datasetLock, withLock } from './locks';
import { keysOf } from './purge';
import type { DatasetInfo } from './records';

/** What the writer knows itself and adds to the info. */
type Counted = 'id' | 'chunks' | 'chunkStarts' | 'storedBytes';

export interface DatasetWriter {
  /**
   * Appends one chunk of every column, in one transaction. Await it before the next: that is the back-pressure.
   * @throws CodedError `storage-full`, `shape-mismatch` if the columns differ in rows or number, `import-interrupted`
   *   if an earlier chunk is gone.
   */
  write(columns: readonly TextColumn[]): Promise<void>;
  /**
   * Makes the dataset exist: its chunks are counted, and its info and labels written, in one transaction that is
   * flushed to disk.
   * @throws CodedError `storage-full`, `shape-mismatch`, `import-interrupted` if chunks are gone.
   */
  finish(
    info: Omit<DatasetInfo, Counted>,
    labels: Uint8Array<ArrayBuffer>,
    more?: readonly Uint8Array<ArrayBuffer>[],
  ): Promise<DatasetInfo>;
}

/**
 * Writes a dataset chunk by chunk. It is not listed before `finish`; if `work` throws (a bad row, a cancel, full
 * storage) everything written is removed before the error is rethrown. The dataset's lock is held throughout, so that
 * no tab removes it as orphaned.
 */
export async function writeDataset(
  id: string,
  work: (writer: DatasetWriter) => Promise<DatasetInfo>,
): Promise<DatasetInfo> {
  type Outcome = { info: DatasetInfo } | { error: unknown };
  const outcome = await withLock(datasetLock(id), 'exclusive', async (): Promise<Outcome> => {
    try {
      return { info: await work(createWriter(id)) };
    } catch (error) {
      return { error };
    }
  });
  if ('info' in outcome) {
    announceChange('datasets');
    return outcome.info;
  }
  // What could not be removed now is removed at the next start; the error that matters is the first.
  await Promise.allSettled([deleteDataset(id)]);
  throw outcome.error;
}

function createWriter(id: string): DatasetWriter {
  const chunkStarts = [0];
  let storedBytes = 0;
  let width: number | null = null;
  return {
    async write(columns) {
      const rows = columns.length > 0 ? columns[0].offsets.length - 1 : 0;
      const ragged = columns.find((column) => column.offsets.length - 1 !== rows);
      if (ragged) {
        throw new CodedError('shape-mismatch', { what: 'rows', got: ragged.offsets.length - 1, expected: rows });
      }
      width ??= columns.length;
      if (columns.length !== width) {
        throw new CodedError('shape-mismatch', { what: 'columns', got: columns.length, expected: width });
      }
      const chunk = chunkStarts.length - 1;
      const owned = columns.map(ownColumn);
      const bytes = owned.reduce((sum, column) => sum + column.bytes.byteLength + column.offsets.byteLength, 0);
      await withDatabase(async (database) => {
        // Relaxed: chunks without an info are not a dataset yet, so they need not survive a power cut.
        const transaction = database.transaction('chunks', 'readwrite', { durability: 'relaxed' });
        // The database may have been deleted, and opened anew, since the last chunk.
        const whole = chunk === 0 || (await transaction.store.getKey([id, 0, chunk - 1])) !== undefined;
        if (!whole) throw interrupted(await transaction.store.count(keysOf(id)), owned.length * chunk);
        const puts = owned.map((value, column) => transaction.store.put(value, [id, column, chunk]));
        await Promise.all([...puts, transaction.done]);
      }, bytes);
      chunkStarts.push(chunkStarts[chunk] + rows);
      storedBytes += bytes;
    },
    async finish(info, labels, more) {
      const rows = chunkStarts[chunkStarts.length - 1];
      if (info.rows !== rows) throw new CodedError('shape-mismatch', { what: 'rows', got: info.rows, expected: rows });
      for (const { length } of [labels, ...(more ?? [])]) {
        if (length !== rows) throw new CodedError('shape-mismatch', { what: 'labels', got: length, expected: rows });
      }
      const labelBytes = labels.byteLength * (1 + (more?.length ?? 0));
      const record: DatasetInfo = {
        ...info,
        id,
        chunks: chunkStarts.length - 1,
        chunkStarts,
        storedBytes: storedBytes + labelBytes,
      };
      await withDatabase(async (database) => {
        const transaction = database.transaction(['datasets', 'labels', 'chunks'], 'readwrite', {
          durability: 'strict',
        });
        const stored = await transaction.objectStore('chunks').count(keysOf(id));
        const expected = (width ?? 0) * record.chunks;
        if (stored !== expected) throw interrupted(stored, expected);
        await Promise.all([
          transaction.objectStore('labels').put({ labels: own(labels), ...(more && { more: more.map(own) }) }, id),
          transaction.objectStore('datasets').put(record),
          transaction.done,
        ]);
      }, labelBytes);
      return record;
    },
  };
}

function interrupted(storedChunks: number, expectedChunks: number): CodedError {
  return new CodedError('import-interrupted', { storedChunks, expectedChunks });
}

/** A structured clone of a view copies the whole buffer under it: pass IndexedDB views that own theirs. */
function ownColumn(column: TextColumn): TextColumn {
  return { bytes: own(column.bytes), offsets: own(column.offsets) };
}

function own<View extends Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(view: View): View {
  return view.byteLength === view.buffer.byteLength ? view : (view.slice() as View);
}
