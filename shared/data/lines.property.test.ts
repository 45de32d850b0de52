import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspect } from './inspect';
import { fileOf, readTable } from './testing/tables';

/* Lines, marked lines and records, written of any comments, are read back as they were, or a question is asked. */

const WORDS = 'hello friend this article thanks source fool wrong спасибо друзья сегодня погода автор ерунда';
const word = fc.constantFrom(...WORDS.split(' '));
const beginnings = ['5 ', '1 ', '10:05 - ', 'RT @user: ', '[quote]a[/quote] ', '| ', '#', '# ', '- ', '"', "'", 'no, '];
const beginning = fc.constantFrom(
  '',
  '',
  '',
  '',
  ...beginnings,
  '@user ',
  'https://a.b/c?d=e,f ',
  '{"a": 1} ',
  '=',
  '❤️ ',
);
const between = fc.constantFrom(' ', ' ', ' ', ', ', '. ', '; ', ' - ', ': ', ' | ', ' (', ') ', '" ', ' -> ', '/');
const comment = fc
  .tuple(beginning, word, fc.array(fc.tuple(between, word), { maxLength: 7 }), fc.constantFrom('', '', '!', '…', ' 🤡'))
  .map(([before, first, rest, end]) => before + first + rest.map(([mark, next]) => mark + next).join('') + end);

const pairs = [
  ['ok', 'toxic'],
  ['normal', 'hate'],
  ['not_offensive', 'offensive'],
  ['non-toxic', 'toxic'],
  ['норма', 'оскорбление'],
] as const;

/** Comments that differ, with labels of both kinds among the first. */
const tables = fc
  .tuple(fc.uniqueArray(comment, { minLength: 4, maxLength: 40 }), fc.constantFrom(...pairs), fc.constantFrom(0, 1))
  .map(([texts, words, first]) => ({
    texts,
    labels: texts.map((_, i) => (i + first) % 2),
    said: texts.map((_, i) => words[(i + first) % 2]),
  }));

type Write = (text: string, said: string, label: number, i: number) => string;

const LINES: Readonly<Record<string, Write>> = {
  fastText: (text, said) => `__label__${said.replaceAll(' ', '_')} ${text}`,
  'fastText, labels last': (text, said) => `${text} __label__${said}`,
  brackets: (text, said) => `[${said}] ${text}`,
  'angle brackets': (text, said) => `<${said}> ${text}`,
  'an arrow': (text, said) => `${said} => ${text}`,
  'an arrow at the end': (text, said) => `${text} => ${said}`,
  'Vowpal Wabbit': (text, _, label, i) => `${label === 1 ? 1 : -1} 'id${i}|words ${text.replace(/[|:]/g, ' ')}`,
  'a tab': (text, said) => `${text.replaceAll('"', '')}\t${said}`,
  'JSON Lines': (text, said) => JSON.stringify({ text, label: said }),
  'nested records': (text, _, label, i) => JSON.stringify({ id: i, data: { comment: text }, toxic: label === 1 }),
  'lists of JSON': (text, _, label) => JSON.stringify([label, text]),
  'lists of labels': (text, said) => JSON.stringify({ body: text, labels: [said] }),
};

/** What a comment becomes by being written so. */
const textOf: Readonly<Record<string, (text: string) => string>> = {
  'Vowpal Wabbit': (text) => text.replace(/[|:]/g, ' ').trimEnd(),
  'a tab': (text) => text.replaceAll('"', ''),
};

test.each(Object.keys(LINES))('comments and labels as %s are read back exactly, or asked about', async (kind) => {
  await fc.assert(
    fc.asyncProperty(tables, fc.constantFrom('\n', '\r\n'), async ({ texts, labels, said }, end) => {
      const content = texts.map((text, i) => LINES[kind](text, said[i], labels[i], i)).join(end);
      const { report, options } = await inspect(fileOf(content, 'a.txt'), {});
      if (report.questions.length > 0) return;
      const read = await readTable(content, { ...options, name: 'a.txt' });
      const written = texts.map(textOf[kind] ?? ((text) => text));
      expect(read.rows.map((row) => row[report.textColumn].trimStart())).toEqual(
        written.map((text) => text.trimStart()),
      );
      expect(read.labels).toEqual(labels);
    }),
    { numRuns: Number(process.env.LINES_RUNS ?? 60) },
  );
});

test('comments on lines are read back exactly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(comment, { minLength: 4, maxLength: 40 }), async (texts) => {
      const { report, options } = await inspect(fileOf(texts.join('\n'), 'a.txt'), {});
      const read = await readTable(texts.join('\n'), { ...options, name: 'a.txt' });
      expect(read.rows.map((row) => row[report.textColumn])).toEqual(texts);
    }),
    { numRuns: Number(process.env.LINES_RUNS ?? 200) },
  );
});
