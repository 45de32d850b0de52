import { CodedError } from '../../base/errors';

/** Well-behaved and misbehaving kernels for tests of pools. */
export const trialKernels = {
  *add({ a, b }: { a: number; b: number }) {
    yield 'adding';
    return a + b;
  },
  *sum(numbers: Float64Array<ArrayBuffer>) {
    let sum = 0;
    for (const number of numbers) {
      sum += number;
      yield sum;
    }
    return sum;
  },
  /** Yields, and never ends. */
  *linger(_: null): Generator<number, never, undefined> {
    for (let step = 0; ; step++) yield step;
  },
  /** Neither yields nor ends. */
  // biome-ignore lint/correctness/useYield: that is its point
  *hang(_: null): Generator<number, never, undefined> {
    for (;;) performance.now();
  },
  *refuse({ code }: { code: string }): Generator<number, never, undefined> {
    yield 0;
    throw new CodedError('argument-invalid', { argument: 'code', got: code, expected: 'another' });
  },
  *crash(_: null): Generator<number, never, undefined> {
    yield 0;
    throw new TypeError('broken');
  },
  /** Ends the thread from inside. */
  *die(_: null) {
    yield 0;
    process.exit(3);
  },
  *answerFunction(_: null) {
    yield 0;
    return () => 0;
  },
};

export type TrialKernels = typeof trialKernels;
