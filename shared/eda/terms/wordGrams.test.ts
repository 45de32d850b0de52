import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateComments } from '../../bench/generator';
import { runStepsSync } from '../../runtime/steps';
import answers from '../frozen/explore.json';
import { type ByClass, CLASS_KEYS } from '../section/classes';
import type { EdaSettings } from '../section/settings';
import type { EdaReport } from '../sections';
import { explored, sourceOf } from '../testing/explored';
import type { ClassedWords } from './classedWords';
import { createFirstSingles } from './firstSingles';
import { countLongGrams } from './gramCounting';
import type { TermCount } from './terms';

type Terms = Record<string, ByClass<readonly TermCount[]>>;

/** By UTF-8 bytes, which is the order of code points. */
function compareBytes(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  // Surrogates stand for code points above all others.
  const rank = (unit: number) => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);
  return (at < a.length ? rank(a.charCodeAt(at)) : -1) - (at < b.length ? rank(b.charCodeAt(at)) : -1);
}

/** The n-grams of some rows with Maps of strings. */
function slowTerms(
  texts: readonly (readonly string[])[],
  n: number,
): Map<string, { count: number; documents: number }> {
  const found = new Map<string, { count: number; documents: number }>();
  for (const words of texts) {
    const met = new Set<string>();
    for (const [i] of words.slice(n - 1).entries()) {
      const gram = words.slice(i, i + n).join(' ');
      const entry = found.get(gram) ?? { count: 0, documents: 0 };
      entry.count += 1;
      if (!met.has(gram)) entry.documents += 1;
      met.add(gram);
      found.set(gram, entry);
    }
  }
  return found;
}

function slowReport(
  rows: readonly (readonly [words: readonly string[], label: number])[],
  { minCount, topTerms }: Pick<EdaSettings, 'minCount' | 'topTerms'>,
): Pick<EdaReport, 'terms' | 'termTotals'> {
  const terms: Terms = {};
  const termTotals: Record<string, ByClass<{ terms: number; count: number }>> = {};
  for (const n of [1, 2, 3]) {
    const whole = slowTerms(
      rows.map(([words]) => words),
      n,
    );
    terms[n] = {};
    termTotals[n] = {};
    for (const [index, key] of CLASS_KEYS.entries()) {
      const own = rows.filter(([, label]) => label === [0, 1, 255][index]).map(([words]) => words);
      if (own.length === 0) continue;
      const counted = slowTerms(own, n);
      terms[n][key] = [...counted]
        .map(([term, counts]) => ({ term, ...counts }))
        .filter(({ term }) => (whole.get(term)?.count ?? 0) >= minCount)
        .sort((a, b) => b.count - a.count || compareBytes(a.term, b.term))
        .slice(0, topTerms);
      const counts = [...counted.values()].map(({ count }) => count);
      termTotals[n][key] = { terms: counted.size, count: counts.reduce((sum, count) => sum + count, 0) };
    }
  }
  return { terms: terms as EdaReport['terms'], termTotals: termTotals as EdaReport['termTotals'] };
}

const listsOf = (answer: Record<string, Record<string, (string | number)[][]>>) =>
  Object.fromEntries(
    Object.entries(answer).map(([n, lists]) => [
      n,
      Object.fromEntries(
        Object.entries(lists).map(([key, rows]) => [
          key,
          rows.map(([term, count, documents]) => ({ term, count, documents })),
        ]),
      ),
    ]),
  );

test("terms of each class and length equal CountVectorizer's, cell by cell", async () => {
  const source = sourceOf(answers.texts, answers.labels, 10);
  expect((await explored(source, ['terms'])).terms).toEqual(listsOf(answers.terms));
  const { terms } = await explored(source, ['terms'], { stopWords: answers.stopWords });
  expect(terms).toEqual(listsOf(answers.withoutStopWords));
});

const word = fc.constantFrom('aa', 'bb', 'ab', 'aab', 'яя', 'я1', 'ééé', '__proto__', 'constructor');
const row = fc.tuple(fc.array(word, { maxLength: 12 }), fc.constantFrom(0, 1, 255));

test('terms and totals equal those of a slow count, whatever is left out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 25 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(1, 2, 5, 1000),
      fc.integer({ min: 1, max: 9 }),
      async (rows, minCount, topTerms, cut) => {
        const source = sourceOf(
          rows.map(([words]) => words.join(', ')),
          rows.map(([, label]) => label),
          cut,
        );
        const { terms, termTotals } = await explored(source, ['terms'], { minCount, topTerms });
        expect({ terms, termTotals }).toEqual(slowReport(rows, { minCount, topTerms }));
      },
    ),
    { numRuns: 150 },
  );
});

