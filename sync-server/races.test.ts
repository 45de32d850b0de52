import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DatasetOnServer } from '#shared/api/datasets';
import type { Task } from '#shared/api/tasks';
import { CodedError } from '#shared/base/errors';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import { type Database, executorOf, openPostgres, rowsOf } from './store/database';
import { createProcessLocks, holding, type KeyedLocks } from './store/keyedLocks';
import { startPostgres, type TestPostgres, whyNoPostgres } from './testing/postgres';
import { openTestDatabase, testDump } from './testing/testDatabase';
import { startTestServer, type TestServer } from './testing/testServer';

/* What happens at the same time, or in an order that nobody meant. No worker runs here: tasks stay until a test ends them. */

let database: Database;
let server: TestServer;
const admin = { id: null, role: 'admin' } as const;
const CSV = 'comment,toxic\nyou fool,1\nthank you,0\n';

beforeAll(async () => {
  database = await openTestDatabase();
  server = await startTestServer({ TRAINING_SLOTS: '0', KEPT_TASKS: '100' }, database);
});
afterAll(() => server.close());
afterEach(() => vi.useRealTimers());

async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

const put = (csv = CSV): Promise<DatasetOnServer> =>
  server.server.services.datasets.put(bytesOf(csv), { name: 'a.csv', keep: false, owner: null });

const submit = (datasetId: string): Promise<Task> =>
  server.server.services.tasks.submit(
    { id: randomUUID(), kind: 'fit', name: null, datasetId, keepDataset: undefined, input: { datasetId } },
    admin,
  );

const modelFile = (bias: number): Uint8Array => {
  const model = smallModel();
  return encodeModel({ ...model, linear: { ...model.linear, bias: Float64Array.of(bias) } });
};

const codeOf = (error: unknown): string => (error instanceof CodedError ? error.code : String(error));

describe('datasets', () => {
  test('one that was uploaded again is there for the task that comes next', async () => {
    const { tasks, datasets } = server.server.services;
    const { id } = await put();
    const first = await submit(id);
    await put();
    await tasks.cancel(first.id, admin);
    expect(await datasets.has([id])).toEqual([id]);
    const second = await submit(id);
    await tasks.cancel(second.id, admin);
    expect(await datasets.has([id])).toEqual([]);
  });

  test('a task that is accepted while another one ends has its dataset, or is refused', async () => {
    const { tasks, blobs } = server.server.services;
    for (let round = 0; round < 30; round++) {
      const { id } = await put(`${CSV}round ${round},0\n`);
      const first = await submit(id);
      const [, second] = await Promise.allSettled([tasks.cancel(first.id, admin), submit(id)]);
      if (second.status === 'rejected') {
        expect(codeOf(second.reason)).toBe('dataset-missing');
        continue;
      }
      expect(await blobs.has('datasets', id)).toBe(true);
      await tasks.cancel(second.value.id, admin);
    }
  });

  test('an upload at the moment of a removal keeps its bytes', async () => {
    const { datasets, blobs } = server.server.services;
    for (let round = 0; round < 30; round++) {
      const { id } = await put();
      await Promise.allSettled([put(), datasets.remove(id), put()]);
      expect(await blobs.has('datasets', id)).toBe((await datasets.has([id])).length === 1);
    }
  });

  test('what a task left behind when its process ended is removed later', async () => {
    const { datasets, blobs } = server.server.services;
    const { id } = await put(`${CSV}left behind,0\n`);
    const { id: taskId } = await submit(id);
    await database.tables.execute(sql`update tasks set state = 'failed', finished_at = now() where id = ${taskId}`);
    expect(await datasets.releaseAll()).toBe(1);
    expect(await blobs.has('datasets', id)).toBe(false);
  });
});

describe('models', () => {
  test('the same one put many times at once, one of them under a taken name, is whole', async () => {
    const { models, blobs } = server.server.services;
    await models.put(bytesOf(modelFile(1)), { name: 'taken', owner: null });
    for (let round = 0; round < 10; round++) {
      const file = modelFile(100 + round);
      const names = [`a ${round}`, 'taken', `b ${round}`, `c ${round}`];
      const puts = await Promise.allSettled(names.map((name) => models.put(bytesOf(file), { name, owner: null })));
      const stored = puts.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
      expect(new Set(stored).size).toBe(1);
      expect(await blobs.has('models', stored[0])).toBe(true);
    }
  });

  test('put and removed at once, a model has a row and bytes, or neither', async () => {
    const { models, blobs } = server.server.services;
    const file = modelFile(7);
    for (let round = 0; round < 20; round++) {
      const { id } = await models.put(bytesOf(file), { owner: null });
      await Promise.allSettled([models.put(bytesOf(file), { owner: null }), models.remove(id)]);
      const listed = (await models.list()).some((model) => model.id === id);
      expect(await blobs.has('models', id)).toBe(listed);
    }
  });

  test('one that is removed while it is loaded does not go on predicting', async () => {
    const { models } = server.server.services;
    for (let round = 0; round < 20; round++) {
      const { id } = await models.put(bytesOf(modelFile(9)), { owner: null });
      await Promise.allSettled([models.predict(id, ['you fool']), models.remove(id)]);
      await expect(models.predict(id, ['you fool'])).rejects.toMatchObject({ code: 'model-missing' });
    }
  });

  test('one that another server removed does not go on predicting here', async () => {
    const { models } = server.server.services;
    const { id } = await models.put(bytesOf(modelFile(11)), { owner: null });
    await models.predict(id, ['you fool']);
    await database.tables.execute(sql`delete from models where id = ${id}`);
    await expect(models.predict(id, ['you fool'])).rejects.toMatchObject({ code: 'model-missing' });
  });

  test('several that were trained under one name at once are all kept, with numbers', async () => {
    const { models } = server.server.services;
    const kept = await Promise.all(
      [21, 22, 23, 24].map((bias) => models.keep(() => bytesOf(modelFile(bias)), { name: 'geese', owner: null })),
    );
    expect(kept.map(({ name }) => name).sort()).toEqual(['geese', 'geese (2)', 'geese (3)', 'geese (4)']);
  });
});

