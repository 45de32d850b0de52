import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sigmoid } from '../../base/elementary';
import { rowCount, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { type FeatureSettings, parsePipelineSpec } from '../../spec/pipelineSpec';
import { smallModel } from '../../testing/models';
import type { Model } from '../model/model';
import { TOKEN_SLICE } from '../vectorizer/count/tokenSymbols';
import { hasProbability, probabilityOf } from './probability';
import { scoreColumn } from './scoreColumn';
import { loadScorer, type Scorer } from './scorer';
import { buildWordScorer } from './wordScorer';

const encoder = new TextEncoder();
const WORDS = ['you', 'are', 'stupid', 'глупый', 'the', 'thanks', 'rubbish', '𐐷𐐷', 'naïve', '__proto__'];

type Blocks = readonly (Partial<FeatureSettings> & { ngramRange: [number, number] })[];

/** A model over every second of all n-grams of WORDS up to the length asked for, with weights that look random. */
function modelOf(blocks: Blocks, labels: number, text: object = {}): Model {
  const spec = parsePipelineSpec({ text, features: blocks.map((block) => ({ ...block })) });
  const vectorizers = spec.features.map((settings, block) => {
    const [minN, maxN] = settings.ngramRange;
    const grams = new Set<string>();
    let longer = [''];
    for (let n = 1; n <= maxN; n++) {
      longer = longer.flatMap((gram) => WORDS.map((word) => (gram === '' ? word : `${gram} ${word}`)));
      if (n < minN) continue;
      for (let i = block % 2; i < longer.length; i += 2) grams.add(longer[i]);
    }
    const terms = [...grams].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    const idf = settings.useIdf ? Float32Array.from(terms, (_, i) => 1 + (i % 7) / 3) : null;
    return { settings, terms: textColumnOf(terms), idf };
  });
  const features = vectorizers.map(({ terms }) => rowCount(terms));
  const all = features.reduce((sum, count) => sum + count, 0);
  const names = Array.from({ length: labels }, (_, label) => `label ${label}`);
  const { manifest } = smallModel();
  return {
    manifest: { ...manifest, spec, labels: names, features, thresholds: names.map(() => 0) },
    vectorizers,
    linear: {
      labels,
      features: all,
      weights: Float32Array.from({ length: labels * all }, (_, i) => ((i * 7919) % 1013) / 506 - 1),
      bias: Float64Array.from(names, (_, label) => 0.25 - label),
      link: 'logit',
    },
    calibration: null,
  };
}

/** The slow, obvious twin: a row of each block, times the weights. */
function slowScores({ model, transformers }: Scorer, bytes: Uint8Array): number[] {
  const { weights, bias, labels, features } = model.linear;
  return Array.from({ length: labels }, (_, label) => {
    let score = bias[label];
    let first = label * features;
    transformers.forEach((transformer, block) => {
      const { indices, values, length } = transformer.transformRow(bytes, 0, bytes.length);
      for (let i = 0; i < length; i++) score += weights[first + indices[i]] * values[i];
      first += model.manifest.features[block];
    });
    return score;
  });
}

function mustScoreAsSlowly(scorer: Scorer, text: string): void {
  const bytes = encoder.encode(text);
  const scores = new Float64Array(scorer.model.linear.labels);
  scorer.scoreRow(bytes, 0, bytes.length, scores);
  slowScores(scorer, bytes).forEach((slow, label) => {
    expect(Math.abs(scores[label] - slow)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(slow)));
  });
}

const texts = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom('unseen', 'a', '!', 'THE', '\0')),
  )
  .map((words) => words.join(' '));

