import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { TrainApi } from './train.worker';

/** Trains models. */
export const training = workerApi(
  createWorkerClient<TrainApi>({
    name: 'train',
    idleMs: 60_000, // a second training soon after finds warm code
    start: () => new Worker(new URL('./train.worker.ts', import.meta.url), { type: 'module', name: 'train' }),
  }),
);
