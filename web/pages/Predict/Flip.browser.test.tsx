import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';
import { afterEach, expect, test, vi } from 'vitest';
import { sampleModel } from '../../storage/testing/samples';
import type { Answer, FlipSearch } from '../../stores/scoring';
import { Flip } from './Flip';

vi.mock(import('../../stores/scoring'), async (original) => ({
  ...(await original()),
  findFlip: async (): Promise<FlipSearch> => ({ flip: null, complete: true }),
}));

let dispose = () => {};
afterEach(() => dispose());

const answerOf = (threshold: number) => ({ score: -1, threshold, label: 0 }) as Answer;

test('what was asked about a text stays when its score arrives, and goes with the text or the threshold', async () => {
  const [text, setText] = createSignal('a text');
  const [answer, setAnswer] = createSignal(answerOf(0));
  const root = document.body.appendChild(document.createElement('div'));
  const stop = render(() => <Flip text={text()} answer={answer()} model={sampleModel('m')} />, root);
  dispose = () => {
    stop();
    root.remove();
  };
  const isOpen = () => root.querySelector('button')?.getAttribute('aria-expanded');
  const ask = () => root.querySelector('button')?.click();
  ask();
  setAnswer(answerOf(0));
  expect(isOpen()).toBe('true');
  await expect.poll(() => root.querySelector('[role=status]')?.textContent).toContain('still not flagged');
  setAnswer(answerOf(0.5));
  expect(isOpen()).toBe('false');
  ask();
  setText('another text');
  expect(isOpen()).toBe('false');
});
