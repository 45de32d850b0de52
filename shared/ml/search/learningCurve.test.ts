import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, shuffle } from '../../base/random';
import { textColumnOf } from '../../data/column/textColumn';
import { createInlinePool } from '../../runtime/parallel';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import answers from '../frozen/pipelines.json';
import { kernels } from '../pipeline/kernels';
import type { LabelledText } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import { type LearningCurveOptions, type LearningPoint, learningCurve, partOf } from './learningCurve';
import { searchPipeline } from './search';

function labelled(texts: readonly string[], labels: readonly number[]): LabelledText {
  const column = textColumnOf(texts);
  const values = Uint8Array.from(labels);
  return { rows: texts.length, chunks: () => [column], labels: [{ name: 'toxic', values }], fingerprint: '' };
}

const corpus = labelled(answers.texts, answers.labels);
const options: LearningCurveOptions = { sizes: [0.1, 0.4, 1], folds: 5, seed: 3 };

function curve(spec: unknown, given: Partial<LearningCurveOptions> = {}, data = corpus): Promise<LearningPoint[]> {
  return runSteps(learningCurve(data, parsePipelineSpec(spec), { ...options, ...given }));
}

test.each(['rocAuc', 'averagePrecision', 'f1'] as const)(
  'at full size, %s is that of the cross-validated search',
  async (metric) => {
    const spec = parsePipelineSpec({ estimator: { c: 5 }, threshold: { rule: 'maxF1' }, validation: { folds: 3 } });
    const pool = createInlinePool(kernels);
    const search = await runSteps(searchPipeline(corpus, [spec], { folds: 5, seed: 3, metric, budget: null, pool }));
    const points = await curve(spec, { metric });
    expect(points[2].validation.scores).toEqual(search.trials[0].foldScores);
    expect(points[2].validation.mean).toBe(search.trials[0].mean);
    expect(points[2].validation.sd).toBe(search.trials[0].sd);
  },
);

test('rows grow with the size, and a model of few comments knows those best', async () => {
  const points = await curve({ estimator: { c: 100 } });
  expect(points.map(({ size }) => size)).toEqual([0.1, 0.4, 1]);
  expect(points[2].rows).toBe(112);
  expect(points[0].rows).toBeGreaterThan(10);
  expect(points[0].rows).toBeLessThan(13);
  for (const { train, validation } of points) expect(train.mean).toBeGreaterThan(validation.mean);
  expect(points[2].validation.mean).toBeGreaterThan(points[0].validation.mean);
});

test('the curve depends on the seed, and no size depends on the other sizes', async () => {
  const points = await curve({});
  expect(await curve({})).toEqual(points);
  expect(await curve({}, { sizes: [0.4] })).toEqual([points[1]]);
  expect(await curve({}, { sizes: [1, 0.1] })).toEqual([points[2], points[0]]);
  expect((await curve({}, { seed: 4 }))[0].validation.scores).not.toEqual(points[0].validation.scores);
});

test('a smaller part is a subset of a larger one, stratified by class', () => {
  const labels = fc.array(fc.constantFrom(0, 1, 255), { minLength: 2, maxLength: 80 });
  const share = fc.double({ min: 0.001, max: 1, noNaN: true });
  fc.assert(
    fc.property(labels, share, share, fc.nat(), (drawn, one, other, seed) => {
      const values = Uint8Array.from([0, 1, ...drawn]);
      const order = shuffle(Uint32Array.from(values.keys()), createRandom(seed));
      const [small, large] = [Math.min(one, other), Math.max(one, other)].map((size) => partOf(order, values, size));
      expect(new Set(large)).toEqual(new Set([...large, ...small]));
      expect([...large]).toEqual([...large].sort((a, b) => a - b));
      for (const kind of [0, 1, 255]) {
        const whole = values.filter((value) => value === kind).length;
        const got = large.filter((row) => values[row] === kind).length;
        expect(got).toBe(Math.max(kind === 255 ? 0 : 1, Math.round(Math.max(one, other) * whole)));
      }
    }),
  );
});

test('a size too small to fit has an error, and the others are measured', async () => {
  const [small, large] = await curve({ features: [{ minDf: 12 }] }, { sizes: [0.05, 1] });
  expect(small.failure).toMatchObject({ code: 'vocabulary-empty' });
  expect(small.validation.mean).toBeNaN();
  expect(large.failure).toBeNull();
  expect(large.validation.mean).toBeGreaterThan(0.5);
});

test.each([[[]], [[0]], [[0.5, 1.01]], [[Number.NaN]]])('sizes %j are refused', async (sizes) => {
  await expect(curve({}, { sizes })).rejects.toMatchObject({ code: 'argument-invalid' });
});

test('one class is refused before any work', async () => {
  await expect(curve({}, {}, labelled(['a b', 'c d'], [1, 1]))).rejects.toMatchObject({ code: 'training-one-class' });
});

test('progress counts fits up to their number, and a cancel ends them', async () => {
  const seen: FitProgress[] = [];
  const steps = () => learningCurve(corpus, parsePipelineSpec({}), options);
  await runSteps(steps(), undefined, (progress) => void seen.push(progress));
  expect(seen.at(-1)).toEqual({ phase: 'fit', done: 15, total: 15 });
  const controller = new AbortController();
  const ended = runSteps(steps(), controller.signal, ({ phase }) => {
    if (phase === 'fit') controller.abort();
  });
  await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
});
