import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Task } from '#shared/api/tasks';
import { openFileBlobs } from './blobs/fileBlobs';
import { openPostgres } from './store/database';
import { databaseErrorOf } from './store/databaseErrors';
import { TaskQueue } from './tasks/taskQueue';
import { buildServer, freePort, ServerProcess } from './testing/builtServer';
import { startPostgres, whyNoPostgres } from './testing/postgres';
import { startStallingProxy } from './testing/stallingProxy';
import { apiOf, startTestServer } from './testing/testServer';

/* A disk that is full and a database that goes away: the right error, a server that goes on, and everything as before afterwards. */

/** A small file system of its own, or null where none may be mounted. */
function smallDisk(megabytes: number): { folder: string; remove: () => void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-disk-'));
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  if (made.status === 0) {
    return {
      folder,
      remove: () => {
        spawnSync('umount', [folder]);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  rmSync(folder, { recursive: true, force: true });
  return null;
}

/** Writes until nothing more fits. Returns what frees the room again. */
function fill(folder: string): () => void {
  const path = join(folder, 'filler');
  for (let size = 1 << 24; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch {
      // No room for that much: less may still fit.
    }
  }
  return () => rmSync(path);
}

const probe = smallDisk(1);
probe?.remove();
const noDisk = probe === null ? ' (no file system can be mounted here)' : '';

describe.skipIf(probe === null)(`a full disk${noDisk}`, () => {
  test('a file that does not fit is refused whole, and the next one that fits is kept', async () => {
    const disk = smallDisk(2);
    if (disk === null) throw new Error('no disk');
    try {
      const blobs = await openFileBlobs(disk.folder);
      const put = (bytes: number) =>
        blobs.put(
          'datasets',
          (async function* () {
            for (let at = 0; at < bytes; at += 65_536) yield Buffer.alloc(65_536, at);
          })(),
          async ({ sha256 }) => sha256,
        );
      await expect(put(4 << 20)).rejects.toMatchObject({ code: 'storage-full' });
      expect(readdirSync(join(disk.folder, 'incoming'))).toEqual([]);
      const { name, bytes } = await put(1 << 19);
      expect(await blobs.read('datasets', name)).toHaveLength(bytes);
    } finally {
      disk.remove();
    }
  });

  test('the built server refuses uploads, goes on predicting, and recovers when there is room', async () => {
    const disk = smallDisk(160);
    if (disk === null) throw new Error('no disk');
    const built = await buildServer();
    const env = { DATA_DIR: disk.folder, HOST: '127.0.0.1', PORT: String(await freePort()) };
    const server = new ServerProcess([built.main], { ...env, LOG_FILE: 'yes', LOG_LEVEL: 'info' });
    try {
      await server.ready();
      const api = apiOf(server.url, await server.token());
      const csv = `comment,toxic\n${'you fool,1\nthank you,0\n'.repeat(20_000)}`;
      expect(await api.upload('datasets.put', csv, { name: 'a.csv' })).toMatchObject({ status: 200 });
      const free = fill(disk.folder);
      const refused = await api.upload('datasets.put', `${csv}one more,0\n`, { name: 'b.csv' });
      expect(refused, refused.body).toMatchObject({ status: 503, code: 'storage-full' });
      const texts = ['you are an idiot'];
      for (let n = 0; n < 20; n++) {
        expect(await api.mutate('models.predict', { id: 'default:en', texts })).toMatchObject({ status: 200 });
      }
      free();
      const kept = await api.upload('datasets.put', `${csv}one more,0\n`, { name: 'b.csv' });
      expect(kept, kept.body).toMatchObject({ status: 200 });
      expect(server.running).toBe(true);
    } finally {
      await server.kill();
      built.remove();
      disk.remove();
    }
  }, 180_000);
});

const why = whyNoPostgres();
test.skipIf(why !== null)(
  'a network that swallows packets holds neither requests nor the queue for ever',
  async () => {
    const postgres = await startPostgres();
    const address = new URL(await postgres.newDatabase());
    const proxy = await startStallingProxy(address.hostname, Number(address.port || 5432));
    address.host = `127.0.0.1:${proxy.port}`;
    try {
      const database = await openPostgres(address.href, 2000);
      const queue = new TaskQueue(database.createQueue(), database.tables, () => {});
      await queue.start();
      proxy.stall();
      const failed = async (work: Promise<unknown>) =>
        databaseErrorOf(
          await work.then(
            () => null,
            (error: unknown) => error,
          ),
        )?.code;
      const put = queue.put({ id: randomUUID(), deliveries: 0, priority: 0, delay: 0 });
      expect(await Promise.all([failed(put), failed(database.ping())])).toEqual([
        'database-unavailable',
        'database-unavailable',
      ]);
      proxy.close();
      await queue.stop();
      await database.close();
    } finally {
      proxy.close();
      postgres.stop();
    }
  },
  60_000,
);

describe.skipIf(why !== null)(`a database that is away${why === null ? '' : ` (${why})`}`, () => {
  test('requests are refused with its code, and tasks go on when it is back', async ({ skip }) => {
    const postgres = await startPostgres();
    const { outage } = postgres;
    if (outage === null) return skip('a PostgreSQL that was given is not stopped');
    const server = await startTestServer({}, await openPostgres(await postgres.newDatabase()));
    try {
      const api = apiOf(server.url, server.tokens.admin);
      const rows = Array.from({ length: 20_000 }, (_, i) => `you silly goose ${i * 7},1\nthank you for ${i * 13},0`);
      const { data } = await api.upload('datasets.put', `comment,toxic\n${rows.join('\n')}\n`, { name: 'a.csv' });
      const { id: datasetId } = data as { id: string };
      const spec = { features: [{ analyzer: 'char_wb', ngramRange: [2, 5] }] };
      const task = (await api.mutate('models.fit', { datasetId, spec })).data as Task;
      const state = async () => (await api.query('tasks.get', { id: task.id })).data;
      await expect.poll(state, { timeout: 30_000 }).toMatchObject({ state: 'running' });
      outage.begin();
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      expect((await fetch(`${server.url}/ready`)).status).toBe(503);
      expect(await api.query('models.list')).toMatchObject({ status: 503, code: 'database-unavailable' });
      expect(await api.upload('datasets.put', 'comment,toxic\n', { name: 'b.csv' })).toMatchObject({
        status: 503,
        code: 'database-unavailable',
      });
      const analyzed = await fetch(`${server.url}/v1alpha1/comments:analyze?key=${server.tokens.reader}`, {
        method: 'POST',
        body: '{"comment":{"text":"you silly goose"},"requestedAttributes":{"TOXICITY":{}}}',
      });
      expect(analyzed.status).toBe(503);
      expect(analyzed.headers.get('retry-after')).toBe('5');
      expect(await analyzed.json()).toMatchObject({ error: { code: 503, status: 'UNAVAILABLE' } });
      const metrics = await fetch(`${server.url}/metrics`);
      expect(metrics.status).toBe(200);
      expect(await metrics.text()).toContain('moderato_database_up 0');
      outage.end();
      await expect.poll(async () => (await fetch(`${server.url}/ready`)).status, { timeout: 20_000 }).toBe(200);
      expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('moderato_database_up 1');
      expect(await api.query('models.list')).toMatchObject({ status: 200 });
      await expect.poll(state, { timeout: 55_000, interval: 200 }).toMatchObject({ state: 'succeeded' });
    } finally {
      await server.close();
      postgres.stop();
    }
  }, 120_000);
});
