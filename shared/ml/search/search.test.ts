import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModulePool } from '../../cli/nodePool';
import { textColumnOf } from '../../data/column/textColumn';
import { createInlinePool, type Pool } from '../../runtime/parallel';
import { AbortError, runSteps, runStepsSync } from '../../runtime/steps';
import { type PipelineSpec, type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts } from '../../testing/specimens';
import { decisionFunction } from '../estimators/linearModel';
import pipelines from '../frozen/pipelines.json';
import answers from '../frozen/search.json';
import { kernels, type MlKernels } from '../pipeline/kernels';
import { fitRows } from '../training/fitRows';
import type { LabelledText } from '../training/labelledText';
import { stratifiedFolds } from '../validation/folds';
import { outOfFold } from '../validation/outOfFold';
import { countCorpora } from '../vectorizer/count/countCorpus';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';
import { type LearningCurveOptions, learningCurve } from './learningCurve';
import { type SearchOptions, type SearchProgress, type SearchResult, searchPipeline } from './search';
import { SEARCH_METRICS, searchScore } from './searchMetric';

function labelled(texts: readonly string[], labels: readonly number[]): LabelledText {
  const column = textColumnOf(texts);
  const values = Uint8Array.from(labels);
  return { rows: texts.length, chunks: () => [column], labels: [{ name: 'toxic', values }], fingerprint: '' };
}

const corpus = labelled(pipelines.texts, pipelines.labels);
const inline = createInlinePool(kernels);
const options: SearchOptions = { folds: 5, seed: 3, metric: 'rocAuc', budget: null, pool: inline };

function searched(
  specs: readonly unknown[],
  given: Partial<SearchOptions> = {},
  data: LabelledText = corpus,
): Promise<SearchResult> {
  return runSteps(searchPipeline(data, specs.map(parsePipelineSpec), { ...options, ...given }));
}

let threads: Pool<MlKernels>;
beforeAll(() => {
  threads = createModulePool<MlKernels>(2, new URL('../../cli/kernelThread.ts', import.meta.url));
});
afterAll(() => threads.close());

test.each(SEARCH_METRICS)('%s in every fold is what scikit-learn measures on the same folds', async (metric) => {
  const { trials } = await searched(
    answers.trials.map(({ spec }) => spec),
    { metric },
  );
  answers.trials.forEach((frozen, i) => {
    expect(trials[i].converged).toBe(true);
    frozen[metric].forEach((score, fold) => {
      expect(trials[i].foldScores[fold], `trial ${i}, fold ${fold}`).toBeCloseTo(score, 10);
    });
  });
});

test('the frozen folds are the ones dealt here', async () => {
  const { groups } = await runSteps(countCorpora(corpus, parsePipelineSpec({}), true));
  const fold = stratifiedFolds(Uint8Array.from(pipelines.labels), 5, 3, groups);
  expect([...fold].join('')).toBe(answers.folds);
});

/** One candidate in the plainest way: from nothing, fold by fold, through whole fits. */
async function slowTwin(spec: PipelineSpec, { folds, seed, metric }: SearchOptions): Promise<number[]> {
  const { corpora, groups } = await runSteps(countCorpora(corpus, spec, true));
  const [{ values }] = corpus.labels;
  const fold = stratifiedFolds(values, folds, seed, groups);
  const rows = Uint32Array.from(values.keys());
  return Array.from({ length: folds }, (_, held) => {
    const inside = rows.filter((row) => fold[row] === held);
    const fitted = runStepsSync(
      fitRows(
        corpora,
        corpus.labels,
        spec,
        rows.filter((row) => fold[row] !== held),
        'fit',
      ),
    );
    const scores = decisionFunction(fitted.linear, runStepsSync(vectorizeRows(corpora, fitted, inside)));
    return searchScore(metric, { values }, inside, scores, 0, spec.validation.prevalence);
  });
}

