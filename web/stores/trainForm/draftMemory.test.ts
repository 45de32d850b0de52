import { expect, test } from 'vitest';
import { draftToKeep, EMPTY_DRAFT, parseDraft, type TrainDraft } from './draftMemory';
import { presetSpec, withValue } from './specForm';

const own: TrainDraft = {
  settings: { spec: withValue(presetSpec('standard'), 'estimator.c', 3) },
  datasetId: 'a',
  partName: 'train',
  weight: 2,
  more: [{ datasetId: 'b', part: 'exam', weight: 0.5 }],
  labels: { datasetId: 'a', names: ['threat'] },
  modelName: 'mine',
};

test('a form is read back as it was written', () => {
  expect(parseDraft(JSON.stringify(draftToKeep(own)))).toEqual(own);
  expect(parseDraft(JSON.stringify(draftToKeep(EMPTY_DRAFT)))).toEqual(EMPTY_DRAFT);
});

test('nothing, rubbish and settings of another version open the page as new', () => {
  for (const text of [
    null,
    '',
    '{',
    '7',
    '{"settings":{"preset":"none such"}}',
    JSON.stringify({ ...own, settings: { spec: { c: 1 } } }),
  ]) {
    expect(parseDraft(text)).toEqual(EMPTY_DRAFT);
  }
});

test('a number that is being typed keeps what was kept before; one without effect does not matter', () => {
  const typed = (path: string) => ({ ...own, settings: { spec: withValue(presetSpec('standard'), path, Number.NaN) } });
  expect(draftToKeep(typed('estimator.c'))).toBeNull();
  expect(parseDraft(JSON.stringify(draftToKeep(typed('estimator.alpha')))).settings).toEqual({
    spec: presetSpec('standard'),
  });
});
