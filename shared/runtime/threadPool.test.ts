import { afterEach, expect, test, vi } from 'vitest';
import { AbortError } from './steps';
import {
  createThreadPool,
  type FromThread,
  serveKernels,
  type Thread,
  type ThreadEvents,
  type ToThread,
} from './threadPool';

/*
 * Threads that behave as each test defines; real ones are in cli/nodePool.test.ts and web/workers/pool.browser.test.ts.
 */

/** How a thread behaves: it receives the pool's messages and answers through `events`. */
type Behaviour = (message: ToThread, events: ThreadEvents) => void;

function thread(events: ThreadEvents, behaviour: Behaviour): Thread {
  queueMicrotask(() => events.message({ type: 'ready' }));
  return { post: (message) => queueMicrotask(() => behaviour(message, events)), terminate() {} };
}

/** Answers with its input. */
const obedient: Behaviour = (message, events) => {
  if (message.type === 'run') events.message({ type: 'done', task: message.task, output: message.input } as FromThread);
};

const mortal: Behaviour = (_, events) => events.failed('gone');

/** A kernel that returns its input. */
const kernels = {
  *echo(input: number) {
    yield 0;
    return input;
  },
};

function poolOf(size: number, start: (started: number, events: ThreadEvents) => Thread) {
  let started = 0;
  return createThreadPool<typeof kernels>(size, 'trial', (events) => start(started++, events));
}

const NUMBERS = [1, 2, 3, 4, 5];

test('where one thread cannot be started, the others do its work', async () => {
  const pool = poolOf(2, (started, events) => {
    if (started === 0) throw new Error('no room');
    return thread(events, obedient);
  });
  expect(await Promise.all(NUMBERS.map((n) => pool.run('echo', n)))).toEqual(NUMBERS);
});

test('if one thread exits before it is ready, the others run its tasks', async () => {
  const pool = poolOf(3, (started, events) => {
    if (started > 0) return thread(events, obedient);
    queueMicrotask(() => events.failed('it did not start'));
    return { post() {}, terminate() {} };
  });
  expect(await Promise.all(NUMBERS.map((n) => pool.run('echo', n)))).toEqual(NUMBERS);
});

test('a thread that exits during a task fails that task; waiting tasks run in a replacement', async () => {
  const pool = poolOf(1, (started, events) => thread(events, started === 0 ? mortal : obedient));
  const [first, ...others] = await Promise.allSettled(NUMBERS.map((n) => pool.run('echo', n)));
  expect(first).toMatchObject({
    status: 'rejected',
    reason: { code: 'worker-failed', params: { worker: 'trial', reason: 'gone' } },
  });
  expect(others.map((end) => end.status === 'fulfilled' && end.value)).toEqual(NUMBERS.slice(1));
});

test('if every thread exits during a task, every task fails with the code', async () => {
  const pool = poolOf(2, (_, events) => thread(events, mortal));
  for (const end of await Promise.allSettled(NUMBERS.map((n) => pool.run('echo', n)))) {
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'worker-failed' } });
  }
});

test('where no thread can be started, every task fails with its code, and later ones are tried anew', async () => {
  let canStart = false;
  const pool = poolOf(2, (_, events) => {
    if (!canStart) throw new Error('no room');
    return thread(events, obedient);
  });
  for (const end of await Promise.allSettled(NUMBERS.map((n) => pool.run('echo', n)))) {
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'worker-failed', params: { worker: 'trial' } } });
  }
  canStart = true;
  expect(await pool.run('echo', 7)).toBe(7);
});

test('messages of a dead thread are ignored', async () => {
  const recorded: ThreadEvents[] = [];
  const pool = poolOf(1, (started, events) => {
    recorded.push(events);
    return thread(events, started === 0 ? mortal : obedient);
  });
  await expect(pool.run('echo', 1)).rejects.toMatchObject({ code: 'worker-failed' });
  const second = pool.run('echo', 2);
  recorded[0].message({ type: 'done', task: 1, output: 99 });
  recorded[0].failed('again');
  expect(await second).toBe(2);
});

/** A thread that is ready at once and records its messages. */
function recordingThread(events: ThreadEvents) {
  const posted: ToThread[] = [];
  const state = { terminated: false };
  const started: Thread = {
    post: (message) => void posted.push(message),
    terminate() {
      state.terminated = true;
    },
  };
  queueMicrotask(() => events.message({ type: 'ready' }));
  return { started, posted, state, events };
}

function recordingPool(size: number) {
  const threads: ReturnType<typeof recordingThread>[] = [];
  const pool = poolOf(size, (_, events) => {
    const made = recordingThread(events);
    threads.push(made);
    return made.started;
  });
  return { pool, threads };
}

afterEach(() => vi.useRealTimers());

