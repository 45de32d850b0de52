import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { SearchApi } from './search.worker';

/** Compares settings. */
export const searching = workerApi(
  createWorkerClient<SearchApi>({
    name: 'search',
    idleMs: 30_000,
    start: () => new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module', name: 'search' }),
  }),
);
