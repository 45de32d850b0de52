import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { BackupApi } from './backup.worker';

/** Saves and restores everything that is kept on this device. */
export const backingUp = workerApi(
  createWorkerClient<BackupApi>({
    name: 'backup',
    idleMs: 10_000,
    start: () => new Worker(new URL('./backup.worker.ts', import.meta.url), { type: 'module', name: 'backup' }),
  }),
);
