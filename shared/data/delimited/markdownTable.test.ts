import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspect } from '../inspect';
import { fileOf, readTable } from '../testing/tables';
import { createMarkdownFilter, linesAboveMarkdown } from './markdownTable';

const TABLE = [
  '| comment                | toxic |',
  '|:-----------------------|------:|',
  '| you are a fool         |     1 |',
  '| thank you for the help |     0 |',
  '| one \\| the other       |     0 |',
].join('\n');
const TEXTS = ['you are a fool', 'thank you for the help', 'one | the other'];

test.each([
  ['a table alone', TABLE, 'a.md'],
  ['under another name', `${TABLE}\n`, 'a.txt'],
  ['with line ends of Windows', TABLE.replaceAll('\n', '\r\n'), 'a.md'],
  ['within a document', `# Results\n\nWhat was said.\n\n${TABLE}\n`, 'a.md'],
  ['without the bars around it', TABLE.replaceAll(/^\| | \|$/gm, '').replaceAll(/^\||\|$/gm, ''), 'a.md'],
])('a Markdown table is read: %s', async (_, content, name) => {
  const { report, options } = await inspect(fileOf(content, name), {});
  expect(report).toMatchObject({ columns: ['comment', 'toxic'], rows: 3, positives: 1, negatives: 2, questions: [] });
  const { rows, labels } = await readTable(content, { name, ...options });
  expect(rows.map(([text]) => text)).toEqual(TEXTS);
  expect(labels).toEqual([1, 0, 0]);
});

test.each([
  'a | b\nc | d',
  '---|---\na | b',
  '| a | b |\n|---|\n| c | d |',
  'a list\n- one\n- two',
  'a heading\n---------',
  `${' '.repeat(1 << 20)}x\n${' '.repeat(1 << 20)}x`,
  `a | b\n${'| '.repeat(1 << 18)}x`,
  `a | b\n${'-'.repeat(1 << 20)}x|${' '.repeat(1 << 20)}`,
])('other text is no Markdown table: %#', (text) => {
  expect(linesAboveMarkdown(text)).toBeNull();
});

test('the filter gives the same wherever the text is cut', () => {
  const whole = (text: string) => {
    const filter = createMarkdownFilter('\n');
    return filter.push(text) + filter.end();
  };
  const expected = whole(TABLE);
  expect(expected.split('\n').slice(0, 3)).toEqual(['comment|toxic', '', 'you are a fool|1']);
  fc.assert(
    fc.property(fc.array(fc.nat(TABLE.length), { maxLength: 10 }), (cuts) => {
      const filter = createMarkdownFilter('\n');
      const places = [0, ...cuts.sort((a, b) => a - b), TABLE.length];
      const parts = places.slice(1).map((to, i) => filter.push(TABLE.slice(places[i], to)));
      expect(parts.join('') + filter.end()).toBe(expected);
    }),
  );
});

test('any table that is written as Markdown is read back', async () => {
  const cell = fc.stringMatching(/^[a-z][a-z ,;"'|()*#-]{0,30}[a-z]$/).map((text) => text.replaceAll(/ +/g, ' '));
  const rowOf = fc.record({ text: cell, label: fc.constantFrom('0', '1'), padding: fc.nat(3) });
  await fc.assert(
    fc.asyncProperty(fc.array(rowOf, { minLength: 3, maxLength: 12 }), fc.boolean(), async (rows, outer) => {
      const line = (cells: readonly string[], padding = 0) => {
        const inner = cells.map((one) => one.replaceAll('|', '\\|') + ' '.repeat(padding)).join(' | ');
        return outer ? `| ${inner} |` : inner;
      };
      const lines = [line(['comment', 'toxic']), line(['---', '--:'])];
      const content = [...lines, ...rows.map(({ text, label, padding }) => line([text, label], padding))].join('\n');
      const { options } = await inspect(fileOf(content, 'a.md'), {});
      const read = await readTable(content, { name: 'a.md', ...options });
      expect(read.rows.map(([text]) => text)).toEqual(rows.map(({ text }) => text));
      expect(read.labels).toEqual(rows.map(({ label }) => Number(label)));
    }),
    { numRuns: Number(process.env.DIALECT_RUNS ?? 150) },
  );
});
