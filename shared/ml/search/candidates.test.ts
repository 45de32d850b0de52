import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../base/canonicalJson';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import { gridCandidates, parseGrid, parseRandomAxes, type RandomAxis, randomCandidates } from './candidates';

test('a grid has every combination, the last axis turning fastest', () => {
  const specs = gridCandidates({ estimator: { kind: 'linearSvc' } }, [
    [
      'features.0.ngramRange',
      [
        [1, 1],
        [1, 2],
      ],
    ],
    ['estimator.c', [0.1, 1, 10]],
  ]);
  expect(specs.map(({ features, estimator }) => [features[0].ngramRange[1], estimator.c])).toEqual([
    [1, 0.1],
    [1, 1],
    [1, 10],
    [2, 0.1],
    [2, 1],
    [2, 10],
  ]);
  for (const { estimator } of specs) expect(estimator.kind).toBe('linearSvc');
});

test('without axes the base is the only candidate, with its defaults', () => {
  expect(gridCandidates({}, [])).toEqual([parsePipelineSpec({})]);
});

test('a path may set a whole object, and later paths may point into it', () => {
  const specs = gridCandidates({}, [
    ['features', [[{ analyzer: 'char' }], [{}, { analyzer: 'char_wb' }]]],
    ['features.0.minDf', [3]],
    ['threshold', [null, { rule: 'minPrecision', value: 0.9 }]],
  ]);
  expect(specs).toHaveLength(4);
  expect(specs[3]).toEqual(
    parsePipelineSpec({
      features: [{ minDf: 3 }, { analyzer: 'char_wb' }],
      threshold: { rule: 'minPrecision', value: 0.9 },
    }),
  );
});

test.each([
  ['estimator.C'],
  ['estimator.c.d'],
  ['estimator'],
  [''],
  ['features.1.minDf'],
  ['features.length'],
  ['features.-1'],
  ['__proto__.c'],
  ['estimator.__proto__'],
  ['constructor'],
  ['estimator.toString'],
  ['threshold.rule'],
])('the path "%s" is not a setting that accepts 1', (path) => {
  expect(() => gridCandidates({}, [[path, [1]]])).toThrow('spec-invalid');
  expect(() => randomCandidates({}, [[path, { choice: [1] }]], 2, 0)).toThrow('spec-invalid');
});

test('an invalid value is reported by its path', () => {
  expect(() => gridCandidates({}, [['estimator.c', [1, -1]]])).toThrow(/spec-invalid.*estimator\.c/);
  expect(() => gridCandidates({}, [['features.0.ngramRange', [[2, 1]]]])).toThrow(/spec-invalid.*ngramRange/);
});

test.each([
  ['an axis without values', [['estimator.c', []]]],
  ['a path given twice', [['estimator.c', [1]] as const, ['estimator.c', [2]] as const]],
  ['too many combinations', ['c', 'alpha'].map((name) => [`estimator.${name}`, Array(200).fill(1)] as const)],
] as const)('%s is refused', (_, axes) => {
  expect(() => gridCandidates({}, axes)).toThrow('argument-invalid');
});

const drawn: RandomAxis[] = [
  ['estimator.c', { logUniform: [0.01, 100] }],
  ['estimator.kind', { choice: ['linearSvc', 'logisticRegression'] }],
  ['features.0.maxDf', { uniform: [0.5, 0.75] }],
  ['features.0.minDf', { integer: [1, 4] }],
];

test('random candidates stay in their bounds, repeat by seed, and a longer list begins with the shorter', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (seed, count, more) => {
      const specs = randomCandidates({}, drawn, count + more, seed);
      expect(specs.slice(0, count)).toEqual(randomCandidates({}, drawn, count, seed));
      for (const { features, estimator } of specs) {
        expect(estimator.c).toBeGreaterThanOrEqual(0.01);
        expect(estimator.c).toBeLessThanOrEqual(100);
        expect(features[0].maxDf).toBeGreaterThanOrEqual(0.5);
        expect(features[0].maxDf).toBeLessThan(0.75);
        expect([1, 2, 3, 4]).toContain(features[0].minDf);
      }
    }),
    { numRuns: 50 },
  );
});