describe('the queue', () => {
  const entries = async (taskId: string): Promise<string[]> => {
    const found = await database.tables.execute(
      sql`select state::text as state from queue.job where data->>'id' = ${taskId} order by created_on`,
    );
    return rowsOf<{ state: string }>(found).map(({ state }) => state);
  };
  const entriesBecome = (taskId: string, state: string, ageSeconds: number) =>
    database.tables.execute(sql`update queue.job set state = ${sql.raw(`'${state}'`)},
      started_on = clock_timestamp() - make_interval(secs => ${ageSeconds}) where data->>'id' = ${taskId}`);

  test.each([
    ['was finished although the task was not begun', 'completed', 0, false],
    ['failed too often', 'failed', 0, false],
    ['was taken by a worker that ended at once', 'active', 60, false],
    ['was taken a moment before the only process was killed', 'active', 0, true],
  ])('a task whose entry %s gets another one', async (_, state, age, alone) => {
    const { tasks, runs } = server.server.services;
    const { id } = await submit((await put()).id);
    await entriesBecome(id, state, age);
    await runs.recover(alone);
    expect(await entries(id)).toEqual([state, 'created']);
    await runs.recover(alone);
    expect(await entries(id)).toHaveLength(2);
    await tasks.cancel(id, admin);
  });

  test('a task whose entry waits, or was taken just now, gets no other', async () => {
    const { tasks, runs } = server.server.services;
    const { id } = await submit((await put()).id);
    await runs.recover();
    await entriesBecome(id, 'active', 0);
    await runs.recover();
    expect(await entries(id)).toEqual(['active']);
    await tasks.cancel(id, admin);
  });

  test.each([
    ['was handed back', null, 0],
    ['is lost', 'elsewhere:1:a', 60],
  ])('a task whose worker %s is cancelled at once, and nobody ends it again', async (_, worker, seconds) => {
    const { tasks, runs } = server.server.services;
    const { id } = await submit((await put()).id);
    const row = await runs.begin(id, 'elsewhere:1:a');
    await database.tables.execute(sql`update tasks set worker = ${worker},
      seen_at = clock_timestamp() - make_interval(secs => ${seconds}) where id = ${id}`);
    expect(await tasks.cancel(id, admin)).toMatchObject({ state: 'cancelled' });
    if (row === null) throw new Error('it was not begun');
    expect(await runs.report(row, null)).toBe('drop');
    expect(await runs.end(row, { state: 'cancelled' })).toBe(false);
  });

  test('a task that is being begun while its worker is asked to stop is handed back before the worker has stopped', async () => {
    const other = await startTestServer({ TRAINING_SLOTS: '0' });
    try {
      const { datasets, tasks, runs } = other.server.services;
      const { id: datasetId } = await datasets.put(bytesOf(CSV), { name: 'a.csv', keep: false, owner: null });
      const task = {
        id: undefined,
        kind: 'fit',
        name: null,
        datasetId,
        keepDataset: undefined,
        input: { datasetId },
      } as const;
      const { id } = await tasks.submit(task, admin);
      let begun = () => {};
      const beginning = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const begin = runs.begin.bind(runs);
      vi.spyOn(runs, 'begin').mockImplementation(async (...args) => {
        const row = await begin(...args);
        await beginning;
        return row;
      });
      const run = other.server.worker.run(id);
      const stopped = other.server.worker.stop();
      await vi.waitFor(async () => expect((await tasks.get(id, admin)).state).toBe('running'), 10_000);
      begun();
      await stopped;
      expect(await tasks.get(id, admin)).toMatchObject({ state: 'running', attempts: 0 });
      await run;
    } finally {
      await other.close();
    }
  });

  test('a worker that is stopping leaves an entry to others', async () => {
    const other = await startTestServer({ TRAINING_SLOTS: '0' });
    await other.server.worker.stop();
    await expect(other.server.worker.run(randomUUID())).rejects.toThrow('stopping');
    await other.close();
  });
});

