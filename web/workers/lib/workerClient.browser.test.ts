import { afterEach, expect, test, vi } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { AbortError } from '#shared/runtime/steps';
import type { TrialApi } from './testing/trial.worker';
import { workerApi } from './workerApi';
import { createWorkerClient, type WorkerClient } from './workerClient';

let started = 0;
let client: WorkerClient<TrialApi>;

function trialClient(idleMs = 60_000): WorkerClient<TrialApi> {
  started = 0;
  client = createWorkerClient<TrialApi>({
    name: 'trial',
    idleMs,
    start() {
      started++;
      return new Worker(new URL('./testing/trial.worker.ts', import.meta.url), { type: 'module' });
    },
  });
  return client;
}

afterEach(() => client.stop());

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not reject.');
}

test('a worker starts on the first call and is kept for the next', async () => {
  const { call } = trialClient();
  expect(started).toBe(0);
  expect(await call((api) => api.echo(1))).toBe(1);
  expect(await call((api) => api.echo('two'))).toBe('two');
  expect(started).toBe(1);
});

test('an idle worker is ended and started anew at need', async () => {
  const { call } = trialClient(30);
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  try {
    await call((api) => api.echo(1));
    expect(ended).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1), 5000);
    await call((api) => api.echo(2));
    expect(started).toBe(2);
  } finally {
    ended.mockRestore();
  }
});

test('a worker is not idle while a call is under way, and is kept by the next one', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const { call } = trialClient(1000);
    await call((api) => api.echo(1));
    vi.advanceTimersByTime(999);
    await call((api) => api.echo(2));
    vi.advanceTimersByTime(999);
    const controller = new AbortController();
    let steps = 0;
    const working = errorOf(call((api) => api.work(controller.signal, () => void steps++), controller.signal));
    vi.advanceTimersByTime(60_000);
    // It has begun, and goes on after the time in which an idle worker would have been ended.
    while (steps < 3) await new Promise((resolve) => requestAnimationFrame(resolve));
    controller.abort();
    expect(await working).toBeInstanceOf(AbortError);
    expect(started).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(await call((api) => api.echo(3))).toBe(3);
    expect(started).toBe(2);
  } finally {
    vi.useRealTimers();
  }
});

test('a coded error crosses with its code, parameters, stack and cause', async () => {
  const { call } = trialClient();
  const error = await errorOf(call((api) => api.refuse()));
  expect(error).toBeInstanceOf(CodedError);
  expect(error).toMatchObject({ code: 'column-missing', params: { column: 'toxic', columns: ['a', 'b'] } });
  expect((error as CodedError).stack).toContain('trial.worker');
  expect((error as CodedError).cause).toMatchObject({ name: 'RangeError', message: 'underneath' });
});

test('an ordinary error keeps its name and message, and a thrown string stays a string', async () => {
  const { call } = trialClient();
  expect(await errorOf(call((api) => api.fail()))).toMatchObject({ name: 'TypeError', message: 'an ordinary error' });
  expect(await errorOf(call((api) => api.throwWord()))).toBe('a word');
});

test('a cancel crosses, is answered as an AbortError, and leaves the worker running', async () => {
  const { call } = trialClient();
  const controller = new AbortController();
  const onProgress = (steps: number) => {
    if (steps >= 3) controller.abort();
  };
  const error = await errorOf(call((api) => api.work(controller.signal, onProgress), controller.signal));
  expect(error).toBeInstanceOf(AbortError);
  expect(await call((api) => api.echo('still here'))).toBe('still here');
  expect(started).toBe(1);
});

test('a signal that fired before it is sent reaches the worker as fired', async () => {
  const { call } = trialClient();
  const onProgress = () => undefined;
  // Not passed to `call`, which would not have called at all.
  expect(await errorOf(call((api) => api.work(AbortSignal.abort(), onProgress)))).toBeInstanceOf(AbortError);
});

test('the methods of an api are called as they are declared, callbacks and signals included', async () => {
  const { call } = trialClient();
  const api = workerApi(client);
  expect(started).toBe(0);
  expect(await api.echo({ a: [1, 'two'] })).toEqual({ a: [1, 'two'] });
  expect(await errorOf(api.refuse())).toMatchObject({ code: 'column-missing' });
  const controller = new AbortController();
  const seen: number[] = [];
  const working = api.work(controller.signal, (steps) => {
    seen.push(steps);
    if (steps === 3) controller.abort();
  });
  expect(await errorOf(working)).toBeInstanceOf(AbortError);
  expect(seen.slice(0, 3)).toEqual([1, 2, 3]);
  expect(await call((remote) => remote.echo('the same worker'))).toBe('the same worker');
  expect(started).toBe(1);
});

test('a signal among the arguments ends a call that does not answer it', async () => {
  trialClient();
  const api = workerApi(client);
  const controller = new AbortController();
  const hanging = errorOf(api.hang(controller.signal));
  controller.abort();
  expect(await hanging).toBeInstanceOf(AbortError);
  expect(await api.echo('anew')).toBe('anew');
  expect(started).toBe(2);
});

