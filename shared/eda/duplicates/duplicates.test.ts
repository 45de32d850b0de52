import { expect, test } from 'vitest';
import { explored, sourceOf } from '../testing/explored';
import { LISTED_GROUPS } from './duplicates';

const SENTENCE = 'the editors of this page have added one more reliable source to the second section of the article';

test('groups of copies hold every row of a text, near ones the first row of each text', async () => {
  const texts = [
    SENTENCE, // 0
    'quite another comment',
    SENTENCE.toUpperCase(), // 2: the same but for case
    `${SENTENCE}s`, // 3: near
    '',
    'Quite: another comment!', // 5: the same but for punctuation
    `${SENTENCE}s`, // 6
    '',
    'you stand alone here',
  ];
  const labels = [1, 0, 1, 0, 255, 1, 0, 255, 1];
  const { duplicates } = await explored(sourceOf(texts, labels, 4), ['duplicates']);
  expect(duplicates).toEqual({
    identical: { groups: 2, spare: 2 },
    exact: { groups: 4, spare: 4 },
    near: { groups: 1, spare: 1 },
    conflicting: { groups: 1, rows: 2 },
    groups: [
      { kind: 'near', rows: [0, 3], labels: [1, 0], conflicting: true },
      { kind: 'exact', rows: [1, 5], labels: [0, 1], conflicting: true },
      { kind: 'exact', rows: [0, 2], labels: [1, 1], conflicting: false },
      { kind: 'identical', rows: [3, 6], labels: [0, 0], conflicting: false },
      { kind: 'identical', rows: [4, 7], labels: [255, 255], conflicting: false },
    ],
  });
});

test('duplicates and conflicts are as many as in the overview', async () => {
  const texts = Array.from({ length: 300 }, (_, i) => `Comment: ${(i * i) % 37}!${'.'.repeat(i % 3)}`);
  const labels = texts.map((_, i) => [0, 1, 1, 255][i % 4]);
  const { duplicates, overview } = await explored(sourceOf(texts, labels, 64), ['overview', 'duplicates']);
  expect(duplicates?.exact.spare).toBe(overview?.duplicates);
  expect(overview?.conflicts).toEqual({ texts: duplicates?.conflicting.groups, rows: duplicates?.conflicting.rows });
  expect(duplicates?.identical.spare).toBe(300 - (overview?.unique ?? 0));
  expect(duplicates?.identical.spare).toBeLessThan(duplicates?.exact.spare ?? 0);
  expect(duplicates?.conflicting.groups).toBeGreaterThan(0);
});

test('a dataset without duplicates, and one without rows, have none', async () => {
  const none = {
    identical: { groups: 0, spare: 0 },
    exact: { groups: 0, spare: 0 },
    near: { groups: 0, spare: 0 },
    conflicting: { groups: 0, rows: 0 },
    groups: [],
  };
  expect((await explored(sourceOf(['one thing', 'other words'], [0, 1]), ['duplicates'])).duplicates).toEqual(none);
  expect((await explored(sourceOf([], null), ['duplicates'])).duplicates).toEqual(none);
});

test('of more groups than are listed the conflicting and the largest ones are', async () => {
  const number = (i: number) => String(i * 7919).padStart(9, '0');
  const texts = Array.from({ length: LISTED_GROUPS + 50 }, (_, i) => [number(i), number(i)]).flat();
  const last = number(LISTED_GROUPS + 49);
  const labels = texts.map((_, i) => Number(i === texts.length - 1));
  texts.push(number(LISTED_GROUPS + 3));
  labels.push(0);
  const { duplicates } = await explored(sourceOf(texts, labels), ['duplicates']);
  const groups = duplicates?.groups ?? [];
  expect(duplicates?.exact.groups).toBe(LISTED_GROUPS + 50);
  expect(groups).toHaveLength(LISTED_GROUPS);
  expect(groups[0]).toMatchObject({ conflicting: true, rows: [texts.indexOf(last), texts.indexOf(last) + 1] });
  expect(groups[1].rows).toHaveLength(3);
});

test('texts that differ in an emoji, a sign, a mark or a point within a number are no duplicates', async () => {
  const texts = ['🌹', '🔪', 'мой', 'мои', 'लड़का', 'लड़की', '1.5', '15', 'C++', 'C#', '❤️', '💔'];
  const labels = texts.map((_, i) => i % 2);
  const { duplicates, overview } = await explored(sourceOf(texts, labels), ['overview', 'duplicates']);
  expect(duplicates?.exact).toEqual({ groups: 0, spare: 0 });
  expect(overview).toMatchObject({ duplicates: 0, conflicts: { texts: 0, rows: 0 }, unique: texts.length });
});
