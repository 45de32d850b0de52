import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../base/canonicalJson';
import { CodedError } from '../../base/errors';
import { textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, scorersOf, trainedOn } from '../../testing/specimens';
import { explainText } from '../explain/explain';
import { topTerms } from '../explain/topTerms';
import { decodeModel } from '../model/decode';
import { modelId, sealModelFile } from '../model/digest';
import { encodeModel } from '../model/encode';
import { writtenManifest } from '../model/manifest';
import { scoreColumn } from '../scoring/scoreColumn';
import { loadScorer } from '../scoring/scorer';
import answers from '../vectorizer/frozen/hashing.json';

const corpus = labelledTexts(answers.texts, answers.labels);

test.each(answers.pipelines.map((frozen, i) => [i, frozen] as const))(
  'hashing pipeline %i has the scores of scikit-learn, and its model does not depend on the chunks',
  async (_, frozen) => {
    const result = await trainedOn(corpus, frozen.spec);
    expect(result.manifest.nonZeros).toBe(frozen.nonZeros);
    const scorer = await loadScorer(decodeModel(result.bytes));
    const scores = runStepsSync(scoreColumn(scorer, textColumnOf(answers.newTexts)));
    frozen.scores.forEach((score, i) => {
      expect(Math.abs(scores[i] - score), `text ${i}: ${scores[i]} for ${score}`).toBeLessThan(1e-4);
    });
    expect((await trainedOn(labelledTexts(answers.texts, answers.labels, 7), frozen.spec)).id).toBe(result.id);
  },
);

const hashing = { kind: 'hashing', hashBits: 10, ngramRange: [1, 2] } as const;

test('a hashed block is stored as settings and weights only, and decodes to itself', async () => {
  const { bytes, id } = await trainedOn(corpus, { features: [hashing, {}] });
  const model = decodeModel(bytes);
  expect(model.manifest.features[0]).toBe(1024);
  expect(model.vectorizers[0].terms.bytes).toHaveLength(0);
  expect(model.vectorizers[0].idf).toBeNull();
  expect(modelId(encodeModel(model))).toBe(id);
  // Terms, their offsets and idf of the second block, weights, bias.
  expect(new DataView(bytes.buffer).getUint32(20, true)).toBe(5);
});

test('a file whose number of columns differs from its settings is rejected', async () => {
  const { bytes } = await trainedOn(corpus, { features: [hashing] });
  const text = new TextDecoder('latin1').decode(bytes);
  const at = text.indexOf('"features":[1024]');
  expect(at).toBeGreaterThan(0);
  const altered = bytes.slice();
  altered.set(new TextEncoder().encode('"features":[1025]'), at);
  sealModelFile(altered);
  let caught: unknown = null;
  try {
    decodeModel(altered);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(CodedError);
  expect(caught).toMatchObject({ code: 'model-corrupt', params: { where: 'manifest, features.0', got: '1025' } });
});

test('models without hashing are written without its settings, as before there was any', async () => {
  const plain = await trainedOn(corpus, { features: [{ hashBits: 12, alternateSign: false }] });
  expect(plain.id).toBe((await trainedOn(corpus, {})).id);
  const written = canonicalJson(writtenManifest(plain.manifest));
  expect(written).not.toContain('hashBits');
  expect(written).not.toContain('alternateSign');
  const hashed = await trainedOn(corpus, { features: [hashing] });
  expect(canonicalJson(writtenManifest(hashed.manifest))).toContain('"alternateSign":true,');
  expect(canonicalJson(writtenManifest(hashed.manifest))).toContain('"hashBits":10,');
});

test('naive Bayes rejects settings that make values below 0, and accepts hashed counts', async () => {
  for (const kind of ['multinomialNb', 'complementNb', 'nbLogisticRegression'] as const) {
    const spec = (alternateSign: boolean) => ({ features: [{}, { ...hashing, alternateSign }], estimator: { kind } });
    let caught: unknown = null;
    try {
      parsePipelineSpec(spec(true));
    } catch (error) {
      caught = error;
    }
    expect(caught).toMatchObject({ code: 'spec-invalid', params: { path: 'features.1.alternateSign', got: 'true' } });
    expect((await trainedOn(corpus, spec(false))).manifest.features[1]).toBe(1024);
  }
});

test('texts without a single n-gram cannot be learnt from', async () => {
  const blank = labelledTexts(['', ' ', 'a', 'b'], [0, 1, 0, 1]);
  await expect(trainedOn(blank, { features: [hashing] })).rejects.toMatchObject({ code: 'vocabulary-empty' });
});

const scorerOf = await scorersOf(corpus, {
  'words, many collisions': { features: [hashing] },
  'letters, many collisions': { features: [{ ...hashing, analyzer: 'char_wb', ngramRange: [2, 5] }] },
  'letters, binary': { features: [{ ...hashing, analyzer: 'char', ngramRange: [1, 4], binary: true, norm: 'l1' }] },
  'stems and terms': { text: { tokens: 'stem', stopWords: 'auto' }, features: [{}, { ...hashing, hashBits: 20 }] },
  'naive Bayes': {
    features: [{ ...hashing, alternateSign: false, norm: 'none' }],
    estimator: { kind: 'multinomialNb' },
  },
});

test.each(['words, many collisions', 'letters, many collisions', 'letters, binary', 'stems and terms', 'naive Bayes'])(
  '%s: contributions of spans and of terms sum to the score less the bias',
  (name) => {
    const scorer = scorerOf(name);
    const check = (text: string) => {
      const { spans, terms, bias, score, tokens, unknownTokens } = explainText(scorer, text);
      const sumOf = (list: readonly { contribution: number }[]) => list.reduce((sum, one) => sum + one.contribution, 0);
      expect(sumOf(spans) + bias).toBeCloseTo(score, 9);
      expect(sumOf(terms) + bias).toBeCloseTo(score, 9);
      expect(unknownTokens).toBeLessThanOrEqual(tokens);
    };
    for (const text of [...answers.texts, ...answers.newTexts]) check(text);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom(...answers.texts), (noise, known) =>
        check(`${noise} ${known}${noise}`),
      ),
      { numRuns: 60 },
    );
  },
);

