import { kernels } from '#shared/ml/pipeline/kernels';
import { servePort } from './servePort';

/* What runs in the runner's threads. */
servePort(kernels);
