import {
  createInlinePool,
  type KernelInput,
  type KernelOutput,
  type Kernels,
  type Pool,
  type RunOptions,
} from './parallel';
import { AbortError } from './steps';

interface Waiting {
  start(pool: Pool<Kernels>, ended: () => void): void;
  reject(error: unknown): void;
}

/**
 * A pool of `threads` and the calling thread, which would only wait for them otherwise: a thread less has to be
 * started. A task that finds all threads busy runs here, between whatever else the caller does. For callers with a
 * thread of their own: not for the main thread of a page, nor for a server that answers requests.
 *
 * The buffers to be transferred of a task that runs here stay with the caller.
 *
 * @param kernels the same as those of the threads.
 */
export function createCallerPool<K extends Kernels>(threads: Pool<K>, kernels: K): Pool<K> {
  const inline = createInlinePool(kernels);
  let waiting: Waiting[] = [];
  let inThreads = 0;
  let here = false;
  let closed = false;

  function pump(): void {
    while (waiting.length > 0 && (inThreads < threads.size || !here)) {
      const task = waiting.shift();
      if (!task) return;
      if (inThreads < threads.size) {
        inThreads += 1;
        task.start(threads, () => {
          inThreads -= 1;
        });
      } else {
        here = true;
        task.start(inline, () => {
          here = false;
        });
      }
    }
  }

  return {
    size: threads.size + 1,
    run<Name extends keyof K & string>(kernel: Name, input: KernelInput<K[Name]>, options: RunOptions = {}) {
      return new Promise<KernelOutput<K[Name]>>((resolve, reject) => {
        const { signal } = options;
        if (closed || signal?.aborted) throw new AbortError();
        const task: Waiting = {
          start(pool, ended) {
            signal?.removeEventListener('abort', abort);
            (pool as Pool<K>)
              .run(kernel, input, options)
              .then(resolve, reject)
              .finally(() => {
                ended();
                pump();
              });
          },
          reject,
        };
        const abort = () => {
          waiting = waiting.filter((other) => other !== task);
          reject(new AbortError());
        };
        signal?.addEventListener('abort', abort, { once: true });
        waiting.push(task);
        pump();
      });
    },
    async close() {
      closed = true;
      for (const task of waiting) task.reject(new AbortError());
      waiting = [];
      await Promise.all([threads.close(), inline.close()]);
    },
  };
}
