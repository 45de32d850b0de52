import { expect, test } from 'vitest';
import { mapProgress, mapSteps, withProgress } from './mapSteps';

/** Yields 1 to 3 and returns 'done'; `log` receives how it ended. */
function* three(log: string[] = []): Generator<number, string, undefined> {
  try {
    yield 1;
    yield 2;
    yield 3;
    log.push('finished');
    return 'done';
  } finally {
    log.push('closed');
  }
}

async function* threeAsync(log: string[] = []): AsyncGenerator<number, string, undefined> {
  return yield* three(log);
}

test('each yield is shown as something else, and the result is what the computation returns', async () => {
  expect([...mapSteps(three(), (n) => n * 10)]).toEqual([10, 20, 30]);
  expect([...withProgress('working', three())]).toEqual(['working', 'working', 'working']);
  for (const steps of [three(), threeAsync()]) {
    const shown: number[] = [];
    const mapped = mapProgress<number, number, string>(steps, (n) => n * 10);
    let step = await mapped.next();
    for (; !step.done; step = await mapped.next()) shown.push(step.value);
    expect(shown).toEqual([10, 20, 30]);
    expect(step.value).toBe('done');
  }
});

test('closing the mapping closes the computation, so that its finally blocks run', async () => {
  const log: string[] = [];
  for (const mapped of [mapSteps(three(log), (n) => n), withProgress(0, three(log))]) {
    mapped.next();
    mapped.return('early');
  }
  for (const steps of [three(log), threeAsync(log)]) {
    const mapped = mapProgress<number, number, string>(steps, (n) => n);
    await mapped.next();
    await mapped.return('early');
  }
  expect(log).toEqual(['closed', 'closed', 'closed', 'closed']);
});

test('a translation that throws closes the computation', () => {
  const log: string[] = [];
  const mapped = mapSteps(three(log), () => {
    throw new Error('translation');
  });
  expect(() => mapped.next()).toThrow('translation');
  expect(log).toEqual(['closed']);
});
