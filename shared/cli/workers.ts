import { availableParallelism } from 'node:os';
import { type Given, numberOption } from './args';

/**
 * Bytes of a file from which several threads are worth their start without being asked for: each takes half a second to
 * load the program, in which a core counts the words of 10 MB.
 */
const FILE_BYTES = 64 * 1024 * 1024;

/** How many threads to use; the same option for every command. */
export const WORKERS_OPTION = {
  workers: ['N', 'threads (default: one per core for files over 64 MB, else 1); results do not depend on it'],
} as const;

/** The number of threads asked for, or what suits a file of `bytes`. */
export function workersOf(given: Given, bytes: number): number {
  return numberOption(given, 'workers', { min: 1, max: 256 }) ?? (bytes > FILE_BYTES ? availableParallelism() : 1);
}
