import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parsePipelineSpec } from '../api/pipelineSpec';
import { countCorpora } from '../ml/countCorpus';
import { countInParts } from '../ml/countInParts';
import { fitPipeline } from '../ml/pipeline';
import type { CountedCorpus } from '../ml/vectorizer/counter';
import { createRandom } from '../random';
import { runSteps } from '../steps';
import { labelledTexts } from '../testing/specimens';
import { createNodePool } from './nodePool';

const folder = mkdtempSync(join(tmpdir(), 'moderato-workers-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Comments of words drawn from a few thousand, the low numbers often. */
function talk(rows: number, words: number): { texts: string[]; labels: number[] } {
  const random = createRandom(5);
  const texts: string[] = [];
  const labels: number[] = [];
  for (let row = 0; row < rows; row++) {
    const label = random.unit() < 0.3 ? 1 : 0;
    const drawn = Array.from({ length: words }, () => `w${Math.floor(random.unit() * random.unit() * 4000)}x`);
    texts.push([...drawn, label ? 'stupid' : 'thanks'].join(' '));
    labels.push(label);
  }
  return { texts, labels };
}

/** Every byte of what was counted, in one hash: `toEqual` would look at them number by number. */
function digestOf(corpora: readonly CountedCorpus[] | null): string {
  const hash = createHash('sha256');
  for (const { terms, counts } of corpora ?? []) {
    hash.update(JSON.stringify([counts.rows, counts.columns, terms.bytes.length, counts.indices.length]));
    for (const part of [terms.bytes, terms.offsets, counts.indptr, counts.indices, counts.values]) hash.update(part);
  }
  return hash.digest('hex');
}

test.each([2, 3, 8])('%i threads count what one does', async (size) => {
  const { texts, labels } = talk(240, 20);
  const data = labelledTexts(texts, labels, 20);
  const spec = parsePipelineSpec({ features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 4] }] });
  const { corpora } = await runSteps(countCorpora(data, spec, false));
  const pool = createNodePool(size);
  try {
    const parts = countInParts(data, spec, pool, () => [], { rows: 40, bytes: 1e6, least: 0 });
    expect(digestOf((await runSteps(parts)).corpora)).toBe(digestOf(corpora));
  } finally {
    await pool.close();
  }
});

test('a text long enough for threads gives the same model with them', async () => {
  const { texts, labels } = talk(3000, 560);
  const data = labelledTexts(texts, labels, 500);
  expect(texts.join('').length).toBeGreaterThan(8 * 1024 * 1024);
  const spec = parsePipelineSpec({ validation: { testSize: 0.2 } });
  const { id } = await runSteps(fitPipeline(data, spec));
  const pool = createNodePool(2);
  let ran = 0;
  const counted: typeof pool = {
    ...pool,
    run(kernel, input, options) {
      ran++;
      return pool.run(kernel, input, options);
    },
  };
  try {
    expect((await runSteps(fitPipeline(data, spec, counted))).id).toBe(id);
    expect(ran).toBeGreaterThan(1);
  } finally {
    await pool.close();
  }
});

test('a cancel while threads count is answered at once and ends them', async () => {
  const { texts, labels } = talk(3000, 560);
  const pool = createNodePool(2);
  const controller = new AbortController();
  const steps = fitPipeline(labelledTexts(texts, labels, 500), parsePipelineSpec({}), pool);
  setTimeout(() => controller.abort(), 100);
  await expect(runSteps(steps, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  await pool.close();
});

function moderato(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('node', ['--import', 'tsx', 'shared/cli/main.ts', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

test('the runner trains, scores and measures alike with one thread and with two', () => {
  const { texts, labels } = talk(4500, 6);
  const [data, model] = [at('talk.csv'), at('a.moderato')];
  writeFileSync(data, ['text,toxic', ...texts.map((text, i) => `${text},${labels[i]}`)].join('\n'));
  moderato('fit', '--data', data, '--out', model, '--workers', '1');
  moderato('fit', '--data', data, '--out', at('b.moderato'), '--workers', '2');
  expect(readFileSync(at('b.moderato'))).toEqual(readFileSync(model));
  const use = ['--model', model, '--data', data, '--json'];
  const scored = (workers: string) => {
    moderato('score', ...use, '--out', at(workers), '--workers', workers);
    return readFileSync(at(workers), 'utf8');
  };
  expect(scored('2')).toBe(scored('1'));
  expect(scored('1').split('\n')).toHaveLength(4502);
  expect(moderato('evaluate', ...use, '--workers', '2')).toBe(moderato('evaluate', ...use, '--workers', '1'));
});
