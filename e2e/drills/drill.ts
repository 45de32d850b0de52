import { expect, test } from '@playwright/test';
import { createRandom, type Random } from '../../shared/base/random';

/** The long form, run manually: `DRILLS=long npm run test:drills`. */
export const LONG = process.env.DRILLS === 'long';

const seed = Number(process.env.DRILLS_SEED ?? 1);
/** How many times longer than the short form it is; the one that runs before a change lands is a sixth of it. */
const FACTORS: Readonly<Record<string, number>> = { long: 15, ci: 1 / 6 };

export interface DrillOptions {
  /** Tries end after this time, in the short form; there is always one. */
  readonly seconds: number;
  /** At most so many tries, in the short form; default: as many as fit. */
  readonly tries?: number;
}

/** A source of randomness that depends only on the seed and on `number`. */
export const randomOf = (number: number): Random => createRandom(seed * 2 ** 20 + number);

/**
 * Repeats `attempt` until its time is over, counts, and prints what it tried, what held and what was lost.
 * @param attempt throws where something was lost; gets the number of the try, and random numbers for it.
 */
export async function repeat(
  title: string,
  { seconds, tries = Number.MAX_SAFE_INTEGER }: DrillOptions,
  attempt: (random: Random, number: number) => Promise<void>,
): Promise<void> {
  const factor = FACTORS[process.env.DRILLS ?? ''] ?? 1;
  const end = performance.now() + 1000 * seconds * factor;
  const lost: string[] = [];
  let tried = 0;
  do {
    try {
      await attempt(randomOf(tried), tried);
    } catch (error) {
      lost.push(`try ${tried}: ${error instanceof Error ? error.message : String(error)}`);
    }
    tried++;
  } while (performance.now() < end && tried < tries * factor);
  const line = `${title}: tried ${tried}, held ${tried - lost.length}, lost ${lost.length} (seed ${seed})`;
  process.stdout.write(`\n${line}\n`);
  expect(lost, line).toEqual([]);
}

/** A test that repeats `attempt`. */
export function drill(
  title: string,
  options: DrillOptions,
  attempt: (random: Random, number: number) => Promise<void>,
): void {
  test(title, () => repeat(title, options, attempt));
}
