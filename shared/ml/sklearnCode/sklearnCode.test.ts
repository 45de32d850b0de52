import { expect, test } from 'vitest';
import { textColumnOf } from '../../data/column/textColumn';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { labelledTexts, scorersOf } from '../../testing/specimens';
import pipelines from '../frozen/pipelines.json';
import frozen from './frozen/code.json';
import { sklearnCode } from './sklearnCode';
import { CODE_SPECS } from './testing/codeSpecs';

const data = labelledTexts(pipelines.texts, pipelines.labels);

test('the code that scikit-learn ran is the code that is written now', () => {
  expect(frozen.cases.map(({ code }) => code)).toEqual(
    CODE_SPECS.map((spec) => sklearnCode(parsePipelineSpec(spec)).code),
  );
});

test.each(CODE_SPECS.map((spec, i) => [i, spec] as const))('code %i scores as the model does', async (i, spec) => {
  const scorer = (await scorersOf(data, { it: spec }))('it');
  const { bytes, offsets } = textColumnOf(pipelines.newTexts);
  const scores = pipelines.newTexts.map((_, row) => {
    const score = new Float64Array(1);
    scorer.scoreRow(bytes, offsets[row], offsets[row + 1], score);
    return score[0];
  });
  const expected = frozen.cases[i].scores;
  expect(scores.length).toBe(expected.length);
  scores.forEach((score, row) => {
    expect(score).toBeCloseTo(expected[row], 4);
  });
});

test('what scikit-learn does not express is named', () => {
  const named = (spec: unknown) => sklearnCode(parsePipelineSpec(spec)).differences;
  expect(named({})).toEqual([]);
  expect(named({ text: { normalize: 'deobfuscate', tokens: 'stem', stopWords: 'en' } })).toEqual([
    'normalize',
    'tokens',
    'stopWords',
  ]);
  expect(named({ features: [{ kind: 'hashing' }] })).toEqual(['hashing']);
  expect(named({ calibration: 'beta', threshold: { rule: 'minRecall', value: 0.8 } })).toEqual([
    'betaCalibration',
    'splits',
    'groups',
    'minRecall',
  ]);
  expect(named({ compact: { int8: true } })).toEqual(['compact']);
  const surface = parsePipelineSpec({
    features: [{ kind: 'surface' }],
    estimator: { kind: 'surfaceLogisticRegression' },
  });
  expect(sklearnCode(surface)).toEqual({ code: null, differences: ['surface'] });
});
