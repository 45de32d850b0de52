import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { CompareApi } from './compare.worker';

/** Compares models on the rows of a dataset. */
export const comparing = workerApi(
  createWorkerClient<CompareApi>({
    name: 'compare',
    idleMs: 10_000,
    start: () => new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module', name: 'compare' }),
  }),
);
