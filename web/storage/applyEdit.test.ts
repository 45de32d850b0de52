import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit, countedAnew, type DatasetEdit, labelEdit, labelsEdited } from './applyEdit';
import { type DatasetInfo, type DatasetLabels, NO_PART } from './records';

const ROWS = 5;
const value = fc.constantFrom(0, 1, 255);
const column = fc.array(value, { minLength: ROWS, maxLength: ROWS }).map((all) => Uint8Array.from(all));
const rows = fc.uniqueArray(fc.nat({ max: ROWS - 1 }), { minLength: 1 });
const labelling = fc
  .tuple(fc.nat({ max: 2 }), rows, column)
  .map(([label, chosen, values]) => labelEdit(label, Uint32Array.from(chosen), values.slice(0, chosen.length)));
const keeping = rows.map(
  (chosen): DatasetEdit => ({ kind: 'keep', rows: Uint32Array.from(chosen), values: new Uint8Array(chosen.length) }),
);

test('edits of several labels change theirs alone, and their inverses bring everything back', () => {
  fc.assert(
    fc.property(column, column, column, fc.array(fc.oneof(labelling, keeping)), (first, second, third, edits) => {
      const start: DatasetLabels = { labels: first, more: [second, third] };
      const imported = [first, second, third];
      const expected = imported.map((values) => [...values]);
      let now = start;
      const inverses: DatasetEdit[] = [];
      for (const edit of edits) {
        const { next, inverse } = applyEdit(now, edit);
        now = next;
        inverses.push(inverse);
        if (edit.kind === 'parts' || edit.kind === 'keep') continue;
        const label = edit.kind === 'labels' ? 0 : edit.label;
        edit.rows.forEach((row, i) => {
          expected[label][row] = edit.values[i];
        });
      }
      expect([now.labels, ...(now.more ?? [])].map((values) => [...values])).toEqual(expected);
      const originals = [now.original ?? null, ...(now.moreOriginal ?? [null, null])];
      const unchanged = expected.map((values, i) => values.every((one, row) => one === imported[i][row]));
      expect(originals).toEqual(imported.map((values, i) => (unchanged[i] ? null : values)));
      for (const inverse of inverses.reverse()) now = applyEdit(now, inverse).next;
      expect(now).toEqual({ ...start, original: undefined, moreOriginal: undefined, keep: undefined });
    }),
  );
});

test('a label that the dataset does not have cannot be edited', () => {
  const stored: DatasetLabels = { labels: Uint8Array.of(0), more: [Uint8Array.of(1)] };
  expect(() => applyEdit(stored, labelEdit(2, Uint32Array.of(0), Uint8Array.of(1)))).toThrow(
    expect.objectContaining({ code: 'argument-invalid' }),
  );
});

test('rows that were added since a division was made are in no part of it', () => {
  const stored: DatasetLabels = { labels: Uint8Array.of(0, 1, 1) };
  const parts = { names: ['a', 'b'], of: Uint8Array.of(1, 0) };
  expect(applyEdit(stored, { kind: 'parts', parts }).next.parts?.of).toEqual(Uint8Array.of(1, 0, NO_PART));
  const whole = { names: ['a', 'b'], of: Uint8Array.of(1, 0, 1) };
  expect(applyEdit(stored, { kind: 'parts', parts: whole }).next.parts).toBe(whole);
});

/** The info of a dataset of `ROWS` rows whose counts are all wrong. */
const info = {
  name: 'talk.csv',
  rows: ROWS,
  positives: -1,
  negatives: -1,
  unlabelled: -1,
  removed: -1,
  revision: 6,
  fingerprint: 'that of the last revision',
  report: { fingerprint: 'that of the import' },
  moreLabels: [{ column: 2, positives: -1, negatives: -1, unlabelled: -1, inverted: true }],
} as unknown as DatasetInfo;

