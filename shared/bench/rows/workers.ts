import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetOnServer } from '#shared/api/datasets';
import { isFinished, type Task } from '#shared/api/tasks';
import { openPostgres, rowsOf } from '../../../sync-server/store/database';
import { buildServer, freePort, ServerProcess } from '../../../sync-server/testing/builtServer';
import { startPostgres } from '../../../sync-server/testing/postgres';
import { apiOf } from '../../../sync-server/testing/testServer';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { secondsOf, timingOf } from '../measure';
import { processorSecondsOf } from '../processOf';

/*
 * Several worker processes on one PostgreSQL: how the time of a search falls with them, what a task costs besides its
 * work, and what a worker that waits costs. The figures that ARCHITECTURE.md sizes with.
 */

const WORKERS = [1, 2, 4];
const FOLDS = 5;
/** 8 candidates on 5 folds: 40 fits, in parts of up to 5 candidates on one fold. */
const GRID = { 'estimator.c': [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30] };
const SPEC = { features: [{ ngramRange: [1, 2] }] };
const SMALL = `comment,toxic\n${'you fool,1\nthank you,0\n'.repeat(30)}`;
/** Seconds after which PostgreSQL has counted what a connection did, even if it does nothing more. */
const COUNTED_SECONDS = 2;

type Sql = Awaited<ReturnType<typeof openPostgres>>['tables'];

export async function workers(bench: Bench): Promise<Result[]> {
  const [built, postgres] = await Promise.all([buildServer(), startPostgres()]);
  const folder = mkdtempSync(join(bench.folder, 'workers-'));
  const started: ServerProcess[] = [];
  const url = await postgres.newDatabase();
  const database = await openPostgres(url);
  try {
    const env = { DATABASE_URL: url, BLOB_STORE: 'postgres', MAX_TASKS_PER_TOKEN: '1000' };
    const server = new ServerProcess([built.main], {
      ...env,
      DATA_DIR: join(folder, 'server'),
      PORT: String(await freePort()),
      TRAINING_SLOTS: '0',
    });
    started.push(server);
    await server.ready();
    const api = apiOf(server.url, await server.token());
    const addWorkers = async (total: number) => {
      while (started.length - 1 < total) {
        const one = { DATA_DIR: join(folder, `worker${started.length}`), TRAINING_SLOTS: '1', LOG_LEVEL: 'info' };
        started.push(new ServerProcess([built.worker], { ...env, ...one }));
      }
      for (const one of started.slice(1)) {
        while (!one.output.includes('working')) {
          must(one.running, one.output);
          await sleep(100);
        }
      }
    };
    const idleServer = await costOfWaiting(database.tables);
    const other = new ServerProcess([built.main], {
      ...env,
      DATA_DIR: join(folder, 'other'),
      PORT: String(await freePort()),
      TRAINING_SLOTS: '1',
    });
    await other.ready();
    const inServer = await smallTasks(bench, api, database.tables, other, 'in a built server');
    await other.stop();
    await addWorkers(1);
    const inWorker = await smallTasks(bench, api, database.tables, started[1], 'in a built worker');
    const searches = await searchWith(bench, api, addWorkers, () => started.slice(1));
    const idleAll = await costOfWaiting(database.tables);
    const most = Math.max(...WORKERS);
    return [
      searches,
      inServer,
      inWorker,
      {
        work: 'a worker that waits',
        size: '10 s',
        measured: [],
        ours: 0,
        toReach: '',
        facts: {
          'transactions a second of one': (idleAll.perSecond - idleServer.perSecond) / most,
          'connections of one': (idleAll.connections - idleServer.connections) / most,
          'transactions a second of a server': idleServer.perSecond,
          'connections of a server, and of this program': idleServer.connections,
        },
      },
    ];
  } finally {
    for (const one of started) await one.kill();
    await database.close();
    postgres.stop();
    built.remove();
  }
}

