import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatasetOnServer } from '#shared/api/datasets';
import type { Task } from '#shared/api/tasks';
import { blobOfArray } from '#shared/data/bytes/source';
import { dataOf, readLabelledFile } from '#shared/labelled/readLabelled';
import { kernels } from '#shared/ml/pipeline/kernels';
import { gridCandidates, parseGrid } from '#shared/ml/search/candidates';
import { type SearchResult, searchPipeline } from '#shared/ml/search/search';
import { createInlinePool } from '#shared/runtime/parallel';
import { runSteps } from '#shared/runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { openPostgres } from './store/database';
import { searchFolds, tasks } from './store/schema';
import {
  type BuiltServer,
  buildServer,
  freePort,
  removeFolder,
  ServerProcess,
  WORKER_ARGS,
} from './testing/builtServer';
import { startPostgres, type TestPostgres, whyNoPostgres } from './testing/postgres';
import { apiOf } from './testing/testServer';

/* One search, measured by several workers of one PostgreSQL. */

const ROWS = 1500;
const CSV = `comment,toxic\n${Array.from(
  { length: ROWS },
  (_, i) =>
    `you ${['silly', 'lovely', 'odd', 'fine'][i % 4]} ${['goose', 'friend', 'page'][(i * 7) % 3]} ${(i * 7919) % 613},${i % 4 === 0 || i % 11 === 0 ? 1 : 0}`,
).join('\n')}\n`;
const SPEC: PipelineSpecInput = { features: [{ analyzer: 'char_wb', ngramRange: [2, 4] }] };
/** 12 candidates of two kinds of features: 2 units of 6, in parts of at most 5, on 4 folds: 16 parts. */
const GRID = { 'estimator.c': [0.01, 0.03, 0.1, 0.3, 1, 3], 'features.0.minDf': [1, 2] };
const FOLDS = 4;

const why = whyNoPostgres();
describe.skipIf(why !== null)(`on PostgreSQL${why === null ? '' : ` (${why})`}`, () => {
  let built: BuiltServer;
  let postgres: TestPostgres;
  beforeAll(async () => {
    [built, postgres] = await Promise.all([buildServer(), startPostgres()]);
  });
  afterAll(() => {
    postgres?.stop();
    built?.remove();
  });

  test('three workers share a search; the one that began it is killed, and what comes out is what one machine finds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'moderato-shared-'));
    const url = await postgres.newDatabase();
    const env = { DATABASE_URL: url, BLOB_STORE: 'postgres' };
    const port = String(await freePort());
    const started: ServerProcess[] = [];
    const start = (args: readonly string[], more: Record<string, string>) => {
      const one = new ServerProcess(args, { ...env, ...more });
      started.push(one);
      return one;
    };
    // Of the first two one is the runner, the other the program that is built.
    const worker = (n: number) =>
      start(n === 1 ? [built.worker] : WORKER_ARGS, {
        DATA_DIR: join(folder, `worker${n}`),
        TRAINING_SLOTS: '1',
        LOG_LEVEL: 'info',
      });
    const database = await openPostgres(url);
    try {
      const server = start([built.main], { DATA_DIR: join(folder, 'server'), PORT: port, TRAINING_SLOTS: '0' });
      await server.ready();
      const api = apiOf(server.url, await server.token());
      const put = await api.upload('datasets.put', CSV, { name: 'talk.csv' });
      expect(put.status, put.body).toBe(200);
      const { id: datasetId } = put.data as DatasetOnServer;
      const workers = [worker(0), worker(1)];
      // One that is up alone would be through before the other comes.
      for (const one of workers) await expect.poll(() => one.output, { timeout: 60_000 }).toContain('working');
      const taskId = randomUUID();
      const asked = await api.mutate('models.search', { datasetId, taskId, spec: SPEC, grid: GRID, folds: FOLDS });
      expect(asked.status, asked.body).toBe(200);
      const parts = () => database.tables.select().from(searchFolds).where(eq(searchFolds.taskId, taskId));
      const at = async () => new Set((await parts()).map(({ worker: by }) => by.split('/')[0]));
      const ended = async () => (await api.query('tasks.get', { id: taskId })).data as Task;

      // The one that began it stands still until the other has taken a part, and is killed; a third one joins.
      await expect.poll(async () => (await at()).size, { timeout: 60_000, interval: 20 }).toBe(1);
      const [{ worker: owner }] = await database.tables.select().from(tasks).where(eq(tasks.id, taskId));
      const victim = workers.find(({ pid }) => owner?.split(':')[1] === String(pid));
      if (victim === undefined) throw new Error(`none of the workers is ${owner}`);
      process.kill(victim.pid, 'SIGSTOP');
      await expect.poll(async () => (await at()).size, { timeout: 60_000, interval: 20 }).toBe(2);
      worker(2);
      await victim.kill();
      await expect.poll(ended, { timeout: 120_000, interval: 200 }).toMatchObject({ state: 'succeeded' });
      const task = await ended();
      expect(task.attempts).toBe(2);

      const alone = await searchAlone();
      const found = task.result as SearchResult;
      expect(found.best).toBe(alone.best);
      expect(found.trials.map(({ foldScores }) => foldScores)).toEqual(
        alone.trials.map(({ foldScores }) => foldScores),
      );
      await expect.poll(parts).toEqual([]); // forgotten with its end
    } finally {
      for (const one of started) await one.kill();
      await database.close();
      removeFolder(folder);
    }
  }, 240_000);
});

async function searchAlone(): Promise<SearchResult> {
  const file = { ...blobOfArray(new TextEncoder().encode(CSV)), name: 'talk.csv' };
  const read = await readLabelledFile(file, { path: 'talk.csv', settings: {}, labelled: true });
  const candidates = gridCandidates(parsePipelineSpec(SPEC), parseGrid(GRID));
  return runSteps(
    searchPipeline(dataOf(read), candidates, {
      folds: FOLDS,
      seed: 0,
      metric: 'rocAuc',
      budget: null,
      pool: createInlinePool(kernels),
    }),
  );
}
