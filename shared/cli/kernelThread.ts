import { kernels } from '#shared/ml/pipeline/kernels';
import { servePort } from './servePort';

/* Entry of the runner's worker threads. */
servePort(kernels);
