import { type JudgedRows, type JudgeKernels, judgeInThreads, type RowsToJudge } from '#shared/ml/scoring/judgeRows';
import type { Pool } from '#shared/runtime/parallel';
import { withCleanup } from '../../storage/withCleanup';
import { createWorkerPool, threadsHere } from '../lib/pool';
import { judgeKernels } from './judgeKernels';

/** Text from which on scoring it takes longer than starting threads and opening a model in each. */
const MIN_BYTES = 1 << 19;

/** Scores rows with models that are named by their ids. */
export type JudgeRows = (
  rows: RowsToJudge,
  signal: AbortSignal,
  onRows?: (rows: number) => void,
) => Promise<JudgedRows>;

/**
 * Runs `work` with what scores rows in several threads, which are ended when it has settled; with null where there is
 * one core, or so little text that this thread is as quick.
 * @param bytes of the text, about.
 */
export async function withJudges<Result>(
  bytes: number,
  work: (judge: JudgeRows | null) => Promise<Result>,
  threads = threadsHere(),
): Promise<Result> {
  if (threads === 1 || bytes < MIN_BYTES) return work(null);
  const pool = createJudgePool(threads);
  return withCleanup(
    () => work((rows, signal, onRows) => judgeInThreads(pool, rows, signal, onRows)),
    () => pool.close(),
  );
}

/** The calling thread is none of them: it reads, and writes what they return. */
function createJudgePool(size: number): Pool<JudgeKernels> {
  const start = () => new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module', name: 'judge' });
  return createWorkerPool(size, judgeKernels(), start);
}
