import { expect, test } from 'vitest';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { specFields } from './specFields';
import { applies, presetSpec, problemsOf, relevantSpec, withValue } from './specForm';

const letters = withValue(presetSpec('letters'), 'text.normalize', 'deobfuscate');
const surface = withValue(letters, 'estimator.kind', 'surfaceLogisticRegression');

test('the kind of model that reads the surface brings its features and drops what does not go with them', () => {
  const weighed = withValue(surface, 'estimator.classWeight', 'balanced');
  expect(problemsOf(weighed).size).toBe(0);
  expect(relevantSpec(weighed)).toEqual(
    parsePipelineSpec({
      features: [{ kind: 'surface' }],
      estimator: { kind: 'surfaceLogisticRegression' },
      validation: letters.validation,
    }),
  );
});

test('going back to another kind finds the features as they were', () => {
  const back = withValue(surface, 'estimator.kind', 'logisticRegression');
  expect(relevantSpec(back)).toEqual(relevantSpec(letters));
  expect(back.features).toEqual(letters.features);
});

test('nothing of features and text can be set beside it, but thresholds can', () => {
  for (const { path } of specFields) {
    if (/^(features|text)\./.test(path)) expect(applies(path, surface)).toBe(false);
  }
  expect(applies('threshold', surface)).toBe(true);
});

test('nobody picks surface features by hand', () => {
  const kinds = specFields.find(({ path }) => path === 'features.kind')?.field;
  expect(kinds).toEqual({ kind: 'choice', options: expect.not.arrayContaining(['surface']) });
});
