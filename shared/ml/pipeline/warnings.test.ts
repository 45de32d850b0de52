import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import type { PipelineSpecInput } from '../../spec/pipelineSpec';
import { labelledTexts, trainedOn } from '../../testing/specimens';
import { type ModelWarning, warnedLabels } from '../model/manifest';

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
  ['uninformative scores', ALIKE, { calibration: 'sigmoid', validation: apart }, ['calibration-reversed']],
  ['uninformative scores, by beta', ALIKE, { calibration: 'beta', validation: apart }, ['calibration-reversed']],
  ['a solver that has enough steps', comments(30, 30), {}, []],
  ['a solver that has too few steps', comments(30, 30), { estimator: { maxIter: 1, tol: 1e-9 } }, ['not-converged']],
])('%s: the manifest warns of what it should and of nothing else', async (_, data, spec, warnings) => {
  expect((await trainedOn(data, spec)).manifest.warnings).toEqual(warnings);
});

/** Sixty comments of two labels, of which the second holds for the rows in `rare` alone. */
function twoLabels(rare: readonly number[]) {
  const data = comments(30, 30);
  const values = new Uint8Array(data.rows);
  for (const row of rare) values[row] = 1;
  return { ...data, labels: [...data.labels, { name: 'threat', values }] };
}

test('a warning of one label of several names it', async () => {
  // The rare ones are spread over both classes, so that they carry no information.
  const { manifest } = await trainedOn(twoLabels([0, 1, 40, 41, 50]), { calibration: 'sigmoid' });
  expect(manifest.labels).toEqual(['toxic', 'threat']);
  expect(manifest.warnings).toEqual(['tiny-class', 'calibration-reversed']);
  expect(manifest.warnings.map((warning) => warnedLabels(manifest, warning))).toEqual(
    manifest.warnings.map(() => ['threat']),
  );
  const single = await trainedOn(comments(19, 40), {});
  expect(warnedLabels(single.manifest, 'tiny-class')).toEqual([]);
});

test('a rule that only a further label cannot meet is warned of under its name', async () => {
  // The second label has nothing to do with the words.
  const { manifest } = await trainedOn(twoLabels([0, 7, 11, 16, 22, 29, 31, 35, 38, 40, 43, 46, 49, 52, 55, 58]), {
    threshold: { rule: 'minPrecision', value: 0.95 },
    validation: { folds: 2 },
  });
  expect(manifest.thresholdPicks?.map(({ attained }) => attained)).toEqual([true, false]);
  expect(warnedLabels(manifest, 'threshold-not-attained')).toEqual(['threat']);
});

test('a model says how many rows of each label were known and positive, and where they come from', async () => {
  const data = comments(30, 40);
  const partly = Uint8Array.from(data.labels[0].values, (value, row) => (row % 7 === 0 ? 255 : value));
  const mix = [
    { rows: 50, weight: 2 },
    { rows: 20, weight: 1 },
  ];
  const { manifest } = await trainedOn(
    { ...data, labels: [...data.labels, { name: 'threat', values: partly }], mix, licence: 'CC0', note: 'my own' },
    {},
  );
  expect(manifest).toMatchObject({
    rows: 70,
    known: [70, 60],
    positives: [30, 25],
    mix,
    licence: 'CC0',
    note: 'my own',
  });
  expect((await trainedOn(data, {})).manifest).not.toHaveProperty('mix');
});

test('a small class of a further label is warned of where it is held out, too', async () => {
  const { manifest } = await trainedOn(
    { ...comments(60, 60), labels: [...comments(60, 60).labels, spread(120, 30)] },
    { validation: { testSize: 0.5 } },
  );
  expect(manifest.warnings).toEqual(['tiny-hold-out']);
  expect(warnedLabels(manifest, 'tiny-hold-out')).toEqual(['threat']);
});

/** A label that holds for `positives` of `rows`, evenly. */
function spread(rows: number, positives: number) {
  const every = rows / positives;
  return { name: 'threat', values: Uint8Array.from({ length: rows }, (_, row) => (row % every === 0 ? 1 : 0)) };
}

test('a further label with one class among the rows of a fit fails under its own name', async () => {
  // Calibration holds the one row out of one of its fits.
  const failure: unknown = await trainedOn(twoLabels([0]), { calibration: 'sigmoid' }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CodedError);
  expect(failure).toMatchObject({ code: 'training-one-class', params: { label: 'threat' } });
});
