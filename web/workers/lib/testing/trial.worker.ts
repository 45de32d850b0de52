import { CodedError } from '#shared/base/errors';
import { throwIfAborted, yieldToEventLoop } from '#shared/runtime/steps';
import { exposeApi } from '../wire';

let late: Promise<string> | null = null;

/** A worker for tests: every way a call can end. */
const api = {
  echo: (value: unknown) => value,
  refuse(): never {
    throw new CodedError('column-missing', { column: 'toxic', columns: ['a', 'b'] }, new RangeError('underneath'));
  },
  fail(): never {
    throw new TypeError('an ordinary error');
  },
  throwWord(): never {
    throw 'a word';
  },
  /** Works until it is cancelled, and checks for that every few milliseconds. */
  async work(signal: AbortSignal, onProgress: (steps: number) => void): Promise<never> {
    for (let steps = 1; ; steps++) {
      throwIfAborted(signal);
      onProgress(steps);
      await yieldToEventLoop();
    }
  },
  /** Counts to `end`, calling back at each; a negative end is refused. */
  count(end: number, onNumber: (n: number) => void, _signal?: AbortSignal): number {
    if (end < 0) throw new RangeError('a negative end');
    for (let n = 1; n <= end; n++) onNumber(n);
    return end;
  },
  /** Calls back once it has ended, as `later` waits for. */
  callLater(onWord: (word: string) => void): void {
    late = (async () => {
      await yieldToEventLoop();
      await yieldToEventLoop();
      onWord('late');
      return 'called';
    })();
  },
  later: () => late,
  /** Blocks the worker for ever. */
  hang(_signal: AbortSignal): never {
    for (;;);
  },
  /** Throws outside of any call. */
  die(): Promise<never> {
    setTimeout(() => {
      throw new Error('gone');
    }, 0);
    return new Promise(() => {});
  },
};

export type TrialApi = typeof api;

exposeApi(api);
