import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../store/database';
import { freePort } from '../testing/builtServer';
import { openTestDatabase } from '../testing/testDatabase';
import { apiOf, startTestServer } from '../testing/testServer';
import type { BlobStore } from './blobStore';
import { openBucketBlobs } from './bucketBlobs';
import { bucketPlaceOf } from './bucketPlace';
import { openFileBlobs } from './fileBlobs';
import { createTableBlobs } from './tableBlobs';

/* What every store of bytes does alike: files, the database, and a bucket of a real S3 server on this machine. */

let folder: string;
let database: Database;
let bucketServer: S3rver;
const BUCKET = 'moderato';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moderato-blobs-'));
  database = await openTestDatabase();
  const port = await freePort();
  bucketServer = new S3rver({
    port,
    address: '127.0.0.1',
    silent: true,
    directory: join(folder, 'bucket'),
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  await bucketServer.run();
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'S3RVER');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'S3RVER');
  vi.stubEnv('AWS_REGION', 'us-east-1');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await bucketServer.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const makeFolder = () => mkdtemp(join(folder, 'work-'));

const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function* piecesOf(bytes: Uint8Array, size = 70_001): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const STORES: readonly [string, () => Promise<BlobStore>][] = [
  ['files', () => openFileBlobs(join(folder, 'blobs'))],
  ['the database', async () => createTableBlobs(database.tables, makeFolder)],
  ['a bucket', () => openBucketBlobs({ bucket: BUCKET, prefix: 'team/one' }, makeFolder)],
  ['a bucket without a prefix', () => openBucketBlobs({ bucket: BUCKET, prefix: '' }, makeFolder)],
];

describe.each(STORES)('%s', (_, openStore) => {
  let store: BlobStore;
  beforeAll(async () => {
    store = await openStore();
  });
  afterEach(async () => {
    for await (const name of store.list('datasets')) await store.remove('datasets', name);
  });
  const put = (bytes: Uint8Array) => store.put('datasets', piecesOf(bytes), async ({ sha256 }) => sha256);
  const names = async () => {
    const all = [];
    for await (const name of store.list('datasets')) all.push(name);
    return all.sort();
  };

  test.each([0, 1, 1 << 20, 3_500_000])('%i bytes come back as they were, in every way of reading', async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255);
    const made = await put(bytes);
    expect(made).toEqual({ name: shaOf(bytes), bytes: size, added: true });
    expect(await store.has('datasets', made.name)).toBe(true);
    expect(shaOf((await store.read('datasets', made.name)) ?? new Uint8Array(9))).toBe(made.name);
    const opened = await store.open('datasets', made.name);
    expect(opened?.bytes).toBe(size);
    const pieces = [];
    for await (const piece of opened?.stream ?? []) pieces.push(piece);
    expect(shaOf(Buffer.concat(pieces))).toBe(made.name);
    const file = await store.file('datasets', made.name);
    expect(shaOf(await readFile(file?.path ?? ''))).toBe(made.name);
    await file?.release();
    expect(await put(bytes)).toEqual({ ...made, added: false });
    expect(await names()).toEqual([made.name]);
  });

  test('what is not there is null, and removing it no error; kinds are apart', async () => {
    const { name } = await put(Buffer.from('here'));
    expect(await store.has('models', name)).toBe(false);
    const absent = 'ab'.repeat(32);
    expect(await store.read('datasets', absent)).toBeNull();
    expect(await store.open('datasets', absent)).toBeNull();
    expect(await store.file('datasets', absent)).toBeNull();
    await store.remove('datasets', absent);
    await store.remove('datasets', name);
    expect(await names()).toEqual([]);
  });

  test('an upload that breaks off, or whose name is refused, leaves nothing', async () => {
    const broken = store.put(
      'datasets',
      (async function* () {
        yield Buffer.alloc(100_000);
        throw new Error('broken off');
      })(),
      async ({ sha256 }) => sha256,
    );
    await expect(broken).rejects.toThrow('broken off');
    const refused = store.put('datasets', piecesOf(Buffer.from('x')), async () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await names()).toEqual([]);
    expect(await store.sweep(0)).toBe(0);
  });

  test('the same bytes many times at once are one blob', async () => {
    const bytes = Buffer.from('the same'.repeat(10_000));
    const all = await Promise.all(Array.from({ length: 8 }, () => put(bytes)));
    expect(new Set(all.map(({ name }) => name)).size).toBe(1);
    expect(shaOf((await store.read('datasets', all[0].name)) ?? new Uint8Array())).toBe(all[0].name);
    expect(await names()).toHaveLength(1);
  });

  test('it can be asked whether it works', () => store.ping());
});

