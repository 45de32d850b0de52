import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../base/errors';
import { createCallerPool } from './callerPool';
import { createInlinePool, type Pool } from './parallel';

const kernels = {
  *double(input: number): Generator<number, number, undefined> {
    yield 0;
    return 2 * input;
  },
  *refuse(_: null): Generator<number, never, undefined> {
    yield 0;
    throw new CodedError('argument-invalid', { argument: 'a', got: 'b', expected: 'c' });
  },
  async *linger(_: null): AsyncGenerator<number, never, undefined> {
    for (;;) {
      yield 0;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  },
};
type Trial = typeof kernels;

/** As many threads as tasks may run at a time, all in this one; counts what was asked of them. */
function threadsOf(size: number): Pool<Trial> & { asked: number } {
  const pools = Array.from({ length: size }, () => createInlinePool<Trial>(kernels));
  const threads = {
    size,
    asked: 0,
    run: ((kernel: 'double', input: number, options) =>
      pools[threads.asked++ % size].run(kernel, input, options)) as Pool<Trial>['run'],
    async close() {
      await Promise.all(pools.map((pool) => pool.close()));
    },
  };
  return threads;
}

test('every task resolves, some in a thread and some here', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(100), { maxLength: 20 }), async (size, inputs) => {
      const threads = threadsOf(size);
      const pool = createCallerPool(threads, kernels);
      expect(pool.size).toBe(size + 1);
      expect(await Promise.all(inputs.map((input) => pool.run('double', input)))).toEqual(inputs.map((n) => 2 * n));
      expect(threads.asked).toBeLessThanOrEqual(inputs.length);
      if (inputs.length > size) expect(threads.asked).toBeLessThan(inputs.length);
      else expect(threads.asked).toBe(inputs.length);
      await pool.close();
    }),
    { numRuns: 30 },
  );
});

test('errors arrive, here and from a thread, and the pool stays usable', async () => {
  const pool = createCallerPool(threadsOf(1), kernels);
  const results = await Promise.allSettled([pool.run('refuse', null), pool.run('refuse', null), pool.run('double', 4)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  expect(await Promise.all([1, 2, 3].map((n) => pool.run('double', n)))).toEqual([2, 4, 6]);
  await pool.close();
});

test('threads that die fail their tasks alone', async () => {
  const dead: Pool<Trial> = {
    size: 1,
    run: () => Promise.reject(new CodedError('worker-failed', { worker: 'x', reason: 'gone' })),
    close: async () => {},
  };
  const pool = createCallerPool(dead, kernels);
  const results = await Promise.allSettled([pool.run('double', 1), pool.run('double', 2)]);
  expect(results).toMatchObject([{ reason: { code: 'worker-failed' } }, { value: 4 }]);
  await pool.close();
});

test('a cancel ends a task in a thread, one here and one that waits', async () => {
  const pool = createCallerPool(threadsOf(1), kernels);
  const controllers = [0, 1, 2].map(() => new AbortController());
  const tasks = controllers.map(({ signal }) => pool.run('linger', null, { signal }));
  const settled = Promise.allSettled(tasks);
  for (const controller of [...controllers].reverse()) controller.abort();
  for (const result of await settled) expect(result).toMatchObject({ reason: { name: 'AbortError' } });
  expect(await pool.run('double', 1)).toBe(2);
  await expect(pool.run('double', 1, { signal: controllers[0].signal })).rejects.toMatchObject({ name: 'AbortError' });
  await pool.close();
});

test('closing ends all tasks, and later ones are refused', async () => {
  const pool = createCallerPool(threadsOf(1), kernels);
  const settled = Promise.allSettled([0, 1, 2].map(() => pool.run('linger', null)));
  await pool.close();
  for (const result of await settled) expect(result).toMatchObject({ reason: { name: 'AbortError' } });
  await expect(pool.run('double', 1)).rejects.toMatchObject({ name: 'AbortError' });
});
