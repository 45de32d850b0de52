import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatasetOnServer } from '#shared/api/datasets';
import type { ModelOnServer } from '#shared/api/models';
import { isFinished, type Task } from '#shared/api/tasks';
import type { Random } from '#shared/base/random';
import { idSteps } from '#shared/ml/model/digest';
import { encodeModel } from '#shared/ml/model/encode';
import { runSteps } from '#shared/runtime/steps';
import { smallModel } from '#shared/testing/models';
import type { BlobStore } from '../blobs/blobStore';
import type { ServerProcess } from './builtServer';
import { type ApiReply, apiOf } from './testServer';

/*
 * Kills processes of a server in the middle of work, and compares what is there afterwards with what had been
 * acknowledged.
 */

/** What is killed: the server, and perhaps workers beside it. */
export interface Victims {
  readonly startServer: () => ServerProcess;
  readonly startWorker: (() => ServerProcess) | null;
  /** The token of an admin. */
  readonly token: string;
  readonly url: string;
}

export interface KillOptions {
  readonly kills: number;
  readonly random: Random;
  /** Between a start and the kill, at most. */
  readonly lifeMs: number;
  /** Pairs of comments in a dataset: how long a task takes. */
  readonly pairs: number;
}

export interface KillReport {
  readonly kills: number;
  /** Kills while a task was running, or an upload was under way. */
  readonly duringTask: number;
  readonly duringUpload: number;
  readonly acknowledged: { readonly datasets: number; readonly models: number; readonly tasks: number };
  readonly states: Readonly<Record<string, number>>;
  /** What should not be, a line each. */
  readonly faults: readonly string[];
}

const UNFINISHED_AT_MOST = 4;
const FIRST_LIFE_AT_MOST_MS = 60_000;
/** Of a dataset that no task learns from: so long that an upload may be cut. */
const EXTRA_PAIRS = 1500;

/** What a client was promised. */
class Promises {
  readonly datasets = new Set<string>();
  readonly models = new Map<string, Uint8Array>();
  readonly tasks = new Map<string, { procedure: string; input: unknown }>();
  readonly ended = new Map<string, Task>();
  readonly faults: string[] = [];
  uploading = 0;
  running = 0;

  /** True once there is a task and a file to lose. */
  get something(): boolean {
    return this.tasks.size > 0 && this.datasets.size + this.models.size > 0;
  }

  /** An answer that may come in the middle of a kill is 200, or 503; anything else is a fault. */
  accepted(what: string, { status, body }: ApiReply): boolean {
    if (status === 200) return true;
    if (status !== 503) this.faults.push(`${what} was answered ${status}: ${body.slice(0, 300)}`);
    return false;
  }

  /** States never go back, and what a task came to never changes. */
  saw(task: Task): void {
    const before = this.ended.get(task.id);
    if (before && (before.state !== task.state || before.modelId !== task.modelId)) {
      this.faults.push(`task ${task.id} was ${before.state} and is ${task.state}`);
    }
    if (isFinished(task.state)) this.ended.set(task.id, task);
  }
}

