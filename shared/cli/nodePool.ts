import { Worker } from 'node:worker_threads';
import type { MlKernels } from '#shared/ml/pipeline/kernels';
import type { ScoreKernels } from '#shared/ml/scoring/scoreKernels';
import type { Kernels, Pool } from '#shared/runtime/parallel';
import { createThreadPool, type FromThread } from '#shared/runtime/threadPool';

/** A pool of at most `size` worker threads that run the kernels of `shared/ml/kernels.ts`. Close it when done. */
export function createNodePool(size: number): Pool<MlKernels> {
  return createModulePool<MlKernels>(size, threadOf('kernelThread'));
}

/** A pool whose threads score with the model file `bytes`, which is copied to each thread once. */
export function createScoringPool(size: number, bytes: Uint8Array<ArrayBuffer>): Pool<ScoreKernels> {
  return createModulePool<ScoreKernels>(size, threadOf('scoreThread'), bytes);
}

/** A thread's module beside this one: in the bundled runner JavaScript, which needs no compiler. */
function threadOf(name: 'kernelThread' | 'scoreThread'): URL {
  return new URL(`./${name}.${import.meta.url.endsWith('.js') ? 'js' : 'ts'}`, import.meta.url);
}

/**
 * A pool whose threads run `module`, which must call `servePort`.
 * @param given copied to each thread, as `workerData.given`.
 */
export function createModulePool<K extends Kernels>(size: number, module: URL, given?: unknown): Pool<K> {
  return createThreadPool<K>(size, 'worker thread', (events) => {
    const entry = module.pathname.endsWith('.ts') ? new URL('./kernelThread.mjs', import.meta.url) : module;
    const worker = new Worker(entry, {
      workerData: { module: module.href, given },
      // Loaders of this process do not work in the thread: it registers its own.
      execArgv: [],
    });
    worker.on('message', (message: FromThread) => events.message(message));
    worker.on('messageerror', (error) => events.failed(error.message));
    worker.on('error', (error) => events.failed(error.message));
    worker.on('exit', (code) => events.failed(`exit ${code}`));
    return {
      post: (message, transfer) => worker.postMessage(message, [...transfer]),
      terminate: () => worker.terminate(),
    };
  });
}
