import { expect, test } from 'vitest';
import { presetSpec, problemsWith, withValue } from './specForm';

const calibrated = withValue(presetSpec('standard'), 'calibration', 'sigmoid');

test('too few comments for the folds are found at the field, with how many would do', () => {
  expect(problemsWith(calibrated, 7).size).toBe(0); // 6 are left of 7
  expect([...problemsWith(calibrated, 5)]).toEqual([['validation.folds', { kind: 'fewerFolds', limit: 4 }]]);
  expect([...problemsWith(withValue(calibrated, 'validation.testSize', 0.5), 3)]).toEqual([
    ['validation.folds', { kind: 'noRounds' }],
  ]);
  expect(problemsWith(presetSpec('standard'), 5).size).toBe(0); // nothing is cross-checked
});

test('a share set aside that leaves no comment of a class on one side is found at its field', () => {
  const standard = presetSpec('standard');
  expect([...problemsWith(standard, 2)]).toEqual([['validation.testSize', { kind: 'emptyCheck' }]]);
  expect([...problemsWith(withValue(standard, 'validation.testSize', 0.9), 4)]).toEqual([
    ['validation.testSize', { kind: 'emptyLearning' }],
  ]);
  expect(problemsWith(withValue(standard, 'validation.testSize', 0), 2).size).toBe(0);
});

test.each([1, 3, 10, 24, 25, 1000])(
  'the recommended settings work with %i comments of the rarer class or more',
  (few) => {
    for (const language of ['en', 'ru', null] as const) {
      const problems = problemsWith(presetSpec('recommended', { language, smallestClass: few }), few);
      expect([...problems.keys()].filter((path) => few >= 3 || path !== 'validation.testSize')).toEqual([]);
    }
  },
);
