import { expect, test } from 'vitest';
import { runSteps } from '../runtime/steps';
import { createCommentCleaner, isWorthCleaning, kindsFound } from './cleaning';
import type { TableChunk } from './column/chunkBuilder';
import { rowText } from './column/textColumn';
import { inspect } from './inspect';
import { importTable } from './readTable';
import { fileOf } from './testing/tables';

const FILE =
  'id,comment,toxic\n1,you &amp; your goose,1\n2,thank you,0\n3,it\\u2019s fine,0\n4,go\u200bose &lt;3,\n5,short\n';

test('leftovers are counted over the file and shown as they would change', async () => {
  const { report } = await inspect(fileOf(FILE), {});
  expect(report.columns).toEqual(['id', 'comment', 'toxic']);
  // The row without a label is looked at too; the one without a cell for it is no row.
  expect(report.cleaning).toMatchObject({ of: 4, rows: 3, found: { entities: 2, escapes: 1, zeroWidth: 1 } });
  expect(report.cleaning.examples[0]).toEqual({ before: 'you &amp; your goose', after: 'you & your goose' });
  expect(kindsFound(report.cleaning)).toEqual(['entities', 'escapes', 'zeroWidth']);
  expect(report.firstText).toBe('you &amp; your goose');
});

test('cleaned comments are read, and as they were they are the last column', async () => {
  const chunks: TableChunk[] = [];
  const report = await runSteps(importTable(fileOf(FILE), { clean: true }, (chunk) => void chunks.push(chunk)));
  expect(report.columns).toEqual(['id', 'comment', 'toxic', 'comment (original)']);
  expect(report.notices).toContainEqual({ code: 'text-cleaned', count: 2, column: 'comment (original)' });
  const column = (position: number) => [0, 1, 2].map((row) => rowText(chunks[0].columns[position], row));
  expect(column(1)).toEqual(['you & your goose', 'thank you', 'it’s fine']);
  expect(column(3)).toEqual(['you &amp; your goose', 'thank you', 'it\\u2019s fine']);
  const plain = await runSteps(importTable(fileOf(FILE), {}, () => {}));
  expect(report.fingerprint).not.toBe(plain.fingerprint);
});

test('a column of the name of the original is not overwritten', async () => {
  const text = 'comment (original),comment,toxic\nx,a &lt; b,1\ny,c,0\n';
  const report = await runSteps(importTable(fileOf(text), { clean: true, textColumn: 'comment' }, () => {}));
  expect(report.columns.at(-1)).toBe('comment (original) (2)');
});

test('a long comment is shown around the first place that changes', () => {
  const cleaner = createCommentCleaner();
  cleaner.clean(`${'word '.repeat(100)}&amp; more`);
  const [{ before, after }] = cleaner.counted().examples;
  expect(before).toBe('…word word word &amp; more');
  expect(after).toBe('…word word word & more');
});

test('one comment of a thousand is not worth a question', () => {
  expect(isWorthCleaning({ of: 1000, rows: 4 })).toBe(false);
  expect(isWorthCleaning({ of: 1000, rows: 5 })).toBe(true);
  expect(isWorthCleaning({ of: 3, rows: 1 })).toBe(false);
});
