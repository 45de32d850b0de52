import fc from 'fast-check';
import { expect, test } from 'vitest';
import answers from '../frozen/explore.json';
import { explored, sourceOf } from '../testing/explored';
import type { DistinctTerm } from './distinction';
import { chiSquaredOf, logOddsOf, priorWeight } from './logOdds';

test("log-odds and z are the paper's, chi-squared is scipy's contingency test without correction", () => {
  for (const [one, zero, ones, zeros, delta, z, chi2] of answers.uses) {
    const use = { one, zero, ones, zeros };
    const found = logOddsOf(use);
    expect(found.logOdds).toBeCloseTo(delta, 9);
    expect(found.z).toBeCloseTo(z, 9);
    expect(Math.abs(chiSquaredOf(use) - chi2)).toBeLessThanOrEqual(1e-9 * Math.max(1, chi2));
  }
});

test('swapping the classes turns the signs', () => {
  const count = fc.nat(50);
  fc.assert(
    fc.property(count, count, count, count, (one, zero, more, others) => {
      const [ones, zeros] = [one + more + 1, zero + others + 1];
      fc.pre(one + zero > 0);
      const there = logOddsOf({ one, zero, ones, zeros });
      const back = logOddsOf({ one: zero, zero: one, ones: zeros, zeros: ones });
      expect(back.logOdds).toBeCloseTo(-there.logOdds, 9);
      expect(back.z).toBeCloseTo(-there.z, 9);
    }),
  );
});

test('a term that is used alike in both classes is on neither side', () => {
  const { logOdds, z } = logOddsOf({ one: 5, zero: 50, ones: 100, zeros: 1000 });
  expect(logOdds).toBeCloseTo(0, 12);
  expect(z).toBeCloseTo(0, 12);
});

test('what has no meaning is not a number', () => {
  expect(logOddsOf({ one: 0, zero: 3, ones: 0, zeros: 9 }).z).toBeNaN();
  expect(logOddsOf({ one: 4, zero: 4, ones: 4, zeros: 4 }).z).toBeNaN();
  expect(chiSquaredOf({ one: 4, zero: 6, ones: 4, zeros: 6 })).toBeNaN();
  expect(chiSquaredOf({ one: 0, zero: 0, ones: 4, zeros: 6 })).toBeNaN();
});

type Row = readonly [words: readonly string[], label: number];

/** Every n-gram of both classes with its figures, from strings. */
function slowTerms(rows: readonly Row[], n: number, minCount: number): Omit<DistinctTerm, 'n'>[] {
  const gramsOf = (words: readonly string[]) => words.slice(n - 1).map((_, i) => words.slice(i, i + n).join(' '));
  const lists = [0, 1].map((label) => rows.filter((row) => row[1] === label).map(([words]) => gramsOf(words)));
  const all = rows.flatMap(([words]) => gramsOf(words));
  const [zeros, ones] = lists.map((texts) => texts.flat().length);
  return Array.from(new Set(all))
    .filter((term) => all.filter((other) => other === term).length >= minCount)
    .map((term) => {
      const count = (label: number) => lists[label].flat().filter((other) => other === term).length;
      const documents = (label: number) => lists[label].filter((grams) => grams.includes(term)).length;
      const use = { one: documents(1), zero: documents(0), ones: lists[1].length, zeros: lists[0].length };
      return {
        term,
        counts: [count(1), count(0)],
        documents: [use.one, use.zero],
        ...logOddsOf({ one: count(1), zero: count(0), ones, zeros }),
        chiSquared: chiSquaredOf(use),
      };
    });
}

test('the report lists the terms with the largest z each way, and with them in the scatter the commonest', async () => {
  const word = fc.constantFrom('aa', 'bb', 'cc', 'ab', 'яя', '__proto__');
  const row = fc.tuple(fc.array(word, { maxLength: 8 }), fc.constantFrom(0, 1, 1, 255));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 20 }), fc.integer({ min: 1, max: 3 }), async (rows, minCount) => {
      const source = sourceOf(
        rows.map(([words]) => words.join(' ')),
        rows.map(([, label]) => label),
      );
      const { distinction } = await explored(source, ['distinction'], { minCount });
      const both = [0, 1].every((label) => rows.some((other) => other[1] === label));
      const byTerm = (a: { term: string }, b: { term: string }) => (a.term < b.term ? -1 : 1);
      for (const n of [1, 2, 3]) {
        const terms = both ? slowTerms(rows, n, minCount) : [];
        const above = terms.filter(({ z }) => z > 0).sort((a, b) => b.z - a.z || byTerm(a, b));
        const below = terms.filter(({ z }) => z < 0).sort((a, b) => a.z - b.z || byTerm(a, b));
        const found = distinction?.terms.filter((term) => term.n === n) ?? [];
        expect(found).toEqual([...above, ...below].map((term) => ({ ...term, n })));
        const scatter = distinction?.scatter.filter((term) => term.n === n) ?? [];
        const shown = terms.filter(({ counts }) => counts[0] + counts[1] > 0);
        expect(scatter.map(({ term }) => term).sort()).toEqual(shown.map(({ term }) => term).sort());
      }
    }),
    { numRuns: 200 },
  );
});

test('of more terms than a list holds, the report keeps the first each way and the commonest', async () => {
  const words = Array.from({ length: 500 }, (_, i) => `w${String(i).padStart(3, '0')}`);
  // Word i stands i % 7 times in class 1 and i % 11 times in class 0.
  const texts = [7, 11].map((most) => words.map((word, i) => `${word} `.repeat(i % most)).join(' '));
  const { distinction } = await explored(sourceOf(texts, [1, 0]), ['distinction']);
  const [ones, zeros] = [7, 11].map((most) => words.reduce((sum, _, i) => sum + (i % most), 0));
  const scored = words.map((term, i) => ({ term, ...logOddsOf({ one: i % 7, zero: i % 11, ones, zeros }), i }));
  const above = scored
    .filter(({ z }) => z > 0)
    .sort((a, b) => b.z - a.z || a.i - b.i)
    .slice(0, 100);
  const below = scored
    .filter(({ z }) => z < 0)
    .sort((a, b) => a.z - b.z || a.i - b.i)
    .slice(0, 100);
  const names = (terms: readonly { term: string }[]) => terms.map(({ term }) => term);
  const singles = (terms: readonly DistinctTerm[] = []) => terms.filter(({ n }) => n === 1);
  expect(names(singles(distinction?.terms))).toEqual(names([...above, ...below]));
  const common = scored.toSorted((a, b) => (b.i % 7) + (b.i % 11) - (a.i % 7) - (a.i % 11) || a.i - b.i).slice(0, 200);
  const shown = new Set(names([...above, ...below, ...common]));
  expect(new Set(names(singles(distinction?.scatter)))).toEqual(shown);
  expect(distinction?.priors['1']).toBe(priorWeight(ones, zeros));
});
