import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { ScoreApi } from './score.worker';

const start = () => new Worker(new URL('./score.worker.ts', import.meta.url), { type: 'module', name: 'score' });

/** Scores texts, and reads and keeps models. */
export const scoring = workerApi(
  createWorkerClient<ScoreApi>({
    name: 'score',
    idleMs: 10 * 60_000, // it keeps loaded models
    start,
  }),
);

/** Scores whole files, in a worker of its own, so that live scoring does not wait. */
export const fileScoring = workerApi(createWorkerClient<ScoreApi>({ name: 'score file', idleMs: 10_000, start }));
