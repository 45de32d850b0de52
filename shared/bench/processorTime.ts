import { existsSync, readFileSync } from 'node:fs';

const SCHEDULED = '/proc/thread-self/schedstat';

/** What `processorSeconds` counts on this system. */
export const CLOCK = existsSync(SCHEDULED) ? 'processor time of the thread' : 'time by the clock';

/**
 * Seconds that this thread has run on a processor so far, where the system tells (Linux): other programs lengthen it
 * less than the time by the clock, which it is elsewhere.
 */
export function processorSeconds(): number {
  if (CLOCK === 'time by the clock') return performance.now() / 1000;
  return Number(readFileSync(SCHEDULED, 'utf8').split(' ')[0]) / 1e9;
}
