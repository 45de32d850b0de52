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
  const offensive = createOffensive([distinct('clown', 9, 2.5), distinct('rare', 2, 4), distinct('thanks', -9, -3)]);
  expect(['clown', 'you clown', 'clown me once'].map(offensive)).toEqual([true, true, true]);
  expect(['rare', 'thanks', 'clownish', ''].map(offensive)).toEqual([false, false, false, false]);
});

test('rude words are offensive whatever the labels, and function words never are', () => {
  const offensive = createOffensive([distinct('you', 80, 2.9), distinct('ты', 80, 2.9), distinct('idiot', -5, -1)]);
  expect(['idiot', 'stupid idea', 'дурак'].map(offensive)).toEqual([true, true, true]);
  expect(['you', 'are you', 'ты'].map(offensive)).toEqual([false, false, false]);
});
