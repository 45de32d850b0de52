import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createInlinePool, type Pool } from '../runtime/parallel';
import { createModulePool } from './nodePool';
import { type TrialKernels, trialKernels } from './testing/trialKernels';

const pools: Pool<TrialKernels>[] = [];

const poolOf = (size: number, module: string) => createModulePool<TrialKernels>(size, new URL(module, import.meta.url));

/** A pool for one test, closed after it. */
function threads(size: number, module = './testing/trialThread.ts'): Pool<TrialKernels> {
  const pool = poolOf(size, module);
  pools.push(pool);
  return pool;
}

afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** Kinds of pools, each with one pool for its tests, since threads take a while to start. */
const kinds = [
  ['this thread', () => createInlinePool(trialKernels)],
  ['one thread', () => poolOf(1, './testing/trialThread.ts')],
  ['two threads', () => poolOf(2, './testing/trialThread.ts')],
] as const;

describe.each(kinds)('%s', (_, create) => {
  let pool: Pool<TrialKernels>;
  beforeAll(() => {
    pool = create();
  });
  afterAll(() => pool.close());

  test('every task resolves, in any order', async () => {
    const tasks = Array.from({ length: 9 }, (_, i) => pool.run('add', { a: i, b: 1 }));
    expect(await Promise.all(tasks)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('a coded error keeps its code and parameters; others become unexpected', async () => {
    await expect(pool.run('refuse', { code: 'x' })).rejects.toMatchObject({
      name: 'CodedError',
      code: 'argument-invalid',
      params: { argument: 'code', got: 'x', expected: 'another' },
    });
    await expect(pool.run('crash', null)).rejects.toThrow('broken');
    expect(await pool.run('add', { a: 1, b: 1 })).toBe(2);
  });

  test('a cancel ends a running and a waiting task, and the pool stays usable', async () => {
    const running = new AbortController();
    const waiting = new AbortController();
    let reports = 0;
    const onProgress = () => {
      reports++;
      if (reports === 2) running.abort();
    };
    const others = Array.from({ length: pool.size - 1 }, () => pool.run('linger', null, { signal: running.signal }));
    const first = pool.run('linger', null, { signal: running.signal, onProgress });
    const second = pool.run('linger', null, { signal: waiting.signal });
    waiting.abort();
    await expect(second).rejects.toMatchObject({ name: 'AbortError' });
    for (const task of [first, ...others]) await expect(task).rejects.toMatchObject({ name: 'AbortError' });
    expect(await pool.run('add', { a: 2, b: 3 })).toBe(5);
    await expect(pool.run('add', { a: 2, b: 3 }, { signal: running.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  test('closing ends running and waiting tasks; a closed pool accepts no more', async () => {
    const tasks = [pool.run('linger', null), pool.run('linger', null), pool.run('add', { a: 1, b: 1 })];
    const ends = Promise.allSettled(tasks);
    await pool.close();
    for (const end of (await ends).slice(0, 2)) {
      expect(end).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    }
    await expect(pool.run('add', { a: 1, b: 1 })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a thread that exits fails its own task, and the other tasks complete', async () => {
  for (const size of [1, 2]) {
    const pool = threads(size);
    const dying = pool.run('die', null);
    const others = Array.from({ length: 4 }, (_, i) => pool.run('add', { a: i, b: 0 }));
    await expect(dying).rejects.toMatchObject({ code: 'worker-failed', params: { reason: 'exit 3' } });
    expect(await Promise.all(others)).toEqual([0, 1, 2, 3]);
  }
});

test('threads that cannot start fail every task, the first and later ones', async () => {
  const pool = threads(2, './testing/brokenThread.ts');
  const tasks = await Promise.allSettled([1, 2, 3].map((a) => pool.run('add', { a, b: 0 })));
  for (const task of tasks) {
    expect(task).toMatchObject({ status: 'rejected', reason: { code: 'worker-failed' } });
    expect(String(task.status === 'rejected' && task.reason)).toContain('never starts');
  }
  await expect(pool.run('add', { a: 1, b: 0 })).rejects.toMatchObject({ code: 'worker-failed' });
});

test('a thread that does not respond to a cancel is terminated and replaced', async () => {
  const pool = threads(1);
  const controller = new AbortController();
  await pool.run('add', { a: 0, b: 0 }); // the thread is up: it gets the task first, then the cancel that it cannot read
  const hanging = pool.run('hang', null, { signal: controller.signal });
  const next = pool.run('add', { a: 4, b: 4 });
  controller.abort();
  await expect(hanging).rejects.toMatchObject({ name: 'AbortError' });
  expect(await next).toBe(8);
});

test('listed buffers are transferred, others copied, and what cannot be cloned fails only its task', async () => {
  const pool = threads(1);
  const kept = Float64Array.of(1, 2, 3);
  const given = Float64Array.of(4, 5);
  expect(await pool.run('sum', kept)).toBe(6);
  expect(await pool.run('sum', given, { transfer: [given.buffer] })).toBe(9);
  expect([kept.length, given.length]).toEqual([3, 0]);
  const uncloneable = { a: 1, b: 1, extra: () => 0 };
  await expect(pool.run('add', uncloneable)).rejects.toMatchObject({ code: 'unexpected' });
  await expect(pool.run('answerFunction', null)).rejects.toMatchObject({ code: 'unexpected' });
  expect(await pool.run('add', { a: 1, b: 1 })).toBe(2);
});

test('a pool has at least one thread', () => {
  expect(() => threads(0)).toThrow('argument-invalid');
});
