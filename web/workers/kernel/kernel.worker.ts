import { kernels } from '#shared/ml/pipeline/kernels';
import { serveKernels, type ToThread } from '#shared/runtime/threadPool';

/* One thread of the pool that workers start when there is much to do; see pool.ts. */
const onMessage = serveKernels(kernels, (message, transfer) => self.postMessage(message, { transfer }));
self.addEventListener('message', ({ data }: MessageEvent<ToThread>) => onMessage(data));
