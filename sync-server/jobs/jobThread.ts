import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { errorOnWire } from '#shared/api/errors';
import type { TaskKind } from '#shared/api/tasks';
import { toCodedError } from '#shared/base/errors';
import { runFit } from './fitJob';
import type { JobAnswer, JobMessage, JobOrder } from './jobMessages';
import { type AskProcess, createJobReport, type RunJob } from './runJob';
import { runScore } from './scoreJob';
import { runSearch } from './searchJob';

/* Entry of the thread in which one task runs. A thread for each: it can be ended at any moment, and takes its memory along. */

const JOBS: Readonly<Record<TaskKind, RunJob>> = { fit: runFit, search: runSearch, score: runScore };

/** A bit below the threads that answer requests (0). */
const NICENESS = 5;
// On Linux this is about the calling thread alone; elsewhere it would be about the whole process.
if (process.platform === 'linux') setPriority(NICENESS);

const order: JobOrder = workerData.order;

function post(message: JobMessage, transfer: ArrayBuffer[] = []): void {
  if (!parentPort) throw new Error('This module runs in worker threads only.');
  parentPort.postMessage(message, transfer);
}

const asked = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
let questions = 0;
const ask: AskProcess = (question) =>
  new Promise((resolve, reject) => {
    asked.set(++questions, { resolve, reject });
    post({ kind: 'ask', number: questions, question });
  });
parentPort?.on('message', (message: JobAnswer) => {
  const waiting = asked.get(message.number);
  asked.delete(message.number);
  if ('error' in message) waiting?.reject(new Error(message.error));
  else waiting?.resolve(message.answer);
});

try {
  const report = createJobReport((progress) => post({ kind: 'progress', progress }));
  const { result, model } = await JOBS[order.kind](order, report, ask);
  const json: unknown = JSON.parse(JSON.stringify(result)); // what is not defined becomes null, as everywhere in JSON
  post({ kind: 'done', result: json, model }, model ? [model.buffer] : []);
} catch (error) {
  post({ kind: 'failed', error: errorOnWire(toCodedError(error)) });
}
