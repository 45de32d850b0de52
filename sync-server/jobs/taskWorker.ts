import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { errorOnWire } from '#shared/api/errors';
import { fitInput, scoreInput } from '#shared/api/models';
import type { TaskProgress } from '#shared/api/tasks';
import { CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import type { BlobStore } from '../blobs/blobStore';
import type { DatasetService } from '../datasets/datasetService';
import type { ModelService } from '../models/modelService';
import { databaseErrorOf } from '../store/databaseErrors';
import { type Outcome, resultName, type TaskRow, type TaskService } from '../tasks/taskService';
import { type RunningThread, startThread } from './startThread';

export interface TaskWorkerDeps {
  readonly tasks: TaskService;
  readonly models: ModelService;
  readonly datasets: DatasetService;
  readonly blobs: BlobStore;
  readonly maxRows: number;
  /** Makes a folder for one task. */
  readonly makeFolder: () => Promise<string>;
  readonly log: (line: string, error: unknown) => void;
}

/** Between two signs of life, which also bring word of a cancel. */
const REPORT_MS = 400;

/** Runs tasks, each in a thread of its own, and keeps the database informed. */
export class TaskWorker {
  readonly name = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  readonly #deps: TaskWorkerDeps;
  readonly #running = new Map<string, { stop: (why: 'hand-back') => void; ended: Promise<void> }>();
  #stopping = false;

  constructor(deps: TaskWorkerDeps) {
    this.#deps = deps;
  }

  get running(): number {
    return this.#running.size;
  }

  /** Runs the task to its end. Throws only if it could not be begun. */
  async run(id: string): Promise<void> {
    // The entry goes back into the queue: one that ends in good order would be used up.
    if (this.#stopping) throw new Error('this worker is stopping');
    const row = await this.#deps.tasks.begin(id, this.name);
    if (row === null) return;
    const control = new AbortController();
    const ended = this.#carryOut(row, control).finally(() => this.#running.delete(id));
    this.#running.set(id, { stop: (why) => control.abort(why), ended });
    await ended;
  }

  /** Takes nothing more, and hands back what is under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const running = [...this.#running.values()];
    for (const { stop } of running) stop('hand-back');
    await Promise.all(running.map(({ ended }) => ended));
  }

  async #carryOut(row: TaskRow, control: AbortController): Promise<void> {
    const { tasks, log } = this.#deps;
    let outcome: Outcome;
    try {
      outcome = await this.#attempt(row, control);
    } catch (error) {
      if (control.signal.aborted) {
        if (control.signal.reason === 'hand-back') return tasks.handBack(row);
        if (control.signal.reason === 'drop') return;
        outcome = { state: 'cancelled' };
      } else {
        // Not the task's fault: without signs of life it is begun again, here or elsewhere, when the database is back.
        if (databaseErrorOf(error)) return log(`task ${row.id}`, error);
        const coded = toCodedError(error);
        if (coded.code === 'unexpected') log(`task ${row.id}`, error);
        outcome = { state: 'failed', error: errorOnWire(coded) };
      }
    }
    await tasks.end(row, outcome);
  }

  async #attempt(row: TaskRow, control: AbortController): Promise<Outcome> {
    const { tasks, datasets, blobs, maxRows, makeFolder } = this.#deps;
    if (row.datasetId === null) throw new Error(`task ${row.id} has no dataset`);
    const dataset = await datasets.get(row.datasetId);
    const file = await blobs.file('datasets', row.datasetId);
    if (!file) throw new CodedError('dataset-missing', { id: row.datasetId });
    const folder = await makeFolder();
    const out = join(folder, 'scored.csv');
    let thread: RunningThread | null = null;
    let progress: TaskProgress | null = null;
    const quiet = new AbortController();
    try {
      const model = row.kind === 'score' ? await this.#modelBytes(row) : null;
      const data = { path: file.path, name: dataset.name };
      thread = startThread({ kind: row.kind, input: row.input, data, model, out, maxRows }, (latest) => {
        progress = latest;
      });
      const { stop } = thread;
      control.signal.addEventListener('abort', () => void stop());
      if (control.signal.aborted) await stop();
      const takeProgress = () => {
        const latest = progress;
        progress = null;
        return latest;
      };
      const signs = this.#signsOfLife(row, control, quiet.signal, takeProgress);
      const message = await thread.ended.finally(() => quiet.abort());
      await signs;
      if (control.signal.aborted) throw new CodedError('unexpected', { reason: 'stopped' });
      if (message.kind === 'failed') return { state: 'failed', error: message.error };
      const order = await tasks.report(row, null);
      if (order !== 'go-on') throw abortWith(control, order);
      return await this.#keep(row, message, out);
    } finally {
      quiet.abort();
      await thread?.stop();
      await file.release();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Stores what a task made. */
  async #keep(
    row: TaskRow,
    { model, result }: { model: Uint8Array<ArrayBuffer> | null; result: unknown },
    out: string,
  ): Promise<Outcome> {
    const { models, blobs } = this.#deps;
    if (row.kind === 'score') {
      await blobs.put('results', createReadStream(out), async () => resultName(row.id));
      return { state: 'succeeded', modelId: null, result };
    }
    if (model === null) return { state: 'succeeded', modelId: null, result };
    const { name, notes } = v.parse(fitInput, row.input);
    const stored = await models.keep(() => piecesOf(model), { name, notes, owner: row.owner });
    return { state: 'succeeded', modelId: stored.id, result };
  }

  async #modelBytes({ input }: TaskRow): Promise<Uint8Array<ArrayBuffer>> {
    const { modelId } = v.parse(scoreInput, input);
    const { stream } = await this.#deps.models.pull(modelId);
    const pieces: Uint8Array[] = [];
    for await (const piece of stream) pieces.push(piece);
    return new Uint8Array(Buffer.concat(pieces));
  }

  /** Reports until `quiet`; a database that is away for a moment is asked again. */
  async #signsOfLife(
    row: TaskRow,
    control: AbortController,
    quiet: AbortSignal,
    takeProgress: () => TaskProgress | null,
  ): Promise<void> {
    while (!quiet.aborted && !control.signal.aborted) {
      try {
        const order = await this.#deps.tasks.report(row, takeProgress());
        if (order !== 'go-on') return control.abort(order);
      } catch (error) {
        this.#deps.log(`task ${row.id} could not be reported on`, error);
      }
      try {
        await sleep(REPORT_MS, undefined, { signal: quiet });
      } catch (error) {
        if (!isAbort(error)) throw error;
      }
    }
  }
}

function abortWith(control: AbortController, reason: 'cancel' | 'drop'): Error {
  control.abort(reason);
  return new Error(reason);
}

/** A file in pieces of a few megabytes. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += 1 << 22) yield bytes.subarray(at, at + (1 << 22));
}
