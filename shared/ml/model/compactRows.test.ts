import { beforeAll, expect, test } from 'vitest';
import { runSteps, runStepsSync } from '../../runtime/steps';
import { type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import { decisionFunction } from '../estimators/linearModel';
import answers from '../frozen/pipelines.json';
import { searchFold } from '../search/searchFold';
import { fitRows } from '../training/fitRows';
import { type CountedText, countCorpora } from '../vectorizer/count/countCorpus';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';
import { decodeModel } from './decode';
import { encodeModel } from './encode';
import { quantiseIdf, quantiseWeights } from './quantise';

const corpus = labelledTexts(answers.texts, answers.labels, 50);
const every = Uint32Array.from({ length: corpus.rows }, (_, row) => row);
const features: PipelineSpecInput['features'] = [
  { ngramRange: [1, 2] },
  { analyzer: 'char_wb', ngramRange: [2, 4], sublinearTf: true },
];
const validation = { testSize: 0.25, seed: 3 };

let counted: CountedText;
beforeAll(async () => {
  counted = await runSteps(countCorpora(corpus, parsePipelineSpec({ features }), true));
});

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function fitted(spec: PipelineSpecInput, rows = every, labels = corpus.labels) {
  return runStepsSync(fitRows(counted.corpora, labels, parsePipelineSpec({ features, ...spec }), rows, 'fit'));
}

/** Scores of `rows` by a fit. */
function scoresOf(fit: ReturnType<typeof fitted>, rows = every): Float64Array {
  return decisionFunction(fit.linear, runStepsSync(vectorizeRows(counted.corpora, fit, rows)));
}

const mean = (numbers: Float64Array) => sum([...numbers]) / numbers.length;

function correlation(x: Float64Array, y: Float64Array): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  const products = (a: Float64Array, b: Float64Array, ma: number, mb: number) =>
    sum([...a].map((value, i) => (value - ma) * (b[i] - mb)));
  return products(x, y, meanX, meanY) / Math.sqrt(products(x, x, meanX, meanX) * products(y, y, meanY, meanY));
}

test.each(['logisticRegression', 'linearSvc', 'multinomialNb', 'complementNb', 'nbLogisticRegression'] as const)(
  '%s keeps the requested number of terms, and a fifth of them has nearly the same scores',
  (kind) => {
    const whole = fitted({ estimator: { kind } });
    const terms = whole.linear.features;
    const maxTerms = Math.floor(terms / 5);
    const compact = fitted({ estimator: { kind }, compact: { maxTerms, int8: true } });
    expect(compact.linear.features).toBe(maxTerms);
    expect(sum(compact.vectorizers.map(({ terms }) => terms.offsets.length - 1))).toBe(maxTerms);
    expect(correlation(scoresOf(compact), scoresOf(whole))).toBeGreaterThan(0.9);
  },
);

test('scores are brought back to where they were: the same mean, and the line between them is the diagonal', () => {
  const whole = fitted({});
  const compact = fitted({ compact: { maxTerms: 150 } });
  const [before, after] = [scoresOf(whole), scoresOf(compact)];
  expect(mean(after)).toBeCloseTo(mean(before), 6);
  const [meanBefore, meanAfter] = [mean(before), mean(after)];
  const slope =
    sum([...after].map((score, i) => (score - meanAfter) * (before[i] - meanBefore))) /
    sum([...after].map((score) => (score - meanAfter) * (score - meanAfter)));
  expect(slope).toBeCloseTo(1, 5);
});

test('what a compact model was made from is the model that there would be without', () => {
  const { whole } = fitted({ compact: { maxTerms: 100, int8: true } });
  const plain = fitted({});
  expect(whole?.linear).toEqual(plain.linear);
  expect(whole?.vectorizers).toEqual(plain.vectorizers);
  expect(plain.whole).toBeNull();
});

test('a model of no more terms than are wanted keeps its weights', () => {
  const plain = fitted({});
  const compact = fitted({ compact: { maxTerms: plain.linear.features } });
  expect(compact.linear).toEqual(plain.linear);
  expect(compact.vectorizers).toEqual(plain.vectorizers);
});

test('kept terms have the idf that they had, with int8 to the nearest sixteenth', () => {
  const termsOf = ({ vectorizers }: ReturnType<typeof fitted>) =>
    new Map(
      vectorizers.flatMap(({ terms, idf }, block) =>
        [...(idf ?? [])].map((value, i) => [
          `${block}:${terms.bytes.subarray(terms.offsets[i], terms.offsets[i + 1]).join()}`,
          value,
        ]),
      ),
    );
  const plain = termsOf(fitted({}));
  const exact = termsOf(fitted({ compact: { maxTerms: 100 } }));
  const rounded = termsOf(fitted({ compact: { maxTerms: 100, int8: true } }));
  expect(exact.size).toBe(100);
  for (const [term, idf] of exact) expect(idf).toBe(plain.get(term));
  for (const [term, idf] of rounded) expect(Math.abs(idf - (plain.get(term) ?? 0))).toBeLessThanOrEqual(1 / 32);
});

test('rows outside the training part, and their labels, affect neither which terms are kept nor their weights', () => {
  const rows = every.filter((row) => row % 4 !== 0);
  const [label] = corpus.labels;
  const flipped = { ...label, values: label.values.map((value, row) => (row % 4 === 0 ? 1 - value : value)) };
  const spec = { compact: { maxTerms: 120, int8: true } };
  const [one, other] = [fitted(spec, rows), fitted(spec, rows, [flipped])];
  expect(other.linear).toEqual(one.linear);
  expect(other.vectorizers).toEqual(one.vectorizers);
});

