import { expect, test } from 'vitest';
import { pairLabels } from './labelPairs';

const jigsaw = ['toxic', 'severe_toxic', 'obscene', 'threat', 'insult', 'identity_hate'];
const civil = ['id', 'target', 'severe_toxicity', 'obscene', 'identity_attack', 'likes'];

test('without names every label of the model that the file has is measured', () => {
  expect(pairLabels(jigsaw, civil, undefined)).toEqual([
    { column: 'target', label: 0 },
    { column: 'severe_toxicity', label: 1 },
    { column: 'obscene', label: 2 },
    { column: 'identity_attack', label: 5 },
  ]);
  expect(pairLabels(jigsaw, ['id', 'likes'], undefined)).toEqual([]);
});

test('a name may be the file’s or the model’s', () => {
  const pair = [{ column: 'identity_attack', label: 5 }];
  expect(pairLabels(jigsaw, civil, ['identity_attack'])).toEqual(pair);
  expect(pairLabels(jigsaw, civil, ['identity_hate'])).toEqual(pair);
  expect(pairLabels(jigsaw, ['is_bad'], ['is_bad=toxicity'])).toEqual([{ column: 'is_bad', label: 0 }]);
});

test('a name that is no label of the model is refused with the labels there are', () => {
  const unknown = (labels: string[], names: string[]) => () => pairLabels(labels, civil, names);
  expect(unknown(jigsaw, ['likes'])).toThrowError(expect.objectContaining({ code: 'label-unknown' }));
  expect(unknown(['toxic'], ['identity_attack'])).toThrowError(
    expect.objectContaining({ code: 'label-unknown', params: { label: 'identity_attack', labels: ['toxic'] } }),
  );
  expect(unknown(jigsaw, ['likes=spam'])).toThrowError(expect.objectContaining({ code: 'label-unknown' }));
});

test('a model of one label is measured with a column of another name', () => {
  expect(pairLabels(['label'], civil, ['target'])).toEqual([{ column: 'target', label: 0 }]);
  expect(pairLabels(['toxic'], civil, ['likes'])).toEqual([{ column: 'likes', label: 0 }]);
});

test('a label of the model that the file lacks is refused with its columns', () => {
  expect(() => pairLabels(jigsaw, civil, ['threat'])).toThrowError(expect.objectContaining({ code: 'column-missing' }));
});
