import { expect, test } from 'vitest';
import { createPause, type Pause, pausing } from './pausing';
import { AbortError, runSteps } from './steps';

/** Pauses are only due after a while: this keeps the thread until the next is. */
async function duePause(pause: Pause): Promise<void> {
  for (;;) {
    const waiting = pause();
    if (waiting !== null) return waiting;
  }
}

test('each pause that is due is a step, and the result is that of the work', async () => {
  const seen: string[] = [];
  const steps = pausing('working', async (pause) => {
    await duePause(pause);
    await duePause(pause);
    return 7;
  });
  expect(await runSteps(steps, undefined, (progress) => seen.push(progress))).toBe(7);
  expect(seen).toEqual(['working', 'working']);
});

test('work that never pauses has no steps, and its error is thrown as it is', async () => {
  expect(await pausing('working', async () => 1).next()).toEqual({ done: true, value: 1 });
  const broken = pausing('working', async () => {
    throw new RangeError('broken');
  });
  await expect(runSteps(broken)).rejects.toThrow(new RangeError('broken'));
});

test('a stop during a pause ends the work, which cleans up before the stop is answered', async () => {
  const controller = new AbortController();
  let reached = 0;
  let cleaned = false;
  const steps = pausing('working', async (pause) => {
    try {
      for (; reached < 100; reached++) await duePause(pause);
    } finally {
      await new Promise((resolve) => setTimeout(resolve, 5));
      cleaned = true;
    }
  });
  await expect(runSteps(steps, controller.signal, () => controller.abort())).rejects.toBeInstanceOf(AbortError);
  expect([reached, cleaned]).toEqual([0, true]);
});

test('an error of the work while it is paused is not lost', async () => {
  const steps = pausing('working', async (pause) => {
    await duePause(pause);
    throw new RangeError('after the pause');
  });
  expect(await steps.next()).toEqual({ done: false, value: 'working' });
  await expect(steps.next()).rejects.toThrow('after the pause');
});

test('pauses for nobody visit the event loop', async () => {
  let visited = false;
  setTimeout(() => {
    visited = true;
  }, 0);
  await duePause(createPause());
  expect(visited).toBe(true);
});
