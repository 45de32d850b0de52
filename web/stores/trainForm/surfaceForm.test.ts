import { expect, test } from 'vitest';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { specFields } from './specFields';
import { applies, presetSpec, problemsOf, relevantSpec, withValue } from './specForm';

const letters = withValue(presetSpec('letters'), 'text.normalize', 'deobfuscate');
const surface = withValue(letters, 'estimator.kind', 'surfaceLogisticRegression');

test('choosing the surface model sets its features and drops settings that do not apply to them', () => {
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

test('going back to another kind restores the features', () => {
  const back = withValue(surface, 'estimator.kind', 'logisticRegression');
  expect(relevantSpec(back)).toEqual(relevantSpec(letters));
  expect(back.features).toEqual(letters.features);
});

test('settings of features and text do not apply to it, but thresholds do', () => {
  for (const { path } of specFields) {
    if (/^(features|text)\./.test(path)) expect(applies(path, surface)).toBe(false);
  }
  expect(applies('threshold', surface)).toBe(true);
});

test('surface features cannot be chosen separately', () => {
  const kinds = specFields.find(({ path }) => path === 'features.kind')?.field;
  expect(kinds).toEqual({ kind: 'choice', options: expect.not.arrayContaining(['surface']) });
});
