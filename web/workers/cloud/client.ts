import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { CloudApi } from './cloud.worker';

/** Lays out clouds of words. */
export const clouds = workerApi(
  createWorkerClient<CloudApi>({
    name: 'cloud',
    idleMs: 30_000,
    start: () => new Worker(new URL('./cloud.worker.ts', import.meta.url), { type: 'module', name: 'cloud' }),
  }),
);
