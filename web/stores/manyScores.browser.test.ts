import { createRoot, createSignal } from 'solid-js';
import { afterEach, expect, test } from 'vitest';
import { createManyScores, type LineAnswer } from './manyScores';

let stop = () => {};
afterEach(() => stop());

test('a line is scored again when the model changes, and the new scores replace the first', async () => {
  const asked: string[] = [];
  const answerOf = (modelId: string, text: string): LineAnswer => ({
    score: (modelId === 'a' ? 1 : -1) * text.length,
    threshold: 0,
    probability: null,
    label: modelId === 'a' ? 1 : 0,
    unsure: false,
    between: false,
  });
  const { scores, setModel } = createRoot((dispose) => {
    stop = dispose;
    const [model, setModel] = createSignal('a');
    const many = createManyScores(
      () => model(),
      () => 'one\n\nthree\none',
      () => 'unchanged',
      async (modelId, texts) => {
        asked.push(`${modelId}: ${texts.join(', ')}`);
        return texts.map((text) => answerOf(modelId, text));
      },
    );
    return { scores: many.scores, setModel };
  });
  const shown = () => scores().map(({ line, modelId, answer }) => [line, modelId, answer?.score]);
  await expect.poll(shown).toEqual([
    [1, 'a', 3],
    [3, 'a', 5],
    [4, 'a', 3],
  ]);
  setModel('b');
  await expect.poll(shown).toEqual([
    [1, 'b', -3],
    [3, 'b', -5],
    [4, 'b', -3],
  ]);
  expect(asked).toEqual(['a: one, three', 'b: one, three']);
});

test('a line whose language no model reads has its row, without an answer, and is not asked', async () => {
  const asked: string[] = [];
  const many = createRoot((dispose) => {
    stop = dispose;
    return createManyScores(
      (line) => (line === 'danke' ? null : 'a'),
      () => 'thanks\ndanke',
      () => 'unchanged',
      async (_, texts) => {
        asked.push(...texts);
        return texts.map(() => ({
          score: 1,
          threshold: 0,
          probability: null,
          label: 1,
          unsure: false,
          between: false,
        }));
      },
    );
  });
  await expect
    .poll(() => many.scores().map(({ line, answer }) => [line, answer?.score]))
    .toEqual([
      [1, 1],
      [2, undefined],
    ]);
  expect(many.total()).toBe(2);
  expect(asked).toEqual(['thanks']);
});
