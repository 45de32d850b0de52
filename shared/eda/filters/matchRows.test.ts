import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { textColumnOf } from '../../data/column/textColumn';
import { runStepsSync } from '../../runtime/steps';
import { LENGTH_MEASURES } from '../lengths/measures';
import { PERSONAL_DATA } from '../personalData/kinds';
import { type ByClass, CLASS_KEYS } from '../section/classes';
import { EDA_DEFAULTS, type EdaSettings, LEFT_OUT } from '../section/settings';
import { STYLE_MARKS } from '../style/marks';
import { explored, sourceOf } from '../testing/explored';
import { createRowMatcher, type MatchChunk } from './matchRows';
import type { RowFilter } from './rowFilter';

const ROWS = [
  'You are STUPID people!!! Stop it.',
  'nothing at all?',
  '',
  'NA',
  'mail me@example.com or 8 903 123-45-67',
  'дурак sooo st*pid дyрак 😀 http://example.org/x',
  'women are, you are',
];
const LABELS = [1, 0, 255, 0, 0, 1, 1];

function chunkOf(texts: readonly string[], labels: readonly number[], firstRow = 0): MatchChunk {
  return { text: textColumnOf(texts), labels: Uint8Array.from(labels), firstRow, columns: new Map() };
}

/** The numbers of the rows that pass. */
async function matching(
  filters: readonly RowFilter[],
  chunk: MatchChunk = chunkOf(ROWS, LABELS),
  settings: EdaSettings = EDA_DEFAULTS,
): Promise<number[]> {
  const matcher = await createRowMatcher(filters, settings);
  const matched = runStepsSync(matcher.match(chunk));
  return Array.from(matched.keys()).filter((row) => matched[row] === 1);
}

const EXAMPLES: readonly [filter: RowFilter, rows: number[]][] = [
  [{ kind: 'class', label: 1 }, [0, 5, 6]],
  [{ kind: 'class', label: null }, [2]],
  [{ kind: 'length', measure: 'words', from: 3, to: 5 }, [1, 6]],
  [{ kind: 'length', measure: 'characters', from: 33, to: null }, [0, 4, 5]],
  [{ kind: 'term', term: 'you are' }, [0, 6]],
  [{ kind: 'term', term: 'are you' }, [6]],
  [{ kind: 'term', term: 'You are' }, []],
  [{ kind: 'contains', text: 'aRE' }, [0, 6]],
  [{ kind: 'contains', text: 'ДУР' }, [5]],
  [{ kind: 'contains', text: '' }, [0, 1, 2, 3, 4, 5, 6]],
  [{ kind: 'pattern', source: '^w|!{3}', ignoreCase: false }, [0, 6]],
  [{ kind: 'pattern', source: 'stupid', ignoreCase: true }, [0]],
  [{ kind: 'pattern', source: '^\\p{Emoji_Presentation}|😀 h', ignoreCase: false }, [5]],
  [{ kind: 'language', language: 'en' }, [0, 1, 5, 6]],
  [{ kind: 'empty' }, [2]],
  [{ kind: 'missing' }, [3]],
  [{ kind: 'style', mark: 'mixedAlphabets' }, [5]],
  [{ kind: 'identity', group: 'women' }, [6]],
  [{ kind: 'personalData', what: 'phone' }, [4]],
  [{ kind: 'wordClass', wordClass: 'adjective' }, [0]],
  [{ kind: 'rows', rows: [6, 1, 99] }, [1, 6]],
];

test.each(EXAMPLES)('%j', async (filter, rows) => {
  expect(await matching([filter])).toEqual(rows);
});

test('rows pass all filters, and without any every row does', async () => {
  expect(await matching([])).toHaveLength(ROWS.length);
  const both: RowFilter[] = [
    { kind: 'term', term: 'you' },
    { kind: 'class', label: 1 },
    { kind: 'identity', group: 'women' },
  ];
  expect(await matching(both)).toEqual([6]);
});

