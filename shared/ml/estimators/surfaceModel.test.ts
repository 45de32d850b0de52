import { describe, expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { createRandom } from '../../base/random';
import { textColumnOf } from '../../data/column/textColumn';
import { runSteps } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import { SURFACE_NAMES } from '../../text/surface/surfaceNames';
import { explainText } from '../explain/explain';
import answers from '../frozen/pipelines.json';
import type { CsrMatrix } from '../matrix/csr';
import { decodeModel } from '../model/decode';
import { encodeModel } from '../model/encode';
import { scoreColumn } from '../scoring/scoreColumn';
import { loadScorer } from '../scoring/scorer';
import { createTransformer } from '../vectorizer/transform/transformer';
import type { EstimatorFit, EstimatorProblem } from './problem';
import { fitSurfaceLogisticRegression, SURFACE_ROWS, sampleRows } from './surfaceModel';

const surface = { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' } };
const { estimator } = parsePipelineSpec(surface);

/** A dense matrix as a sparse one. */
function csrOf(rows: readonly (readonly number[])[]): CsrMatrix {
  const columns = rows[0]?.length ?? 0;
  return {
    rows: rows.length,
    columns,
    indptr: Uint32Array.from({ length: rows.length + 1 }, (_, i) => i * columns),
    indices: Uint32Array.from({ length: rows.length * columns }, (_, i) => i % columns),
    values: Float32Array.from(rows.flat()),
  };
}

/** Rows of unlike scales, the last column constant; the class follows the first column, not surely. */
function noisyProblem(rows: number): EstimatorProblem & { readonly dense: number[][] } {
  const random = createRandom(7);
  const normal = () => random.unit() + random.unit() + random.unit() - 1.5;
  const dense = Array.from({ length: rows }, () =>
    [100 * normal() + 500, 0.01 * normal(), normal(), 3].map(Math.fround),
  );
  const target = Uint8Array.from(dense, ([first]) => (first - 500 + 60 * normal() > 20 ? 1 : 0));
  return { matrix: csrOf(dense), target, rowWeight: null, dense };
}

/** The same, plainly: standardise, climb 500 steps along the gradient of the mean log-likelihood, score. */
function plainScores(dense: number[][], target: Uint8Array, rate: number): number[] {
  const n = dense.length;
  const columns = dense[0].map((_, j) => dense.map((row) => row[j]));
  const mean = columns.map((column) => column.reduce((a, b) => a + b, 0) / n);
  const deviation = columns.map((column, j) => Math.sqrt(column.reduce((a, x) => a + (x - mean[j]) ** 2, 0) / n));
  const z = dense.map((row) => [...row.map((x, j) => (deviation[j] < 1e-12 ? 0 : (x - mean[j]) / deviation[j])), 1]);
  let weights = z[0].map(() => 0);
  const score = (row: number[]) => row.reduce((sum, x, j) => sum + x * weights[j], 0);
  for (let step = 0; step < 500; step++) {
    const error = z.map((row, i) => target[i] - 1 / (1 + Math.exp(-score(row))));
    weights = weights.map((weight, j) => weight + rate * z.reduce((sum, row, i) => sum + row[j] * error[i], 0));
  }
  return z.map(score);
}

const scoreOf = (row: readonly number[], { weights, bias }: EstimatorFit) =>
  row.reduce((sum, x, j) => sum + x * weights[j], bias);

/** How many rows are on the side of 0 where they belong. */
const rightOnes = (dense: readonly number[][], target: Uint8Array, fit: EstimatorFit) =>
  dense.filter((row, i) => scoreOf(row, fit) > 0 === (target[i] === 1)).length;

test('the folded model decides as the standardised one, computed plainly, does', async () => {
  const { dense, ...problem } = noisyProblem(400);
  const fit = await runSteps(fitSurfaceLogisticRegression(problem, estimator));
  const expected = plainScores(dense, problem.target, 1 / 400);
  dense.forEach((row, i) => {
    expect(Math.abs(scoreOf(row, fit) - expected[i])).toBeLessThan(2e-5); // weights are rounded to 2^-20, then to float32
  });
  expect(fit.link).toBe('logit');
  expect(fit.weights[3]).toBe(0);
  expect(rightOnes(dense, problem.target, fit)).toBeGreaterThan(320);
});

test('columns that repeat each other do not make the steps overshoot', async () => {
  const random = createRandom(3);
  const dense = Array.from({ length: 200 }, () => {
    const x = random.unit();
    return new Array<number>(40).fill(x);
  });
  const target = Uint8Array.from(dense, ([x]) => (x + 4 * random.unit() > 2.5 ? 1 : 0)); // small weights: most curvature
  const problem = { matrix: csrOf(dense), target, rowWeight: null };
  const fit = await runSteps(fitSurfaceLogisticRegression(problem, estimator));
  const single = { ...problem, matrix: csrOf(dense.map(([x]) => [x])) };
  const once = await runSteps(fitSurfaceLogisticRegression(single, estimator));
  // Forty equal columns share what one would weigh.
  const total = fit.weights.reduce((sum, weight) => sum + weight, 0);
  expect(Math.abs(total - once.weights[0])).toBeLessThan(0.01 * once.weights[0]);
});

test('at most 10,000 rows are learnt from, classes in the shares they have, each drawn once', () => {
  const target = Uint8Array.from({ length: 30_000 }, (_, row) => (row % 10 === 0 ? 1 : 0));
  const rows = sampleRows(target);
  expect(rows.length).toBe(SURFACE_ROWS);
  expect(new Set(rows).size).toBe(SURFACE_ROWS);
  expect(rows).toEqual(rows.toSorted());
  expect(rows.filter((row) => target[row] === 1).length).toBe(SURFACE_ROWS / 10);
  expect(sampleRows(target)).toEqual(rows);
  expect(sampleRows(target.subarray(0, 5))).toEqual(Uint32Array.of(0, 1, 2, 3, 4));
});

test('a class of one row among many is learnt from', () => {
  const target = new Uint8Array(25_000);
  target[12_345] = 1;
  expect(sampleRows(target)).toContain(12_345);
  expect(sampleRows(target.map((value) => 1 - value))).toContain(12_345);
});

test('one class, row weights and wide matrices are refused', () => {
  const code = (problem: EstimatorProblem) => {
    try {
      fitSurfaceLogisticRegression(problem, estimator).next();
    } catch (error) {
      if (error instanceof CodedError) return error.code;
      throw error;
    }
    return 'none';
  };
  const matrix = csrOf([[1], [2]]);
  expect(code({ matrix, target: Uint8Array.of(1, 1), rowWeight: null })).toBe('training-one-class');
  expect(code({ matrix, target: Uint8Array.of(0, 1), rowWeight: Float64Array.of(1, 2) })).toBe('argument-invalid');
  const wide = { ...csrOf([[], []]), columns: 100_000 };
  expect(code({ matrix: wide, target: Uint8Array.of(0, 1), rowWeight: null })).toBe('argument-invalid');
});

const data = labelledTexts(answers.texts, answers.labels);
const { bytes, manifest } = await trainedOn(data, { ...surface, validation: { testSize: 0.25, seed: 1 } });
const model = decodeModel(bytes);
const scorer = await loadScorer(model);
const modelWeights = model.linear.weights;
const [modelBias] = model.linear.bias;

describe('through the pipeline', () => {
  test('the model file holds the names and weights, and comes back as it was', () => {
    expect(encodeModel(model)).toEqual(bytes);
    expect(manifest.features).toEqual([SURFACE_NAMES.length]);
    expect(model.vectorizers[0].terms).toEqual(textColumnOf(SURFACE_NAMES));
    expect(model.vectorizers[0].idf).toBeNull();
  });

  test('is better than chance on unseen rows', () => {
    expect(manifest.metrics?.[0].rocAuc ?? 0).toBeGreaterThan(0.55);
  });

  test('a matrix of the rows holds the features that single rows have', async () => {
    const transformer = createTransformer(model.vectorizers[0], scorer.preparation);
    const column = textColumnOf(['', 'You are SO wrong!!!', 'ты дypак?']);
    const matrix = await runSteps(transformer.transform(column));
    const scores = await runSteps(scoreColumn(scorer, column));
    for (let row = 0; row < 3; row++) {
      const single = transformer.transformRow(column.bytes, column.offsets[row], column.offsets[row + 1]);
      const [begin, end] = [matrix.indptr[row], matrix.indptr[row + 1]];
      expect([...matrix.indices.subarray(begin, end)]).toEqual([...single.indices.subarray(0, single.length)]);
      expect([...matrix.values.subarray(begin, end)]).toEqual([...single.values.subarray(0, single.length)]);
      let sum = 0;
      for (let at = begin; at < end; at++) sum += modelWeights[matrix.indices[at]] * matrix.values[at];
      expect(scores[row]).toBe(sum + modelBias);
    }
  });

  test('an explanation lists surface features as terms that sum to the score, without spans', () => {
    for (const text of [...answers.texts.slice(0, 20), '', 'YOU!!! 😀', 'ты дypак']) {
      const { score, terms, spans, unknownTokens } = explainText(scorer, text);
      const sum = terms.reduce((total, { contribution }) => total + contribution, 0);
      expect(Math.abs(sum - (score - modelBias))).toBeLessThan(1e-9);
      expect(terms.every(({ located, count }) => !located && count === 1)).toBe(true);
      expect(spans).toEqual([]);
      expect(unknownTokens).toBe(0);
    }
  });

  test('a file whose features have other names is refused, not misread', () => {
    const names = SURFACE_NAMES.map((name) => (name === 'words' ? 'wordz' : name));
    const [vectorizer] = model.vectorizers;
    const other = { ...model, vectorizers: [{ ...vectorizer, terms: textColumnOf(names) }] };
    expect(() => decodeModel(encodeModel(other))).toThrow(expect.objectContaining({ code: 'model-corrupt' }));
  });

  test('with language "ru" nothing is tagged, and parts of speech weigh 0', async () => {
    const russian = await trainedOn(data, { ...surface, text: { language: 'ru' } });
    const { linear } = decodeModel(russian.bytes);
    expect(linear.weights[SURFACE_NAMES.indexOf('verbShare')]).toBe(0);
    expect(linear.weights[SURFACE_NAMES.indexOf('characters')]).not.toBe(0);
    expect(modelWeights[SURFACE_NAMES.indexOf('verbShare')]).not.toBe(0);
  });
});

describe('specs that make no sense are refused', () => {
  const { features, estimator: kind } = surface;
  test.each([
    ['features', { estimator: kind }],
    ['features', { estimator: kind, features: [...features, {}] }],
    ['features', { estimator: kind, features: [...features, ...features] }],
    ['features.0.kind', { features }],
    ['features.1.kind', { features: [{}, ...features], estimator: { kind: 'linearSvc' } }],
    ['features.0.minDf', { features: [{ kind: 'surface', minDf: 2 }], estimator: kind }],
    ['features.0.analyzer', { features: [{ kind: 'surface', analyzer: 'char' }], estimator: kind }],
    ['text.normalize', { ...surface, text: { normalize: 'standard' } }],
    ['text.stopWords', { ...surface, text: { stopWords: ['a'] } }],
    ['estimator.classWeight', { features, estimator: { ...kind, classWeight: 'balanced' } }],
  ])('at %s: %j', (path, spec) => {
    expect(() => parsePipelineSpec(spec)).toThrow(
      expect.objectContaining({ code: 'spec-invalid', params: expect.objectContaining({ path }) }),
    );
  });

  test('and a language, a threshold and the like are not', () => {
    const spec = { ...surface, text: { language: 'ru' }, threshold: 0.3, calibration: 'sigmoid' };
    expect(parsePipelineSpec(parsePipelineSpec(spec))).toEqual(parsePipelineSpec(spec));
  });
});
