import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ModelOnServer, Prediction } from '#shared/api/models';
import { isFinished, type Task } from '#shared/api/tasks';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import { openPostgres } from './store/database';
import { startPostgres, type TestPostgres, whyNoPostgres } from './testing/postgres';
import { apiOf, startTestServer, type TestServer } from './testing/testServer';

let server: TestServer;

const as = (role: 'reader' | 'contributor' | 'admin' | null) =>
  apiOf(server.url, role === null ? null : server.tokens[role]);

const rows = Array.from({ length: 120 }, (_, i) => `you silly goose ${i},1\nthank you for ${i},0`).join('\n');
const CSV = `comment,toxic\n${rows}\n`;

async function dataset(csv = CSV, name = 'talk.csv'): Promise<string> {
  const reply = await as('contributor').upload('datasets.put', csv, { name });
  expect(reply, reply.body).toMatchObject({ status: 200 });
  return (reply.data as { id: string }).id;
}

async function finished(id: string): Promise<Task> {
  return vi.waitFor(
    async () => {
      const { data } = await as('admin').query('tasks.get', { id });
      const task = data as Task;
      expect(isFinished(task.state)).toBe(true);
      return task;
    },
    { timeout: 50_000, interval: 100 },
  );
}

/** What a server must do, whichever database and store of bytes it has. */
function serverTests(): void {
  test('the models that come with the app are listed, pulled and used, and stay', async () => {
    const { data } = await as('reader').query('models.list');
    const names = (data as ModelOnServer[]).map((model) => model.default);
    expect(names).toContain('default:en');
    const predicted = await as('reader').mutate('models.predict', {
      id: 'default:en',
      texts: ['you are an idiot', 'thank you for the help', ''],
    });
    expect(predicted.status).toBe(200);
    const { predictions } = predicted.data as { predictions: Prediction[] };
    expect(predictions.map(({ labels: [first], unsure }) => [first.label, first.flagged, unsure])).toEqual([
      ['toxic', true, null],
      ['toxic', false, null],
      ['toxic', false, 'nothing'],
    ]);
    expect((await as('reader').download('models.pull', { id: 'default:en' })).status).toBe(200);
    for (const procedure of ['models.remove', 'models.unload']) {
      expect(await as('admin').mutate(procedure, { id: 'default:en' })).toMatchObject({ code: 'model-is-default' });
    }
  });

  test('a dataset is uploaded, trained on, watched, and gone when the task has ended', async () => {
    const datasetId = await dataset();
    const submitted = await as('contributor').mutate('models.fit', { datasetId, name: 'geese' });
    expect(submitted, submitted.body).toMatchObject({ status: 200, data: { state: 'queued', kind: 'fit' } });
    const task = await finished((submitted.data as Task).id);
    expect(task).toMatchObject({ state: 'succeeded', error: null, result: { rows: 240 } });
    expect(await as('contributor').query('datasets.has', { ids: [datasetId] })).toMatchObject({ data: [] });
    const model = await as('reader').query('models.get', { id: task.modelId });
    expect(model.data).toMatchObject({ name: 'geese', loaded: false, labels: ['toxic'] });
    const predicted = await as('reader').mutate('models.predict', { id: task.modelId, texts: ['you silly goose'] });
    expect(predicted.data).toMatchObject({ predictions: [{ labels: [{ label: 'toxic', flagged: true }] }] });
    expect((await as('reader').query('models.get', { id: task.modelId })).data).toMatchObject({ loaded: true });
    expect((await as('contributor').mutate('models.unload', { id: task.modelId })).data).toMatchObject({
      loaded: false,
    });
  });

  test('asking twice with the same id starts a task once, and another request with it is refused', async () => {
    const datasetId = await dataset();
    const taskId = '0d9d1bb2-7d67-4f4c-9a36-0f4ad8a3a001';
    const input = { datasetId, taskId, name: 'twice' };
    const [first, second] = await Promise.all([
      as('contributor').mutate('models.fit', input),
      as('contributor').mutate('models.fit', input),
    ]);
    expect(first.data).toMatchObject({ id: taskId });
    expect(second.data).toMatchObject({ id: taskId });
    const other = await as('contributor').mutate('models.fit', { ...input, name: 'other' });
    expect(other).toMatchObject({ status: 409, code: 'task-id-taken' });
    expect(await finished(taskId)).toMatchObject({ state: 'succeeded', attempts: 1 });
  });

  test('a task that cannot succeed fails with its reason in both languages', async () => {
    const datasetId = await dataset('comment,toxic\nyou fool,1\nyou goose,1\n', 'one-class.csv');
    const { data } = await as('contributor').mutate('models.fit', { datasetId });
    const task = await finished((data as Task).id);
    expect(task).toMatchObject({ state: 'failed', error: { code: 'training-one-class' } });
    expect(task.error?.sentences.ru).toMatch(/[а-я]/);
  });

  test('a dataset with names that no database keeps is learnt from, and one with such values is refused once', async () => {
    const lines = (values: readonly [string, string]) =>
      Array.from({ length: 120 }, (_, i) => {
        const comment = `you ${i % 2 ? 'silly goose' : 'kind friend'} ${i}`;
        return `{"comm\\u0000ent":"${comment}","tox\\udc00ic":${values[i % 2]}}`;
      }).join('\n');
    const fitted = async (csv: string) => {
      const { data } = await as('contributor').mutate('models.fit', { datasetId: await dataset(csv, 'odd.jsonl') });
      return finished((data as Task).id);
    };
    const task = await fitted(lines(['0', '1']));
    expect(task).toMatchObject({ error: null, state: 'succeeded', attempts: 1 });
    const { data: model } = await as('reader').query('models.get', { id: task.modelId });
    expect(model).toMatchObject({ labels: ['tox\ufffdic'], rows: 120 });
    expect(await fitted(lines(['"none\\ud800"', '"toxic\\u0000"']))).toMatchObject({
      state: 'failed',
      attempts: 1,
      error: { code: 'labels-none-usable' },
    });
  });

  test('a request that no database keeps is refused by name, and takes nothing along', async () => {
    const datasetId = await dataset();
    const refused = await as('contributor').mutate('models.fit', { datasetId, reading: { text: 'a\0' } });
    expect(refused).toMatchObject({ status: 400, code: 'input-invalid' });
    expect(refused.body).toContain('reading.text');
    const c = JSON.parse('['.repeat(1000) + ']'.repeat(1000));
    const deep = await as('contributor').mutate('models.search', { datasetId, grid: { 'estimator.c': [c] } });
    expect(deep).toMatchObject({ status: 400, code: 'input-invalid' });
  });

  test('settings are compared, every trial reported', async () => {
    const datasetId = await dataset();
    const { data } = await as('contributor').mutate('models.search', {
      datasetId,
      grid: { 'estimator.c': [0.1, 1] },
      folds: 2,
    });
    const task = await finished((data as Task).id);
    expect(task).toMatchObject({ state: 'succeeded', result: { folds: 2, trials: [{ index: 0 }, { index: 1 }] } });
  });

  test('settings that are listed are compared as those of a grid are; a list and a grid, or neither, is refused', async () => {
    const datasetId = await dataset();
    const candidates = [{ estimator: { c: 0.1 } }, { estimator: { c: 1 } }];
    const grid = { 'estimator.c': [0.1, 1] };
    const scores = async (input: object) => {
      const { data } = await as('contributor').mutate('models.search', {
        datasetId,
        folds: 2,
        keepDataset: true,
        ...input,
      });
      const { result } = await finished((data as Task).id);
      return (result as { trials: { foldScores: number[] }[] }).trials.map(({ foldScores }) => foldScores);
    };
    expect(await scores({ candidates })).toEqual(await scores({ grid }));
    for (const input of [{}, { grid, candidates }]) {
      const refused = await as('contributor').mutate('models.search', { datasetId, ...input });
      expect(refused).toMatchObject({ status: 400 });
      expect(refused.body).toContain('either a grid or candidates');
    }
  });

  test('a dataset is scored, and the scored file has every row', async () => {
    const datasetId = await dataset();
    const { data } = await as('contributor').mutate('models.score', { datasetId, modelId: 'default:en' });
    const task = await finished((data as Task).id);
    expect(task).toMatchObject({ state: 'succeeded', result: { rows: 240 } });
    const csv = await (await as('contributor').download('tasks.result', { id: task.id })).text();
    const lines = csv.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^comment,toxic,score,probability,label/);
    expect(lines).toHaveLength(241);
  });

  test('a model file is put, pulled byte for byte, renamed and removed', async () => {
    const bytes = encodeModel(smallModel());
    const put = await as('contributor').upload('models.put', bytes, { name: 'small' });
    expect(put, put.body).toMatchObject({ status: 200, data: { name: 'small' } });
    const { id } = put.data as ModelOnServer;
    const pulled = await as('reader').download('models.pull', { id });
    expect(new Uint8Array(await pulled.arrayBuffer())).toEqual(bytes);
    expect(pulled.headers.get('content-disposition')).toContain('small.moderato');
    expect((await as('contributor').mutate('models.rename', { id, name: 'tiny' })).data).toMatchObject({
      name: 'tiny',
    });
    const again = await as('contributor').upload('models.put', bytes, { name: 'other' });
    expect(again.data).toMatchObject({ id, name: 'tiny' });
    const damaged = bytes.slice();
    damaged[damaged.length - 5] ^= 1;
    expect(await as('contributor').upload('models.put', damaged)).toMatchObject({ status: 422, code: 'model-corrupt' });
    const lied = await as('contributor').upload('models.put', bytes, { id: 'a'.repeat(64) });
    expect(lied).toMatchObject({ status: 422, code: 'digest-mismatch' });
    expect((await as('contributor').mutate('models.remove', { id })).data).toEqual({ removed: 1 });
    expect(await as('reader').query('models.get', { id })).toMatchObject({ status: 404, code: 'model-missing' });
  });

  test('a waiting task is cancelled at once, a running one within a second', async () => {
    const large = `comment,toxic\n${Array.from({ length: 20_000 }, (_, i) => `you silly goose ${i} and ${i * 7} of ${i % 97},1\nthank you for ${i} and ${i * 3},0`).join('\n')}\n`;
    const datasetId = await dataset(large, 'large.csv');
    const spec = { features: [{ analyzer: 'char_wb', ngramRange: [2, 5] }], validation: { testSize: 0.2 } };
    const submit = async () => ((await as('contributor').mutate('models.fit', { datasetId, spec })).data as Task).id;
    const [running, waiting] = [await submit(), await submit()];
    await vi.waitFor(
      async () => {
        const { data } = await as('admin').query('tasks.get', { id: running });
        expect((data as Task).progress).not.toBeNull();
      },
      { timeout: 30_000, interval: 50 },
    );
    expect((await as('contributor').mutate('tasks.cancel', { id: waiting })).data).toMatchObject({
      state: 'cancelled',
    });
    const asked = performance.now();
    await as('contributor').mutate('tasks.cancel', { id: running });
    expect(await finished(running)).toMatchObject({ state: 'cancelled', modelId: null });
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(await as('contributor').mutate('tasks.cancel', { id: running })).toMatchObject({
      status: 409,
      code: 'task-finished',
    });
  });

  test('health, readiness and metrics are answered', async () => {
    expect(await (await fetch(`${server.url}/health`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${server.url}/ready`)).json()).toEqual({ status: 'ok', database: 'ok', blobs: 'ok' });
    for (const path of ['/health', '/ready', '/metrics']) {
      expect((await fetch(server.url + path, { method: 'HEAD' })).status, path).toBe(200);
    }
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/moderato_http_requests_total\{route="\/api\/v1\/models.list",status="200"\} \d/);
    expect(metrics).toMatch(/moderato_tasks\{state="succeeded"\} [1-9]/);
  });

  test('nothing that was logged holds a comment or a token', () => {
    const text = server.log.join('');
    expect(text).toContain('/api/v1/models.predict');
    expect(text).not.toMatch(/goose|idiot|thank you|moderato_/);
  });
}

describe('with the embedded database', () => {
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());
  serverTests();
});

const why = whyNoPostgres();
describe.skipIf(why !== null)(`with PostgreSQL, bytes and all${why === null ? '' : ` (${why})`}`, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startTestServer({ BLOB_STORE: 'postgres' }, await openPostgres(await postgres.newDatabase()));
  });
  afterAll(async () => {
    await server.close();
    postgres.stop();
  });
  serverTests();
});
