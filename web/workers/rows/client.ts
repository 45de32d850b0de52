import { CodedError } from '#shared/base/errors';
import type { FindProgress, RowQuestion } from '../../rows/findRows';
import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { RowsApi } from './rows.worker';

const start = () => new Worker(new URL('./rows.worker.ts', import.meta.url), { type: 'module', name: 'rows' });

/** Reads what is on screen, and edits; a worker of its own, so that scrolling never waits for a search. */
export const rowReading = workerApi(createWorkerClient<RowsApi>({ name: 'rows', idleMs: 60_000, start }));

/** Searches; it is terminated if an expression hangs. */
export const rowSearching = workerApi(createWorkerClient<RowsApi>({ name: 'row search', idleMs: 60_000, start }));

/** A search that reports nothing for so long is stuck on one comment: some expressions need exponential time. */
const PATTERN_LIMIT_MS = 4000;

/**
 * Numbers of the rows of a dataset that match `question`.
 * @throws CodedError also `pattern-too-slow`, when a regular expression hangs; the worker is terminated then.
 */
export async function findRows(
  id: string,
  question: RowQuestion,
  onProgress: (progress: FindProgress) => void,
  signal: AbortSignal,
): Promise<Uint32Array<ArrayBuffer>> {
  const pattern = question.filters.find((filter) => filter.kind === 'pattern');
  if (pattern === undefined) return rowSearching.find(id, question, onProgress, signal);
  const stuck = new AbortController();
  let limit: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(limit);
    limit = setTimeout(() => stuck.abort(), PATTERN_LIMIT_MS);
  };
  const report = (progress: FindProgress) => {
    watch();
    onProgress(progress);
  };
  watch();
  try {
    return await rowSearching.find(id, question, report, AbortSignal.any([signal, stuck.signal]));
  } catch (error) {
    if (!stuck.signal.aborted || signal.aborted) throw error;
    throw new CodedError('pattern-too-slow', { pattern: pattern.source, seconds: PATTERN_LIMIT_MS / 1000 }, error);
  } finally {
    clearTimeout(limit);
  }
}
