import { kernels } from '#shared/ml/kernels';
import { servePort } from './servePort';

/* What runs in the runner's threads. */
servePort(kernels);
