import { workerData } from 'node:worker_threads';
import { createScoreKernels } from '#shared/ml/scoring/scoreKernels';
import { servePort } from './servePort';

/* Threads that score with the model they are started with. */
servePort(createScoreKernels(workerData.given));
