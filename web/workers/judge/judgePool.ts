import { type JudgedRows, type JudgeKernels, judgeInThreads, type RowsToJudge } from '#shared/ml/scoring/judgeRows';
import type { Scorer } from '#shared/ml/scoring/scorer';
import type { Pool } from '#shared/runtime/parallel';
import { withCleanup } from '../../storage/withCleanup';
import { createWorkerPool, threadsHere } from '../lib/pool';
import { judgeKernels } from './judgeKernels';

/** Text from which on scoring it takes longer than starting threads and opening a model in each. */
const MIN_BYTES = 1 << 19;

/** What the models of all threads may take together, and what a term takes beside its bytes, about. */
const MEMORY_BYTES = 1 << 29;
const TERM_BYTES = 48;

/** Scores rows with models that are named by their ids. */
export type JudgeRows = (
  rows: RowsToJudge,
  signal: AbortSignal,
  onRows?: (rows: number) => void,
) => Promise<JudgedRows>;

/**
 * Runs `work` with what scores rows in several threads, which are ended when it has settled; with null where there is
 * one core to spare, so little text that this thread is as quick, or models so large that two copies of them would be a burden.
 * @param bytes of the text, about.
 * @param scorers of the models that will be asked for.
 */
export async function withJudges<Result>(
  bytes: number,
  scorers: readonly Scorer[],
  work: (judge: JudgeRows | null) => Promise<Result>,
  threads = threadsHere(),
): Promise<Result> {
  const memory = scorers.reduce((sum, scorer) => sum + memoryOf(scorer), 0);
  const size = Math.min(threads, Math.floor(MEMORY_BYTES / Math.max(1, memory)));
  if (size < 2 || bytes < MIN_BYTES) return work(null);
  const pool = createJudgePool(size);
  return withCleanup(
    () => work((rows, signal, onRows) => judgeInThreads(pool, rows, signal, onRows)),
    () => pool.close(),
  );
}

function memoryOf({ model: { vectorizers, linear } }: Scorer): number {
  const terms = vectorizers.reduce((sum, vectorizer) => sum + vectorizer.terms.bytes.length, 0);
  return terms + linear.features * (TERM_BYTES + 4 * linear.labels);
}

/** The calling thread is none of them: it reads, and writes what they return. */
function createJudgePool(size: number): Pool<JudgeKernels> {
  const start = () => new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module', name: 'judge' });
  return createWorkerPool(size, judgeKernels(), start);
}
