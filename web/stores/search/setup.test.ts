import { expect, test } from 'vitest';
import { gridCandidates, randomCandidates } from '#shared/ml/search/candidates';
import { presetSpec } from '../trainForm/specForm';
import { candidatesOf, FIRST_SETUP, numbersIn, SEARCH_AXES, type SearchSetup, searchable, settingOf } from './setup';

const base = presetSpec('standard');
const setup = (change: Partial<SearchSetup>): SearchSetup => ({ ...FIRST_SETUP, ...change });
const problemsOf = (change: Partial<SearchSetup>, smallest = 100) => {
  const made = candidatesOf(base, setup(change), smallest);
  return 'problems' in made ? made.problems : [];
};

test('a grid and random draws are those of the runner', () => {
  const values = { 'estimator.c': '0.1 1 10', 'features.0.minDf': '1 3' };
  expect(candidatesOf(base, setup({ values }), 100)).toEqual({
    candidates: gridCandidates(base, [
      ['features.0.minDf', [1, 3]],
      ['estimator.c', [0.1, 1, 10]],
    ]),
    paths: ['features.0.minDf', 'estimator.c'],
  });
  expect(candidatesOf(base, setup({ values, method: 'random', count: 7, seed: 3 }), 100)).toMatchObject({
    candidates: randomCandidates(
      base,
      [
        ['features.0.minDf', { integer: [1, 3] }],
        ['estimator.c', { logUniform: [0.1, 10] }],
      ],
      7,
      3,
    ),
  });
});

test('every setting that is offered makes valid candidates with the values it starts with', () => {
  for (const axis of SEARCH_AXES) {
    const values = { [axis.path]: axis.kind === 'numbers' ? axis.first.join(' ') : axis.first };
    const spec = presetSpec('recommended');
    const made = candidatesOf(spec, setup({ values }), 100);
    const known = searchable(axis, spec, setup({ values }));
    expect('candidates' in made && made.candidates.length, axis.path).toBe(known && axis.first.length);
    if ('candidates' in made) {
      expect(made.candidates.map((each) => settingOf(each, axis.path))).toEqual(axis.first);
    }
  }
});

test('what is wrong is found at its field', () => {
  expect(problemsOf({ values: { 'estimator.c': '1 x' } })).toEqual([{ path: 'estimator.c', kind: 'numbers' }]);
  expect(problemsOf({ values: { 'estimator.c': '' } })).toEqual([{ path: 'estimator.c', kind: 'numbers' }]);
  expect(problemsOf({ values: { 'estimator.c': '1 -1' } })).toEqual([{ path: 'estimator.c', kind: 'value' }]);
  expect(problemsOf({ values: { 'estimator.kind': [] } })).toEqual([{ path: 'estimator.kind', kind: 'choices' }]);
  expect(problemsOf({ values: {} })).toEqual([{ path: 'axes', kind: 'nothing' }]);
  expect(problemsOf({ folds: 1 })).toEqual([{ path: 'folds', kind: 'whole' }]);
  expect(problemsOf({}, 4)).toEqual([{ path: 'folds', kind: 'folds', limit: 4 }]);
  expect(problemsOf({ method: 'random', count: 0 })).toEqual([{ path: 'count', kind: 'whole' }]);
  const many = Array.from({ length: 201 }, (_, i) => i + 1).join(' ');
  expect(problemsOf({ values: { 'estimator.c': many } })).toEqual([
    { path: 'axes', kind: 'tooMany', count: 201, limit: 200 },
  ]);
});

test('numbers are read with spaces, semicolons and decimal commas', () => {
  expect(numbersIn(' 0,1; 1  10 1')).toEqual([0.1, 1, 10]);
  expect(numbersIn('0.1, 1')).toBeNull();
});