const mixed: PipelineSpecInput[] = [
  { features: [{ ngramRange: [1, 2] }], estimator: { c: 30, tol: 1e-9 } },
  { features: [{ analyzer: 'char_wb', ngramRange: [2, 3] }], estimator: { kind: 'complementNb', alpha: 0.3 } },
  { features: [{ ngramRange: [1, 2] }], estimator: { c: 0.1, tol: 1e-9 } },
  { features: [{ ngramRange: [1, 2], minDf: 3, kind: 'count' }], estimator: { kind: 'linearSvc', c: 0.2, tol: 1e-9 } },
  { features: [{ ngramRange: [1, 2] }, { analyzer: 'char_wb', ngramRange: [2, 3] }], estimator: { tol: 1e-9 } },
  { text: { stopWords: ['you'] }, features: [{}, {}], estimator: { kind: 'nbLogisticRegression', tol: 1e-9 } },
  { features: [{ ngramRange: [1, 2] }], estimator: { kind: 'linearSvc', c: 1, tol: 1e-9 } },
  { features: [{ ngramRange: [1, 2] }], estimator: { c: 1, tol: 1e-9 }, validation: { prevalence: 0.1 } },
];

test.each(SEARCH_METRICS)('%s equals that of a plain loop over whole fits, shared counts or not', async (metric) => {
  const { trials, best } = await searched(mixed, { metric });
  for (const [i, trial] of trials.entries()) {
    const slow = await slowTwin(trial.spec, { ...options, metric });
    slow.forEach((score, fold) => void expect(trial.foldScores[fold], `trial ${i}`).toBe(score));
    const mean = slow.reduce((sum, score) => sum + score, 0) / slow.length;
    expect(trial.mean).toBeCloseTo(mean, 12);
    expect(trial.sd).toBeCloseTo(Math.sqrt(slow.reduce((sum, score) => sum + (score - mean) ** 2, 0) / 5), 12);
    expect(trial.index).toBe(i);
  }
  const highest = Math.max(...trials.map(({ mean }) => mean));
  expect(best).toBe(trials.findIndex(({ mean }) => mean === highest));
});

test('numbers are the same, bit for bit, in this thread, in two others, and when asked again', async () => {
  const specs = mixed.map((spec) => ({ ...spec, estimator: { ...spec.estimator, tol: 1e-3 } }));
  const here = await searched(specs, { folds: 3 });
  expect(await searched(specs, { folds: 3 })).toEqual(here);
  expect(await searched(specs, { folds: 3, pool: threads })).toEqual(here);
  expect((await searched(specs, { folds: 3, seed: 4 })).trials[0].foldScores).not.toEqual(here.trials[0].foldScores);
});

test('a budget in seconds measures candidates one by one with the same numbers, and skips what it has no time for', async () => {
  const specs = mixed.map((spec) => ({ ...spec, estimator: { ...spec.estimator, tol: 1e-3 } }));
  const free = await searched(specs, { folds: 2 });
  const ample = await searched(specs, { folds: 2, budget: { seconds: 3600 } });
  expect(ample).toEqual(free);
  const none = await searched(specs, { folds: 2, budget: { seconds: 0 }, pool: threads });
  const done = none.trials.filter(({ skipped }) => !skipped);
  expect(done).toEqual([free.trials[0]]);
  expect(none.best).toBe(0);
  expect(none.trials[1]).toMatchObject({ skipped: true, foldScores: [], mean: Number.NaN, failure: null });
});

test('what a candidate wants to keep together is in one fold for all of them', async () => {
  const words = (i: number) => `${'abcdefgh'[i % 8]}${'ijklmnop'[(i >> 3) % 8]}q`;
  const texts = Array.from(
    { length: 60 },
    (_, i) => `comment ${words(i)} ${words(i * 7 + 3)} ${words(i * 11 + 5)} about geese`,
  );
  const coin = texts.map((_, i) => Math.floor((i * 7919) / 13) % 2);
  const data = labelledTexts([...texts, ...texts.map((text) => `RT @somebody: ${text}`)], [...coin, ...coin]);
  const run = (validation: PipelineSpecInput['validation']) =>
    runSteps(
      searchPipeline(data, [parsePipelineSpec({}), parsePipelineSpec({ validation })], {
        ...options,
        folds: 3,
        metric: 'rocAuc',
        pool: inline,
      }),
    );
  const [apart, together] = [await run({}), await run({ groupSimilar: true })];
  for (const trial of [0, 1]) expect(together.trials[trial].mean).toBeLessThan(apart.trials[trial].mean - 0.1);
  expect(together.trials[0].foldScores).toEqual(together.trials[1].foldScores);
});

