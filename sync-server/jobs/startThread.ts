import { Worker } from 'node:worker_threads';
import type { JobMessage, JobOrder } from './jobMessages';

/** Megabytes of JavaScript objects that a task may hold; its columns and matrices lie outside of them. */
const HEAP_MB = 4096;

export interface RunningThread {
  /** Resolves with the last message; rejects if the thread ends without one. */
  readonly ended: Promise<Extract<JobMessage, { kind: 'done' | 'failed' }>>;
  /** Ends it at once. `ended` then rejects. */
  stop(): Promise<void>;
}

/** Starts a thread that runs `order`. */
export function startThread(
  order: JobOrder,
  onProgress: (progress: Extract<JobMessage, { kind: 'progress' }>['progress']) => void,
): RunningThread {
  const built = import.meta.url.endsWith('.js');
  const module = new URL(built ? './jobThread.js' : './jobThread.ts', import.meta.url);
  const entry = built ? module : new URL('./threadOf.mjs', import.meta.url);
  const worker = new Worker(entry, {
    workerData: { module: module.href, order },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const ended = new Promise<Extract<JobMessage, { kind: 'done' | 'failed' }>>((resolve, reject) => {
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else resolve(message);
    });
    worker.on('messageerror', reject);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread ended by itself (exit ${code})`)));
  });
  return { ended, stop: async () => void (await worker.terminate()) };
}
