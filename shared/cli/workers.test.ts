import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import frozen from '../ml/frozen/longTalk.json';
import type { MlKernels } from '../ml/pipeline/kernels';
import { fitPipeline } from '../ml/pipeline/pipeline';
import { countCorpora } from '../ml/vectorizer/count/countCorpus';
import type { CountedCorpus } from '../ml/vectorizer/count/counter';
import { countInParts } from '../ml/vectorizer/count/countInParts';
import { runSteps } from '../runtime/steps';
import { parsePipelineSpec } from '../spec/pipelineSpec';
import { CALIBRATED_TALK_SPEC, LONG_TALK_SPEC, longTalk, THREADS, talk } from '../testing/longTalk';
import { labelledTexts } from '../testing/specimens';
import { runEvaluate } from './evaluate';
import { runFit } from './fit';
import { createModulePool } from './nodePool';
import { runScore } from './score';
import { createBuiltPool } from './testing/builtProgram';
import { printedBy } from './testing/inProcess';

const folder = mkdtempSync(join(tmpdir(), 'moderato-workers-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const long = longTalk();

/** Every byte of what was counted, in one hash: `toEqual` would look at them number by number. */
function digestOf(corpora: readonly CountedCorpus[] | null): string {
  const hash = createHash('sha256');
  for (const { terms, counts } of corpora ?? []) {
    hash.update(JSON.stringify([counts.rows, counts.columns, terms.bytes.length, counts.indices.length]));
    for (const part of [terms.bytes, terms.offsets, counts.indptr, counts.indices, counts.values]) hash.update(part);
  }
  return hash.digest('hex');
}

// With more threads than parts: further down.
test.each([2, 3])('%i threads count the same as one', async (size) => {
  const { texts, labels } = talk(240, 20);
  const data = labelledTexts(texts, labels, 20);
  const spec = parsePipelineSpec({ features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 4] }] });
  const { corpora } = await runSteps(countCorpora(data, spec, false));
  const pool = createBuiltPool(size);
  try {
    const parts = countInParts(data, spec, pool, () => [], { rows: 40, bytes: 1e6, minBytes: 0 });
    expect(digestOf((await runSteps(parts)).corpora)).toBe(digestOf(corpora));
  } finally {
    await pool.close();
  }
});

test('a text long enough for threads trains the model with the same id with 1, 2 and 4 threads, as in Chromium', async () => {
  const ran = new Set<string>();
  for (const size of THREADS) {
    const pool = createBuiltPool(size);
    const counted: typeof pool = {
      ...pool,
      run(kernel, input, options) {
        ran.add(kernel);
        return pool.run(kernel, input, options);
      },
    };
    try {
      const { id } = await runSteps(fitPipeline(long, LONG_TALK_SPEC, counted));
      const { id: calibrated } = await runSteps(fitPipeline(long, CALIBRATED_TALK_SPEC, counted));
      if (process.env.FREEZE_MODEL_IDS) {
        const ids = JSON.stringify({ id, calibrated });
        writeFileSync(new URL('../ml/frozen/longTalk.json', import.meta.url), `${ids}\n`);
      } else expect({ id, calibrated }).toEqual(frozen);
    } finally {
      await pool.close();
    }
    expect(ran.has('scoreFold')).toBe(size > 1);
    expect(ran.has('countPart')).toBe(size > 1);
  }
}, 180_000);

test('more threads than rows count the same as one', async () => {
  const data = labelledTexts(['you stupid', 'thanks', ''], [1, 0, 0], 1);
  const spec = parsePipelineSpec({ features: [{ ngramRange: [1, 2] }] });
  const { corpora } = await runSteps(countCorpora(data, spec, false));
  const pool = createBuiltPool(8);
  try {
    const parts = countInParts(data, spec, pool, () => [], { rows: 1, bytes: 1e6, minBytes: 0 });
    expect(digestOf((await runSteps(parts)).corpora)).toBe(digestOf(corpora));
  } finally {
    await pool.close();
  }
});

test('threads need no SharedArrayBuffer', async () => {
  vi.stubGlobal('SharedArrayBuffer', undefined);
  const { texts, labels } = talk(60, 20);
  const data = labelledTexts(texts, labels, 20);
  const pool = createBuiltPool(2);
  try {
    const parts = countInParts(data, parsePipelineSpec({}), pool, () => [], { rows: 20, bytes: 1e6, minBytes: 0 });
    expect((await runSteps(parts)).corpora?.[0].counts.rows).toBe(60);
  } finally {
    await pool.close();
    vi.unstubAllGlobals();
  }
});

test('threads that exit while counting fail the training with a coded error, without hanging', async () => {
  const pool = createModulePool<MlKernels>(2, new URL('./testing/dyingThread.ts', import.meta.url));
  try {
    await expect(runSteps(fitPipeline(long, LONG_TALK_SPEC, pool))).rejects.toMatchObject({
      code: 'worker-failed',
      params: { reason: 'exit 3' },
    });
  } finally {
    await pool.close();
  }
});

test('a cancel while threads count is immediate and ends them', async () => {
  const pool = createBuiltPool(2);
  const controller = new AbortController();
  const steps = fitPipeline(long, LONG_TALK_SPEC, pool);
  setTimeout(() => controller.abort(), 100);
  await expect(runSteps(steps, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await pool.close();
});

test('the runner trains, scores and measures identically with one thread and two', async () => {
  const { texts, labels } = talk(4500, 6);
  const [data, model] = [at('talk.csv'), at('a.moderato')];
  writeFileSync(data, ['text,toxic', ...texts.map((text, i) => `${text},${labels[i]}`)].join('\n'));
  await printedBy(runFit, '--data', data, '--out', model, '--workers', '1');
  await printedBy(runFit, '--data', data, '--out', at('b.moderato'), '--workers', '2');
  expect(readFileSync(at('b.moderato'))).toEqual(readFileSync(model));
  const use = ['--model', model, '--data', data, '--json'];
  const scored = async (workers: string) => {
    await printedBy(runScore, ...use, '--out', at(workers), '--workers', workers);
    return readFileSync(at(workers), 'utf8');
  };
  const one = await scored('1');
  expect(await scored('2')).toBe(one);
  expect(one.split('\n')).toHaveLength(4502);
  const figures = await printedBy(runEvaluate, ...use, '--workers', '1');
  expect(JSON.parse(figures)).toMatchObject({ rows: 4500 });
  expect(await printedBy(runEvaluate, ...use, '--workers', '2')).toBe(figures);
});
