import { expect, test } from 'vitest';
import { inDatasetRows } from './keptRowNumbers';

test('rows that findings name get the numbers they have in the dataset', () => {
  const none = { groups: 0, spare: 0 };
  const found = inDatasetRows(
    {
      rows: 3,
      personalData: [{ kind: 'email', rows: 1, occurrences: 1, examples: [2] }],
      duplicates: {
        exact: none,
        near: none,
        conflicting: { groups: 0, rows: 0 },
        groups: [{ kind: 'exact', rows: [0, 1], labels: [0, 0], conflicting: false }],
      },
      labelErrors: {
        absent: null,
        estimated: 1,
        rows: 3,
        errors: [{ row: 1, given: 0, suggested: 1, selfConfidence: 0.1 }],
      },
    },
    Uint32Array.of(4, 7, 9),
  );
  expect(found.rows).toBe(3);
  expect(found.personalData?.[0].examples).toEqual([9]);
  expect(found.duplicates?.groups[0].rows).toEqual([4, 7]);
  expect(found.labelErrors?.errors[0].row).toBe(7);
});
