import { expect, test } from 'vitest';
import { textColumnOf } from '#shared/data/column/textColumn';
import { compactModel, smallModel } from '#shared/testing/models';
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
