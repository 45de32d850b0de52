import { expect, test } from 'vitest';
import { textColumnOf } from '../../../data/column/textColumn';
import { runStepsSync } from '../../../runtime/steps';
import { labelledTexts, trainedOn } from '../../../testing/specimens';
import answers from '../../frozen/pipelines.json';
import { decodeModel } from '../../model/decode';
import { encodeModel } from '../../model/encode';
import type { Model } from '../../model/model';
import { probabilityOf } from '../../scoring/probability';
import { scoreColumn } from '../../scoring/scoreColumn';
import { loadScorer } from '../../scoring/scorer';
import { exportSklearn } from './exportSklearn';
import frozen from './frozen/exported.json';
import { importSklearn } from './importSklearn';
import { EXPORTED_SPECS } from './testing/exportedSpecs';

const data = labelledTexts(answers.texts, answers.labels);

async function scoresOf(model: Model): Promise<Float64Array> {
  return runStepsSync(scoreColumn(await loadScorer(model), textColumnOf(answers.newTexts)));
}

test('the frozen answers are of these specs', () => {
  expect(frozen.cases).toHaveLength(EXPORTED_SPECS.length);
});

test.each(EXPORTED_SPECS.map((spec, i) => [i, spec] as const))(
  'model %i scores in scikit-learn as it does here, and comes back as it was',
  async (i, spec) => {
    const answer = frozen.cases[i];
    const { bytes, id, manifest } = await trainedOn(data, spec);
    expect(id).toBe(answer.model);
    const model = decodeModel(bytes);
    const { json, leftOut } = exportSklearn(model, id);
    const scores = await scoresOf(model);
    const sigmoid = manifest.spec.calibration === 'sigmoid' ? model.calibration : null;
    const [a, b] = sigmoid ?? [1, 0];
    scores.forEach((score, row) => {
      const decision = a * score + b;
      expect(Math.abs(answer.decision[row] - decision)).toBeLessThan(1e-6 * Math.max(1, Math.abs(decision)));
      expect(answer.labels[row]).toBe(score >= manifest.thresholds[0] ? 1 : 0);
      const probability = answer.probability?.[row];
      if (probability === undefined) return;
      expect(Math.abs(probability - (probabilityOf(model, score) ?? Number.NaN))).toBeLessThan(1e-6);
    });
    expect(leftOut).toEqual(manifest.spec.calibration === 'beta' ? ['probabilities'] : []);
    // Scores without a calibration folded into them come back to the last bit.
    const back = decodeModel(encodeModel(importSklearn(json, 'model.json')));
    const again = await scoresOf(back);
    if (sigmoid === null) expect(again).toEqual(scores);
    again.forEach((score, row) => {
      expect(Math.abs(score - (a * scores[row] + b))).toBeLessThan(1e-6 * Math.max(1, Math.abs(score)));
      expect(score >= back.manifest.thresholds[0]).toBe(scores[row] >= manifest.thresholds[0]);
    });
  },
);

test.each([
  ['text.normalize', { text: { normalize: 'deobfuscate' } }],
  ['text.tokens', { text: { tokens: 'stem' } }],
  ['features.0.kind', { features: [{ kind: 'surface' }], estimator: { kind: 'surfaceLogisticRegression' } }],
] as const)('%s, which scikit-learn lacks, is refused by name', async (setting, spec) => {
  const { bytes, id } = await trainedOn(data, spec);
  expect(() => exportSklearn(decodeModel(bytes), id)).toThrow(
    expect.objectContaining({ code: 'export-unsupported', params: expect.objectContaining({ setting }) }),
  );
});

test('a calibration that turns the scores round is refused', async () => {
  const { bytes, id } = await trainedOn(data, { calibration: 'sigmoid' });
  const model = decodeModel(bytes);
  const turned = { ...model, calibration: Float64Array.of(-1, 0) };
  expect(() => exportSklearn(turned, id)).toThrow(expect.objectContaining({ code: 'export-unsupported' }));
});

test('every label has its classifier', async () => {
  const other = {
    name: 'rude',
    values: Uint8Array.from(answers.labels, (label, i) => (i % 5 === 0 ? 255 : 1 - label)),
  };
  const { bytes, id } = await trainedOn({ ...data, labels: [...data.labels, other] }, {});
  const model = decodeModel(bytes);
  const file = JSON.parse(exportSklearn(model, id).json);
  expect(file.classifiers).toHaveLength(2);
  const back = importSklearn(JSON.stringify(file), 'two.json');
  expect(back.manifest.labels).toEqual(['toxic', 'rude']);
  expect(back.linear).toEqual(model.linear);
});
