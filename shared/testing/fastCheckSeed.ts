import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    fastCheckSeed: number;
  }
}

/**
 * One seed for all property tests of a run, printed at its start; `FAST_CHECK_SEED=N npm run test:unit` repeats a run's
 * examples.
 * @throws RangeError if FAST_CHECK_SEED is not a 32-bit integer.
 */
export default function provideSeed(project: TestProject): void {
  const given = process.env.FAST_CHECK_SEED;
  const seed = given === undefined || given === '' ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  if (!Number.isInteger(seed) || seed !== (seed | 0)) {
    throw new RangeError(`FAST_CHECK_SEED is "${given}", not an integer of 32 bits.`);
  }
  process.stdout.write(`Property tests: FAST_CHECK_SEED=${seed}\n`);
  project.provide('fastCheckSeed', seed);
}
