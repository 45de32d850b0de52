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
import { unforeseen } from '../rpc/faults';
import { databaseErrorOf } from '../store/databaseErrors';
import { resultName, type TaskRow } from '../tasks/taskRows';
import type { Outcome, TaskRuns } from '../tasks/taskRuns';
import { HELPER_LEFT } from './foldMessages';
import { answerAboutParts, type SearchPartsDeps } from './searchParts';
import { type RunningThread, startThread, type ThreadEnd } from './startThread';

export interface TaskWorkerDeps extends SearchPartsDeps {
  readonly tasks: TaskRuns;
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
    await this.#stoppable(async (control) => {
      const row = await this.#deps.tasks.begin(id, this.name);
      if (row !== null) await this.#carryOut(row, control);
    });
  }

  /** Runs `work` so that `stop` ends it and waits for it, from its first step on: a task that is just being begun too. */
  async #stoppable(work: (control: AbortController) => Promise<void>): Promise<void> {
    const control = new AbortController();
    const key = randomUUID();
    const ended = work(control).finally(() => this.#running.delete(key));
    this.#running.set(key, { stop: (why) => control.abort(why), ended });
    await ended;
  }

  /**
   * Takes parts of a search that another worker runs, until none is left, it ends, or whole tasks wait. Its own end is
   * nobody's loss: parts that it leaves are measured by others.
   */
  async help(id: string): Promise<void> {
    if (this.#stopping) return;
    await this.#stoppable(async (control) => {
      const row = await this.#deps.tasks.running(id);
      if (row?.kind === 'search') await this.#takeParts(row, control);
    });
  }

  /** Takes nothing more, and hands back what is under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const running = [...this.#running.values()];
    for (const { stop } of running) stop('hand-back');
    await Promise.allSettled(running.map(({ ended }) => ended)); // what fails is the queue's to report
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
        const coded = ownWordsOf(error) ? toCodedError(error) : unforeseen(error);
        if (coded.code === 'unexpected') log(`task ${row.id}`, error);
        outcome = { state: 'failed', error: errorOnWire(coded) };
      }
    }
    const isOurs = await this.#end(row, outcome);
    if (isOurs && row.kind === 'search') await this.#deps.folds.forget(row.id);
  }

  /** Ends a task. One whose outcome cannot be kept has failed: begun again, it would come to the same. */
  async #end(row: TaskRow, outcome: Outcome): Promise<boolean> {
    const { tasks, log } = this.#deps;
    try {
      return await tasks.end(row, outcome);
    } catch (error) {
      if (databaseErrorOf(error)) throw error;
      log(`the end of task ${row.id}`, error);
      return tasks.end(row, { state: 'failed', error: errorOnWire(unforeseen(error)) });
    }
  }

  async #takeParts(row: TaskRow, control: AbortController): Promise<void> {
    const { tasks, log, putHelp } = this.#deps;
    try {
      const report = async () => ((await tasks.running(row.id)) === null ? 'drop' : 'go-on');
      const message = await this.#inThread(row, control, true, report, async (end) => end);
      if (message.kind === 'failed') log(`help with task ${row.id}`, new Error(message.error.sentences.en));
      // It left for a task that waits; who has nothing to do later takes its place.
      else if (message.result === HELPER_LEFT) await putHelp(row.id, 1);
    } catch (error) {
      if (!control.signal.aborted) log(`help with task ${row.id}`, error);
    }
  }

  async #attempt(row: TaskRow, control: AbortController): Promise<Outcome> {
    const { tasks } = this.#deps;
    const keep = async (message: ThreadEnd, out: string): Promise<Outcome> => {
      if (message.kind === 'failed') return { state: 'failed', error: message.error };
      const order = await tasks.report(row, null);
      if (order !== 'go-on') throw abortWith(control, order);
      return this.#keep(row, message, out);
    };
    return this.#inThread(row, control, false, (progress) => tasks.report(row, progress), keep);
  }

  /**
   * Runs a task, or helps with it, in a thread.
   * @param report tells the database how far it is, and answers what to do.
   * @param take called with what the thread ended with, while its files are there.
   */
  async #inThread<Result>(
    row: TaskRow,
    control: AbortController,
    helping: boolean,
    report: (progress: TaskProgress | null) => Promise<'go-on' | 'cancel' | 'drop'>,
    take: (message: ThreadEnd, out: string) => Promise<Result>,
  ): Promise<Result> {
    const { datasets, blobs, folds, maxRows, makeFolder } = this.#deps;
    if (row.datasetId === null) throw new Error(`task ${row.id} has no dataset`);
    const dataset = await datasets.get(row.datasetId);
    const file = await blobs.file('datasets', row.datasetId);
    if (!file) throw new CodedError('dataset-missing', { id: row.datasetId });
    const folder = await makeFolder();
    const out = join(folder, 'scored.csv');
    const by = `${this.name}/${randomUUID().slice(0, 8)}`;
    let thread: RunningThread | null = null;
    let progress: TaskProgress | null = null;
    const quiet = new AbortController();
    try {
      const model = row.kind === 'score' ? await this.#modelBytes(row) : null;
      const data = { path: file.path, name: dataset.name };
      thread = startThread(
        { kind: row.kind, input: row.input, data, model, out, maxRows, helping },
        (latest) => {
          progress = latest;
        },
        answerAboutParts(this.#deps, row.id, by, helping, quiet.signal),
      );
      const { stop } = thread;
      control.signal.addEventListener('abort', () => void stop());
      if (control.signal.aborted) await stop();
      const signs = this.#signsOfLife(row.id, control, quiet.signal, async () => {
        const latest = progress;
        progress = null;
        if (row.kind === 'search') await folds.alive(row.id, by);
        return report(latest);
      });
      const message = await thread.ended.finally(() => quiet.abort());
      await signs;
      if (control.signal.aborted) throw new CodedError('unexpected', { reason: 'stopped' });
      return await take(message, out);
    } finally {
      quiet.abort();
      await thread?.stop();
      await file.release();
      await rm(folder, { recursive: true, force: true });
      if (row.kind === 'search') await this.#leaveParts(row.id, by);
    }
  }

  /** Without it others wait until this worker's last sign of life is old. */
  async #leaveParts(taskId: string, by: string): Promise<void> {
    try {
      await this.#deps.folds.release(taskId, by);
    } catch (error) {
      this.#deps.log(`parts of task ${taskId} could not be left`, error);
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
    taskId: string,
    control: AbortController,
    quiet: AbortSignal,
    report: () => Promise<'go-on' | 'cancel' | 'drop'>,
  ): Promise<void> {
    while (!quiet.aborted && !control.signal.aborted) {
      try {
        const order = await report();
        if (order !== 'go-on') return control.abort(order);
      } catch (error) {
        this.#deps.log(`task ${taskId} could not be reported on`, error);
      }
      try {
        await sleep(REPORT_MS, undefined, { signal: quiet });
      } catch (error) {
        if (!isAbort(error)) throw error;
      }
    }
  }
}

/** Whether an error's words are for whoever asked for the task: not those of a statement, or of a file here. */
function ownWordsOf(error: unknown): boolean {
  return !(error instanceof Error && ('query' in error || 'syscall' in error));
}

function abortWith(control: AbortController, reason: 'cancel' | 'drop'): Error {
  control.abort(reason);
  return new Error(reason);
}

/** A file in pieces of a few megabytes. */
async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += 1 << 22) yield bytes.subarray(at, at + (1 << 22));
}
