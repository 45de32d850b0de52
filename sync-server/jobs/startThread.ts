import { Worker } from 'node:worker_threads';
import type { FoldQuestion } from './foldMessages';
import type { JobAnswer, JobMessage, JobOrder } from './jobMessages';

/** Megabytes of JavaScript objects that a task may hold; its columns and matrices lie outside of them. */
const HEAP_MB = 4096;

/** The last message of a thread. */
export type ThreadEnd = Extract<JobMessage, { kind: 'done' | 'failed' }>;

export interface RunningThread {
  /** Resolves with the last message; rejects if the thread ends without one. */
  readonly ended: Promise<ThreadEnd>;
  /** Ends it at once. `ended` then rejects. */
  stop(): Promise<void>;
}

/**
 * Starts a thread that runs `order`.
 * @param onAsk answers what the thread asks.
 */
export function startThread(
  order: JobOrder,
  onProgress: (progress: Extract<JobMessage, { kind: 'progress' }>['progress']) => void,
  onAsk: (question: FoldQuestion) => Promise<unknown>,
): RunningThread {
  const built = import.meta.url.endsWith('.js');
  const module = new URL(built ? './jobThread.js' : './jobThread.ts', import.meta.url);
  const entry = built ? module : new URL('./threadOf.mjs', import.meta.url);
  const worker = new Worker(entry, {
    workerData: { module: module.href, order },
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  const answer = async ({ number, question }: Extract<JobMessage, { kind: 'ask' }>) => {
    let reply: JobAnswer;
    try {
      reply = { number, answer: await onAsk(question) };
    } catch (error) {
      reply = { number, error: error instanceof Error ? error.message : String(error) };
    }
    worker.postMessage(reply);
  };
  const ended = new Promise<ThreadEnd>((resolve, reject) => {
    worker.on('message', (message: JobMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'ask') void answer(message);
      else resolve(message);
    });
    worker.on('messageerror', reject);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread ended by itself (exit ${code})`)));
  });
  return { ended, stop: async () => void (await worker.terminate()) };
}
