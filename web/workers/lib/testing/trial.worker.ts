import '../wire';
import { expose } from 'comlink';
import { CodedError } from '#shared/base/errors';
import { throwIfAborted, yieldToEventLoop } from '#shared/runtime/steps';

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
  /** Works until it is cancelled, looking every few milliseconds. */
  async work(signal: AbortSignal, onProgress: (steps: number) => void): Promise<never> {
    for (let steps = 1; ; steps++) {
      throwIfAborted(signal);
      onProgress(steps);
      await yieldToEventLoop();
    }
  },
  /** Never looks up again. */
  hang(_signal: AbortSignal): never {
    for (;;);
  },
  /** Dies outside of any call. */
  die(): Promise<never> {
    setTimeout(() => {
      throw new Error('gone');
    }, 0);
    return new Promise(() => {});
  },
};

export type TrialApi = typeof api;

expose(api);
