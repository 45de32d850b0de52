import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelOnServer } from '#shared/api/models';
import type { Task } from '#shared/api/tasks';
import { textColumnOf } from '#shared/data/column/textColumn';
import { encodeModel } from '#shared/ml/model/encode';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { smallModel } from '#shared/testing/models';
import { type BuiltServer, buildServer, freePort, ServerProcess } from '../../../sync-server/testing/builtServer';
import { apiOf } from '../../../sync-server/testing/testServer';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { secondsOf, timingOf } from '../measure';
import { processorSecondsOf } from '../processOf';

/* The sync server, built, in a process of its own on loopback, with its embedded database. */

const COMMENT = 'you are a stupid clown, and everybody on this page knows it';
const FOLLOWERS = 200;

/** Predictions while a model is trained, followers, a large model, the start, and memory. */
export async function server(bench: Bench): Promise<Result[]> {
  const built = await buildServer();
  const folder = mkdtempSync(join(bench.folder, 'server-'));
  try {
    const { token, results } = await atWork(bench, built, folder);
    return [...results, ...(await atStart(bench, built, folder, token))];
  } finally {
    built.remove();
  }
}

async function started(built: BuiltServer, folder: string): Promise<ServerProcess> {
  const env = { DATA_DIR: folder, HOST: '127.0.0.1', PORT: String(await freePort()), TRAINING_SLOTS: '1' };
  return new ServerProcess([built.main], env);
}

async function atWork(bench: Bench, built: BuiltServer, folder: string): Promise<{ token: string; results: Result[] }> {
  const process = await started(built, folder);
  try {
    await process.ready();
    const token = await process.token();
    const results = [
      await predictions(bench, process, token),
      await followers(bench, process, token),
      await largeModel(bench, process, token),
    ];
    return { token, results };
  } finally {
    await process.stop();
  }
}

async function predictions(bench: Bench, { url, pid }: ServerProcess, token: string): Promise<Result> {
  const perSecond = 200;
  const seconds = bench.quick ? 5 : 30;
  const { path } = await bench.comments(bench.quick ? bench.rows : 160_000);
  const api = apiOf(url, token);
  await api.mutate('models.predict', { id: 'default:en', texts: [COMMENT] });
  const cpuBefore = processorSecondsOf(pid);
  const alone = await predict(url, token, perSecond, seconds);
  const cpu = processorSecondsOf(pid) - cpuBefore;
  const put = await api.upload('datasets.put', new Uint8Array(readFileSync(path)), {
    name: 'comments.csv',
    keep: 'true',
  });
  must(put.status === 200, put.body);
  const { id: datasetId } = put.data as { id: string };
  const spec = { features: [{ analyzer: 'char_wb', ngramRange: [2, 5] }], validation: { folds: 5, testSize: 0.2 } };
  const fit = (await api.mutate('models.fit', { datasetId, spec })).data as Task;
  const state = async () => ((await api.query('tasks.get', { id: fit.id })).data as Task).state;
  while ((await state()) === 'queued') await sleep(50);
  await sleep(500);
  const busy = await predict(url, token, perSecond, seconds);
  const after = await state();
  if (after === 'running') await api.mutate('tasks.cancel', { id: fit.id });
  return {
    work: 'predictions over HTTP',
    size: `${perSecond} a second, ${seconds} s`,
    measured: [],
    ours: 0,
    toReach: 'p50 3 ms, p99 15 ms while a model is trained',
    facts: {
      'without a fit, p50 ms': alone.p50,
      'without a fit, p99 ms': alone.p99,
      'during a fit, p50 ms': busy.p50,
      'during a fit, p99 ms': busy.p99,
      'the fit ran to the end of the measurement': after === 'running',
      'processor time of one, ms': (cpu * 1000) / alone.answered,
      'load average of the machine': loadavg()[0],
      answered: alone.answered + busy.answered,
      failed: alone.failed + busy.failed,
    },
  };
}

async function followers(bench: Bench, process: ServerProcess, token: string): Promise<Result> {
  const seconds = bench.quick ? 8 : 60;
  const api = apiOf(process.url, token);
  const csv = `comment,toxic\n${'you fool,1\nthank you,0\n'.repeat(30)}`;
  const { data } = await api.upload('datasets.put', csv, { name: 'small.csv', keep: 'true' });
  const { id: datasetId } = data as { id: string };
  const seen = Array.from({ length: FOLLOWERS }, () => new Set<string>());
  const streams = seen.map((mine) => follow(process.url, token, mine));
  await sleep(1000);
  const before = residentOf(process.pid);
  const predicting = predict(process.url, token, 100, seconds);
  const tasks: string[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const taskId = randomUUID();
    const reply = await api.mutate('models.fit', { datasetId, taskId, name: `model ${tasks.length}` });
    if (reply.status === 200) tasks.push(taskId);
    await sleep(1000);
  }
  const { p50, p99, answered, failed } = await predicting;
  const after = residentOf(process.pid);
  const complete = () => seen.filter((mine) => tasks.every((id) => mine.has(id))).length;
  for (let waited = 0; waited < 300 && complete() < FOLLOWERS; waited++) await sleep(100);
  const all = complete();
  for (const stop of streams) stop();
  return {
    work: `${FOLLOWERS} followers of task events`,
    size: `100 predictions a second, ${seconds} s`,
    measured: [],
    ours: 0,
    toReach: 'nothing lost, memory flat',
    facts: {
      tasks: tasks.length,
      'followers who saw every task succeed': all,
      'p50 ms': p50,
      'p99 ms': p99,
      answered: answered,
      failed: failed,
      'resident before, MB': before,
      'resident after, MB': after,
    },
  };
}

