import fc from 'fast-check';
import { expect, test } from 'vitest';
import answers from '../frozen/intervals.json';
import { explored, sourceOf } from '../testing/explored';
import { FEWEST_TOGETHER, logLikelihood, pointwiseMutualInformation } from './collocations';

test('log-likelihood and mutual information are those of scipy and numpy', () => {
  for (const { logLikelihood: ratio, pmi, ...counts } of answers.pairs) {
    expect(logLikelihood(counts) / ratio).toBeCloseTo(1, 9);
    expect(pointwiseMutualInformation(counts)).toBeCloseTo(pmi, 9);
  }
});

test('words that stand together by chance alone have nothing in either measure', () => {
  const counts = { together: 10, first: 100, second: 200, words: 2000 };
  expect(logLikelihood(counts)).toBeCloseTo(0, 9);
  expect(pointwiseMutualInformation(counts)).toBeCloseTo(0, 12);
});

const words = ['shut', 'up', 'the', 'page', 'talk', 'дурак'];
const texts = fc.array(
  fc.array(fc.constantFrom(...words), { minLength: 20, maxLength: 60 }).map((list) => list.join(' ')),
  { minLength: 2, maxLength: 8 },
);

test('collocations are those that a slow twin counts, class by class', async () => {
  await fc.assert(
    fc.asyncProperty(texts, async (drawn) => {
      const labels = drawn.map((_, row) => row % 2);
      const { collocations } = await explored(sourceOf(drawn, labels), ['collocations']);
      for (const label of [0, 1] as const) {
        const rows = drawn.filter((_, row) => labels[row] === label).map((text) => text.split(' '));
        const all = rows.flat();
        const countOf = (word: string) => all.filter((other) => other === word).length;
        const expected = words.flatMap((first) =>
          words.flatMap((second) => {
            const together = rows.flatMap((row) => row.filter((w, i) => w === first && row[i + 1] === second)).length;
            const counts = { together, first: countOf(first), second: countOf(second), words: all.length };
            if (together < FEWEST_TOGETHER || together * all.length <= counts.first * counts.second) return [];
            const pmi = Math.log2((together * all.length) / (counts.first * counts.second));
            return [{ term: `${first} ${second}`, count: together, logLikelihood: logLikelihood(counts), pmi }];
          }),
        );
        expected.sort((a, b) => b.logLikelihood - a.logLikelihood || (a.term < b.term ? -1 : 1));
        const found = collocations?.[`${label}`] ?? [];
        expect(found.map(({ term, count }) => [term, count])).toEqual(expected.map(({ term, count }) => [term, count]));
        found.forEach(({ pmi, logLikelihood: ratio }, i) => {
          expect(pmi).toBeCloseTo(expected[i].pmi, 10);
          expect(ratio).toBe(expected[i].logLikelihood);
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('a word that follows itself over and over keeps its table whole', async () => {
  const { collocations } = await explored(sourceOf(['haha '.repeat(50)], null), ['collocations']);
  expect(collocations?.unlabelled ?? []).toEqual([]);
  expect(logLikelihood({ together: 49, first: 50, second: 50, words: 50 })).toBeGreaterThanOrEqual(0);
});

test('rarer pairs than are asked for are left out', async () => {
  const source = sourceOf(['new york is big, says new york. '.repeat(4), 'other words stand here alone'], null);
  const termsOf = async (minCount: number) =>
    (await explored(source, ['collocations'], { minCount })).collocations?.unlabelled?.map(({ term }) => term);
  expect(await termsOf(1)).toContain('new york');
  expect(await termsOf(1)).not.toContain('other words');
  expect(await termsOf(9)).toEqual([]);
});
