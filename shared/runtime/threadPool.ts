import { buffersOf } from '../base/buffersOf';
import { CodedError, type ErrorCode, type ErrorParams, toCodedError } from '../base/errors';
import type { KernelOutput, Kernels, Pool, RunOptions } from './parallel';
import { AbortError, isAbort, runSteps } from './steps';

/*
 * A pool of kernels over threads of any kind: the host defines how to start one and how to send it messages. Threads
 * start when there is work for them. One task runs in a thread at a time, so a thread that exits fails only one task.
 */

/** Messages to a thread. */
export type ToThread =
  | { readonly type: 'run'; readonly task: number; readonly kernel: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly task: number };

/** Messages from a thread. `ready` comes once, when it can run tasks. */
export type FromThread =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly task: number; readonly progress: unknown }
  | { readonly type: 'done'; readonly task: number; readonly output: unknown }
  | { readonly type: 'cancelled'; readonly task: number }
  | {
      readonly type: 'failed';
      readonly task: number;
      readonly code: ErrorCode;
      readonly params: ErrorParams[ErrorCode];
    };

/** A started thread, seen from the pool. */
export interface Thread {
  post(message: ToThread, transfer: readonly ArrayBuffer[]): void;
  terminate(): unknown;
}

/** What the host reports to the pool about a thread. */
export interface ThreadEvents {
  message(message: FromThread): void;
  /** The thread exited, or never started. */
  failed(reason: string): void;
}

interface Task {
  readonly id: number;
  readonly kernel: string;
  readonly input: unknown;
  readonly transfer: readonly ArrayBuffer[];
  readonly onProgress: RunOptions['onProgress'];
  resolve(output: unknown): void;
  reject(error: unknown): void;
}

interface Slot {
  thread: Thread | null;
  ready: boolean;
  task: Task | null;
}

/** Milliseconds in which a thread is to answer a cancel; then it is ended. */
const CANCEL_TIMEOUT_MS = 1000;

/**
 * Makes a pool of at most `size` threads.
 * @param name of the threads, in `worker-failed`.
 * @param start starts one; it may throw.
 * @throws CodedError `argument-invalid` for a size below 1.
 */
