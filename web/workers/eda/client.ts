import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { EdaApi } from './eda.worker';

const start = () => new Worker(new URL('./eda.worker.ts', import.meta.url), { type: 'module', name: 'eda' });

/** Computes reports. */
export const exploring = workerApi(createWorkerClient<EdaApi>({ name: 'eda', idleMs: 60_000, start }));

/** Computes the other half of a report of many comments. */
export const exploringBeside = workerApi(createWorkerClient<EdaApi>({ name: 'eda', idleMs: 60_000, start }));

/** Answers questions about a dataset, which must not wait for a report. */
export const asking = workerApi(createWorkerClient<EdaApi>({ name: 'eda', idleMs: 60_000, start }));
