import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// A thread cannot be started from TypeScript, so this file is JavaScript: it registers tsx in the thread and loads the
// module.
register();
await import(workerData.module);
