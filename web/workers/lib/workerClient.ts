import { type Remote, wrap } from 'comlink';
import { CodedError } from '#shared/base/errors';
import { AbortError, throwIfAborted } from '#shared/runtime/steps';
import './wire';

/** A cancel not answered within this is a hung worker: it is ended, and the next call starts a new one. */
const CANCEL_LIMIT_MS = 200;

export interface WorkerClientOptions {
  /** How to call the worker in errors. */
  readonly name: string;
  readonly start: () => Worker;
  /** The worker is ended after this long without a call. */
  readonly idleMs: number;
}

export interface WorkerClient<Api> {
  /**
   * Runs `task` against the worker, starting it at need. `task` passes `signal` to the method it calls.
   *
   * Rejects with what the method throws; with an AbortError once `signal` fires, at the latest 200 ms later (then the
   * worker is terminated); with CodedError `worker-failed` when the worker fails or cannot be loaded. It never hangs on
   * a dead worker. A call made while a cancel is unanswered waits for the answer, or for the next worker.
   */
  call<Result>(task: (api: Remote<Api>) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Terminates the worker now; running calls reject with `worker-failed`. */
  stop(): void;
}

/** A running worker costs memory: this starts one on the first call and terminates it when it has been idle. */
export function createWorkerClient<Api>({ name, start, idleMs }: WorkerClientOptions): WorkerClient<Api> {
  interface Running {
    readonly worker: Worker;
    readonly api: Remote<Api>;
    /** The reject functions of the running calls. */
    readonly pending: Set<(error: Error) => void>;
    /** Calls that were cancelled and have not answered yet. */
    cancelling: number;
    /** What waits until no cancel is unanswered, or this worker is gone. */
    readonly waiting: (() => void)[];
  }
  let running: Running | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function end(which: Running, reason: string): void {
    if (running === which) {
      running = null;
      clearTimeout(idle);
    }
    which.worker.terminate();
    for (const reject of which.pending) reject(new CodedError('worker-failed', { worker: name, reason }));
    which.pending.clear();
    for (const goOn of which.waiting.splice(0)) goOn();
  }

  function ensure(): Running {
    clearTimeout(idle);
    if (running) return running;
    const worker = start();
    const fresh: Running = { worker, api: wrap<Api>(worker), pending: new Set(), cancelling: 0, waiting: [] };
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      // A script that cannot be loaded posts nothing more.
      end(fresh, event.message || 'it could not be loaded');
    });
    worker.addEventListener('messageerror', () => end(fresh, 'it sent something that cannot be read'));
    running = fresh;
    return fresh;
  }

  /** Resolves once the worker can be given a call that a cancel of another will not take down with it. */
  async function untilAnswered(): Promise<void> {
    for (let hung = running; hung !== null && hung.cancelling > 0; hung = running) {
      const { waiting } = hung;
      await new Promise<void>((goOn) => waiting.push(goOn));
    }
  }

  function call<Result>(task: (api: Remote<Api>) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    if (running === null || running.cancelling === 0) return begin<Result>(task, signal);
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(new AbortError());
      signal?.addEventListener('abort', onAbort, { once: true });
      untilAnswered().then(() => {
        signal?.removeEventListener('abort', onAbort);
        begin(task, signal).then(resolve, reject);
      }, reject);
    });
  }

  function begin<Result>(task: (api: Remote<Api>) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
      throwIfAborted(signal);
      const mine = ensure();
      let limit: ReturnType<typeof setTimeout> | undefined;
      const settle = () => {
        if (limit !== undefined) {
          clearTimeout(limit);
          limit = undefined;
          mine.cancelling -= 1;
          if (mine.cancelling === 0) for (const goOn of mine.waiting.splice(0)) goOn();
        }
        signal?.removeEventListener('abort', onAbort);
        mine.pending.delete(fail);
        if (running === mine && mine.pending.size === 0) {
          clearTimeout(idle);
          idle = setTimeout(() => end(mine, 'it was idle'), idleMs);
        }
      };
      const fail = (error: unknown) => {
        settle();
        reject(error);
      };
      const onAbort = () => {
        mine.cancelling += 1;
        limit = setTimeout(() => {
          // First, so that nothing which waits is given to this worker.
          if (running === mine) running = null;
          fail(new AbortError());
          end(mine, 'it did not answer a cancel');
        }, CANCEL_LIMIT_MS);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      mine.pending.add(fail);
      task(mine.api).then((result) => {
        settle();
        resolve(result);
      }, fail);
    });
  }

  return {
    call,
    stop() {
      if (running) end(running, 'it was stopped');
    },
  };
}