/** The time of one search with more and more workers; each finds what the first found. */
async function searchWith(
  bench: Bench,
  api: ReturnType<typeof apiOf>,
  addWorkers: (total: number) => Promise<void>,
  working: () => readonly ServerProcess[],
): Promise<Result> {
  const { path } = await bench.comments(bench.quick ? 20_000 : 40_000);
  const put = await api.upload('datasets.put', new Uint8Array(readFileSync(path)), { name: 'talk.csv', keep: 'true' });
  must(put.status === 200, put.body);
  const { id: datasetId } = put.data as DatasetOnServer;
  const measured: Result['measured'][number][] = [];
  const loads: string[] = [];
  /**
   * Processor seconds of all of them, and of the one that was busiest: what it takes where each has a core of its own.
   */
  const spent: string[] = [];
  let first: string | null = null;
  for (const count of WORKERS) {
    await addWorkers(count);
    const runs: number[] = [];
    const before = working().map(({ pid }) => processorSecondsOf(pid));
    const turns = bench.quick ? 1 : 2;
    for (let turn = 0; turn < turns; turn++) {
      const search = { datasetId, spec: SPEC, grid: GRID, folds: FOLDS, keepDataset: true };
      let task: Task | null = null;
      runs.push(
        await secondsOf(async () => {
          task = await ended(api, 'models.search', search);
        }),
      );
      const { state, result } = task as unknown as Task;
      must(state === 'succeeded', `the search ended as ${state}`);
      const { best, trials } = result as { best: number; trials: readonly { foldScores: unknown }[] };
      const found = JSON.stringify([best, trials.map(({ foldScores }) => foldScores)]);
      first ??= found;
      must(found === first, `${count} workers found something else`);
    }
    measured.push({ name: `${count} ${count === 1 ? 'worker' : 'workers'}`, timing: timingOf(runs) });
    loads.push(loadavg()[0].toFixed(1));
    const each = working().map(({ pid }, i) => (processorSecondsOf(pid) - before[i]) / turns);
    spent.push(`${each.reduce((sum, one) => sum + one, 0).toFixed(1)} (${Math.max(...each).toFixed(1)})`);
  }
  return {
    work: 'a search of 40 fits',
    size: `${bench.quick ? '20,000' : '40,000'} comments`,
    measured,
    ours: measured.length,
    toReach: 'two cores: half with two',
    facts: {
      cores: availableParallelism(),
      'load average after each': loads.join(', '),
      'processor seconds of all (of the busiest)': spent.join(', '),
    },
  };
}

/** What a task costs besides its work: the queue, the rows, the thread, the bytes. */
async function smallTasks(
  bench: Bench,
  api: ReturnType<typeof apiOf>,
  tables: Sql,
  runner: ServerProcess,
  where: string,
): Promise<Result> {
  const put = await api.upload('datasets.put', SMALL, { name: 'small.csv', keep: 'true' });
  const { id: datasetId } = put.data as DatasetOnServer;
  await ended(api, 'models.fit', { datasetId, name: `warm-up ${where}`, keepDataset: true });
  const count = bench.quick ? 20 : 60;
  const processorBefore = processorSecondsOf(runner.pid);
  const before = await transactions(tables);
  const ids: string[] = [];
  const submitting = await secondsOf(async () => {
    for (let n = 0; n < count; n++) {
      const taskId = randomUUID();
      const reply = await api.mutate('models.fit', {
        taskId,
        datasetId,
        name: `small ${n} ${where}`,
        keepDataset: true,
      });
      must(reply.status === 200, reply.body);
      ids.push(taskId);
    }
  });
  const tasks: Task[] = [];
  for (const id of ids) tasks.push(await untilEnded(api, id));
  must(
    tasks.every(({ state }) => state === 'succeeded'),
    'a fit failed',
  );
  const spent = (await transactions(tables)) - before;
  const at = (moment: string | null) => Date.parse(moment ?? '');
  const begun = tasks.map(({ startedAt }) => at(startedAt)).sort((a, b) => a - b);
  const running = tasks.map(({ startedAt, finishedAt }) => (at(finishedAt) - at(startedAt)) / 1000);
  const between = begun.slice(1).map((moment, i) => (moment - begun[i]) / 1000);
  return {
    work: `tasks that do next to nothing, ${where}`,
    size: `${count} fits of 60 comments`,
    measured: [
      { name: 'from one beginning to the next', timing: timingOf(between) },
      { name: 'from beginning to end', timing: timingOf(running) },
      { name: 'submitting one', timing: timingOf([submitting / count]) },
    ],
    ours: 3,
    toReach: '',
    facts: {
      'processor seconds of one': (processorSecondsOf(runner.pid) - processorBefore) / count,
      'transactions of one, with those of waiting': spent / count,
      'load average': loadavg()[0],
    },
  };
}

async function ended(api: ReturnType<typeof apiOf>, procedure: string, input: object): Promise<Task> {
  const taskId = randomUUID();
  const reply = await api.mutate(procedure, { taskId, ...input });
  must(reply.status === 200, reply.body);
  return untilEnded(api, taskId);
}

async function untilEnded(api: ReturnType<typeof apiOf>, id: string): Promise<Task> {
  for (;;) {
    const task = (await api.query('tasks.get', { id })).data as Task;
    if (isFinished(task.state)) return task;
    await sleep(100);
  }
}

/** Transactions a second, and connections, while nothing is asked. */
async function costOfWaiting(tables: Sql): Promise<{ perSecond: number; connections: number }> {
  const seconds = 10;
  const before = await transactions(tables);
  const took = await secondsOf(() => sleep(seconds * 1000));
  const after = await transactions(tables);
  const found = await tables.execute(
    'select count(*)::int as connections from pg_stat_activity where datname = current_database()',
  );
  const [{ connections }] = rowsOf<{ connections: number }>(found);
  return { perSecond: (after - before) / (took + COUNTED_SECONDS), connections };
}

async function transactions(tables: Sql): Promise<number> {
  await sleep(COUNTED_SECONDS * 1000);
  const found = await tables.execute(
    'select (xact_commit + xact_rollback)::int as done from pg_stat_database where datname = current_database()',
  );
  return rowsOf<{ done: number }>(found)[0].done;
}
