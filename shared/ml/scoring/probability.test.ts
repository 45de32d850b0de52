import { expect, test } from 'vitest';
import { smallModel } from '#shared/testing/models';
import { probabilityOf, scoreAt } from './probability';

const model = smallModel();

test.each([0.001, 0.05, 0.5, 0.73, 0.999])('the score of a probability of %f has that probability', (probability) => {
  expect(probabilityOf(model, scoreAt(model, probability))).toBeCloseTo(probability, 12);
});

test('the score of a probability that a score has is that score', () => {
  for (const score of [-3, -0.2, 0, 1.5]) {
    expect(scoreAt(model, probabilityOf(model, score) ?? Number.NaN)).toBeCloseTo(score, 9);
  }
});

test('a calibration is inverted, one that turns scores round as well', () => {
  const spec = { ...model.manifest.spec, calibration: 'sigmoid' as const };
  for (const slope of [2, -2]) {
    const calibrated = {
      ...model,
      manifest: { ...model.manifest, spec },
      calibration: Float64Array.of(slope, 0.3),
    };
    for (const probability of [0.1, 0.5, 0.9]) {
      expect(probabilityOf(calibrated, scoreAt(calibrated, probability))).toBeCloseTo(probability, 9);
    }
  }
});
