import { deleteDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { rowCount, rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { onChange } from './changes';
import { closeDatabase, DATABASE_NAME, withDatabase } from './database';
import { deleteDataset, listDatasets, readColumn, readDatasetInfo, sweepOrphans } from './datasets';
import { writeDataset } from './datasetWriter';
import { datasetLock, withLock } from './locks';
import { readSnapshot } from './snapshot';
import { sampleInfo } from './testing/samples';

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
});

const chunkCount = () => withDatabase((database) => database.count('chunks'));
const labelsOf = (rows: number) => Uint8Array.from({ length: rows }, (_, row) => (row % 3 === 2 ? 255 : row % 2));
const texts = (from: number, count: number) => Array.from({ length: count }, (_, i) => `comment ${from + i} — ёж`);

/** Keeps `sizes.length` chunks of as many rows each. */
function importRows(id: string, sizes: readonly number[]) {
  return writeDataset(id, async (writer) => {
    let from = 0;
    for (const size of sizes) {
      await writer.write([textColumnOf(texts(from, size)), textColumnOf(texts(0, size))]);
      from += size;
    }
    return writer.finish(sampleInfo(from), labelsOf(from));
  });
}

async function readTexts(id: string): Promise<string[]> {
  const found: string[] = [];
  for await (const chunk of readColumn(id, 0)) {
    for (let row = 0; row < rowCount(chunk); row++) found.push(rowText(chunk, row));
  }
  return found;
}

async function collect(chunks: AsyncIterable<TextColumn>): Promise<number> {
  let rows = 0;
  for await (const chunk of chunks) rows += chunk.offsets.length - 1;
  return rows;
}

test('what was written is listed and read back across chunk borders', async () => {
  const info = await importRows('d1', [5, 1, 4]);
  expect(info).toMatchObject({ id: 'd1', rows: 10, chunks: 3, chunkStarts: [0, 5, 6, 10] });
  expect(info.storedBytes).toBeGreaterThan(0);
  expect(await listDatasets()).toEqual([info]);
  expect(await collect(readColumn('d1', 1))).toBe(10);
  expect(await readTexts('d1')).toEqual(texts(0, 10));
  expect((await readSnapshot('d1')).stored.labels).toEqual(labelsOf(10));
});

test('an import that fails leaves nothing and rejects with its error', async () => {
  const failing = writeDataset('d1', async (writer) => {
    await writer.write([textColumnOf(['one', 'two'])]);
    expect(await chunkCount()).toBe(1);
    throw new RangeError('a bad row');
  });
  await expect(failing).rejects.toThrow('a bad row');
  expect(await chunkCount()).toBe(0);
  expect(await listDatasets()).toEqual([]);
});

test('labels or columns that do not fit the rows are refused, and nothing stays', async () => {
  const short = writeDataset('d1', async (writer) => {
    await writer.write([textColumnOf(['one', 'two'])]);
    return writer.finish(sampleInfo(2), labelsOf(1));
  });
  await expect(short).rejects.toMatchObject({ code: 'shape-mismatch' });
  const ragged = writeDataset('d2', async (writer) => {
    await writer.write([textColumnOf(['one', 'two']), textColumnOf(['one'])]);
    return writer.finish(sampleInfo(2), labelsOf(2));
  });
  await expect(ragged).rejects.toMatchObject({ code: 'shape-mismatch' });
  expect(await chunkCount()).toBe(0);
});

test('a view of a large buffer is kept without the buffer under it', async () => {
  const { bytes, offsets } = textColumnOf(['hello']);
  const large = new Uint8Array(1_000_000);
  large.set(bytes, 500);
  await writeDataset('d1', async (writer) => {
    await writer.write([{ bytes: large.subarray(500, 505), offsets }]);
    return writer.finish(sampleInfo(1), labelsOf(1));
  });
  for await (const chunk of readColumn('d1', 0)) expect(chunk.bytes.buffer.byteLength).toBe(5);
  expect(await readTexts('d1')).toEqual(['hello']);
});

test('deleting removes info, labels and every chunk of that dataset, and nothing else', async () => {
  await importRows('d1', [2, 2]);
  await importRows('d10', [2]);
  await deleteDataset('d1');
  await deleteDataset('never there');
  expect((await listDatasets()).map(({ id }) => id)).toEqual(['d10']);
  expect(await chunkCount()).toBe(2);
  await expect(readDatasetInfo('d1')).rejects.toMatchObject({ code: 'dataset-missing', params: { id: 'd1' } });
  await expect(readSnapshot('d1')).rejects.toMatchObject({ code: 'dataset-missing' });
  await expect(collect(readColumn('d1', 0))).rejects.toMatchObject({ code: 'dataset-missing' });
});

