import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runSteps } from '../../runtime/steps';
import type { ReadOptions } from '../filePlan';
import { inspectFully } from '../inspect';
import { importTable } from '../readTable';
import { fileOf } from '../testing/tables';
import { createLabelTally, judgeTally } from './labelTally';

/** What an import makes of the file, with what the tally says it will. */
async function bothWays(text: string, options: ReadOptions) {
  const inspection = await runSteps(inspectFully(fileOf(text), options));
  const judged = judgeTally(inspection.tally, options);
  const schemes = judged.labelling;
  const report = await runSteps(importTable(fileOf(text), { ...inspection.options, ...options, schemes }, () => {}));
  return { judged, report };
}

test('words that are set are counted as an import counts them, rows that cannot be read among those left out', async () => {
  const text = 'tweet,subtask_a\nyou goose,OFF\nthank you,NOT\nfine day,NOT\nhm,TIN\nshort\nover there,OFF\n';
  const meanings = { OFF: 'toxic', NOT: 'notToxic', TIN: 'leaveOut' } as const;
  const { judged, report } = await bothWays(text, { textColumn: 0, labelColumns: [1], label: { meanings } });
  expect(judged).toMatchObject({ kept: 4, positives: 2, negatives: 2, unlabelled: 0, questions: [] });
  expect(judged.leftOut).toEqual([
    { reason: 'too-few-fields', count: 1 },
    { reason: 'label-left-out', count: 1 },
  ]);
  expect(report).toMatchObject({ rows: 4, positives: 2, negatives: 2 });
});

test('a value that nobody understands is a question until it is set', async () => {
  const text = 'tweet,label\nyou goose,AGR\nthank you,NOT\nfine day,NOT\n';
  const { tally } = await runSteps(inspectFully(fileOf(text), { textColumn: 0, labelColumns: [1] }));
  expect(judgeTally(tally, {}).questions).toEqual([
    { code: 'label-values', column: 'label', total: 1, values: [{ value: 'AGR', count: 1 }] },
  ]);
  expect(judgeTally(tally, { label: { meanings: { AGR: 'toxic' } } })).toMatchObject({ questions: [], positives: 1 });
});

test.each([
  [{ rule: 'any' } as const, { positives: 3, negatives: 1, leftOut: [] }],
  [{ rule: 'majority' } as const, { positives: 1, negatives: 2, leftOut: [{ reason: 'label-tied', count: 1 }] }],
  [{ rule: 'atLeast', votes: 2 } as const, { positives: 1, negatives: 3, leftOut: [] }],
  [{ rule: 'mean', cut: 0.5 } as const, { positives: 2, negatives: 2, leftOut: [] }],
])('several columns make one label by %o', async (combine, expected) => {
  const text = 'comment,a1,a2,a3\nyou goose,1,1,0\nthank you,0,0,0\nwell well,1,0,0\nhm hm,1,0,\n';
  const { judged, report } = await bothWays(text, { textColumn: 0, labelColumns: [1, 2, 3], combine });
  expect(judged).toMatchObject(expected);
  expect(report).toMatchObject({ positives: expected.positives, negatives: expected.negatives });
});

test('what the tally says is what an import does, whatever the cells and the choices', async () => {
  const cell = fc.constantFrom('0', '1', '-1', '', 'OFF', 'NOT', '0.4', '7', 'hm', '"1, 1"');
  const meaning = fc.constantFrom('toxic' as const, 'notToxic' as const, 'leaveOut' as const);
  const choices = fc.record(
    {
      label: fc.record(
        {
          meanings: fc.dictionary(fc.constantFrom('OFF', 'NOT', 'hm', '7', '1'), meaning),
          inverted: fc.boolean(),
          cut: fc.record({ at: fc.constantFrom(0.3, 1), toxic: fc.constantFrom('from' as const, 'below' as const) }),
        },
        { requiredKeys: [] },
      ),
      combine: fc.constantFrom({ rule: 'any' } as const, { rule: 'majority' } as const),
    },
    { requiredKeys: [] },
  );
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(rows, choices, async (cells, chosen) => {
      const text = `comment,toxic,insult\n${cells.map(([a, b], i) => `comment number ${i},${a},${b}\n`).join('')}`;
      fc.pre(cells.some(([a]) => a !== '' && a !== '-1')); // no label at all is an error of its own
      const columns = { textColumn: 0, labelColumns: [1, 2] };
      const options: ReadOptions = { ...columns, ...chosen };
      const inspection = await runSteps(inspectFully(fileOf(text), columns));
      const judged = judgeTally(inspection.tally, options);
      fc.pre(judged.kept > 0);
      const reading = { ...inspection.options, ...options, schemes: judged.labelling };
      const report = await runSteps(importTable(fileOf(text), reading, () => {}));
      expect([report.rows, report.positives, report.negatives]).toEqual([
        judged.kept,
        judged.positives,
        judged.negatives,
      ]);
      const leftOut = report.refused.map(({ reason, count }) => ({ reason, count }));
      expect(leftOut.toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))).toEqual(
        judged.leftOut.toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1)),
      );
    }),
    { numRuns: 60 },
  );
});

test('rows beyond the limit are counted as such, and cells are kept apart whatever is in them', () => {
  const tally = createLabelTally([0, 1], 2);
  for (const row of [
    ['a', 'b'],
    ['ab', ''],
    ['a', 'b'],
    ['', 'ab'],
  ])
    tally.add(row);
  expect(tally.counted()).toEqual({
    rows: [
      { cells: ['a', 'b'], count: 2 },
      { cells: ['ab', ''], count: 1 },
    ],
    uncounted: 1,
  });
});

test('labels that stay separate are counted each by itself, and one of them can be turned round', async () => {
  const text = 'comment,toxic,threat\nyou goose,1,0\nthank you,0,\nwell well,0,1\nhm hm,,1\n';
  const options = { textColumn: 0, labelColumns: [1, 2] };
  const { judged, report } = await bothWays(text, options);
  expect(judged).toMatchObject({ kept: 3, positives: 1, negatives: 2 });
  expect(judged.labels).toEqual([
    { name: 'toxic', positives: 1, negatives: 2, unlabelled: 0 },
    { name: 'threat', positives: 1, negatives: 1, unlabelled: 1 },
  ]);
  expect(report).toMatchObject({ rows: 3, positives: 1 });
  const columns = { threat: { inverted: true } };
  const turned = await bothWays(text, { ...options, combine: { rule: 'any' }, label: { columns } });
  expect(turned.judged.labelling.map(({ inverted }) => inverted)).toEqual([false, true]);
  expect(turned.judged).toMatchObject({ kept: 4, positives: 1, negatives: 3 });
  expect(turned.report).toMatchObject({ positives: 1, negatives: 3 });
});

test('ten thousand different values that are all set are judged', () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => ({ cells: [`${i % 2 ? 'kind' : 'unkind'} ${i}`], count: 1 }));
  const tally = { columns: [1], names: ['label'], rows, uncounted: 0, unreadable: [], label: undefined, repeats: [] };
  const meanings = Object.fromEntries(rows.map(({ cells: [value] }) => [value, 'toxic' as const]));
  const [question] = judgeTally(tally, {}).questions;
  expect(question).toMatchObject({ code: 'label-values', total: 10_000 });
  const judged = judgeTally(tally, { label: { meanings } });
  expect(judged).toMatchObject({ kept: 10_000, positives: 10_000, questions: [] });
});
