import { expect, test } from 'vitest';
import { createThreadPool, type FromThread, type Thread, type ThreadEvents, type ToThread } from './threadPool';

/* Threads that behave as each test says; real ones are in cli/nodePool.test.ts and web/workers/pool.browser.test.ts. */

/** How a thread behaves: told what the pool says, it speaks by `events`. */
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

/** A kernel that gives back what it is given. */
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

test('where one thread dies before it is ready, the others do its work', async () => {
  const pool = poolOf(3, (started, events) => {
    if (started > 0) return thread(events, obedient);
    queueMicrotask(() => events.failed('it did not start'));
    return { post() {}, terminate() {} };
  });
  expect(await Promise.all(NUMBERS.map((n) => pool.run('echo', n)))).toEqual(NUMBERS);
});

test('a thread that dies at work fails that task; tasks that wait are done by another in its place', async () => {
  const pool = poolOf(1, (started, events) => thread(events, started === 0 ? mortal : obedient));
  const [first, ...others] = await Promise.allSettled(NUMBERS.map((n) => pool.run('echo', n)));
  expect(first).toMatchObject({
    status: 'rejected',
    reason: { code: 'worker-failed', params: { worker: 'trial', reason: 'gone' } },
  });
  expect(others.map((end) => end.status === 'fulfilled' && end.value)).toEqual(NUMBERS.slice(1));
});

test('where every thread dies at work, every task fails with its code', async () => {
  const pool = poolOf(2, (_, events) => thread(events, mortal));
  for (const end of await Promise.allSettled(NUMBERS.map((n) => pool.run('echo', n)))) {
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'worker-failed' } });
  }
});

test('where no thread can be started, every task fails with its code, and later ones are tried anew', async () => {
  let room = false;
  const pool = poolOf(2, (_, events) => {
    if (!room) throw new Error('no room');
    return thread(events, obedient);
  });
  for (const end of await Promise.allSettled(NUMBERS.map((n) => pool.run('echo', n)))) {
    expect(end).toMatchObject({ status: 'rejected', reason: { code: 'worker-failed', params: { worker: 'trial' } } });
  }
  room = true;
  expect(await pool.run('echo', 7)).toBe(7);
});

test('what a dead thread still says is not heard', async () => {
  const said: ThreadEvents[] = [];
  const pool = poolOf(1, (started, events) => {
    said.push(events);
    return thread(events, started === 0 ? mortal : obedient);
  });
  await expect(pool.run('echo', 1)).rejects.toMatchObject({ code: 'worker-failed' });
  const second = pool.run('echo', 2);
  said[0].message({ type: 'done', task: 1, output: 99 });
  said[0].failed('again');
  expect(await second).toBe(2);
});
