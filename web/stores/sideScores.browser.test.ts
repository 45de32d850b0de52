import { createRoot, createSignal } from 'solid-js';
import { afterEach, expect, test } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { asksOther, disagree } from './agreement';
import type { Scored } from './liveScore';
import type { ModelRecord } from './models';
import type { Judgement } from './scoring';
import { createSideScores } from './sideScores';

let stop = () => {};
afterEach(() => stop());

const modelOf = (id: string, label = 'toxic') => ({ id, manifest: { labels: [label] } }) as unknown as ModelRecord;

/** The first answer to a text, as far as further models look at it. */
const answered = (text: string) => ({ text, modelId: 'first' }) as Scored;

const judged = (score: number): Judgement => ({
  score,
  probability: null,
  threshold: 0,
  decision: { label: score >= 0 ? 1 : 0, by: 'model', entries: [] },
  knowledge: { doubt: null, words: 1, unknown: 0 },
});

test('further models are asked one after another, and not about a text that has changed meanwhile', async () => {
  const asked: string[] = [];
  let answer: (score: number) => void = () => {};
  const { sides, setText, setScored } = createRoot((dispose) => {
    stop = dispose;
    const [text, setText] = createSignal('one');
    const [scored, setScored] = createSignal<Scored | null>(answered('one'));
    const models = [modelOf('a'), modelOf('b')];
    const ask = (id: string, [asking]: readonly string[]) => {
      asked.push(`${id}: ${asking}`);
      return new Promise<Judgement[]>((resolve) => {
        answer = (score) => resolve([judged(score)]);
      });
    };
    const sides = createSideScores(
      () => models,
      scored,
      text,
      () => 'unchanged',
      ask,
    );
    return { sides, setText, setScored };
  });
  await expect.poll(() => asked).toEqual(['a: one']);
  setText('one two'); // before the second model was asked
  answer(1);
  await Promise.resolve();
  expect(asked).toEqual(['a: one']);
  setScored(answered('one two'));
  await expect.poll(() => asked).toEqual(['a: one', 'a: one two']);
  expect(sides()).toBeNull();
  answer(1);
  await expect.poll(() => asked).toHaveLength(3);
  answer(-1);
  await expect.poll(() => sides()?.text).toBe('one two');
  expect(sides()?.scores.map(({ model, judgement }) => [model.id, judgement?.score])).toEqual([
    ['a', 1],
    ['b', -1],
  ]);
});

test('a model that cannot be asked has its error, and the others answer', async () => {
  const sides = createRoot((dispose) => {
    stop = dispose;
    return createSideScores(
      () => [modelOf('gone'), modelOf('here')],
      () => answered('text'),
      () => 'text',
      () => 0,
      async (id) => {
        if (id === 'gone') throw new CodedError('model-missing', { id });
        return [judged(2)];
      },
    );
  });
  await expect.poll(() => sides()?.scores.length).toBe(2);
  expect(sides()?.scores.map(({ judgement, error }) => [judgement?.score, error?.code])).toEqual([
    [undefined, 'model-missing'],
    [2, undefined],
  ]);
});

test('models contradict each other when some flag and others do not; who is unsure contradicts nobody', () => {
  expect(disagree(['toxic', 'other', 'unsure'])).toBe(true);
  expect(disagree(['toxic', 'unsure', 'toxic'])).toBe(false);
  expect(disagree([])).toBe(false);
});

test('models of different known labels answer different questions', () => {
  expect(asksOther(modelOf('a', 'toxic'), modelOf('b', 'токсичность'))).toBe(false);
  expect(asksOther(modelOf('a', 'toxic'), modelOf('b', 'threat'))).toBe(true);
  expect(asksOther(modelOf('a', 'toxic'), modelOf('b', 'label'))).toBe(false);
});
