import { expect, test } from 'vitest';
import { createInlinePool } from './parallel';
import { AbortError } from './steps';

/** Kernels that stop at a gate until the test opens it. */
function gatedPool() {
  const log: string[] = [];
  const gates = new Map<number, () => void>();
  const kernels = {
    async *work(input: number): AsyncGenerator<string, number, undefined> {
      log.push(`start ${input}`);
      try {
        yield 'begun';
        await new Promise<void>((open) => void gates.set(input, open));
        yield 'half';
        if (input < 0) throw new Error('negative');
        return 2 * input;
      } finally {
        log.push(`end ${input}`);
      }
    },
  };
  const reached = async (input: number) => {
    while (!gates.has(input)) await new Promise((resolve) => setTimeout(resolve, 0));
  };
  const open = async (input: number) => {
    await reached(input);
    gates.get(input)?.();
  };
  return { pool: createInlinePool(kernels), log, open, reached };
}

test('tasks run one after the other in the order in which they were asked for', async () => {
  const { pool, log, open } = gatedPool();
  const results = Promise.all([pool.run('work', 1), pool.run('work', 2)]);
  await open(1);
  await open(2);
  expect(await results).toEqual([2, 4]);
  expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
});

test('progress is passed on', async () => {
  const { pool, open } = gatedPool();
  const seen: unknown[] = [];
  const result = pool.run('work', 3, { onProgress: (progress) => seen.push(progress) });
  await open(3);
  await result;
  expect(seen).toEqual(['begun', 'half']);
});

test('a task that fails does not concern the next', async () => {
  const { pool, open } = gatedPool();
  const failing = pool.run('work', -1);
  const next = pool.run('work', 5);
  await open(-1);
  await expect(failing).rejects.toThrow('negative');
  await open(5);
  expect(await next).toBe(10);
});

test('a running task that is cancelled rejects at once, and is closed before the next one starts', async () => {
  const { pool, log, open, reached } = gatedPool();
  const controller = new AbortController();
  const cancelled = pool.run('work', 1, { signal: controller.signal });
  const next = pool.run('work', 2);
  await reached(1);
  controller.abort();
  await expect(cancelled).rejects.toThrow(AbortError);
  expect(log).toEqual(['start 1']);
  await open(1);
  await open(2);
  expect(await next).toBe(4);
  expect(log).toEqual(['start 1', 'end 1', 'start 2', 'end 2']);
});

test('a waiting task that is cancelled never starts', async () => {
  const { pool, log, open, reached } = gatedPool();
  const controller = new AbortController();
  const first = pool.run('work', 1);
  const waiting = pool.run('work', 2, { signal: controller.signal });
  await reached(1);
  controller.abort();
  await expect(waiting).rejects.toThrow(AbortError);
  await open(1);
  await first;
  expect(await pool.run('work', 0, { signal: AbortSignal.abort() }).catch((error: unknown) => error)).toBeInstanceOf(
    AbortError,
  );
  expect(log).toEqual(['start 1', 'end 1']);
});

test('closing ends running and waiting tasks, and a closed pool starts no more', async () => {
  const { pool, log, open, reached } = gatedPool();
  const running = pool.run('work', 1);
  const waiting = pool.run('work', 2);
  await reached(1);
  const closed = pool.close();
  await expect(running).rejects.toThrow(AbortError);
  await expect(waiting).rejects.toThrow(AbortError);
  await expect(pool.run('work', 3)).rejects.toThrow(AbortError);
  await open(1);
  await closed;
  expect(log).toEqual(['start 1', 'end 1']);
});

test('signals are not held on to by tasks that have ended', async () => {
  const { pool, open } = gatedPool();
  const controller = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = controller.signal;
  controller.signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
    listeners++;
    addEventListener.apply(controller.signal, args);
  };
  controller.signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
    listeners--;
    removeEventListener.apply(controller.signal, args);
  };
  const result = pool.run('work', 1, { signal: controller.signal });
  await open(1);
  await result;
  await Promise.resolve();
  expect(listeners).toBe(0);
});