test('a budget in trials runs the first candidates', async () => {
  const { trials } = await searched(mixed, { budget: { trials: 2 } });
  expect(trials.map(({ skipped }) => skipped)).toEqual([false, false, true, true, true, true, true, true]);
});

test('a candidate that cannot be fitted has an error, and the others are measured', async () => {
  const good = { features: [{ ngramRange: [1, 2] }] };
  const { trials, best } = await searched([
    { features: [{ minDf: 100_000 }] },
    good,
    { features: [{ minDf: 0.9, maxDf: 0.1 }] },
    { ...good, estimator: { maxIter: 1, tol: 1e-9 } },
  ]);
  expect(trials[0].failure).toMatchObject({ code: 'vocabulary-empty' });
  expect(trials[0].mean).toBeNaN();
  expect(trials[2].failure).toMatchObject({ code: 'spec-invalid' });
  expect(trials[1]).toMatchObject({ failure: null, skipped: false, converged: true });
  expect(trials[3]).toMatchObject({ failure: null, converged: false });
  expect(best).not.toBe(0);
  expect(trials[1].foldScores).toEqual((await searched([good])).trials[0].foldScores);
});

test('a threshold rule is followed inside each fold, by scores that come from the rows outside it', async () => {
  const spec = parsePipelineSpec({ threshold: { rule: 'minRecall', value: 0.99 }, validation: { folds: 3 } });
  const { trials } = await searched([spec, {}], { metric: 'f1' });
  expect(trials[0].foldScores).not.toEqual(trials[1].foldScores);
  // The plain way, for the first fold.
  const { corpora, groups } = await runSteps(countCorpora(corpus, spec, true));
  const [{ values }] = corpus.labels;
  const fold = stratifiedFolds(values, 5, 3, groups);
  const rows = Uint32Array.from(values.keys());
  const outside = rows.filter((row) => fold[row] !== 0);
  const inside = rows.filter((row) => fold[row] === 0);
  const held = runStepsSync(outOfFold(corpora, corpus.labels, spec, outside, groups));
  const positives = [...outside.keys()].filter((i) => values[outside[i]] === 1).map((i) => held.scores[0][i]);
  const threshold = positives.sort((a, b) => b - a)[Math.ceil(0.99 * positives.length) - 1];
  const fitted = runStepsSync(fitRows(corpora, corpus.labels, spec, outside, 'fit'));
  const scores = decisionFunction(fitted.linear, runStepsSync(vectorizeRows(corpora, fitted, inside)));
  expect(trials[0].foldScores[0]).toBe(searchScore('f1', { values }, inside, scores, threshold, null));
});

test.each(['ties', 'groups'] as const)(
  'what the data keeps together (%s) stays so in the folds of a rule',
  async (kind) => {
    // Four rows at a time, which are no copies of each other.
    const four = Uint32Array.from(corpus.labels[0].values.keys(), (row) => row >> 2);
    const data = { ...corpus, [kind]: four };
    const specOf = (groupDuplicates: boolean) => ({
      threshold: { rule: 'maxF1' },
      validation: { folds: 3, groupDuplicates },
    });
    const [apart, together] = await Promise.all(
      [false, true].map(async (duplicates) => (await searched([specOf(duplicates)], { metric: 'f1' }, data)).trials[0]),
    );
    expect(apart.foldScores).toEqual(together.foldScores);
    const options: LearningCurveOptions = { sizes: [1], folds: 5, seed: 3, metric: 'f1' };
    const [point] = await runSteps(learningCurve(data, parsePipelineSpec(specOf(false)), options));
    expect(point.validation.scores).toEqual(together.foldScores);
  },
);