test('an explanation names the n-grams of the comment, and what weighs nothing is unknown', () => {
  const scorer = scorerOf('stems and terms');
  const answer = explainText(scorer, 'you stupid fools, qwrtzk');
  const hashed = answer.terms.filter(({ block }) => block === 1).map(({ term }) => term);
  expect(hashed).toContain('stupid');
  expect(hashed).toContain('stupid fool');
  expect(hashed).not.toContain('qwrtzk');
  // "qwrtzk" in both blocks, and the pair before it.
  expect(answer.unknownTokens).toBe(3);
  const by = (text: string) => answer.spans.find((span) => span.text === text)?.contribution ?? Number.NaN;
  expect(by('stupid')).toBeGreaterThan(0);
});

test('naive Bayes weighs every column, so no word is unknown to it', () => {
  expect(explainText(scorerOf('naive Bayes'), 'qwrtzk zzz').unknownTokens).toBe(0);
});

test('n-grams of both signs in one column get what each adds itself', () => {
  const scorer = scorerOf('letters, many collisions');
  const { model } = scorer;
  let compared = 0;
  for (const text of answers.texts) {
    const bytes = new TextEncoder().encode(text);
    const { occurrences } = scorer.transformers[0].locateRow(bytes, 0, bytes.length);
    const row = scorer.transformers[0].transformRow(bytes, 0, bytes.length);
    const values = new Map(Array.from({ length: row.length }, (_, i) => [row.indices[i], row.values[i]]));
    const { terms } = explainText(scorer, text);
    for (const { feature, hashed } of occurrences) {
      const both = occurrences.filter((other) => other.feature === feature);
      const sum = both.reduce((total, other) => total + (other.hashed?.sign ?? 0), 0);
      if (both.every((other) => other.hashed?.sign === hashed?.sign) || sum === 0) continue;
      const count = both.filter((other) => other.hashed?.term === hashed?.term).length;
      const unit = (values.get(feature) ?? 0) / sum;
      const got = terms.find(({ term }) => term === hashed?.term)?.contribution ?? 0;
      expect(got).toBeCloseTo(model.linear.weights[feature] * unit * count * (hashed?.sign ?? 0), 9);
      compared += 1;
    }
  }
  expect(compared).toBeGreaterThan(0);
});

test('the heaviest terms leave hashed columns out, and keep the terms after them', async () => {
  const { bytes } = await trainedOn(corpus, { features: [hashing, {}] });
  const { positive, negative } = topTerms(decodeModel(bytes), 0, 2000);
  expect(positive.length).toBeGreaterThan(0);
  expect([...positive, ...negative].every(({ block }) => block === 1)).toBe(true);
  expect(positive.map(({ term }) => term)).toContain('stupid');
});
