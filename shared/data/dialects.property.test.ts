import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Encoding } from './bytes/encodings';
import { DELIMITERS } from './delimited/dialect';
import { inspect } from './inspect';
import { type WrittenDialect, writeTable } from './testing/dialects';
import { fileOf, readTable } from './testing/tables';

/* A table written in any dialect is read back as it was, or a question is asked. */

const UNICODE: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be'];
const CYRILLIC: readonly Encoding[] = ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'];

const dialects = fc
  .record({
    delimiter: fc.constantFrom(...DELIMITERS),
    quote: fc.constantFrom('"' as const, '"' as const, "'" as const),
    quoting: fc.constantFrom('all' as const, 'texts' as const, 'needed' as const),
    escaping: fc.constantFrom('doubled' as const, 'doubled' as const, 'backslash' as const),
    lineEnd: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
    endsLast: fc.boolean(),
    encoding: fc.constantFrom(...UNICODE, ...CYRILLIC),
    mark: fc.boolean(),
    header: fc.boolean(),
    notes: fc.subarray(['Exported from the forum', 'Выгрузка за март', '2024']),
    sepLine: fc.boolean(),
    spaced: fc.constantFrom(false, false, false, true),
    blank: fc.constantFrom('none' as const, 'none' as const, 'end' as const, 'between' as const),
  })
  .map((dialect): WrittenDialect => {
    const isLegacy = !UNICODE.includes(dialect.encoding);
    // A dialect in which nobody writes: § and ¦ are not in every code page; notes have no place below a sep= line.
    const delimiter = isLegacy && /[§¦þ]/.test(dialect.delimiter) ? ';' : dialect.delimiter;
    const notes = dialect.sepLine || !dialect.header ? [] : dialect.notes;
    // Only quoted cells can have a space before them that is none of theirs.
    const spaced = dialect.spaced && dialect.quoting === 'all';
    // Without names, what a colon separates may be a speaker or the minutes of a time.
    const header = dialect.header || delimiter === ':';
    // Nor can a sign of hashtags or of people's names be told from one that separates cells, but for quotes.
    const quoting = !header && /[#@]/.test(delimiter) ? 'all' : dialect.quoting;
    return { ...dialect, delimiter, header, quoting, mark: dialect.mark && !isLegacy, notes, spaced };
  });

const WORDS =
  'спасибо друзья сегодня хорошая погода статья очень понравилась автору написал ерунду читать невозможно привет всем ' +
  'hello friend this article thanks source fool wrong';
const word = fc.constantFrom(...WORDS.split(' '));
const russian = fc.constantFrom(...WORDS.split(' ').slice(0, 15));
const mark = fc.constantFrom(
  ' ',
  ' ',
  ' ',
  ' ',
  ', ',
  '. ',
  '; ',
  ' - ',
  '! ',
  ': ',
  ' "',
  '" ',
  "'",
  '\n',
  ' | ',
  '\t',
);
/** How comments begin that look like something else. */
const beginnings = [
  '5 ',
  '1 ',
  'RT @user: ',
  '[quote]a[/quote] ',
  '| ',
  '#',
  '# ',
  '- ',
  'no, ',
  '@user ',
  'text ',
  '(ok) ',
];
const beginning = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.constantFrom(...beginnings));
const comments = fc
  .tuple(
    fc.tuple(beginning, russian).map(([before, first]) => before + first),
    fc.array(fc.tuple(mark, word), { minLength: 2, maxLength: 8 }),
    fc.constantFrom('', '', '.', '!', '"'),
  )
  .map(([first, rest, end]) => first + rest.map(([between, next]) => between + next).join('') + end);

const tables = fc
  .record({
    texts: fc.array(comments, { minLength: 4, maxLength: 30 }),
    layout: fc.constantFrom('id', 'none', 'swapped', 'wide'),
    values: fc.constantFrom(
      ...[
        ['0', '1'],
        ['-1', '1'],
        ['0.0', '1.0'],
        ['no', 'yes'],
        ['нет', 'да'],
        ['False', 'True'],
        ['ok', 'toxic'],
      ],
      ...[
        ['normal', 'hate'],
        ['not offensive', 'offensive'],
        ['non-toxic', 'toxic'],
        ['норма', 'оскорбление'],
      ],
    ),
    first: fc.constantFrom(0, 1),
  })
  .map(({ texts, layout, values, first }) => {
    const rows = texts.map((text, i) => [text, values[(i + first) % 2]]);
    const named = [['comment', 'toxic'], ...rows];
    const place = (row: readonly string[], i: number) => {
      const [text, label] = row;
      if (layout === 'id') return [i === 0 ? 'id' : String(100 + i), text, label];
      if (layout === 'wide') return [text, i === 0 ? 'author' : `user${i}`, i === 0 ? 'likes' : String(i * 7), label];
      return layout === 'swapped' ? [label, text] : [text, label];
    };
    return { names: place(named[0], 0), rows: rows.map((row, i) => place(row, i + 1)), toxic: values[1] };
  });

test('a table in any dialect is read back exactly, or asked about', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(tables, dialects, async ({ names, rows, toxic }, dialect) => {
      // Where lines end in CR, a line end within a cell is one too.
      const written = [names, ...rows].map((row) => row.map((cell) => cell.replaceAll('\n', dialect.lineEnd)));
      const bytes = writeTable(written, dialect);
      const { report, options } = await inspect(fileOf(bytes), {});
      if (report.questions.length > 0) return;
      const read = await readTable(bytes, options);
      const text = names.indexOf('comment');
      const label = names.indexOf('toxic');
      expect(read.rows.map((row) => row[report.textColumn])).toEqual(written.slice(1).map((row) => row[text]));
      // In a column without a name “yes” may mean anything: it is then not taken for a label.
      if (report.labelColumn === null && !dialect.header) return;
      expect(read.labels).toEqual(rows.map((row) => Number(row[label] === toxic)));
    }),
    { numRuns: Number(process.env.DIALECT_RUNS ?? 300) },
  );
});
