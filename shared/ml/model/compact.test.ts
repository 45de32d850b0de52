import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowCount, rowText, textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { parsePipelineSpec } from '../../spec/pipelineSpec';
import type { CsrMatrix } from '../matrix/csr';
import { featureImportance, keepFeatures, mostImportant } from './compact';

/** The features to keep, found by sorting all of them. */
function slowMostImportant(importance: Float32Array, limit: number): number[] {
  const order = [...importance.keys()].sort((a, b) => importance[b] - importance[a] || a - b);
  return order.slice(0, limit).sort((a, b) => a - b);
}

test('the most important features are those that sorting finds, the first of equals', () => {
  const number = fc.oneof(
    fc.constantFrom(0, 1, 1e-40, 3e38),
    fc.float({ min: 0, noNaN: true, noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 60 }), fc.integer({ min: 1, max: 70 }), (numbers, limit) => {
      const importance = Float32Array.from(numbers);
      const kept = runStepsSync(mostImportant(importance, limit));
      const indices = [...kept.keys()].filter((feature) => kept[feature] === 1);
      expect(indices).toEqual(slowMostImportant(importance, limit));
    }),
  );
});

/** A matrix of the cells that are not 0. */
function sparse(cells: readonly (readonly number[])[]): CsrMatrix {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of cells) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    indptr.push(indices.length);
  }
  const columns = cells[0].length;
  return {
    rows: cells.length,
    columns,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
  };
}

test('a feature matters by its weights and by how large and how common its values are', () => {
  const matrix = sparse([
    [0, 3, 0.5, 1],
    [0, -4, 0, 1],
    [0, 0, 0, 1],
    [0, 0, 0, 1],
  ]);
  const linear = {
    labels: 2,
    features: 4,
    weights: Float32Array.of(9, 1, 2, 0, 9, -1, 2, 0),
    bias: Float64Array.of(5, 5),
    link: 'logit' as const,
  };
  // 0: never met. 1: 2 · √((9 + 16)/4). 2: 4 · √(0.25/4). 3: weighs nothing.
  expect([...runStepsSync(featureImportance(matrix, linear))]).toEqual([0, 5, 1, 0]);
});

test('kept features have their terms, their idf and the columns of the corpus that they had', () => {
  const settings = parsePipelineSpec({ features: [{}, { kind: 'count' }] }).features;
  const none = 0xffffffff;
  const fitted = {
    vectorizers: [
      { settings: settings[0], terms: textColumnOf(['bad', 'ёж', 'good']), idf: Float32Array.of(1, 2, 3) },
      { settings: settings[1], terms: textColumnOf(['x', 'y']), idf: null },
    ],
    columnsOf: [Uint32Array.of(none, 0, 1, none, 2), Uint32Array.of(0, 1)],
  };
  const { vectorizers, columnsOf } = runStepsSync(keepFeatures(fitted, Uint8Array.of(1, 0, 1, 0, 1)));
  const termsOf = (block: number) =>
    Array.from({ length: rowCount(vectorizers[block].terms) }, (_, i) => rowText(vectorizers[block].terms, i));
  expect(termsOf(0)).toEqual(['bad', 'good']);
  expect(termsOf(1)).toEqual(['y']);
  expect([...(vectorizers[0].idf ?? [])]).toEqual([1, 3]);
  expect(vectorizers[1].idf).toBeNull();
  expect([...columnsOf[0]]).toEqual([none, 0, none, none, 1]);
  expect([...columnsOf[1]]).toEqual([none, 0]);
});

test('a block may be left without terms', () => {
  const [settings] = parsePipelineSpec({}).features;
  const fitted = {
    vectorizers: [{ settings, terms: textColumnOf(['a', 'b']), idf: Float32Array.of(1, 2) }],
    columnsOf: [Uint32Array.of(0, 1)],
  };
  const { vectorizers } = runStepsSync(keepFeatures(fitted, Uint8Array.of(0, 0)));
  expect(rowCount(vectorizers[0].terms)).toBe(0);
  expect(vectorizers[0].idf).toHaveLength(0);
});