/** Starts, works, kills, again and again; then looks. */
export async function killAndLook(
  { startServer, startWorker, token, url }: Victims,
  blobs: () => Promise<{ store: BlobStore; close: () => Promise<void> }>,
  { kills, random, lifeMs, pairs }: KillOptions,
): Promise<KillReport> {
  const api = apiOf(url, token);
  const promised = new Promises();
  const csvs = Array.from({ length: 3 }, (_, n) => commentsOf(n, pairs));
  let duringTask = 0;
  let duringUpload = 0;
  let server = startServer();
  let worker = startWorker?.() ?? null;
  try {
    for (let kill = 0; kill < kills; kill++) {
      await server.ready();
      const life = new AbortController();
      const began = performance.now();
      const clients = [0, 1, 2].map((n) => client(api, promised, csvs, createClientRandom(random, n), life.signal));
      // Else a busy machine might acknowledge nothing in any of the lives, and nothing could be lost.
      while (kill === 0 && !promised.something && performance.now() - began < FIRST_LIFE_AT_MOST_MS) await sleep(20);
      await sleep(random.below(lifeMs) + 30);
      if (promised.uploading > 0) duringUpload++;
      if (promised.running > 0) duringTask++;
      const victim = worker !== null && random.below(2) === 1 ? 'worker' : 'server';
      if (victim === 'worker' && worker) await worker.kill();
      else await server.kill();
      life.abort();
      await Promise.all(clients);
      if (victim === 'worker') worker = startWorker?.() ?? null;
      else server = startServer();
    }
    await server.ready();
    const states = await look(api, promised);
    const { store, close } = await blobs();
    try {
      await checkBlobs(store, promised);
    } finally {
      await close();
    }
    return {
      kills,
      duringTask,
      duringUpload,
      acknowledged: {
        datasets: promised.datasets.size,
        models: promised.models.size,
        tasks: promised.tasks.size,
      },
      states,
      faults: promised.faults,
    };
  } finally {
    await server.kill();
    await worker?.kill();
  }
}

function createClientRandom(random: Random, n: number): (limit: number) => number {
  let state = random.below(2 ** 20) + n;
  return (limit) => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return state % limit;
  };
}

type Api = ReturnType<typeof apiOf>;

/** Uploads and submits until `signal` fires; what breaks off because the server died is not counted. */
async function client(
  api: Api,
  promised: Promises,
  csvs: readonly string[],
  below: (limit: number) => number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await act(api, promised, csvs, below);
    } catch {
      if (!signal.aborted) await sleep(20); // the connection broke: the kill
    }
  }
}

async function act(
  api: Api,
  promised: Promises,
  csvs: readonly string[],
  below: (limit: number) => number,
): Promise<void> {
  const what = below(5);
  if (what === 0) return putModel(api, promised, below(1000));
  if (what === 1)
    return putDataset(
      api,
      promised,
      `${commentsOf(below(1000), EXTRA_PAIRS)}you extra,1\n`.repeat(1 + below(4)),
      true,
    ).then(() => {});
  const { data } = await api.query('tasks.list', { states: ['queued', 'running'] });
  const unfinished = data as Task[];
  promised.running = unfinished.filter(({ state }) => state === 'running').length;
  for (const task of unfinished) promised.saw(task);
  if (unfinished.length >= UNFINISHED_AT_MOST) return sleep(20).then(() => {});
  const datasetId = await putDataset(api, promised, csvs[below(csvs.length)], false);
  if (datasetId === null) return;
  const taskId = randomUUID();
  const spec = { features: [{ analyzer: 'char_wb', ngramRange: [2, 4] }], estimator: { c: [0.5, 1][below(2)] } };
  const [procedure, input] =
    what === 4
      ? (['models.search', { datasetId, taskId, spec, grid: { 'estimator.c': [0.1, 1] }, folds: 2 }] as const)
      : (['models.fit', { datasetId, taskId, spec }] as const);
  for (let times = 0; times < 1 + below(2); times++) {
    const reply = await api.mutate(procedure, input);
    if (!promised.accepted(`${procedure} ${taskId}`, reply)) return;
    promised.tasks.set(taskId, { procedure, input });
    promised.saw(reply.data as Task);
  }
}

async function putDataset(api: Api, promised: Promises, csv: string, keep: boolean): Promise<string | null> {
  promised.uploading++;
  try {
    const reply = await api.upload('datasets.put', csv, { name: 'talk.csv', keep: String(keep) });
    if (!promised.accepted('datasets.put', reply)) return null;
    const { id } = reply.data as DatasetOnServer;
    if (keep) promised.datasets.add(id);
    return id;
  } finally {
    promised.uploading--;
  }
}