async function largeModel(bench: Bench, { url }: ServerProcess, token: string): Promise<Result> {
  const bytes = modelOfTerms(1_000_000);
  const api = apiOf(url, token);
  const up: number[] = [];
  const down: number[] = [];
  for (let turn = 0; turn < (bench.quick ? 1 : 3); turn++) {
    let id = '';
    up.push(
      await secondsOf(async () => {
        const reply = await api.upload('models.put', bytes, { name: `large ${turn}` });
        must(reply.status === 200, reply.body);
        ({ id } = reply.data as ModelOnServer);
      }),
    );
    down.push(
      await secondsOf(async () => {
        const pulled = await api.download('models.pull', { id });
        must(Buffer.from(await pulled.arrayBuffer()).equals(bytes), 'the model came back as another one');
      }),
    );
    await api.mutate('models.remove', { id });
  }
  return {
    work: 'a model up and down',
    size: `${(bytes.length / 1e6).toFixed(1)} MB`,
    measured: [
      { name: 'models.put', timing: timingOf(up) },
      { name: 'models.pull', timing: timingOf(down) },
    ],
    ours: 2,
    toReach: '2 s each',
    facts: {},
  };
}

async function atStart(bench: Bench, built: BuiltServer, folder: string, token: string): Promise<Result[]> {
  const runs: number[] = [];
  let resident = 0;
  for (let turn = 0; turn < (bench.quick ? 2 : 5); turn++) {
    const process = await started(built, folder);
    try {
      runs.push((await process.ready()) / 1000);
      await apiOf(process.url, token).query('models.list');
      await sleep(3000);
      resident = residentOf(process.pid);
    } finally {
      await process.stop();
    }
  }
  return [
    {
      work: 'a start on an existing folder',
      size: 'until /ready',
      measured: [{ name: 'server', timing: timingOf(runs) }],
      ours: 1,
      toReach: '3 s; 450 MB at rest',
      facts: { 'resident at rest, MB': resident },
    },
  ];
}

interface Latencies {
  /** Milliseconds from the moment at which a request was due. */
  readonly p50: number;
  readonly p99: number;
  readonly answered: number;
  readonly failed: number;
}

/** Predicts one comment `perSecond` times a second, whether earlier requests have been answered or not. */
async function predict(url: string, token: string, perSecond: number, seconds: number): Promise<Latencies> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const body = JSON.stringify({ id: 'default:en', texts: [COMMENT] });
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const times: number[] = [];
  let failed = 0;
  const one = (due: number) =>
    new Promise<void>((resolve) => {
      const fail = () => {
        failed++;
        resolve();
      };
      const asked = request(`${url}/api/v1/models.predict`, { method: 'POST', agent, headers }, (reply) => {
        reply.resume();
        reply.on('end', () => {
          if (reply.statusCode !== 200) return fail();
          times.push(performance.now() - due);
          resolve();
        });
        reply.on('error', fail);
      });
      asked.on('error', fail);
      asked.end(body);
    });
  const all: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    all.push(one(Math.max(due, performance.now() - 2))); // a timer that is late is this program's fault
  }
  await Promise.all(all);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99), answered: times.length, failed };
}

/** Reads the stream of task events, and adds the ids of tasks that succeeded to `seen`. Returns what ends it. */
function follow(url: string, token: string, seen: Set<string>): () => void {
  const asked = request(`${url}/api/v1/tasks.watch`, { headers: { Authorization: `Bearer ${token}` } }, (reply) => {
    let rest = '';
    reply.setEncoding('utf8');
    reply.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const id = /^data: .*"id":"([0-9a-f-]{36})".*"state":"succeeded"/.exec(line)?.[1];
        if (id !== undefined) seen.add(id);
      }
    });
    reply.on('error', () => {}); // the end of the measurement
  });
  asked.on('error', () => {});
  asked.end();
  return () => asked.destroy();
}

/** Resident megabytes of a process. */
function residentOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** A model file of so many terms: 20 bytes each. */
function modelOfTerms(terms: number): Uint8Array<ArrayBuffer> {
  const small = smallModel();
  const spec = parsePipelineSpec({ label: ['toxic'] });
  const names = Array.from({ length: terms }, (_, i) => `term${String(i).padStart(8, '0')}`);
  return encodeModel({
    ...small,
    manifest: { ...small.manifest, spec, features: [terms], nonZeros: terms },
    vectorizers: [
      { settings: spec.features[0], terms: textColumnOf(names), idf: Float32Array.from({ length: terms }, () => 1.5) },
    ],
    linear: {
      ...small.linear,
      features: terms,
      weights: Float32Array.from({ length: terms }, (_, i) => ((i * 7919) % 1000) / 500 - 1),
    },
  });
}
