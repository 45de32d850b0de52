import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// A thread cannot be started from TypeScript, so this file is not: it teaches the thread to read it and goes on there.
register();
await import(workerData.module);
