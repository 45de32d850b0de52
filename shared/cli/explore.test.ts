import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EdaReport } from '#shared/eda/sections';
import { moderato, moderatoJson } from './testing/inProcess';

const folder = mkdtempSync(join(tmpdir(), 'moderato-explore-'));
const data = join(folder, 'data.csv');

const report = (...args: string[]) => moderatoJson<EdaReport>('explore', ...args);

beforeAll(() => {
  const lines = ['id,comment_text,toxic,rude'];
  for (let i = 0; i < 20; i++) {
    lines.push(`${i},"You idiot, stop it. Now!",1,0`, `${i},Thanks for the good edit ${i},0,1`);
  }
  writeFileSync(data, lines.join('\n'));
  writeFileSync(join(folder, 'plain.txt'), 'You idiot\nThanks for the edit\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('explore prints the report as JSON', async () => {
  const found = await report('--data', data);
  expect(found.rows).toBe(40);
  expect(found.classes['1']).toEqual({
    rows: 20,
    characters: expect.objectContaining({ mean: 24, median: 24, min: 24, max: 24 }),
    words: expect.objectContaining({ mean: 5 }),
    sentences: expect.objectContaining({ mean: 2 }),
    punctuation: expect.objectContaining({ mean: 3, quantiles: expect.objectContaining({ '0.05': 3, '0.99': 3 }) }),
  });
  expect(found.terms?.['2']['1']?.[0]).toEqual({ term: 'idiot stop', count: 20, documents: 20 });
  expect(found.terms?.['1']['0']?.map(({ term }) => term).slice(0, 5)).toEqual([
    'edit',
    'for',
    'good',
    'thanks',
    'the',
  ]);
  expect(found.overview).toMatchObject({ unique: 21, duplicates: 19 });
  expect(Object.keys(found)).not.toContain('labelErrors');
  expect(Object.keys(found)).toContain('partsOfSpeech');
});

test('explore accepts settings, a label column and sections', async () => {
  const settings = ['--settings', '{"topTerms":2,"tokens":"stem"}', '--stop-words', 'the,for', '--top', '3'];
  const found = await report('--data', data, '--label', 'rude', '--sections', 'terms', ...settings);
  expect(found.settings).toMatchObject({ tokens: 'stem', stopWords: ['the', 'for'], topTerms: 3 });
  expect(found.terms?.['1']['1']?.map(({ term }) => term)).toEqual(['edit', 'good', 'thank']);
  expect(found).not.toHaveProperty('overview');
});

test('what word lists leave out is kept when asked for', async () => {
  const path = join(folder, 'noise.csv');
  writeFileSync(path, 'comment,toxic\n"You don\'t see http://example.com/a, not me &amp; the others",1\nThanks,0\n');
  const wordsOf = async (...args: string[]) => {
    const found = await report('--data', path, '--sections', 'terms', ...args);
    return found.terms?.['1']['1']?.map(({ term }) => term).join(' ');
  };
  expect(await wordsOf()).toBe('me not others see the you');
  expect(await wordsOf('--keep', 'noise')).toBe('amp com don example http me not others see the you');
  expect(await wordsOf('--stop-words', 'en')).toBe('not');
  expect(await wordsOf('--stop-words', 'en', '--keep', 'none')).toBe('');
  expect(await wordsOf('--stop-words', 'en', '--keep', 'pronouns, negations')).toBe('me not you');
});

test('parts of speech are reported by language, with how many words were read', async () => {
  const path = join(folder, 'two.csv');
  const rows = Array.from({ length: 40 }, (_, i) => `You are a stupid dog ${i},1\nТы глупый и злой пёс ${i},0\n`);
  writeFileSync(path, `comment,toxic\n${rows.join('')}`);
  const { partsOfSpeech } = await report('--data', path, '--sections', 'partsOfSpeech');
  expect(partsOfSpeech?.languages.map(({ language, rows, words }) => [language, rows, words])).toEqual([
    ['en', 40, 240],
    ['ru', 40, 240],
  ]);
  const { stdout } = await moderato('explore', '--data', path, '--sections', 'partsOfSpeech');
  expect(stdout).toContain('share of words, Russian, 240 words of 40 comments');
});

test('explore needs no labels, and prints a summary', async () => {
  const path = join(folder, 'plain.txt');
  expect((await report('--data', path, '--format', 'lines', '--sections', 'overview')).classes).toEqual({
    unlabelled: { rows: 2 },
  });
  const { status, stdout } = await moderato('explore', '--data', data);
  expect(status).toBe(0);
  expect(stdout).toContain('40 comments: 20 other, 20 toxic');
  expect(stdout).toContain('idiot stop 20');
});

test.each([
  ['a section that there is not', ['--sections', 'moods'], 'argument-invalid'],
  ['a setting that there is not', ['--settings', '{"mood":1}'], 'spec-invalid'],
  ['to keep what no list leaves out', ['--keep', 'moods'], 'argument-invalid'],
  ['a count below one', ['--min-count', '0'], 'argument-invalid'],
  ['a column that is not there', ['--label', 'mood'], 'column-missing'],
])('explore refuses %s', async (_, args, code) => {
  const { status, stderr } = await moderato('explore', '--data', data, ...args);
  expect([status, stderr.split(':')[1].trim()]).toEqual([2, code]);
});
