import { expect, test } from 'vitest';
import type { PipelineSpecInput } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import type { ModelWarning } from '../model/manifest';

/** `positives` rude comments and `negatives` polite ones, no two alike. */
function comments(positives: number, negatives: number) {
  const texts = [
    ...Array.from({ length: positives }, (_, i) => `rubbish ${i}`),
    ...Array.from({ length: negatives }, (_, i) => `thanks ${1000 + i}`),
  ];
  return labelledTexts(
    texts,
    texts.map((_, row) => (row < positives ? 1 : 0)),
  );
}

/** Comments that nothing can be learnt from: all alike, half of them rude. */
const ALIKE = labelledTexts(
  Array.from({ length: 80 }, () => 'the same words'),
  Array.from({ length: 80 }, (_, row) => row % 2),
);

const apart: PipelineSpecInput['validation'] = { folds: 2, groupDuplicates: false };

test.each<[string, ReturnType<typeof comments>, PipelineSpecInput, ModelWarning[]]>([
  ['twenty of each class', comments(20, 20), {}, []],
  ['nineteen positives', comments(19, 40), {}, ['tiny-class']],
  ['nineteen negatives', comments(40, 19), {}, ['tiny-class']],
  ['twenty of each class held out', comments(40, 40), { validation: { testSize: 0.5 } }, []],
  ['nineteen positives held out', comments(38, 80), { validation: { testSize: 0.5 } }, ['tiny-hold-out']],
  ['a threshold that meets its rule', comments(30, 30), { threshold: { rule: 'minPrecision', value: 0.9 } }, []],
  [
    'a rule that no threshold meets',
    ALIKE,
    { threshold: { rule: 'minPrecision', value: 0.9 }, validation: apart },
    ['threshold-not-attained'],
  ],
  ['scores that rise with the share of positives', comments(30, 30), { calibration: 'sigmoid' }, []],
  ['scores that say nothing', ALIKE, { calibration: 'sigmoid', validation: apart }, ['calibration-reversed']],
  ['scores that say nothing, by beta', ALIKE, { calibration: 'beta', validation: apart }, ['calibration-reversed']],
  ['a solver that has enough steps', comments(30, 30), {}, []],
  ['a solver that has too few steps', comments(30, 30), { estimator: { maxIter: 1, tol: 1e-9 } }, ['not-converged']],
])('%s: the manifest warns of what it should and of nothing else', async (_, data, spec, warnings) => {
  expect((await trainedOn(data, spec)).manifest.warnings).toEqual(warnings);
});