const CASES: readonly { name: string; blocks: Blocks; labels?: number; text?: object }[] = [
  { name: 'words', blocks: [{ ngramRange: [1, 1] }] },
  { name: 'words and pairs', blocks: [{ ngramRange: [1, 2] }] },
  { name: 'pairs and triples', blocks: [{ ngramRange: [2, 3] }] },
  { name: 'counts', blocks: [{ kind: 'count', ngramRange: [1, 3] }] },
  { name: 'counts that are 1 at most', blocks: [{ kind: 'count', binary: true, ngramRange: [2, 2] }] },
  { name: 'logarithms of counts, l1', blocks: [{ sublinearTf: true, norm: 'l1', ngramRange: [1, 2] }] },
  { name: 'no idf, no norm', blocks: [{ useIdf: false, norm: 'none', ngramRange: [1, 2] }] },
  { name: 'three labels', blocks: [{ ngramRange: [1, 2] }], labels: 3 },
  {
    name: 'two blocks of words and one of letters, two labels',
    blocks: [
      { ngramRange: [1, 2] },
      { analyzer: 'char_wb', ngramRange: [1, 1] },
      { kind: 'count', ngramRange: [1, 1] },
    ],
    labels: 2,
  },
  { name: 'stop words', blocks: [{ ngramRange: [1, 2] }], text: { stopWords: ['are', 'the'] } },
  { name: 'stems', blocks: [{ ngramRange: [1, 2] }], text: { tokens: 'stem' } },
];

for (const { name, blocks, labels = 1, text } of CASES) {
  test(`${name}: a score is the bias plus the row times the weights`, async () => {
    const scorer = await loadScorer(modelOf(blocks, labels, text));
    fc.assert(
      fc.property(texts, (each) => mustScoreAsSlowly(scorer, each)),
      { numRuns: 150 },
    );
  });
}

test('n-grams across the slices in which a long text is read are not lost', async () => {
  const scorer = await loadScorer(modelOf([{ ngramRange: [1, 3] }], 1));
  const words = Array.from({ length: 2 * TOKEN_SLICE + 5 }, (_, i) => WORDS[(i * i + (i >> 3)) % WORDS.length]);
  mustScoreAsSlowly(scorer, words.join(' '));
  mustScoreAsSlowly(scorer, words.slice(0, TOKEN_SLICE).join(' '));
  mustScoreAsSlowly(scorer, 'you are stupid');
});

test('a text scores the same whatever was scored before it', async () => {
  const model = modelOf([{ ngramRange: [1, 2] }], 2);
  const rows = Array.from({ length: 3000 }, (_, i) =>
    Array.from({ length: i % 40 }, (_, k) => WORDS[(i * k + (i >> 2)) % WORDS.length]).join(' '),
  );
  const forwards = runStepsSync(scoreColumn(await loadScorer(model), textColumnOf(rows)));
  const backwards = runStepsSync(scoreColumn(await loadScorer(model), textColumnOf([...rows].reverse())));
  rows.forEach((_, i) => {
    const from = rows.length - 1 - i;
    expect([...forwards.subarray(2 * i, 2 * i + 2)]).toEqual([...backwards.subarray(2 * from, 2 * from + 2)]);
  });
});

test('the marks of terms start afresh before they reach the end of 32 bits', async () => {
  const model = modelOf([{ ngramRange: [1, 2] }], 1);
  const { preparation, scoreRow } = await loadScorer(model);
  const texts = ['you are stupid', 'stupid stupid stupid you', 'thanks', '', 'rubbish you you are are'];
  for (const firstMark of [2 ** 31 - 3, 2 ** 31, 2 ** 32 - 3]) {
    const score = runStepsSync(buildWordScorer(model.vectorizers[0], preparation, [model.linear.weights], firstMark));
    for (const text of [...texts, ...texts]) {
      const bytes = encoder.encode(text);
      const expected = new Float64Array(1);
      scoreRow(bytes, 0, bytes.length, expected);
      const got = model.linear.bias.slice();
      score(bytes, 0, bytes.length, got);
      expect(got, text).toEqual(expected);
    }
  }
});

test('the distance from the hyperplane of an estimator of margins is no probability until it is calibrated', () => {
  const small = smallModel();
  const margin: Model = { ...small, linear: { ...small.linear, link: 'margin' } };
  expect(hasProbability(margin)).toBe(false);
  expect(probabilityOf(margin, 1.5)).toBeNull();
  const spec = parsePipelineSpec({ estimator: { kind: 'linearSvc' }, calibration: 'sigmoid' });
  const calibrated: Model = {
    ...margin,
    manifest: { ...margin.manifest, spec },
    calibration: Float64Array.of(2, -1),
  };
  expect(hasProbability(calibrated)).toBe(true);
  expect(probabilityOf(calibrated, 1.5)).toBe(sigmoid(2));
  expect(hasProbability(small)).toBe(true);
  expect(probabilityOf(small, 1.5)).toBe(sigmoid(1.5));
});