test('a file that the disk damaged is whole again when it is put again', async () => {
  const store = await openFileBlobs(join(folder, 'healed'));
  const bytes = Buffer.from('what was meant');
  const put = () => store.put('models', piecesOf(bytes), async ({ sha256 }) => sha256);
  const { name } = await put();
  await writeFile(join(folder, 'healed', 'models', name.slice(0, 2), name), 'something else');
  await put();
  expect(Buffer.from((await store.read('models', name)) ?? []).toString()).toBe('what was meant');
});

test('an upload that ends while what was broken off is looked for is passed over', async () => {
  const store = await openFileBlobs(join(folder, 'swept'));
  await symlink('gone', join(folder, 'swept', 'incoming', 'ended'));
  await writeFile(join(folder, 'swept', 'incoming', 'broken'), '');
  expect(await store.sweep(-1000)).toBe(1);
});

test('what is removed while it is read from the database does not pass for the whole', async () => {
  const store = createTableBlobs(database.tables, makeFolder);
  const { name } = await store.put('datasets', piecesOf(Buffer.alloc(3 << 20)), async ({ sha256 }) => sha256);
  const blob = await store.open('datasets', name);
  const reading = async () => {
    for await (const _ of blob?.stream ?? []) await store.remove('datasets', name);
  };
  await expect(reading()).rejects.toMatchObject({ code: 'files-unavailable' });
});

test('a bucket that is not there, or cannot be reached, is an error of the start', async () => {
  await expect(openBucketBlobs({ bucket: 'no-such-bucket', prefix: '' }, makeFolder)).rejects.toMatchObject({
    code: 'files-unavailable',
    params: { reason: 'NoSuchBucket' },
  });
});

test.each([
  ['s3://moderato', { bucket: 'moderato', prefix: '' }],
  ['s3://moderato/', { bucket: 'moderato', prefix: '' }],
  ['s3://my.bucket-1/a/b', { bucket: 'my.bucket-1', prefix: 'a/b' }],
  ['s3://', null],
  ['s3://UPPER', null],
  ['s3://moderato//a', null],
  ['https://moderato', null],
])('the address %s is read as %o', (address, place) => {
  expect(bucketPlaceOf(address)).toEqual(place);
});

test('a server keeps its models and datasets in a bucket', async () => {
  const server = await startTestServer({ BLOB_STORE: `s3://${BUCKET}/server` });
  try {
    const api = apiOf(server.url, server.tokens.admin);
    const csv = `comment,toxic\n${'you fool,1\nthank you,0\n'.repeat(30)}`;
    const { data } = await api.upload('datasets.put', csv, { name: 'a.csv' });
    const task = await api.mutate('models.fit', { datasetId: (data as { id: string }).id });
    const { id } = task.data as { id: string };
    await expect
      .poll(async () => (await api.query('tasks.get', { id })).data, { timeout: 30_000 })
      .toMatchObject({ state: 'succeeded' });
    const { modelId } = (await api.query('tasks.get', { id })).data as { modelId: string };
    expect((await api.download('models.pull', { id: modelId })).status).toBe(200);
    expect(await api.mutate('models.predict', { id: modelId, texts: ['you fool'] })).toMatchObject({ status: 200 });
  } finally {
    await server.close();
  }
});
