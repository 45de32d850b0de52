import { afterEach, expect, test, vi } from 'vitest';
import { sampleModel } from '../storage/testing/samples';
import type { ModelRecord } from './models';

const KEY = 'moderato.three-answers';
const LINES = { low: 0.2, high: 0.8, lowScore: -1.5, highScore: 1.25 };
const model: ModelRecord = sampleModel('m1');
const other: ModelRecord = sampleModel('m2');

vi.mock(import('./modelChoice'), async (original) => ({ ...(await original()), everyModel: () => [model, other] }));

const load = async () => {
  vi.resetModules();
  return import('./threeAnswers');
};

afterEach(() => localStorage.removeItem(KEY));

test('lines are kept for a model over a reload, and without them it has two answers', async () => {
  const first = await load();
  expect(first.linesOf('m1')).toBeNull();
  first.setLines(model, LINES);
  const later = await load();
  expect(later.linesOf('m1')).toEqual(LINES);
  expect(later.linesOf('m2')).toBeNull();
  later.setLines(model, null);
  expect(localStorage.getItem(KEY)).toBeNull();
});

test('lines that another tab gave another model stay', async () => {
  const { setLines, linesOf } = await load();
  localStorage.setItem(KEY, JSON.stringify({ m1: LINES }));
  setLines(other, LINES);
  expect([linesOf('m1'), linesOf('m2')]).toEqual([LINES, LINES]);
  const moved = { ...LINES, low: 0.3 };
  localStorage.setItem(KEY, JSON.stringify({ m2: moved }));
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
  expect([linesOf('m1'), linesOf('m2')]).toEqual([null, moved]);
  setLines(other, null);
});

test('the upper line itself is toxic, the lower one unsure', async () => {
  const { answerBetween } = await load();
  const answers = [1.25, 1.2499, -1.5, -1.5001].map((score) => answerBetween(LINES, score));
  expect(answers).toEqual(['toxic', 'unsure', 'unsure', 'other']);
});

test('lines in the wrong order are not taken from storage', async () => {
  localStorage.setItem(KEY, JSON.stringify({ m1: { ...LINES, low: 0.9 } }));
  expect((await load()).linesOf('m1')).toBeNull();
});

test('places on the bar of a model without probabilities are turned into scores around its threshold', async () => {
  const { scoresOfPlaces } = await load();
  expect(scoresOfPlaces(2, { low: 0.25, high: 0.5 })).toEqual({ lowScore: 1, highScore: 2 });
  const { lowScore, highScore } = scoresOfPlaces(0, { low: 0, high: 1 });
  expect([lowScore, highScore].every(Number.isFinite)).toBe(true);
});
