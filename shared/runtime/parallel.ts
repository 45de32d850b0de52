import { AbortError, runSteps, type Steps, throwIfAborted } from './steps';

/*
 * Parallelism is an argument. Heavy parts are kernels: functions of plain data that return `Steps`. The program's entry
 * point makes a pool of them (Web Workers, worker_threads, or in the calling thread) and passes it down. Work is split
 * by the data and merged in that order, so results do not depend on the pool's size.
 */

/**
 * Kernels by name. Inputs and outputs survive the structured clone; the buffers of a kernel's output are transferred,
 * so it must not keep them.
 */
export interface Kernels {
  readonly [name: string]: (input: never) => Steps<unknown, unknown>;
}

export type KernelInput<Kernel> = Kernel extends (input: infer Input) => unknown ? Input : never;
export type KernelOutput<Kernel> = Kernel extends (input: never) => Steps<unknown, infer Output> ? Output : never;

export interface RunOptions {
  /** Buffers of the input that the kernel may keep; they are empty here afterwards. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Ends the task, waiting or running: its promise rejects with an AbortError. */
  readonly signal?: AbortSignal;
  /** Called with what the kernel yields; not with all of it where it crosses threads. */
  readonly onProgress?: (progress: unknown) => void;
}

/** Runs kernels, at most `size` at a time, in the order in which they are asked for. */
export interface Pool<K extends Kernels> {
  readonly size: number;
  /**
   * @returns what the kernel returns. Rejects with what it throws (a CodedError stays one), with `worker-failed` if its
   *   thread exits or none can be started, with an AbortError if `signal` fires or the pool is closed.
   */
  run<Name extends keyof K & string>(
    kernel: Name,
    input: KernelInput<K[Name]>,
    options?: RunOptions,
  ): Promise<KernelOutput<K[Name]>>;
  /** Ends all tasks and threads. A closed pool accepts no more tasks. */
  close(): Promise<void>;
}

/** A pool of size 1 in the calling thread: for tests, and hosts without threads. */
export function createInlinePool<K extends Kernels>(kernels: K): Pool<K> {
  const closing = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  return {
    size: 1,
    run(kernel, input, { signal, onProgress } = {}) {
      const either = AbortSignal.any(signal ? [closing.signal, signal] : [closing.signal]);
      const task = async (): Promise<unknown> => {
        throwIfAborted(either);
        return await runSteps(kernels[kernel](input as never), either, onProgress);
      };
      const result = last.then(task);
      last = result.then(ignore, ignore); // the caller gets the error; the next task does not depend on it
      return rejectingOn(either, result) as Promise<KernelOutput<K[typeof kernel]>>;
    },
    async close() {
      closing.abort();
      await last;
    },
  };
}

function ignore(): void {}

/** `promise`, or an AbortError at once when `signal` fires. */
function rejectingOn<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new AbortError());
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
