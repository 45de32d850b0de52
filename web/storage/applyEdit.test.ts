import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdit, type DatasetEdit, labelEdit } from './applyEdit';
import { type DatasetLabels, NO_PART } from './records';

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
