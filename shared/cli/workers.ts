import { availableParallelism } from 'node:os';
import { type Given, numberOption } from './args';

/**
 * Size of a file, in bytes, from which several threads are used by default. A thread starts in 0.2 s, but compiles the
 * code once more and has memory of its own: ARCHITECTURE.md, "Threads", has what smaller files were measured to cost.
 */
const FILE_BYTES = 64 * 1024 * 1024;

/** The number of threads; the same option for every command. */
export const WORKERS_OPTION = {
  workers: ['N', 'threads (default: one per core for files over 64 MB, else 1); results do not depend on it'],
} as const;

/** The number of threads from the command line, or the default for a file of `bytes`. */
export function workersOf(given: Given, bytes: number): number {
  return numberOption(given, 'workers', { min: 1, max: 256 }) ?? (bytes > FILE_BYTES ? availableParallelism() : 1);
}