/** Generated comments as lists of their words. */
function comments(rows: number): (readonly [words: readonly string[], label: number])[] {
  const parts: string[] = [];
  const decoder = new TextDecoder();
  for (const block of generateComments({ rows, seed: 3 })) parts.push(decoder.decode(block, { stream: true }));
  const found = parts.join('').matchAll(/^[0-9a-f]{8},"((?:[^"]|"")*)",([01])$/gm);
  return Array.from(found, ([, text, label]) => [
    Array.from(text.toLowerCase().matchAll(/[\p{L}\p{N}_]{2,}/gu), ([token]) => token),
    Number(label),
  ]);
}

test('a text of many buckets is counted like one of few', async () => {
  const rows = comments(250);
  const source = sourceOf(
    rows.map(([words]) => words.join(' ')),
    rows.map(([, label]) => label),
    100,
  );
  const { terms, termTotals } = await explored(source, ['terms'], { topTerms: 1000 });
  expect({ terms, termTotals }).toEqual(slowReport(rows, { minCount: 1, topTerms: 1000 }));
});

test('buckets filled in many sweeps hold what one sweep finds', () => {
  const rows = comments(200);
  const ranks = new Map<string, number>();
  const sequence: number[] = [];
  const rowEnds: number[] = [];
  for (const [words] of rows) {
    for (const word of words) {
      const rank = ranks.get(word) ?? ranks.size;
      ranks.set(word, rank);
      sequence.push(rank);
    }
    rowEnds.push(sequence.length);
  }
  const text: ClassedWords = {
    words: { bytes: new Uint8Array(0), offsets: new Uint32Array(ranks.size + 1) },
    sequence: Uint32Array.from(sequence),
    rowEnds: Uint32Array.from(rowEnds),
    classEnds: [100, 150, 200],
  };
  const found = [0, 20_000, 2 ** 24].map((room) => {
    const grams = new Map<string, string>();
    let taken = 0;
    const take = (words: Uint32Array, at: number, counts: Uint32Array, countsAt: number) => {
      const gram = words.subarray(at, at + 3).join();
      taken += 1;
      grams.set(gram, counts.subarray(countsAt, countsAt + 6).join());
    };
    runStepsSync(countLongGrams(text, 3, { take }, room));
    expect(taken).toBe(grams.size);
    return grams;
  });
  expect(found[1]).toEqual(found[0]);
  expect(found[2]).toEqual(found[0]);
  expect(found[0].size).toBe(
    slowTerms(
      rows.map(([words]) => words),
      3,
    ).size,
  );
});

test('the first of many n-grams are kept as sorting would put them', () => {
  const gram = fc.tuple(fc.nat(5), fc.nat(5));
  fc.assert(
    fc.property(fc.uniqueArray(gram, { selector: String }), fc.nat(8), (grams, limit) => {
      const singles = createFirstSingles(2, limit);
      for (const words of grams) singles.offer(Uint32Array.of(9, ...words), 1);
      const { words, count } = singles.found();
      const sorted = grams.toSorted(([a, b], [c, d]) => a - c || b - d).slice(0, limit);
      expect([count, Array.from(words.subarray(0, 2 * count))]).toEqual([sorted.length, sorted.flat()]);
    }),
  );
});

test('stems and lemmas are counted as one term each', async () => {
  const source = sourceOf(['He runs, they run', 'Running dogs run'], null);
  const stems = await explored(source, ['terms'], { tokens: 'stem' });
  expect(stems.terms?.['1'].unlabelled?.[0]).toEqual({ term: 'run', count: 4, documents: 2 });
  const lemmas = await explored(source, ['terms'], { tokens: 'lemma', stopWords: ['they'] });
  expect(lemmas.terms?.['2'].unlabelled?.map(({ term }) => term)).toContain('run run');
});

test('the order of bytes that settles ties is that of the terms as they are printed', async () => {
  const rows = ['b a', 'ab', 'a b', 'aa b', 'яя', 'zz', '𝓯𝓯', 'ａａ'];
  const { terms } = await explored(
    sourceOf(
      rows.map((text) => text.replaceAll('a', 'aa').replaceAll('b', 'bb')),
      null,
    ),
    ['terms'],
  );
  for (const list of Object.values(terms ?? {})) {
    const printed = list.unlabelled?.filter(({ count }) => count === 1).map(({ term }) => term) ?? [];
    expect(printed).toEqual(printed.toSorted(compareBytes));
  }
});