describe('the embedded database', () => {
  test('statements of the queue that fail in a transaction do not take others along', async () => {
    const lite = await PGlite.create({ loadDataDir: await testDump() });
    const { executeSql } = executorOf(lite);
    const text = 'BEGIN; create table one (n int); select 1 / 0; COMMIT;';
    await expect(executeSql(text, [])).rejects.toThrow('division');
    expect((await lite.query("select to_regclass('one') as one")).rows).toEqual([{ one: null }]);
    await executeSql('\n    BEGIN;\n    create table two (n int);\n    COMMIT;\n  ', []);
    expect((await lite.query('select * from two')).rows).toEqual([]);
    await lite.close();
  });
});

describe('watching', () => {
  test('a clock that is set back hides no change', async () => {
    const { tasks, watch } = server.server.services;
    const ids: string[] = [];
    for (const n of [1, 2]) ids.push((await submit((await put(`${CSV}clock ${n},0\n`)).id)).id);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 }); // the embedded database goes by it too
    const cancelled: string[] = [];
    for await (const { task } of watch.follow(admin, undefined, undefined, AbortSignal.timeout(20_000))) {
      if (cancelled.length === 0 && task.state === 'queued' && task.id === ids[0]) await tasks.cancel(ids[0], admin);
      if (task.state !== 'cancelled' || !ids.includes(task.id)) continue;
      cancelled.push(task.id);
      if (cancelled.length === 2) break;
      vi.useRealTimers();
      await tasks.cancel(ids[1], admin);
    }
    expect(cancelled).toEqual(ids);
    expect(watch.followers).toBe(0);
  });

  test('hundreds of watchers see every task that is theirs, and leave nothing behind', async () => {
    const { tasks, watch } = server.server.services;
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    const end = new AbortController();
    const seen: Set<string>[] = [];
    const follow = async (id: string | undefined) => {
      const mine = new Set<string>();
      seen.push(mine);
      const signal = AbortSignal.any([end.signal]); // as each request has its own
      for await (const { task } of watch.follow(admin, id, undefined, signal)) mine.add(`${task.id} ${task.state}`);
    };
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push((await submit((await put(`${CSV}many ${n},0\n`)).id)).id);
    const following = Array.from({ length: 200 }, (_, n) => follow(n % 2 === 0 ? undefined : ids[n % 5]));
    for (const id of ids) await tasks.cancel(id, admin);
    await vi.waitFor(() => {
      for (const [n, mine] of seen.entries()) {
        for (const id of n % 2 === 0 ? ids : [ids[n % 5]]) expect(mine).toContain(`${id} cancelled`);
      }
    }, 20_000);
    end.abort();
    await Promise.all(following);
    expect(watch.followers).toBe(0);
    expect(seen[1].size).toBeLessThan(seen[0].size);
    process.removeListener('warning', onWarning);
    expect(warnings).toEqual([]);
  });

  test('the stream of somebody whose token is revoked ends before the next change', async () => {
    const { tasks, tokens, watch } = server.server.services;
    const { token } = await tokens.create('short', 'admin');
    const caller = { id: token.id, role: 'admin' } as const;
    const { id } = await submit((await put(`${CSV}secret,0\n`)).id);
    const watching = watch.follow(caller, id, undefined, new AbortController().signal, () => tokens.confirm(caller));
    expect((await watching.next()).value).toMatchObject({ task: { state: 'queued' } });
    await tokens.revoke(token.id);
    await tasks.cancel(id, admin);
    await expect(watching.next()).rejects.toMatchObject({ code: 'token-revoked' });
    expect(watch.followers).toBe(0);
  });
});

describe('locks by key', () => {
  const excludes = async (locks: readonly KeyedLocks[]) => {
    let inside = 0;
    let most = 0;
    const work = async (n: number, key: string) =>
      holding(locks[n % locks.length], key, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 2));
        inside--;
        if (n % 3 === 0) throw new Error('given back all the same');
      });
    await Promise.allSettled(Array.from({ length: 30 }, (_, n) => work(n, 'one')));
    expect(most).toBe(1);
    await Promise.allSettled(Array.from({ length: 30 }, (_, n) => work(n, `key ${n}`)));
    expect(most).toBeGreaterThan(1);
  };

  test('exclude each other within a process', () => excludes([createProcessLocks()]));

  const why = whyNoPostgres();
  test.skipIf(why !== null)(`exclude each other across processes${why === null ? '' : ` (${why})`}`, async () => {
    const postgres: TestPostgres = await startPostgres();
    const url = await postgres.newDatabase();
    const both = [await openPostgres(url), await openPostgres(url)];
    try {
      await excludes(both.map(({ locks }) => locks));
    } finally {
      for (const one of both) await one.close();
      postgres.stop();
    }
  });
});
