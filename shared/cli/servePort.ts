import { parentPort } from 'node:worker_threads';
import type { Kernels } from '#shared/runtime/parallel';
import { serveKernels } from '#shared/runtime/threadPool';

/** Runs `kernels` in this worker thread on request of the pool that started it. */
export function servePort(kernels: Kernels): void {
  const port = parentPort;
  if (!port) throw new Error('This module runs in worker threads only.');
  port.on(
    'message',
    serveKernels(kernels, (message, transfer) => port.postMessage(message, transfer)),
  );
}
