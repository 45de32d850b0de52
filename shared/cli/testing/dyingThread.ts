import { parentPort } from 'node:worker_threads';

/* A thread that reports that it is ready and exits at its first task. */
parentPort?.on('message', () => process.exit(3));
parentPort?.postMessage({ type: 'ready' });
