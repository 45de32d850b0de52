import { expect, test } from 'vitest';
import type { DistinctTerm } from '#shared/eda/distinction/distinction';
import type { LengthStatistics } from '#shared/eda/lengths/measures';
import type { EdaReport } from '#shared/eda/sections';
import type { Share } from '#shared/eda/share/wilson';
import { findingsOf } from './findings';

const lengths = (median: number, spread = 40): LengthStatistics => ({
  mean: median,
  median,
  min: 0,
  max: median * 9,
  quantiles: { '0.25': median - spread / 2, '0.75': median + spread / 2 },
});
const classes = (toxic: number, other: number, rows = 1000): Partial<EdaReport> => ({
  classes: { '1': { rows, characters: lengths(toxic) }, '0': { rows, characters: lengths(other) } },
});
const share = (value: number, by = 0.01): Share => ({ hits: 0, of: 0, value, low: value - by, high: value + by });
const distinct = (term: string, z: number, n: 1 | 2 = 1): DistinctTerm => ({
  term,
  n,
  z,
  counts: [1, 1],
  documents: [1, 1],
  logOdds: z / 9,
  chiSquared: 1,
});

test('a difference of lengths is called clear, small but real, or too close to call', () => {
  expect(findingsOf(classes(120, 216))).toEqual([{ kind: 'length', how: 'clear', toxic: 120, other: 216 }]);
  expect(findingsOf(classes(110, 120))[0]).toMatchObject({ how: 'small' });
  expect(findingsOf(classes(120, 122))[0]).toMatchObject({ how: 'same' });
  expect(findingsOf(classes(120, 120))[0]).toMatchObject({ how: 'same' });
});

test('the same difference in few comments is not significant', () => {
  expect(findingsOf(classes(110, 120, 40))[0]).toMatchObject({ how: 'same' });
  expect(findingsOf(classes(120, 216, 29))).toEqual([{ kind: 'few', toxic: 29, other: 29 }]);
});

test('without both classes nothing is compared', () => {
  expect(findingsOf({ classes: { '1': { rows: 900 } } })).toEqual([]);
  expect(findingsOf({})).toEqual([]);
});

test('the habit of writing that differs most is reported, if its intervals do not overlap', () => {
  const style: EdaReport['style'] = [
    { mark: 'capitals', shares: { '1': share(0.12), '0': share(0.03) } },
    { mark: 'urls', shares: { '1': share(0.1), '0': share(0.4) } },
    { mark: 'emoji', shares: { '1': share(0.9, 0.5), '0': share(0.1, 0.5) } },
  ];
  expect(findingsOf({ ...classes(9, 9), style })[1]).toEqual({ kind: 'style', mark: 'urls', toxic: 0.1, other: 0.4 });
});

test('only single words are named, ordered by how surely they mark toxic comments', () => {
  const terms = [
    distinct('please', -9),
    distinct('fool', 5),
    distinct('clown', 7),
    distinct('you fool', 8, 2),
    distinct('hm', 3),
  ];
  const findings = findingsOf({ ...classes(9, 9), distinction: { terms, scatter: [], priors: {} } });
  expect(findings[1]).toEqual({ kind: 'terms', terms: ['clown', 'fool'] });
});

test('the part of speech with the largest effect in the language of most words is reported', () => {
  const findings = findingsOf({
    ...classes(9, 9),
    partsOfSpeech: {
      languages: [
        {
          language: 'en',
          rows: 300,
          words: 2000,
          classes: [{ wordClass: 'noun', shares: { '1': share(0.4), '0': share(0.1) }, effect: 0.9 }],
        },
        {
          language: 'ru',
          rows: 2000,
          words: 12_000,
          classes: [
            { wordClass: 'noun', shares: { '1': share(0.3), '0': share(0.4) }, effect: -0.05 },
            { wordClass: 'pronoun', shares: { '1': share(0.14), '0': share(0.1) }, effect: 0.4 },
            { wordClass: 'verb', shares: { '1': share(0.2), '0': share(0.1) }, effect: Number.NaN },
          ],
        },
      ],
      otherRows: 0,
    },
  });
  expect(findings[1]).toMatchObject({ kind: 'wordClass', wordClass: 'pronoun' });
});
