import { expect, test } from 'vitest';
import { AbortError, isAbort, runSteps, runStepsSync, sleep, throwIfAborted } from './steps';

/** Counts to `end`; `closed` receives how it ended. */
function* counting(end: number, closed: string[] = []): Generator<number, string, undefined> {
  let finished = false;
  try {
    for (let i = 1; i <= end; i++) yield i;
    finished = true;
    return 'counted';
  } finally {
    closed.push(finished ? 'finished' : 'closed');
  }
}

async function* countingAsync(end: number, closed: string[]): AsyncGenerator<number, string, undefined> {
  try {
    for (let i = 1; i <= end; i++) yield i;
    return 'counted';
  } finally {
    await Promise.resolve();
    closed.push('closed');
  }
}

test('runSteps passes on what is yielded, in order, and resolves to what is returned', async () => {
  const seen: number[] = [];
  expect(await runSteps(counting(4), undefined, (n) => seen.push(n))).toBe('counted');
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(await runSteps(countingAsync(4, []), undefined, (n) => seen.push(n))).toBe('counted');
  expect(seen).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
});

test('a signal that fires ends the computation at its next step, closes it and rejects with an AbortError', async () => {
  const controller = new AbortController();
  const closed: string[] = [];
  const seen: number[] = [];
  const running = runSteps(counting(1000, closed), controller.signal, (n) => {
    seen.push(n);
    if (n === 3) controller.abort();
  });
  await expect(running).rejects.toBeInstanceOf(AbortError);
  expect(seen).toEqual([1, 2, 3]);
  expect(closed).toEqual(['closed']);
});

test('an asynchronous computation that is cancelled has been closed when the promise rejects', async () => {
  const controller = new AbortController();
  const closed: string[] = [];
  const running = runSteps(countingAsync(1000, closed), controller.signal, () => controller.abort());
  await expect(running).rejects.toThrow(AbortError);
  expect(closed).toEqual(['closed']);
});

test('a signal that has fired already keeps the computation from starting', async () => {
  const seen: number[] = [];
  await expect(runSteps(counting(4), AbortSignal.abort(), (n) => seen.push(n))).rejects.toThrow(AbortError);
  expect(seen).toEqual([]);
});

test('a computation that is cancelled during its last step rejects, though it has a result', async () => {
  const controller = new AbortController();
  async function* last(): AsyncGenerator<number, string, undefined> {
    yield 1;
    controller.abort();
    return 'result';
  }
  await expect(runSteps(last(), controller.signal)).rejects.toThrow(AbortError);
});

test('a listener that throws closes the computation and rejects with its error', async () => {
  const closed: string[] = [];
  const running = runSteps(counting(1000, closed), undefined, () => {
    throw new Error('listener');
  });
  await expect(running).rejects.toThrow('listener');
  expect(closed).toEqual(['closed']);
});

test('a long computation yields to the event loop, so that a timer can cancel it', async () => {
  function* endless(): Generator<number, never, undefined> {
    for (let i = 0; ; i++) yield i;
  }
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 0);
  await expect(runSteps(endless(), controller.signal)).rejects.toThrow(AbortError);
});

test('runStepsSync drives a computation to its end', () => {
  const closed: string[] = [];
  expect(runStepsSync(counting(5, closed))).toBe('counted');
  expect(closed).toEqual(['finished']);
});

test('an AbortError is recognised by its name, as classes do not cross threads', () => {
  expect(isAbort(new AbortError())).toBe(true);
  expect(isAbort(Object.assign(new Error('from a worker'), { name: 'AbortError' }))).toBe(true);
  expect(isAbort(new Error('AbortError'))).toBe(false);
  expect(isAbort({ name: 'AbortError' })).toBe(false);
});

test('throwIfAborted throws only where the signal has fired', () => {
  expect(() => throwIfAborted(undefined)).not.toThrow();
  expect(() => throwIfAborted(new AbortController().signal)).not.toThrow();
  expect(() => throwIfAborted(AbortSignal.abort())).toThrow(AbortError);
});

test('a wait ends in time, when its signal fires, and at once where that has fired', async () => {
  await sleep(1, new AbortController().signal);
  const control = new AbortController();
  const waiting = sleep(60_000, control.signal);
  control.abort();
  await expect(waiting).rejects.toThrow(AbortError);
  await expect(sleep(60_000, control.signal)).rejects.toThrow(AbortError);
});
