/** Seconds until the second attempt, and the most between two. */
const FIRST_SECONDS = 2;
const MOST_SECONDS = 300;

/**
 * Milliseconds to wait after so many failed attempts: twice as long each time, and spread, so that all devices of a
 * team do not come back at the same moment.
 * @param random from 0 to 1.
 */
export function backOffMs(attempts: number, random: number): number {
  const seconds = Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** Math.max(0, attempts - 1));
  return seconds * 1000 * (0.75 + random / 2);
}