test('draws follow their distributions', () => {
  const specs = randomCandidates({}, drawn, 2000, 5);
  const share = (when: (index: number) => boolean) => specs.filter((_, i) => when(i)).length / specs.length;
  // A quarter of [0.01, 100] in logarithms is below 0.1.
  expect(share((i) => specs[i].estimator.c < 0.1)).toBeCloseTo(0.25, 1);
  expect(share((i) => specs[i].estimator.c < 1)).toBeCloseTo(0.5, 1);
  expect(share((i) => specs[i].estimator.kind === 'linearSvc')).toBeCloseTo(0.5, 1);
  expect(share((i) => specs[i].features[0].maxDf < 0.55)).toBeCloseTo(0.2, 1);
  for (const minDf of [1, 2, 3, 4]) expect(share((i) => specs[i].features[0].minDf === minDf)).toBeCloseTo(0.25, 1);
});

test('the draws of a seed are pinned: they are the same on every engine', () => {
  expect(randomCandidates({}, drawn, 2, 11).map(({ estimator, features }) => [estimator.c, features[0].minDf])).toEqual(
    [
      [0.014943734102061967, 4],
      [0.03667703185938555, 4],
    ],
  );
});

test.each<[string, RandomAxis]>([
  ['bounds the wrong way round', ['estimator.c', { uniform: [2, 1] }]],
  ['an infinite bound', ['estimator.c', { uniform: [0, Number.POSITIVE_INFINITY] }]],
  ['a logarithm of 0', ['estimator.c', { logUniform: [0, 1] }]],
  ['halves for whole numbers', ['features.0.minDf', { integer: [0.5, 2] }]],
  ['an empty choice', ['estimator.c', { choice: [] }]],
])('%s: refused', (_, axis) => {
  expect(() => randomCandidates({}, [axis], 1, 0)).toThrow('argument-invalid');
});

test.each([0, 1.5, Number.NaN, 10_001])('a count of %s is refused', (count) => {
  expect(() => randomCandidates({}, drawn, count, 0)).toThrow('argument-invalid');
});

test('grids and random axes are read from JSON', () => {
  expect(parseGrid({ 'estimator.c': [1, 2] })).toEqual([['estimator.c', [1, 2]]]);
  const json = {
    a: [1, 'x'],
    b: { choice: [null] },
    c: { uniform: [0, 1] },
    d: { integer: [1, 4] },
    e: { logUniform: [0.1, 1] },
  };
  expect(parseRandomAxes(json)).toEqual([
    ['a', { choice: [1, 'x'] }],
    ['b', { choice: [null] }],
    ['c', { uniform: [0, 1] }],
    ['d', { integer: [1, 4] }],
    ['e', { logUniform: [0.1, 1] }],
  ]);
});

test('JSON of another shape is refused with a code, never otherwise', () => {
  for (const json of [null, 3, 'x', [1], { a: 1 }]) expect(() => parseGrid(json)).toThrow('argument-invalid');
  const wrong: Json[] = [
    null,
    [],
    { a: 1 },
    { a: {} },
    { a: { uniform: [1] } },
    { a: { uniform: [1, 2, 3] } },
    { a: { gauss: [0, 1] } },
  ];
  for (const json of wrong) expect(() => parseRandomAxes(json), JSON.stringify(json)).toThrow('argument-invalid');
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (json) => {
      const plain = JSON.parse(JSON.stringify(json));
      for (const read of [
        () => gridCandidates({}, parseGrid(plain)),
        () => randomCandidates({}, parseRandomAxes(plain), 1, 0),
      ]) {
        try {
          read();
        } catch (error) {
          expect(error).toMatchObject({ name: 'CodedError', code: expect.stringMatching(/^(spec|argument)-invalid$/) });
        }
      }
    }),
  );
});
