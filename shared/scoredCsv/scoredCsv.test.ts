import { expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { compactModel, smallModel } from '#shared/testing/models';
import type { Decision } from '../ml/scoring/decision';
import { createRoutedCsv, type RoutedRow } from './routedCsv';
import { isBetween } from './scoredColumns';
import { createScoredCsv } from './scoredCsv';

const SURE = () => ({ decision: null, doubt: null });

const columns = [textColumnOf(['=1+1', 'a, "b"']), textColumnOf(['-5', ' '])];

test('rows keep their columns, then score, probability and label follow, lines end as RFC 4180 has them', () => {
  const csv = createScoredCsv(smallModel(), ['comment', 'label'], { threshold: 0 });
  expect(csv.header).toBe('comment,label,score,probability,moderato_label,unsure\n');
  const lines = csv.lines(columns, Float64Array.of(-1.5, 0), 0, 2, SURE).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatch(/^=1\+1,-5,-1\.5,0\.\d+,0,0$/);
  expect(lines[1]).toMatch(/^"a, ""b"""," ",0,0\.\d+,1,0$/);
  expect(csv.lines(columns, Float64Array.of(-1.5, 0), 1, 2, SURE)).toBe(`${lines[1]}\n`);
});

test('a file that was scored before, and before that, gets columns of other names again', () => {
  const header = (columns: string[]) => createScoredCsv(smallModel(), columns).header.trimEnd().split(',');
  const once = header(['comment']);
  const twice = header(once);
  const thrice = header(twice);
  expect(twice.slice(-4)).toEqual(['score', 'probability', 'label', 'unsure'].map((name) => `moderato_${name}`));
  expect(thrice.slice(0, 9)).toEqual(twice);
  expect(new Set(thrice).size).toBe(13);
});

test('safe formulas: text and names get an apostrophe, scores stay numbers', () => {
  const csv = createScoredCsv(smallModel(), ['=comment', 'label'], { threshold: 0, safeFormulas: true });
  expect(csv.header).toBe(`'=comment,label,score,probability,moderato_label,unsure\n`);
  expect(csv.lines(columns, Float64Array.of(-1.5, 0), 0, 1, SURE)).toMatch(/^'=1\+1,'-5,-1\.5,0\.\d+,0,0\n$/);
});

test('a model of several labels adds score, probability and label of each, by its own threshold', () => {
  const model = compactModel();
  const { thresholds } = model.manifest;
  const csv = createScoredCsv(model, ['comment', 'note']);
  expect(csv.threshold).toBe(thresholds[0]);
  const scores = Float64Array.of(thresholds[0] - 1, thresholds[1]);
  const cells = csv.lines(columns, scores, 0, 1, SURE).trimEnd().split(',');
  expect([cells[4], cells[8], cells[11]]).toEqual(['0', '0', '1']);
});

test('an unsure answer is marked beside its label, unless a word list decided', () => {
  const csv = createScoredCsv(smallModel(), ['comment', 'note'], { threshold: 0 });
  const line = (by: 'model' | 'deny') =>
    csv.lines(columns, Float64Array.of(1, 1), 0, 1, () => ({
      decision: { label: 1, by, entries: [] },
      doubt: 'unknown',
    }));
  expect(line('model')).toMatch(/,1,1\n$/);
  expect(line('deny')).toMatch(/,1,0\n$/);
});

test('a chosen threshold is that of the first label, wherever it stands; the others keep their own, row by row', () => {
  const model = compactModel(); // thresholds 0 and 0.5
  const csv = createScoredCsv(model, ['comment', 'note'], { threshold: 2, reasons: true });
  expect(csv.header).toBe(
    'comment,note,score,probability,label,unsure,' +
      'toxic_score,toxic_probability,toxic_label,insult_score,insult_probability,insult_label,reason\n',
  );
  const scores = Float64Array.of(1, 0.25, 1, 0.5, 3, 0);
  const three = [textColumnOf(['a', 'b', 'c']), textColumnOf(['1', '2', '3'])];
  const rows = csv.lines(three, scores, 1, 3, (row) => ({
    decision: row === 1 ? { label: 0, by: 'allow', entries: ['a b', 'c'] } : null,
    doubt: row === 2 ? 'long' : null,
  }));
  const cells = rows
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').filter((_, i) => ![3, 7, 10].includes(i)));
  expect(cells).toEqual([
    ['b', '2', '1', '0', '0', '1', '0', '0.5', '1', 'allow: a b; c'],
    ['c', '3', '3', '1', '1', '3', '1', '0', '0', ''],
  ]);
});

test('a model without probabilities leaves their cells empty', () => {
  const small = smallModel();
  const model = { ...small, linear: { ...small.linear, link: 'margin' as const } };
  const csv = createScoredCsv(model, ['comment', 'note'], { threshold: 0 });
  expect(csv.lines(columns, Float64Array.of(-1.5, 0), 0, 1, SURE)).toBe('=1+1,-5,-1.5,,0,0\n');
});

test('of three answers the label of what is between the lines, or doubted, is `unsure`; of two it stays', () => {
  const line = (three: boolean, answer: { between?: boolean; doubt: 'long' | null }) => {
    const csv = createScoredCsv(smallModel(), ['comment', 'note'], { threshold: 2, three });
    const by = { label: 0, by: 'model', entries: [] } as const;
    return csv.lines(columns, Float64Array.of(1, 1), 0, 1, () => ({ decision: by, ...answer }));
  };
  expect(line(true, { between: true, doubt: null })).toMatch(/,unsure,1\n$/);
  expect(line(true, { doubt: 'long' })).toMatch(/,unsure,1\n$/);
  expect(line(true, { doubt: null })).toMatch(/,0,0\n$/);
  expect(line(false, { doubt: 'long' })).toMatch(/,0,1\n$/);
});

test('between the lines is from the lower one on and below the threshold, unless a list or a doubt decides', () => {
  const model: Decision = { label: 0, by: 'model', entries: [] };
  const lines = { unsureFrom: 1, threshold: 2 };
  const between = (score: number) => isBetween(score, lines, null, model);
  expect([0.99, 1, 1.99, 2].map(between)).toEqual([false, true, true, false]);
  expect(isBetween(1.5, { ...lines, unsureFrom: null }, null, model)).toBe(false);
  expect(isBetween(1.5, lines, 'long', model)).toBe(false);
  expect(isBetween(1.5, lines, null, { label: 0, by: 'allow', entries: ['a'] })).toBe(false);
  expect(isBetween(1.5, lines, null, null)).toBe(false);
});

test('where the language chooses the model, a row says both; one that no model reads has no score', () => {
  const csv = createRoutedCsv(['comment', 'score'], { safeFormulas: true, reasons: true });
  expect(csv.header).toBe('comment,score,moderato_score,probability,label,unsure,language,model,reason\n');
  const row = (more: Partial<RoutedRow>): string[] => {
    const common: RoutedRow = {
      cells: ['=a', '1'],
      language: 'en',
      model: { name: 'english', model: smallModel() },
      score: 0,
      threshold: 0,
      decision: { label: 1, by: 'model', entries: [] },
      doubt: null,
      between: null,
    };
    return csv
      .lines([{ ...common, ...more }])
      .trimEnd()
      .split(',');
  };
  expect(row({})).toEqual(["'=a", '1', '0', '0.5', '1', '0', 'en', 'english', '']);
  const without = createRoutedCsv(['comment'], { safeFormulas: false, reasons: false });
  const plain = { language: 'de', model: null, score: 0, threshold: 0, decision: null, between: null } as const;
  expect(without.lines([{ ...plain, cells: ['=a'], doubt: 'language' }])).toBe('=a,,,,1,de,\n');
  expect(row({ doubt: 'long' }).slice(4, 6)).toEqual(['1', '1']);
  expect(row({ doubt: 'long', between: false }).slice(4, 6)).toEqual(['unsure', '1']);
  expect(row({ between: true }).slice(4, 6)).toEqual(['unsure', '1']);
  expect(row({ between: false }).slice(4, 6)).toEqual(['1', '0']);
  const unread = { language: 'de', model: null, doubt: 'language', decision: null } as const;
  expect(row(unread).slice(2)).toEqual(['', '', '', '1', 'de', '', '']);
  const denied: Decision = { label: 1, by: 'deny', entries: ['x'] };
  expect(row({ ...unread, decision: denied }).slice(2)).toEqual(['', '', '1', '0', 'de', '', 'deny: x']);
});