export function createThreadPool<K extends Kernels>(
  size: number,
  name: string,
  start: (events: ThreadEvents) => Thread,
): Pool<K> {
  if (!(Number.isInteger(size) && size >= 1)) {
    throw new CodedError('argument-invalid', { argument: 'size', got: `${size}`, expected: 'a whole number from 1' });
  }
  const slots = new Set<Slot>();
  let waiting: Task[] = [];
  let tasks = 0;
  let failedStarts = 0;
  let closed = false;

  function pump(): void {
    for (const slot of slots) if (slot.ready && !slot.task && waiting.length > 0) assign(slot);
    const starting = [...slots].filter((slot) => !slot.ready).length;
    for (let wanted = waiting.length - starting; wanted > 0 && slots.size + failedStarts < size; wanted--) begin();
  }

  function assign(slot: Slot): void {
    const task = waiting.shift();
    if (!task || !slot.thread) return;
    slot.task = task;
    try {
      slot.thread.post({ type: 'run', task: task.id, kernel: task.kernel, input: task.input }, task.transfer);
    } catch (error) {
      slot.task = null; // it cannot be cloned, or not be held twice
      task.reject(toCodedError(error));
      assign(slot);
    }
  }

  function begin(): void {
    const slot: Slot = { thread: null, ready: false, task: null };
    slots.add(slot);
    try {
      slot.thread = start({
        message: (message) => onMessage(slot, message),
        failed: (reason) => lose(slot, reason),
      });
    } catch (error) {
      lose(slot, toCodedError(error).message);
    }
  }

  function onMessage(slot: Slot, message: FromThread): void {
    if (!slots.has(slot)) return;
    if (message.type === 'ready') {
      slot.ready = true;
      failedStarts = 0;
      pump();
      return;
    }
    const { task } = slot;
    if (!task || task.id !== message.task) return;
    if (message.type === 'progress') {
      task.onProgress?.(message.progress);
      return;
    }
    slot.task = null;
    if (message.type === 'done') task.resolve(message.output);
    else if (message.type === 'cancelled') task.reject(new AbortError());
    else task.reject(new CodedError(message.code, message.params));
    pump();
  }

  /** Forgets a dead thread. Its task is rejected; those that wait go to the other threads, or to new ones. */
  function lose(slot: Slot, reason: string): void {
    if (!slots.delete(slot)) return;
    const failure = () => new CodedError('worker-failed', { worker: name, reason });
    slot.task?.reject(failure());
    if (!slot.ready) failedStarts++;
    if (slots.size === 0 && failedStarts >= size) {
      const hopeless = waiting;
      waiting = [];
      failedStarts = 0; // a later task may find better times
      for (const task of hopeless) task.reject(failure());
    }
    pump();
  }

  function cancel(task: Task): void {
    task.reject(new AbortError());
    waiting = waiting.filter((other) => other !== task);
    const slot = [...slots].find((other) => other.task === task);
    if (!slot?.thread) return;
    slot.thread.post({ type: 'cancel', task: task.id }, []);
    setTimeout(() => {
      if (!slots.has(slot) || slot.task !== task) return;
      slots.delete(slot);
      slot.thread?.terminate();
      pump();
    }, CANCEL_TIMEOUT_MS);
  }

  return {
    size,
    run: (kernel, input, { transfer = [], signal, onProgress } = {}) =>
      new Promise<unknown>((resolve, reject) => {
        if (closed || signal?.aborted) throw new AbortError();
        const abort = () => cancel(task);
        const settled =
          <T>(settle: (value: T) => void) =>
          (value: T) => {
            signal?.removeEventListener('abort', abort);
            settle(value);
          };
        const ends = { resolve: settled(resolve), reject: settled(reject) };
        const task: Task = { id: tasks++, kernel, input, transfer, onProgress, ...ends };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.push(task);
        pump();
      }) as Promise<KernelOutput<K[typeof kernel]>>,
    async close() {
      closed = true;
      const ended = [...slots];
      slots.clear();
      for (const task of waiting) task.reject(new AbortError());
      waiting = [];
      for (const { task } of ended) task?.reject(new AbortError());
      await Promise.all(ended.map(({ thread }) => thread?.terminate()));
    },
  };
}

/** Milliseconds between two reports of progress from a thread. */
const REPORT_EVERY = 50;

/**
 * The other end: runs kernels in a thread on the pool's request.
 * @param send posts a message to the pool, `ready` at once, and transfers `transfer`: a kernel's output is not kept
 *   here.
 * @returns the handler of every message from the pool; listen for them before anything else is awaited.
 */
export function serveKernels(
  kernels: Kernels,
  send: (message: FromThread, transfer: ArrayBuffer[]) => void,
): (message: ToThread) => void {
  const running = new Map<number, AbortController>();

  async function run(task: number, kernel: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(task, controller);
    let reported = performance.now();
    try {
      if (!Object.hasOwn(kernels, kernel)) throw new Error(`No kernel of the name ${kernel}`);
      const output = await runSteps(kernels[kernel](input as never), controller.signal, (progress) => {
        if (performance.now() - reported < REPORT_EVERY) return;
        reported = performance.now();
        send({ type: 'progress', task, progress }, []);
      });
      send({ type: 'done', task, output }, buffersOf(output));
    } catch (error) {
      if (isAbort(error)) return send({ type: 'cancelled', task }, []);
      const { code, params } = toCodedError(error);
      send({ type: 'failed', task, code, params }, []);
    } finally {
      running.delete(task);
    }
  }

  send({ type: 'ready' }, []);
  return (message) => {
    if (message.type === 'run') void run(message.task, message.kernel, message.input);
    else running.get(message.task)?.abort();
  };
}
