import { CodedError } from '#shared/base/errors';
import { kernels, type MlKernels } from '#shared/ml/pipeline/kernels';
import { createCallerPool } from '#shared/runtime/callerPool';
import { createInlinePool, type Kernels, type Pool } from '#shared/runtime/parallel';
import { createThreadPool, type FromThread } from '#shared/runtime/threadPool';
import { withCleanup } from '../../storage/withCleanup';

/*
 * Pools of nested workers: a worker that has much to do starts some of its own. They end with it, or when the pool is
 * closed.
 */

/** More threads than this gain little: merging what they count is done by one. */
const MAX_THREADS = 8;

/** A worker that has not posted a message after so long is taken for dead. */
const START_LIMIT_MS = 10_000;

/**
 * Threads worth starting here. One core is left for the page; and on two cores one thread is as quick as two (measured
 * in the runner: a calibrated model of 75,000 comments 30.5 s, 31.4 s; 20,000 comments scored with `default:en` 10.2 and
 * 11.0 s, 9.1 and 10.9 s).
 */
export function threadsHere(cores = navigator.hardwareConcurrency): number {
  return Math.max(1, Math.min(MAX_THREADS, cores - 1));
}

/**
 * A pool that runs the kernels of `shared/ml/kernels.ts` in `size` threads, the calling one among them. Close it when
 * done.
 */
export function createKernelPool(size = threadsHere()): Pool<MlKernels> {
  if (size === 1) return createInlinePool(kernels);
  const start = () =>
    new Worker(new URL('../kernel/kernel.worker.ts', import.meta.url), { type: 'module', name: 'kernel' });
  return createCallerPool(createWorkerPool(size - 1, kernels, start), kernels);
}

/** Runs `work` with a pool of kernels, which is closed when `work` has settled. */
export async function withKernelPool<Result>(
  work: (pool: Pool<MlKernels>) => Promise<Result>,
  create: () => Pool<MlKernels> = createKernelPool,
): Promise<Result> {
  const pool = create();
  return withCleanup(
    () => work(pool),
    () => pool.close(),
  );
}

/**
 * A pool of workers made by `start`. If none of them starts, tasks run in this thread instead: a browser that cannot
 * nest workers is only slower. Once one has started, a task whose worker fails rejects with `worker-failed`.
 */
export function createWorkerPool<K extends Kernels>(
  size: number,
  kernels: K,
  start: () => Worker,
  startLimitMs = START_LIMIT_MS,
): Pool<K> {
  let alive = false;
  let inline: Pool<K> | null = null;
  const threads = createThreadPool<K>(size, 'kernel', (events) => {
    const worker = start();
    const fail = (reason: string) => {
      clearTimeout(limit);
      worker.terminate();
      events.failed(reason);
    };
    const limit = setTimeout(() => fail('it did not start'), startLimitMs);
    worker.addEventListener('message', ({ data }: MessageEvent<FromThread>) => {
      if (data.type === 'ready') {
        clearTimeout(limit);
        alive = true;
      }
      events.message(data);
    });
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail(event.message || 'it could not be loaded');
    });
    worker.addEventListener('messageerror', () => fail('it sent something that cannot be read'));
    return {
      post: (message, transfer) => worker.postMessage(message, [...transfer]),
      terminate() {
        clearTimeout(limit);
        worker.terminate();
      },
    };
  });

  return {
    size,
    async run(kernel, input, options) {
      if (inline) return inline.run(kernel, input, options);
      try {
        return await threads.run(kernel, input, options);
      } catch (error) {
        const neverStarted = !alive && error instanceof CodedError && error.code === 'worker-failed';
        if (!neverStarted) throw error;
        // biome-ignore lint/suspicious/noConsole: for developers only; a person only waits longer
        if (import.meta.env.DEV) console.warn(error);
        inline ??= createInlinePool(kernels);
        return inline.run(kernel, input, options); // nothing was posted, so its buffers are still here
      }
    },
    async close() {
      await threads.close();
      await inline?.close();
    },
  };
}
