import { afterEach, expect, test, vi } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { createRandom } from '#shared/base/random';
import { kernels, type MlKernels } from '#shared/ml/pipeline/kernels';
import { fitPipeline } from '#shared/ml/pipeline/pipeline';
import { countCorpora } from '#shared/ml/vectorizer/count/countCorpus';
import type { CountedCorpus } from '#shared/ml/vectorizer/count/counter';
import { countInParts } from '#shared/ml/vectorizer/count/countInParts';
import type { Pool } from '#shared/runtime/parallel';
import { runSteps } from '#shared/runtime/steps';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { CALIBRATED_TALK_SPEC, LONG_TALK_SPEC, longTalk, THREADS } from '#shared/testing/longTalk';
import { labelledTexts } from '#shared/testing/specimens';
import frozen from '../../../shared/ml/frozen/longTalk.json';
import { createKernelPool, createWorkerPool, threadsHere, withKernelPool } from './pool';

let pool: Pool<MlKernels> | null = null;
afterEach(() => pool?.close());

const random = createRandom(9);
const texts = Array.from({ length: 300 }, () =>
  Array.from({ length: 20 }, () => `w${Math.floor(random.unit() * random.unit() * 3000)}x`).join(' '),
);
const labels = texts.map((_, i) => i % 2);
const data = () => labelledTexts(texts, labels, 25);
const spec = parsePipelineSpec({ features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 3] }] });
const CUT = { rows: 50, bytes: 1e6, minBytes: 0 };

function digestOf(corpora: readonly CountedCorpus[] | null): string {
  const parts = (corpora ?? []).flatMap(({ terms, counts }) => [
    terms.bytes,
    terms.offsets,
    counts.indptr,
    counts.indices,
    counts.values,
  ]);
  return parts.map((part) => sha256Hex(new Uint8Array(part.buffer, part.byteOffset, part.byteLength))).join();
}

async function expectSameCounts(counting: Pool<MlKernels>): Promise<void> {
  const parts = await runSteps(countInParts({ ...data(), spare: true }, spec, counting, () => [], CUT));
  expect(digestOf(parts.corpora)).toBe(digestOf((await runSteps(countCorpora(data(), spec, false))).corpora));
}

/** A worker of this script; without its media type no browser runs it. */
function workerOf(script: string): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Worker(url, { type: 'module' });
}

const missing = () => workerOf('this is no script');
const silent = () => workerOf('');

test.each([1, 2])('a pool of %i counts what one counter does', async (size) => {
  pool = createKernelPool(size);
  expect(pool.size).toBe(size);
  await expectSameCounts(pool);
});

test('one training with 1, 2 and 4 workers produces the model with the same id as in Node', async () => {
  for (const size of THREADS) {
    const training = createKernelPool(size);
    try {
      const { id } = await runSteps(fitPipeline(longTalk(), LONG_TALK_SPEC, training));
      const { id: calibrated } = await runSteps(fitPipeline(longTalk(), CALIBRATED_TALK_SPEC, training));
      expect({ id, calibrated }).toEqual(frozen);
    } finally {
      await training.close();
    }
  }
}, 180_000);

test('more workers than rows count what one counter does', async () => {
  const few = labelledTexts(texts.slice(0, 3), labels.slice(0, 3), 1);
  pool = createKernelPool(8);
  const parts = await runSteps(countInParts(few, spec, pool, () => [], { rows: 1, bytes: 1e6, minBytes: 0 }));
  expect(digestOf(parts.corpora)).toBe(digestOf((await runSteps(countCorpora(few, spec, false))).corpora));
});

test('workers need no SharedArrayBuffer', async () => {
  vi.stubGlobal('SharedArrayBuffer', undefined);
  try {
    pool = createKernelPool(2);
    await expectSameCounts(pool);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('one core is left for the page, and there are at most eight threads', () => {
  expect([1, 2, 3, 4, 9, 64].map((cores) => threadsHere(cores))).toEqual([1, 1, 2, 3, 8, 8]);
});

test.each([
  ['cannot be loaded', missing, 10_000],
  ['never posts a message', silent, 100],
] as const)('where a worker %s all is done in this thread', async (_, start, limit) => {
  pool = createWorkerPool(2, kernels, start, limit);
  await expectSameCounts(pool);
});

test('if a worker cannot be constructed, all tasks run in this thread', async () => {
  pool = createWorkerPool(2, kernels, () => {
    throw new DOMException('not here', 'SecurityError');
  });
  await expectSameCounts(pool);
});

test('if a worker exits during a task, the computation fails and nothing hangs', async () => {
  // It posts `ready` and exits at the first message.
  const script = "self.postMessage({ type: 'ready' }); self.onmessage = () => { throw new Error('gone'); };";
  pool = createWorkerPool(2, kernels, () => workerOf(script));
  await expect(runSteps(countInParts(data(), spec, pool, () => [], CUT))).rejects.toMatchObject({
    code: 'worker-failed',
    params: { worker: 'kernel' },
  });
});

test('a cancel during a task is answered at once', async () => {
  const script = "self.postMessage({ type: 'ready' });"; // and never an answer
  pool = createWorkerPool(2, kernels, () => workerOf(script));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 150);
  const counting = countInParts(data(), spec, pool, () => [], CUT);
  await expect(runSteps(counting, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test.each([
  ['ends', async () => 'done'],
  ['fails', () => Promise.reject(new Error('the cause'))],
])('a pool is closed when the work that uses it %s', async (_, work) => {
  const events: string[] = [];
  const inner = createKernelPool(1);
  const create = () => ({
    ...inner,
    async close() {
      await inner.close();
      events.push('closed');
    },
  });
  const outcome = await withKernelPool(async () => {
    events.push('working');
    return work();
  }, create).catch((error: Error) => error.message);
  expect(outcome).toMatch(/done|the cause/);
  expect(events).toEqual(['working', 'closed']);
});
