import { CodedError } from '../../../base/errors';
import type { TextColumn } from '../../../data/column/textColumn';

/** Text bytes read between two yields: a few milliseconds. */
export const BYTES_PER_STEP = 1 << 16;

/**
 * Reads every row of `column` through `start` (begins a row), `more` (does a slice of work, false when the row is done)
 * and `done`; yields the number of rows done.
 */
export function* readSteps(
  { bytes, offsets }: TextColumn,
  start: (bytes: Uint8Array, begin: number, end: number) => void,
  more: () => boolean,
  done: () => void,
): Generator<number, void, undefined> {
  const rows = offsets.length - 1;
  let sinceYield = 0;
  for (let row = 0; row < rows; row++) {
    start(bytes, offsets[row], offsets[row + 1]);
    if (offsets[row + 1] - offsets[row] > BYTES_PER_STEP) yield row;
    while (more()) yield row;
    done();
    sinceYield += offsets[row + 1] - offsets[row] + 16;
    if (sinceYield < BYTES_PER_STEP) continue;
    sinceYield = 0;
    yield row + 1;
  }
}

/** @throws CodedError `argument-invalid` if `finished`. */
export function refuseIfFinished(finished: boolean): void {
  if (!finished) return;
  throw new CodedError('argument-invalid', { argument: 'counter', got: 'a finished one', expected: 'a new one' });
}
