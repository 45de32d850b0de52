import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageOfBytes } from '../../text/language/language';
import { explored, sourceOf } from '../testing/explored';
import { blanknessOf } from './blankText';

const encoder = new TextEncoder();

function blankness(text: string) {
  const bytes = encoder.encode(`x${text}y`);
  return blanknessOf(bytes, 1, bytes.length - 1);
}

test('a text is empty if it has white space alone, missing if a table would write it for nothing', () => {
  for (const text of ['', ' ', '\n\t \r', '\u00a0', '\u3000 \u2003', ' '.repeat(100)])
    expect(blankness(text)).toBe('empty');
  for (const text of [
    'NA',
    'n/a',
    '#N/A',
    '<NA>',
    'NaN',
    'null',
    'None',
    ' none\n',
    '\u3000null\u00a0',
    `NA${' '.repeat(99)}`,
  ]) {
    expect(blankness(text)).toBe('missing');
  }
  for (const text of ['none of this', 'nah', 'n', '#', '\u0000', '\u200b', 'на', 'N A', 'nullified', 'no', '-']) {
    expect(blankness(text)).toBeNull();
  }
});

test('the overview counts rows of every kind', async () => {
  const texts = [
    'You idiot!',
    'you IDIOT',
    'You idiot!',
    'Thanks for the edit',
    '',
    ' ',
    '',
    'NA',
    'Это глупая статья',
    '!!!',
  ];
  const labels = [1, 0, 1, 0, 0, 0, 255, 1, 255, 0];
  const { overview, classes, rows } = await explored(sourceOf(texts, labels, 3), ['overview']);
  expect(rows).toBe(10);
  expect(classes).toEqual({ '0': { rows: 5 }, '1': { rows: 3 }, unlabelled: { rows: 2 } });
  expect(overview).toEqual({
    rows: 10,
    unique: 7,
    empty: 3,
    missing: 1,
    duplicates: 4,
    conflicts: { texts: 1, rows: 3 },
    languages: {
      '0': { en: 2, ru: 0, other: 0, unknown: 3 },
      '1': { en: 2, ru: 0, other: 0, unknown: 1 },
      unlabelled: { en: 0, ru: 1, other: 0, unknown: 1 },
    },
  });
});

/** Letters, digits and what separates two of these; all of the text where there are none. */
function slowKey(text: string): string {
  const marked = text.toLowerCase().replace(/(?<=\d)[^\p{L}\d]+(?=\d)/gu, (gap) => (gap === ',' ? '<' : '='));
  return marked.replace(/[\s,]/g, '') || `>${text.trim()}`;
}

test('the overview equals a slow count', async () => {
  const text = fc.string({ unit: fc.constantFrom(...'aAb ,1Яя\n'.split(''), 'the '), maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, fc.constantFrom(0, 1, 255)), { maxLength: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, cut) => {
        const texts = rows.map(([text]) => text);
        const labels = rows.map(([, label]) => label);
        const { overview } = await explored(sourceOf(texts, labels, cut), ['overview']);
        const keys = texts.map(slowKey);
        const both = new Set(
          keys.filter((key, row) => labels[row] === 0 && keys.some((other, i) => other === key && labels[i] === 1)),
        );
        expect(overview).toMatchObject({
          unique: new Set(texts.map((text) => text.trim())).size,
          empty: texts.filter((text) => text.trim() === '').length,
          duplicates: texts.length - new Set(keys).size,
          conflicts: { texts: both.size, rows: keys.filter((key, row) => both.has(key) && labels[row] !== 255).length },
        });
        const russian = texts.filter(
          (text, row) => labels[row] === 1 && languageOfBytes(encoder.encode(text)) === 'ru',
        );
        expect(overview?.languages['1']?.ru ?? 0).toBe(russian.length);
      },
    ),
    { numRuns: 200 },
  );
});
