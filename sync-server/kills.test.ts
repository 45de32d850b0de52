import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#shared/base/random';
import { openFileBlobs } from './blobs/fileBlobs';
import { createTableBlobs } from './blobs/tableBlobs';
import { openPostgres } from './store/database';
import { openWorkFolder } from './store/workFolder';
import {
  type BuiltServer,
  buildServer,
  freePort,
  removeFolder,
  ServerProcess,
  WORKER_ARGS,
} from './testing/builtServer';
import { killAndLook } from './testing/killing';
import { startPostgres, whyNoPostgres } from './testing/postgres';
import { putTestDatabase } from './testing/testDatabase';
import { apiOf } from './testing/testServer';

/*
 * The built server, in a process of its own that is killed outright (kill -9) in the middle of its work. `npm run
 * drill:server` does more of it.
 */

const SEED = Number(process.env.KILLS_SEED ?? 7);
/** So few that the tasks which are left are soon done. */
const PAIRS = 600;
let built: BuiltServer;

beforeAll(async () => {
  built = await buildServer();
});
afterAll(() => built.remove());

/** For a server that makes its database itself, as on a first start. */
const NOTHING_PREPARED = false;

async function onFolder<Result>(
  env: Record<string, string>,
  work: (start: () => ServerProcess, folder: string, url: string) => Promise<Result>,
  prepared = true,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-kills-'));
  if (prepared) await putTestDatabase(folder);
  const port = String(await freePort());
  const started: ServerProcess[] = [];
  const start = () => {
    const one = new ServerProcess([built.main], { DATA_DIR: folder, HOST: '127.0.0.1', PORT: port, ...env });
    started.push(one);
    return one;
  };
  try {
    return await work(start, folder, `http://127.0.0.1:${port}`);
  } finally {
    for (const one of started) await one.kill();
    removeFolder(folder);
  }
}

test('killed four times in the middle of uploads, fits and searches, nothing acknowledged is lost', async () => {
  const report = await onFolder({ TRAINING_SLOTS: '1' }, async (start, folder, url) => {
    const first = start();
    await first.ready();
    const token = await first.token();
    await first.kill();
    const blobs = async () => ({ store: await openFileBlobs(join(folder, 'blobs')), close: async () => {} });
    const victims = { startServer: start, startWorker: null, token, url };
    return killAndLook(victims, blobs, { kills: 4, random: createRandom(SEED), lifeMs: 2000, pairs: PAIRS });
  });
  expect(report.faults).toEqual([]);
  expect(report.acknowledged.tasks).toBeGreaterThan(0);
  expect(report.acknowledged.datasets + report.acknowledged.models).toBeGreaterThan(0);
}, 240_000);

const why = whyNoPostgres();
describe.skipIf(why !== null)(`on PostgreSQL${why === null ? '' : ` (${why})`}`, () => {
  test('server and worker are killed in turn, and nothing acknowledged is lost', async () => {
    const postgres = await startPostgres();
    try {
      const env = { DATABASE_URL: await postgres.newDatabase(), BLOB_STORE: 'postgres' };
      const report = await onFolder({ ...env, TRAINING_SLOTS: '0' }, async (start, folder, url) => {
        const first = start();
        await first.ready();
        const token = await first.token();
        await first.kill();
        const startWorker = () =>
          new ServerProcess(WORKER_ARGS, { ...env, DATA_DIR: join(folder, 'worker'), TRAINING_SLOTS: '1' });
        const blobs = async () => {
          const database = await openPostgres(env.DATABASE_URL);
          return { store: createTableBlobs(database.tables, async () => folder), close: () => database.close() };
        };
        const victims = { startServer: start, startWorker, token, url };
        return killAndLook(victims, blobs, { kills: 4, random: createRandom(SEED), lifeMs: 4000, pairs: PAIRS });
      });
      expect(report.faults).toEqual([]);
      expect(report.acknowledged.tasks).toBeGreaterThan(0);
    } finally {
      postgres.stop();
    }
  }, 240_000);
});

test('what a killed process had on its way is removed by the next one, and of one that runs nothing is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-work-'));
  try {
    const left = join(folder, 'work', `${hostname()}-killed`);
    const elsewhere = [join(folder, 'work', 'elsewhere-new'), join(folder, 'work', 'elsewhere-old')];
    for (const path of [left, ...elsewhere]) mkdirSync(path, { recursive: true });
    writeFileSync(join(left, 'comments.csv'), 'you fool');
    utimesSync(elsewhere[1], 0, 0);
    const first = await openWorkFolder(folder);
    const second = await openWorkFolder(folder);
    expect([left, ...elsewhere, first.path, second.path].map((path) => existsSync(path))).toEqual([
      ...[false, true, false],
      ...[true, true],
    ]);
    expect(await first.make()).toContain(first.path);
    for (const one of [first, second]) await one.close();
    expect(readdirSync(join(folder, 'work'))).toEqual(['elsewhere-new']);
  } finally {
    removeFolder(folder);
  }
});

test('a second server on the same folder names who holds it and ends with status 2', async () => {
  await onFolder(
    {},
    async (start, folder) => {
      const first = start();
      await first.ready();
      const second = new ServerProcess([built.main], { DATA_DIR: folder, PORT: '0' });
      expect(await second.ended()).toBe(2);
      expect(second.output).toContain(`process ${first.pid}`);
      await first.kill();
      const third = start(); // the lock went with its process
      await third.ready();
    },
    NOTHING_PREPARED,
  );
});

test('a server whose port is in use says so, ends with status 2 and leaves nothing behind', async () => {
  await onFolder({}, async (_, folder) => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const server = new ServerProcess([built.main], { DATA_DIR: folder, HOST: '127.0.0.1', PORT: String(port) });
      expect(await server.ended()).toBe(2);
      expect(server.output).toContain(`Port ${port} on 127.0.0.1 is in use`);
      expect(readdirSync(join(folder, 'work'))).toEqual([]); // it was closed: a task it had begun was handed back
    } finally {
      other.close();
    }
  });
});

test('asked to stop, a server hands its task back within ten seconds, and the next one finishes it', async () => {
  await onFolder({ TRAINING_SLOTS: '1' }, async (start, _, url) => {
    const first = start();
    await first.ready();
    const api = apiOf(url, await first.token());
    const rows = Array.from({ length: 12_000 }, (_, i) => `you silly goose ${i * 7},1\nthank you for ${i * 13},0`);
    const { data } = await api.upload('datasets.put', `comment,toxic\n${rows.join('\n')}\n`, { name: 'a.csv' });
    const { id: datasetId } = data as { id: string };
    const spec = { features: [{ analyzer: 'char_wb', ngramRange: [2, 5] }] };
    const ids = [randomUUID(), randomUUID()];
    for (const taskId of ids) await api.mutate('models.fit', { datasetId, taskId, spec });
    const stateOf = async (id: string) => (await api.query('tasks.get', { id })).data;
    await expect.poll(() => stateOf(ids[0]), { timeout: 30_000 }).toMatchObject({ state: 'running' });
    const { code, milliseconds } = await first.stop();
    expect(code).toBe(0);
    expect(milliseconds).toBeLessThan(10_000);
    const second = start();
    await second.ready();
    for (const id of ids) {
      await expect.poll(() => stateOf(id), { timeout: 60_000 }).toMatchObject({ state: 'succeeded', attempts: 1 });
    }
  });
}, 120_000);