test('a call leaves no listener on its signal and no open port behind, however it ended', async () => {
  trialClient();
  const api = workerApi(client);
  const controller = new AbortController();
  const added = vi.spyOn(controller.signal, 'addEventListener');
  const removed = vi.spyOn(controller.signal, 'removeEventListener');
  const closed = vi.spyOn(MessagePort.prototype, 'close');
  try {
    for (let call = 0; call < 20; call++) expect(await api.count(3, () => undefined, controller.signal)).toBe(3);
    expect(await errorOf(api.count(-1, () => undefined, controller.signal))).toMatchObject({ name: 'RangeError' });
    // 21 calls with a callback and a signal each.
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(42), 5000);
    const listeners = new Set(added.mock.calls.map(([, listener]) => listener));
    for (const [, listener] of removed.mock.calls) listeners.delete(listener);
    expect(listeners.size).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
});

test('every callback made before the method ended arrives, and one made after does nothing', async () => {
  trialClient();
  const api = workerApi(client);
  const seen: number[] = [];
  await api.count(200, (n) => void seen.push(n));
  await vi.waitFor(() => expect(seen).toHaveLength(200), 5000);
  const late: string[] = [];
  await api.callLater((word) => void late.push(word));
  expect(await api.later()).toBe('called');
  expect(await api.echo('the same worker')).toBe('the same worker');
  expect(late).toEqual([]);
  expect(started).toBe(1);
});

test('an api can be returned by an async function', async () => {
  trialClient();
  const api = await (async () => workerApi(client))();
  expect(await api.echo(1)).toBe(1);
});

test('a signal that fired before the call starts nothing', async () => {
  const { call } = trialClient();
  const error = await errorOf(call((api) => api.echo(1), AbortSignal.abort()));
  expect(error).toBeInstanceOf(AbortError);
  expect(started).toBe(0);
});

test('a worker that does not answer a cancel is terminated, and the next call starts a new one', async () => {
  const { call } = trialClient();
  await call((api) => api.echo(1));
  const controller = new AbortController();
  const hanging = call((api) => api.hang(controller.signal), controller.signal);
  const bystander = errorOf(call((api) => api.echo('after the hung one')));
  controller.abort();
  expect(await errorOf(hanging)).toBeInstanceOf(AbortError);
  expect(await bystander).toMatchObject({ code: 'worker-failed', params: { worker: 'trial' } });
  expect(await call((api) => api.echo('anew'))).toBe('anew');
  expect(started).toBe(2);
});

test('calls made while a cancel is unanswered wait for the next worker, and can be cancelled while they wait', async () => {
  const { call } = trialClient();
  await call((api) => api.echo(1));
  const first = new AbortController();
  const hanging = errorOf(call((api) => api.hang(first.signal), first.signal));
  first.abort();
  const second = new AbortController();
  const replaced = errorOf(call((api) => api.echo('replaced'), second.signal));
  const third = call((api) => api.echo('the last of three'));
  second.abort();
  expect(await replaced).toBeInstanceOf(AbortError);
  expect(started).toBe(1);
  expect(await third).toBe('the last of three');
  expect(await hanging).toBeInstanceOf(AbortError);
  expect(started).toBe(2);
});

test('a call made while a cancel is unanswered goes to the same worker once that answers', async () => {
  const { call } = trialClient();
  await call((api) => api.echo('loaded')); // a worker that is still being loaded may not answer in time
  const controller = new AbortController();
  const working = errorOf(call((api) => api.work(controller.signal, () => undefined), controller.signal));
  controller.abort();
  expect(await call((api) => api.echo('next'))).toBe('next');
  expect(await working).toBeInstanceOf(AbortError);
  expect(started).toBe(1);
});

test('when a worker fails its running calls reject with worker-failed', async () => {
  const { call } = trialClient();
  const error = await errorOf(call((api) => api.die()));
  expect(error).toMatchObject({ code: 'worker-failed', params: { worker: 'trial' } });
  expect(await call((api) => api.echo('anew'))).toBe('anew');
});

test('a worker that cannot be loaded rejects with worker-failed', async () => {
  client = createWorkerClient<TrialApi>({
    name: 'absent',
    idleMs: 60_000,
    start: () => new Worker(URL.createObjectURL(new Blob(['this is no script'])), { type: 'module' }),
  });
  expect(await errorOf(client.call((api) => api.echo(1)))).toMatchObject({
    code: 'worker-failed',
    params: { worker: 'absent' },
  });
});

test('a call settles after everything that it has called back, however slow the page is', async () => {
  const api = workerApi(trialClient());
  const heard: number[] = [];
  const slowly = async (n: number) => {
    await new Promise((resolve) => setTimeout(resolve, 60 - 10 * n));
    heard.push(n);
  };
  await api.count(5, slowly);
  expect([...heard].sort()).toEqual([1, 2, 3, 4, 5]);
});