test('rows by number count from the first row of the chunk', async () => {
  expect(await matching([{ kind: 'rows', rows: [6, 101] }], chunkOf(ROWS, LABELS, 100))).toEqual([1]);
});

test('further columns are requested, compared whole, and an error if they are missing', async () => {
  const filters: RowFilter[] = [
    { kind: 'column', column: 3, equals: 'дом' },
    { kind: 'column', column: 3, equals: 'дом' },
  ];
  expect((await createRowMatcher(filters, EDA_DEFAULTS)).columns).toEqual([3]);
  const columns = new Map([[3, textColumnOf(['дом', 'дома', '', 'дом', 'Дом', 'до', 'x'])]]);
  expect(await matching(filters, { ...chunkOf(ROWS, LABELS), columns })).toEqual([0, 3]);
  await expect(matching(filters)).rejects.toMatchObject({ code: 'argument-invalid' });
});

test('a part is asked for by name', async () => {
  const parts = Uint8Array.of(0, 1, 1, 255, 0, 2, 9);
  const chunk = { ...chunkOf(ROWS, LABELS), parts, partNames: ['train', 'check'] };
  expect(await matching([{ kind: 'part', part: 'check' }], chunk)).toEqual([1, 2]);
  expect(await matching([{ kind: 'part', part: 'other' }], chunk)).toEqual([]);
  expect(await matching([{ kind: 'part', part: 'check' }])).toEqual([]);
});

test('what is no regular expression is refused with the reason', async () => {
  for (const source of ['(', '[z-a]', 'a{2,1}', '\\p{Nope}', '*']) {
    const refusal = createRowMatcher([{ kind: 'pattern', source, ignoreCase: true }], EDA_DEFAULTS);
    const error = await refusal.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CodedError);
    expect(error).toMatchObject({ code: 'pattern-invalid', params: { pattern: source } });
    expect(error).toMatchObject({ params: { reason: expect.stringMatching(/^[^:/]{4,}$/) } });
  }
  const unknown = createRowMatcher([{ kind: 'identity', group: 'constructor' }], EDA_DEFAULTS);
  await expect(unknown).rejects.toMatchObject({ code: 'argument-invalid' });
});