test('cancelling a running task posts a cancel to its thread and rejects at once', async () => {
  const { pool, threads } = recordingPool(1);
  const controller = new AbortController();
  const running = pool.run('echo', 1, { signal: controller.signal });
  const next = pool.run('echo', 2);
  await Promise.resolve();
  controller.abort();
  await expect(running).rejects.toThrow(AbortError);
  const [{ posted, events, state }] = threads;
  expect(posted).toEqual([
    { type: 'run', task: 0, kernel: 'echo', input: 1 },
    { type: 'cancel', task: 0 },
  ]);
  // The thread gets work again once it has answered.
  events.message({ type: 'cancelled', task: 0 });
  expect(posted[2]).toEqual({ type: 'run', task: 1, kernel: 'echo', input: 2 });
  events.message({ type: 'done', task: 1, output: 2 });
  expect(await next).toBe(2);
  expect(state.terminated).toBe(false);
});

test('a thread that ignores a cancel is terminated and replaced', async () => {
  vi.useFakeTimers();
  const { pool, threads } = recordingPool(1);
  const controller = new AbortController();
  const running = pool.run('echo', 1, { signal: controller.signal });
  const next = pool.run('echo', 2);
  await Promise.resolve();
  controller.abort();
  await expect(running).rejects.toThrow(AbortError);
  await vi.advanceTimersByTimeAsync(999);
  expect(threads.map(({ state }) => state.terminated)).toEqual([false]);
  await vi.advanceTimersByTimeAsync(1);
  expect(threads.map(({ state }) => state.terminated)).toEqual([true, false]);
  threads[1].events.message({ type: 'done', task: 1, output: 2 });
  expect(await next).toBe(2);
});

test('a thread that has answered a cancel in time is not terminated while it does the next task', async () => {
  vi.useFakeTimers();
  const { pool, threads } = recordingPool(1);
  const controller = new AbortController();
  const running = pool.run('echo', 1, { signal: controller.signal });
  void pool.run('echo', 2);
  await Promise.resolve();
  controller.abort();
  await expect(running).rejects.toThrow(AbortError);
  threads[0].events.message({ type: 'cancelled', task: 0 });
  await vi.advanceTimersByTimeAsync(5000);
  expect(threads.map(({ state }) => state.terminated)).toEqual([false]);
});

test('cancelling a waiting task keeps it from ever being posted', async () => {
  const { pool, threads } = recordingPool(1);
  const controller = new AbortController();
  const first = pool.run('echo', 1);
  const waiting = pool.run('echo', 2, { signal: controller.signal });
  await Promise.resolve();
  controller.abort();
  await expect(waiting).rejects.toThrow(AbortError);
  threads[0].events.message({ type: 'done', task: 0, output: 1 });
  expect(await first).toBe(1);
  expect(threads[0].posted).toHaveLength(1);
});

test('a signal that has fired already posts nothing', async () => {
  const { pool, threads } = recordingPool(1);
  await expect(pool.run('echo', 1, { signal: AbortSignal.abort() })).rejects.toThrow(AbortError);
  expect(threads).toEqual([]);
});

test('closing rejects running and waiting tasks, terminates the threads and accepts no more', async () => {
  const { pool, threads } = recordingPool(2);
  const tasks = [1, 2, 3].map((n) => pool.run('echo', n));
  await Promise.resolve();
  const ends = Promise.allSettled(tasks);
  await pool.close();
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
  expect(threads.map(({ state }) => state.terminated)).toEqual([true, true]);
  await expect(pool.run('echo', 4)).rejects.toThrow(AbortError);
  expect(threads).toHaveLength(2);
});

/** The other end with a kernel that waits for ever, and what it sends. */
function servedForever() {
  const sent: FromThread[] = [];
  const closed: string[] = [];
  const onMessage = serveKernels(
    {
      *forever(input: string) {
        try {
          for (;;) yield input;
        } finally {
          closed.push(input);
        }
      },
    },
    (message) => sent.push(message),
  );
  const answers = async (count: number) => {
    const ended = () => sent.filter(({ type }) => type !== 'ready' && type !== 'progress');
    while (ended().length < count) await new Promise((resolve) => setTimeout(resolve, 0));
    return ended();
  };
  return { onMessage, sent, closed, answers };
}

test('a cancel ends only that task of the thread, closes its kernel and is answered', async () => {
  const { onMessage, closed, answers } = servedForever();
  onMessage({ type: 'run', task: 7, kernel: 'forever', input: 'a' });
  onMessage({ type: 'run', task: 8, kernel: 'forever', input: 'b' });
  onMessage({ type: 'cancel', task: 7 });
  expect(await answers(1)).toEqual([{ type: 'cancelled', task: 7 }]);
  expect(closed).toEqual(['a']);
  onMessage({ type: 'cancel', task: 8 });
  expect(await answers(2)).toContainEqual({ type: 'cancelled', task: 8 });
});

test('a kernel that there is not fails its task with a code', async () => {
  const { onMessage, answers } = servedForever();
  onMessage({ type: 'run', task: 1, kernel: 'toString', input: null });
  expect(await answers(1)).toMatchObject([{ type: 'failed', task: 1, code: 'unexpected' }]);
});