test('rows of unknown label are neither learnt from nor measured', async () => {
  const texts = [...pipelines.texts, ...pipelines.newTexts];
  const labels = [...pipelines.labels, ...pipelines.newTexts.map(() => 255)];
  const { trials } = await searched([{}], {}, labelled(texts, labels));
  for (const score of trials[0].foldScores) expect(score).toBeGreaterThan(0.5);
});

test.each([
  ['no candidates', [], {}, corpus, 'argument-invalid'],
  ['one class', [{}], {}, labelled(['a b', 'c d'], [1, 1]), 'training-one-class'],
  ['more folds than rows of a class', [{}], { folds: 100 }, corpus, 'training-too-few-rows'],
])('%s is refused before any work', async (_, specs, given, data, code) => {
  await expect(searched(specs, given, data)).rejects.toMatchObject({ code });
});

test('threads that count the text change no number', async () => {
  const specs = [{}, { features: [{ analyzer: 'char_wb', ngramRange: [1, 4] }], estimator: { c: 3 } }];
  const alone = await searched(specs, { folds: 2 });
  expect(await searched(specs, { folds: 2, pool: threads, countingPool: threads })).toEqual(alone);
});

test('with a pool without threads every trial has the error, and the search ends', async () => {
  const broken = createModulePool<MlKernels>(2, new URL('../../cli/testing/brokenThread.ts', import.meta.url));
  const { trials, best } = await searched([{}, { estimator: { c: 3 } }], { pool: broken, folds: 2 });
  expect(trials.map(({ failure }) => failure?.code)).toEqual(['worker-failed', 'worker-failed']);
  expect(best).toBeNull();
  await broken.close();
});

test.each(['this thread', 'threads'])('progress ends at its total and reports each trial once (%s)', async (where) => {
  const seen: SearchProgress[] = [];
  const pool = where === 'threads' ? threads : inline;
  const searching = searchPipeline(corpus, mixed.map(parsePipelineSpec), { ...options, pool });
  const result = await runSteps(searching, undefined, (progress) => void seen.push(progress));
  const reported = seen.flatMap(({ trial }) => (trial ? [trial] : []));
  expect(reported.toSorted((a, b) => a.index - b.index)).toEqual(result.trials);
  expect(seen.at(-1)).toMatchObject({ phase: 'search', done: 40, total: 40 });
  expect(seen[0].phase).toBe('count');
});

test.each(['this thread', 'threads'])('a cancel ends the search and its tasks (%s)', async (where) => {
  const pool = where === 'threads' ? threads : createInlinePool(kernels);
  const controller = new AbortController();
  const slow = Array.from({ length: 40 }, (_, i) => ({
    features: [{ analyzer: 'char', ngramRange: [1, 6] }],
    estimator: { c: i + 1, tol: 1e-12 },
  }));
  const searching = searchPipeline(corpus, slow.map(parsePipelineSpec), { ...options, pool });
  const end = runSteps(searching, controller.signal, ({ phase }) => {
    if (phase === 'search') controller.abort();
  });
  await expect(end).rejects.toMatchObject({ name: 'AbortError' });
  // The pool is free again: nothing of the search is left in it.
  const { trials } = await searched([{}], { pool });
  expect(trials[0].failure).toBeNull();
});

test('a search that is closed cancels the folds that are under way, and waits until they have ended', async () => {
  const signals: AbortSignal[] = [];
  const ended: number[] = [];
  /** Starts every task and ends none until it is cancelled. */
  const pool: Pool<MlKernels> = {
    size: 2,
    run: (_, __, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        if (!signal) throw new Error('a task without a signal');
        const task = signals.push(signal);
        signal.addEventListener('abort', () =>
          setTimeout(() => {
            ended.push(task);
            reject(new AbortError());
          }, 0),
        );
      }),
    close: async () => {},
  };
  const searching = searchPipeline(corpus, [parsePipelineSpec({})], { ...options, pool });
  while (signals.length < 2) await searching.next();
  expect(signals.some(({ aborted }) => aborted)).toBe(false);
  await searching.return(undefined as never);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
  expect(ended).toEqual([1, 2]);
});
