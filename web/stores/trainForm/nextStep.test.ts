import { expect, test } from 'vitest';
import type { HoldOutMetrics } from '#shared/ml/model/manifest';
import { nextStep, RECOMMENDED_GAIN, type StepFacts } from './nextStep';

function figures(f1: number | null, positives = 200, recall = f1): HoldOutMetrics {
  return {
    rows: 1000,
    positives,
    threshold: 0,
    rocAuc: 0.9,
    rocAucLower: 0.88,
    rocAucUpper: 0.92,
    averagePrecision: 0.8,
    accuracy: 0.9,
    precision: f1,
    recall,
    f1,
    mcc: 0.5,
    balancedAccuracy: 0.8,
    logLoss: null,
    brier: null,
    ece: null,
    confusion: { tp: 1, fp: 1, fn: 1, tn: 1 },
  };
}
const cut = (f1: number) => ({ f1, precision: f1, recall: f1 });
const facts: StepFacts = {
  own: figures(0.7),
  bestCut: cut(0.705),
  halfCut: cut(0.7),
  other: figures(0.69),
  recommended: true,
};
const kindOf = (change: Partial<StepFacts>) => nextStep({ ...facts, ...change }).kind;

test('without a hold-out the step is to set comments aside', () => {
  expect(nextStep({ ...facts, own: null })).toEqual({ kind: 'holdOut' });
});

test('the largest measured gain wins', () => {
  expect(nextStep({ ...facts, own: figures(0.2) })).toMatchObject({ kind: 'threshold', to: cut(0.705) });
  expect(kindOf({ other: figures(0.9) })).toBe('shipped');
  expect(kindOf({ halfCut: cut(0.6) })).toBe('moreData');
  expect(nextStep({ ...facts, recommended: false })).toEqual({ kind: 'recommended', gain: RECOMMENDED_GAIN });
});

test('a model that flags nothing has an undefined F1, and any better threshold is the step', () => {
  expect(kindOf({ own: figures(null, 200, 0) })).toBe('threshold');
});

test('where nothing measured is worth it, a search is', () => {
  expect(nextStep(facts)).toEqual({ kind: 'search' });
  expect(kindOf({ other: null, halfCut: null })).toBe('search');
});

test('too few comments set aside are said to be, with how far off the figures may be', () => {
  const few = { ...facts, bestCut: null, halfCut: null, own: figures(0.5, 10), other: figures(0.5) };
  expect(nextStep(few)).toMatchObject({ kind: 'tooFew', margin: expect.closeTo(0.31, 2) });
  expect(kindOf({ ...few, other: figures(0.8) })).toBe('shipped');
});
