import { workerData } from 'node:worker_threads';
import { createScoreKernels } from '#shared/ml/scoring/scoreKernels';
import { servePort } from './servePort';

/* Entry of threads that score; the model is in their workerData. */
servePort(createScoreKernels(workerData.given));