test('with several labels terms matter by all of them, and each keeps its own weights', () => {
  const [label] = corpus.labels;
  const other = { name: 'long', values: Uint8Array.from(answers.texts, (text) => (text.length > 60 ? 1 : 0)) };
  const compact = fitted({ compact: { maxTerms: 200, int8: true } }, every, [label, other]);
  const whole = fitted({}, every, [label, other]);
  expect(compact.linear.weights).toHaveLength(400);
  const matrix = runStepsSync(vectorizeRows(counted.corpora, compact, every));
  const wholeMatrix = runStepsSync(vectorizeRows(counted.corpora, whole, every));
  for (const row of [0, 1]) {
    const [after, before] = [
      decisionFunction(compact.linear, matrix, row),
      decisionFunction(whole.linear, wholeMatrix, row),
    ];
    expect(correlation(after, before)).toBeGreaterThan(0.9);
  }
});

test('a trained compact model is on the grid of its file, which is a fraction of the other', async () => {
  const spec = { features, validation, calibration: 'sigmoid', threshold: { rule: 'maxF1' } };
  const plain = await trainedOn(corpus, spec);
  const compact = await trainedOn(corpus, { ...spec, compact: { maxTerms: 300, int8: true } });
  const model = decodeModel(compact.bytes);
  expect(compact.bytes.length).toBeLessThan(plain.bytes.length / 4);
  expect(encodeModel(model)).toEqual(compact.bytes);
  const { weights, labels, features: columns } = model.linear;
  const { levels, scales } = quantiseWeights(weights, labels, columns);
  expect([...weights]).toEqual(Array.from(levels, (level) => level * scales[0]));
  for (const { idf } of model.vectorizers) {
    expect([...(idf ?? [])]).toEqual(Array.from(quantiseIdf(idf ?? new Float32Array(0)), (level) => 1 + level / 16));
  }
});

test('the manifest records the metrics of the model on all terms, equal to those of an uncompacted model', async () => {
  for (const refit of [true, false]) {
    const spec = { features, validation: { ...validation, refit } };
    const plain = (await trainedOn(corpus, spec)).manifest;
    const { whole, metrics } = (await trainedOn(corpus, { ...spec, compact: { maxTerms: 60, int8: true } })).manifest;
    expect(whole?.features).toEqual(plain.features);
    expect(whole?.rocAuc?.[0]).toBeCloseTo(plain.metrics?.[0].rocAuc ?? Number.NaN, 9);
    expect(metrics?.[0].rocAuc).not.toBe(whole?.rocAuc?.[0]);
    expect(plain.whole).toBeNull();
  }
});

test('without a hold-out the manifest records only the number of terms', async () => {
  const { manifest } = await trainedOn(corpus, { compact: { maxTerms: 60 } });
  expect(manifest.whole?.rocAuc).toBeNull();
  expect(sum(manifest.features)).toBe(60);
});

test('the weights of a hashed model are rounded too, and no terms are dropped', async () => {
  const hashed = { features: [{ kind: 'hashing', hashBits: 12 }], validation };
  const plain = await trainedOn(corpus, hashed);
  const compact = await trainedOn(corpus, { ...hashed, compact: { int8: true } });
  expect(compact.bytes.length).toBeLessThan(plain.bytes.length / 3);
  expect(compact.manifest.metrics?.[0].rocAuc).toBeCloseTo(plain.manifest.metrics?.[0].rocAuc ?? Number.NaN, 2);
});

test.each([
  ['compact.maxTerms', { features: [{}, { kind: 'hashing' }], compact: { maxTerms: 10 } }],
  ['compact.maxTerms', { compact: { maxTerms: 0 } }],
  [
    'compact.maxTerms',
    { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' }, compact: { maxTerms: 10 } },
  ],
  [
    'compact.int8',
    { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' }, compact: { int8: true } },
  ],
])('%s is refused where it makes no sense', (path, spec) => {
  expect(() => parsePipelineSpec(spec)).toThrow(
    expect.objectContaining({ code: 'spec-invalid', params: expect.objectContaining({ path }) }),
  );
});

test('a search measures candidates as compact as they ask to be', () => {
  const [label] = corpus.labels;
  const fold = Uint8Array.from(every, (row) => row % 3);
  const inside = every.filter((row) => fold[row] === 1);
  const outside = every.filter((row) => fold[row] !== 1);
  const specs = [{}, { compact: { maxTerms: 50, int8: true } }].map((spec) => parsePipelineSpec({ features, ...spec }));
  const input = {
    corpora: counted.corpora,
    label,
    groups: null,
    tied: false,
    fold,
    held: 1,
    specs,
    metric: 'rocAuc' as const,
  };
  const scores = runStepsSync(searchFold(input)).map(({ score }) => score);
  const alone = runStepsSync(searchFold({ ...input, specs: [specs[1]] }));
  expect(scores[1]).toBe(alone[0].score);
  expect(scores[0]).not.toBe(scores[1]);
  const compact = scoresOf(fitted({ compact: { maxTerms: 50, int8: true } }, outside), inside);
  let pairs = 0;
  let won = 0;
  inside.forEach((one, i) => {
    inside.forEach((other, j) => {
      if (label.values[one] !== 1 || label.values[other] !== 0) return;
      pairs++;
      won += compact[i] > compact[j] ? 1 : compact[i] === compact[j] ? 0.5 : 0;
    });
  });
  expect(scores[1]).toBeCloseTo(won / pairs, 12);
});
