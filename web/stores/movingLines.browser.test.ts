import { afterEach, expect, test, vi } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { sampleModel } from '../storage/testing/samples';
import type { ModelRecord } from './models';
import type { Lines } from './threeAnswers';

const model: ModelRecord = sampleModel('m1');
const other: ModelRecord = sampleModel('m2');
const FIRST: Lines = { low: 0.25, high: 0.5, lowScore: -1, highScore: 0 };

vi.mock(import('./modelChoice'), async (original) => ({ ...(await original()), everyModel: () => [model, other] }));

/** Questions to the worker; each waits until the test answers it. */
const asked: { ends: { low: number; high: number }; answer: (lines: Lines) => void; fail: (error: Error) => void }[] =
  [];
vi.mock(import('./scoring'), async (original) => ({
  ...(await original()),
  firstLines: () => Promise.resolve(FIRST),
  linesAt: (_model, ends) =>
    new Promise<Lines>((answer, fail) => {
      asked.push({ ends, answer, fail });
    }),
}));

const load = async () => {
  vi.resetModules();
  asked.length = 0;
  return { ...(await import('./movingLines')), ...(await import('./threeAnswers')) };
};
const answerLast = () => {
  const last = asked[asked.length - 1];
  last.answer({ ...last.ends, lowScore: 10 * last.ends.low, highScore: 10 * last.ends.high });
};

afterEach(() => localStorage.clear());

test('a second step that comes before the scores of the first starts from the screen', async () => {
  const { turnThreeAnswers, moveLines, endsOf, linesOf } = await load();
  await turnThreeAnswers(model, true);
  const first = moveLines(model, { high: 0.99 });
  expect(endsOf('m1')).toEqual({ low: 0.25, high: 0.99 });
  const second = moveLines(model, { low: 0.01 });
  expect(asked.map(({ ends }) => ends)).toEqual([
    { low: 0.25, high: 0.99 },
    { low: 0.01, high: 0.99 },
  ]);
  answerLast();
  await second;
  asked[0].answer({ ...asked[0].ends, lowScore: 0, highScore: 0 });
  await first;
  expect(linesOf('m1')).toEqual({ low: 0.01, high: 0.99, lowScore: 0.1, highScore: 9.9 });
  expect(endsOf('m1')).toMatchObject({ low: 0.01, high: 0.99 });
});

test('a line takes the other along', async () => {
  const { turnThreeAnswers, moveLines, endsOf } = await load();
  await turnThreeAnswers(model, true);
  void moveLines(model, { low: 0.7 });
  expect(endsOf('m1')).toEqual({ low: 0.7, high: 0.7 });
  void moveLines(model, { high: 0.4 });
  expect(endsOf('m1')).toEqual({ low: 0.4, high: 0.4 });
});

test('two answers that are chosen while a line still moves stay chosen', async () => {
  const { turnThreeAnswers, moveLines, endsOf, linesOf } = await load();
  await turnThreeAnswers(model, true);
  const moved = moveLines(model, { high: 0.9 });
  await turnThreeAnswers(model, false);
  answerLast();
  await moved;
  expect([linesOf('m1'), endsOf('m1')]).toEqual([null, null]);
});

test('a move that fails leaves the lines where they were kept, and moves of two models do not meet', async () => {
  const { turnThreeAnswers, moveLines, endsOf, linesOf } = await load();
  await turnThreeAnswers(model, true);
  await turnThreeAnswers(other, true);
  const failed = moveLines(model, { high: 0.9 });
  const kept = moveLines(other, { high: 0.8 });
  expect(endsOf('m1')).toMatchObject({ high: 0.9 });
  asked[0].fail(new CodedError('unexpected', { reason: 'the worker stopped' }));
  await expect(failed).rejects.toMatchObject({ code: 'unexpected' });
  answerLast();
  await kept;
  expect(endsOf('m1')).toEqual(FIRST);
  expect(linesOf('m2')).toMatchObject({ low: 0.25, high: 0.8 });
});