async function putModel(api: Api, promised: Promises, bias: number): Promise<void> {
  const model = smallModel();
  const bytes = encodeModel({ ...model, linear: { ...model.linear, bias: Float64Array.of(bias) } });
  promised.uploading++;
  try {
    const reply = await api.upload('models.put', bytes);
    if (promised.accepted('models.put', reply)) promised.models.set((reply.data as ModelOnServer).id, bytes);
  } finally {
    promised.uploading--;
  }
}

/** Waits for the tasks and compares everything with what was promised. Returns how many tasks are in each state. */
async function look(api: Api, promised: Promises): Promise<Record<string, number>> {
  const deadline = performance.now() + 120_000;
  for (;;) {
    const { data } = await api.query('tasks.list', { states: ['queued', 'running'] });
    const stuck = data as Task[];
    if (stuck.length === 0) break;
    if (performance.now() > deadline) {
      for (const { id, state, attempts } of stuck) {
        promised.faults.push(`task ${id} is ${state} for ever (begun ${attempts} times)`);
      }
      break;
    }
    await sleep(100);
  }
  const states: Record<string, number> = {};
  const results = new Map<string, string>();
  for (const [id, { procedure, input }] of promised.tasks) {
    const reply = await api.query('tasks.get', { id });
    if (reply.status !== 200) {
      promised.faults.push(`task ${id} is gone: ${reply.body}`);
      continue;
    }
    const task = reply.data as Task;
    promised.saw(task);
    states[task.state] = (states[task.state] ?? 0) + 1;
    if (task.state === 'failed') promised.faults.push(`task ${id} failed: ${JSON.stringify(task.error)}`);
    if (task.state !== 'succeeded') continue;
    const { taskId: _, ...work } = input as { taskId: string };
    const key = `${procedure} ${JSON.stringify(work)}`;
    const result = JSON.stringify(
      task.modelId ?? (task.result as { trials: { foldScores: unknown }[] }).trials.map(({ foldScores }) => foldScores),
    );
    if ((results.get(key) ?? result) !== result) promised.faults.push(`two results of ${key}`);
    results.set(key, result);
    if (task.modelId !== null && !(await api.download('models.pull', { id: task.modelId })).ok) {
      promised.faults.push(`the model ${task.modelId} of task ${id} is gone`);
    }
  }
  for (const [id, bytes] of promised.models) {
    const pulled = await api.download('models.pull', { id });
    const same = pulled.ok && Buffer.from(await pulled.arrayBuffer()).equals(bytes);
    if (!same) promised.faults.push(`the model ${id} is not what was put`);
  }
  const { data } = await api.query('datasets.list');
  const there = new Set((data as DatasetOnServer[]).map(({ id }) => id));
  for (const id of promised.datasets) if (!there.has(id)) promised.faults.push(`the dataset ${id} is gone`);
  return states;
}

/** Every blob is what its name says, and everything promised has one. */
async function checkBlobs(store: BlobStore, promised: Promises): Promise<void> {
  const nameOf = {
    datasets: async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
    models: (bytes: Uint8Array<ArrayBuffer>) => runSteps(idSteps(bytes)),
  };
  for (const kind of ['datasets', 'models'] as const) {
    const there = new Set<string>();
    for await (const name of store.list(kind)) {
      there.add(name);
      const bytes = await store.read(kind, name);
      if (bytes === null || (await nameOf[kind](bytes)) !== name) promised.faults.push(`${kind}/${name} is broken`);
    }
    for (const name of promised[kind].keys()) {
      if (!there.has(name)) promised.faults.push(`${kind}/${name} has no bytes`);
    }
  }
}

function commentsOf(n: number, pairs: number): string {
  const rows = Array.from({ length: pairs }, (_, i) => {
    const noise = (i * 7919 + n * 104_729) % 9973;
    return `you silly goose ${noise} number ${i % 31},1\nthank you for ${noise} and ${i % 17},0`;
  });
  return `comment,toxic\n${rows.join('\n')}\n`;
}