test('after an edit the rows that are kept are counted by class, by part and for every label', () => {
  const kept = fc.array(fc.constantFrom(0, 1, 1), { minLength: ROWS, maxLength: ROWS });
  const partOf = fc.array(fc.constantFrom(0, 1, NO_PART), { minLength: ROWS, maxLength: ROWS });
  fc.assert(
    fc.property(column, column, fc.option(kept), fc.option(partOf), (labels, second, keep, of) => {
      const stored: DatasetLabels = {
        labels,
        more: [second],
        ...(keep && { keep: Uint8Array.from(keep) }),
        ...(of && { parts: { names: ['learn', 'exam'], of: Uint8Array.from(of) } }),
      };
      const rowsWhere = (is: (row: number) => boolean) =>
        [...labels.keys()].filter((row) => keep?.[row] !== 0 && is(row)).length;
      const counts = (values: Uint8Array, within: (row: number) => boolean = () => true) => ({
        positives: rowsWhere((row) => values[row] === 1 && within(row)),
        negatives: rowsWhere((row) => values[row] === 0 && within(row)),
        unlabelled: rowsWhere((row) => values[row] === 255 && within(row)),
      });
      const counted = countedAnew(info, stored);
      expect(counted).toMatchObject({ name: 'talk.csv', rows: ROWS, revision: 7, ...counts(labels) });
      expect(counted.removed).toBe(ROWS - rowsWhere(() => true));
      expect(counted.moreLabels).toEqual([{ column: 2, inverted: true, ...counts(second) }]);
      expect(counted.parts).toEqual(
        of?.length === ROWS
          ? ['learn', 'exam'].map((name, part) => {
              const { unlabelled, ...classes } = counts(labels, (row) => of[row] === part);
              return { name, rows: rowsWhere((row) => of[row] === part), ...classes };
            })
          : undefined,
      );
    }),
  );
});

test('the fingerprint of the import is that of the dataset until a row or a first label is another', () => {
  const stored: DatasetLabels = { labels: new Uint8Array(ROWS), more: [new Uint8Array(ROWS)] };
  expect(countedAnew(info, stored).fingerprint).toBe('that of the import');
  const relabelled = applyEdit(stored, labelEdit(0, Uint32Array.of(1), Uint8Array.of(1)));
  expect(countedAnew(info, relabelled.next).fingerprint).toBeNull();
  expect(countedAnew(info, applyEdit(relabelled.next, relabelled.inverse).next).fingerprint).toBe('that of the import');
  const removed = applyEdit(stored, { kind: 'keep', rows: Uint32Array.of(0), values: Uint8Array.of(0) });
  expect(countedAnew(info, removed.next).fingerprint).toBeNull();
  expect(countedAnew({ ...info, revision: undefined } as DatasetInfo, stored).revision).toBe(1);
});

test('an edit of rows that are not there changes nothing, and neither does its inverse', () => {
  const stored: DatasetLabels = { labels: Uint8Array.of(0, 1) };
  const { next, inverse } = applyEdit(stored, labelEdit(0, Uint32Array.of(1, 2, 7), Uint8Array.of(0, 1, 1)));
  expect(next.labels).toEqual(Uint8Array.of(0, 0));
  expect(inverse).toEqual({ kind: 'labels', rows: Uint32Array.of(1), values: Uint8Array.of(1) });
  expect(applyEdit(next, inverse).next.labels).toEqual(stored.labels);
});

test('what takes an edit back leaves alone the rows that it did not change', () => {
  const stored: DatasetLabels = { labels: Uint8Array.of(0, 1) };
  const { inverse } = applyEdit(stored, labelEdit(0, Uint32Array.of(0, 1), Uint8Array.of(1, 1)));
  expect(labelsEdited(inverse)).toEqual({ label: 0, rows: Uint32Array.of(0), values: Uint8Array.of(0) });
  expect(labelsEdited(labelEdit(2, Uint32Array.of(0), Uint8Array.of(1)))).toMatchObject({ label: 2 });
  expect(labelsEdited({ kind: 'parts', parts: null })).toBeNull();
});

test('a dataset of one label is counted, too', () => {
  const { moreLabels: _, ...single } = info;
  const counted = countedAnew(single, { labels: Uint8Array.of(0, 1, 1) });
  expect(counted).toMatchObject({ positives: 2, negatives: 1, unlabelled: 0, removed: 0, moreLabels: undefined });
});

test('what divides a dataset can be taken back, to another division or to none', () => {
  const stored: DatasetLabels = { labels: Uint8Array.of(0, 1) };
  const parts = { names: ['a', 'b'], of: Uint8Array.of(1, 0) };
  const divided = applyEdit(stored, { kind: 'parts', parts });
  expect(divided.inverse).toEqual({ kind: 'parts', parts: null });
  expect(applyEdit(divided.next, divided.inverse).next.parts).toBeUndefined();
  expect(applyEdit(divided.next, { kind: 'parts', parts: null }).inverse).toEqual({ kind: 'parts', parts });
});