test('deleting waits for readers', async () => {
  await importRows('d1', [2]);
  let release = () => {};
  const reading = withLock(datasetLock('d1'), 'shared', () => new Promise<void>((resolve) => (release = resolve)));
  const deleting = deleteDataset('d1');
  const waitsForLock = async () => ((await navigator.locks.query()).pending ?? []).map(({ name }) => name);
  await expect.poll(waitsForLock).toContain(datasetLock('d1'));
  expect(await listDatasets()).toHaveLength(1);
  release();
  await Promise.all([reading, deleting]);
  expect(await listDatasets()).toEqual([]);
});

test('the sweep removes what a crash left, and neither whole datasets nor a running import', async () => {
  await importRows('whole', [2]);
  await withDatabase(async (database) => {
    await database.put('chunks', textColumnOf(['left behind']), ['crashed', 0, 0]);
    await database.put('chunks', textColumnOf(['left behind']), ['crashed', 0, 1]);
  });
  let swept: string[] = [];
  await writeDataset('running', async (writer) => {
    await writer.write([textColumnOf(['one'])]);
    swept = await sweepOrphans();
    return writer.finish(sampleInfo(1), labelsOf(1));
  });
  expect(swept).toEqual(['crashed']);
  expect((await listDatasets()).map(({ id }) => id).sort()).toEqual(['running', 'whole']);
  expect(await chunkCount()).toBe(3);
  expect(await sweepOrphans()).toEqual([]);
});

test('a full disk is reported as storage-full, and nothing half-written stays', async () => {
  const failing = writeDataset('d1', async (writer) => {
    await writer.write([textColumnOf(['one'])]);
    return withDatabase(async () => {
      throw new DOMException('no room', 'QuotaExceededError');
    }, 4096);
  });
  await expect(failing).rejects.toMatchObject({ code: 'storage-full', params: { neededBytes: 4096 } });
  expect(await chunkCount()).toBe(0);
});

test.each([
  ['before a chunk', 1],
  ['before the end', 2],
])('an import whose database is deleted beneath it %s ends with its reason, and leaves nothing', async (_, chunks) => {
  const failing = writeDataset('d1', async (writer) => {
    for (let chunk = 0; chunk < 2; chunk++) {
      if (chunk === chunks) await deleteDB(DATABASE_NAME);
      await writer.write([textColumnOf(['one']), textColumnOf(['two'])]);
    }
    await deleteDB(DATABASE_NAME);
    return writer.finish(sampleInfo(2), labelsOf(2));
  });
  await expect(failing).rejects.toMatchObject({
    code: 'import-interrupted',
    params: { storedChunks: 0, expectedChunks: 2 * chunks },
  });
  expect(await chunkCount()).toBe(0);
  expect(await listDatasets()).toEqual([]);
});

test('an import of which one stored chunk is gone is not finished', async () => {
  const failing = writeDataset('d1', async (writer) => {
    for (const text of ['one', 'two']) await writer.write([textColumnOf([text]), textColumnOf([text])]);
    await withDatabase((database) => database.delete('chunks', ['d1', 1, 0]));
    return writer.finish(sampleInfo(2), labelsOf(2));
  });
  await expect(failing).rejects.toMatchObject({
    code: 'import-interrupted',
    params: { storedChunks: 3, expectedChunks: 4 },
  });
  expect(await listDatasets()).toEqual([]);
});

test('an IndexedDB that refuses is reported as storage-unavailable', async () => {
  const refused = withDatabase(async () => {
    throw new DOMException('The user denied permission.', 'SecurityError');
  });
  await expect(refused).rejects.toMatchObject({ code: 'storage-unavailable' });
});

test('another tab that needs the database for itself gets it, and the next use opens it again', async () => {
  await importRows('d1', [1]);
  await deleteDB(DATABASE_NAME); // blocked for ever unless our connection closes
  expect(await listDatasets()).toEqual([]);
});

test('other tabs are notified of a new and of a deleted dataset', async () => {
  const received: string[] = [];
  const otherTab = new BroadcastChannel('moderato-changes');
  otherTab.onmessage = (event: MessageEvent<string>) => received.push(event.data);
  await importRows('d1', [1]);
  await deleteDataset('d1');
  await expect.poll(() => received).toEqual(['datasets', 'datasets']);
  const listened: string[] = [];
  const stop = onChange((change) => listened.push(change));
  otherTab.postMessage('models');
  await expect.poll(() => listened).toEqual(['models']);
  stop();
  otherTab.close();
});