const word = fc.constantFrom(
  ...[
    'you',
    'are',
    'You',
    'STUPID',
    'page',
    'the',
    'дурак',
    'Дураки',
    'women',
    'мусульмане',
    'stup1d',
    'soooo',
    '😀',
    '!',
  ],
  ...["don't", 'you’re', '&amp;', 'RT', 'not', 'не', 'ты'],
  ...['?', '.', '\n', 'NA', 'me@example.com', '@anna', '203.0.113.7', '8 903 123-45-67', 'http://example.org', 'дyрак'],
);
const texts = fc.array(
  fc.array(word, { maxLength: 10 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 12 },
);
const settings = fc.record({
  keep: fc.subarray([...LEFT_OUT]),
  tokens: fc.constantFrom('plain' as const, 'stem' as const),
  stopWords: fc.constantFrom('none' as const, 'auto' as const),
});

test('filters pass as many rows as the sections of the report count', async () => {
  await fc.assert(
    fc.asyncProperty(texts, settings, fc.infiniteStream(fc.constantFrom(0, 1, 255)), async (drawn, chosen, labelOf) => {
      const used: EdaSettings = { ...EDA_DEFAULTS, ...chosen };
      const labels = drawn.map(() => labelOf.next().value ?? 0);
      const report = await explored(
        sourceOf(drawn, labels, 5),
        ['overview', 'lengths', 'style', 'identity', 'personalData', 'terms'],
        used,
      );
      const chunk = chunkOf(drawn, labels);
      const count = async (...filters: RowFilter[]) => (await matching(filters, chunk, used)).length;
      const classFilter = { 0: 0, 1: 1, unlabelled: null } as const;
      async function expectByClass<Value>(
        values: ByClass<Value> | undefined,
        filter: RowFilter,
        expected: (value: Value) => number,
      ): Promise<void> {
        for (const key of CLASS_KEYS) {
          const value = values?.[key];
          const label = classFilter[key];
          if (value !== undefined) expect(await count({ kind: 'class', label }, filter)).toBe(expected(value));
        }
      }

      expect(await count({ kind: 'empty' })).toBe(report.overview?.empty);
      expect(await count({ kind: 'missing' })).toBe(report.overview?.missing);
      for (const language of ['en', 'ru', 'other', 'unknown'] as const) {
        await expectByClass(report.overview?.languages, { kind: 'language', language }, (counts) => counts[language]);
      }
      for (const measure of LENGTH_MEASURES) {
        const bins = report.lengths?.[measure].linear;
        const edges = bins?.edges ?? [];
        for (let bin = 0; bin + 1 < edges.length; bin++) {
          const to = bin + 2 < edges.length ? edges[bin + 1] : null;
          const filter: RowFilter = { kind: 'length', measure, from: edges[bin], to };
          await expectByClass(bins?.counts, filter, (counts) => counts[bin]);
        }
      }
      for (const mark of STYLE_MARKS) {
        const shares = report.style?.find((entry) => entry.mark === mark)?.shares;
        await expectByClass(shares, { kind: 'style', mark }, ({ hits }) => hits);
      }
      for (const { group, toxic } of report.identity?.terms ?? []) {
        expect(await count({ kind: 'class', label: 1 }, { kind: 'identity', group })).toBe(toxic.hits);
        const zeros = await count({ kind: 'class', label: 0 }, { kind: 'identity', group });
        expect(zeros + toxic.hits).toBe(toxic.of);
      }
      for (const what of PERSONAL_DATA) {
        const facts = report.personalData?.find(({ kind }) => kind === what);
        expect(await count({ kind: 'personalData', what })).toBe(facts?.rows);
        expect(await matching([{ kind: 'personalData', what }], chunk, used)).toEqual(facts?.examples);
      }
      for (const list of Object.values(report.terms ?? {})) {
        for (const key of CLASS_KEYS) {
          for (const { term, documents } of (list[key] ?? []).slice(0, 4)) {
            const filters: RowFilter[] = [
              { kind: 'class', label: classFilter[key] },
              { kind: 'term', term },
            ];
            expect(await count(...filters)).toBe(documents);
          }
        }
      }
    }),
    { numRuns: 15 },
  );
});

test('a part of speech is found in the rows of its language that the report counts it in', async () => {
  const kinds = ['You are a stupid person.', 'Dogs bark.', 'Ты глупый дурак.', 'Собаки лают на Наташу.', '???'];
  const rows = Array.from({ length: 80 }, () => kinds).flat();
  const labels = rows.map((_, row) => (row % 5 < 3 ? row % 2 : 255));
  const { partsOfSpeech } = await explored(sourceOf(rows, labels, 50), ['partsOfSpeech']);
  const chunk = chunkOf(rows, labels);
  let compared = 0;
  for (const { language, classes } of partsOfSpeech?.languages ?? []) {
    for (const { wordClass, shares } of classes) {
      for (const [key, label] of [
        ['0', 0],
        ['1', 1],
        ['unlabelled', null],
      ] as const) {
        const share = shares[key];
        if (share === undefined) continue;
        const filters: RowFilter[] = [
          { kind: 'class', label },
          { kind: 'wordClass', wordClass, language },
        ];
        expect((await matching(filters, chunk)).length > 0, `${language} ${wordClass} ${key}`).toBe(share.hits > 0);
        compared += 1;
      }
    }
  }
  expect(compared).toBe(5 * 11);
  const both = await matching([{ kind: 'wordClass', wordClass: 'noun' }], chunk);
  const apart = await Promise.all(
    (['en', 'ru'] as const).map((language) => matching([{ kind: 'wordClass', wordClass: 'noun', language }], chunk)),
  );
  expect(both).toEqual(apart.flat().sort((a, b) => a - b));
});
