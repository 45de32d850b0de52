import { expect, test } from 'vitest';
import { yieldToEventLoop } from '#shared/runtime/steps';
import { longestSteps, millisecondsToStop } from './longestSteps';
import { processorSeconds } from './processorTime';

function spend(ms: number): void {
  const began = processorSeconds();
  while ((processorSeconds() - began) * 1000 < ms);
}

function* computation(): Generator<string, number, undefined> {
  yield 'quick';
  spend(5);
  yield 'quick';
  yield 'slow';
  spend(120);
  yield 'quick';
  return 7;
}

const same = (phase: string) => phase;

test('the longest step is found, in its phase', async () => {
  const { phases, result } = await longestSteps(computation(), 'opening', same);
  expect(result).toBe(7);
  const of = (name: string) => phases.find(({ phase }) => phase === name)?.longestMs ?? Number.NaN;
  expect(of('slow')).toBeGreaterThanOrEqual(119);
  expect(of('quick')).toBeLessThan(of('slow'));
});

test('a step that visits the event loop on its way is as long as its longest part', async () => {
  async function* pausing(): AsyncGenerator<string, void, undefined> {
    for (let part = 0; part < 20; part++) {
      spend(20);
      await yieldToEventLoop();
    }
    yield 'over';
  }
  const { phases } = await longestSteps(pausing(), 'pausing', same);
  const longest = phases.find(({ phase }) => phase === 'pausing')?.longestMs ?? Number.NaN;
  expect(longest).toBeGreaterThanOrEqual(19);
  expect(longest).toBeLessThan((20 * 20) / 2);
});

test('a stop ends the steps, and none comes in a phase that is not met', async () => {
  let steps = 0;
  function* long(): Generator<string, void, undefined> {
    for (; steps < 100; steps++) {
      yield 'working';
      spend(30);
    }
  }
  expect(await millisecondsToStop(long(), 'working', same)).not.toBeNull();
  expect(steps).toBeLessThan(100);
  expect(await millisecondsToStop(computation(), 'absent', same)).toBeNull();
});
