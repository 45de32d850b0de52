import { expect, test } from 'vitest';
import type { DistinctTerm } from '#shared/eda/distinction/distinction';
import { createOffensive } from './offensive';

const distinct = (term: string, z: number, logOdds: number): DistinctTerm => ({
  term,
  n: 1,
  z,
  logOdds,
  counts: [9, 9],
  documents: [9, 9],
  chiSquared: 1,
});

test('a word is offensive that marks toxic comments surely and strongly, and so is a group of words with it', () => {
  const offensive = createOffensive([
    distinct('fool', 9, 2.5),
    distinct('you', 80, 0.9),
    distinct('rare', 2, 4),
    distinct('thanks', -9, -3),
  ]);
  expect(['fool', 'you fool', 'fool me once'].map(offensive)).toEqual([true, true, true]);
  expect(['you', 'rare', 'thanks', 'foolish', ''].map(offensive)).toEqual([false, false, false, false, false]);
});
