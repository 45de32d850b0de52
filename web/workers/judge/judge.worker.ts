import { serveKernels, type ToThread } from '#shared/runtime/threadPool';
import { judgeKernels } from './judgeKernels';

/* One thread of the pool that scores many comments; see judgePool.ts. */
const onMessage = serveKernels(judgeKernels(), (message, transfer) => self.postMessage(message, { transfer }));
self.addEventListener('message', ({ data }: MessageEvent<ToThread>) => onMessage(data));
