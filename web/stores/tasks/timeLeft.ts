/*
 * The time left of a task, for display. Progress comes in jumps and its speed differs between phases, so a plain
 * "time spent by share done" jumps with it. Here the shown time runs down by itself, as a clock does, and is drawn
 * towards what progress says, slowly enough that no step is noticed.
 */

/** What is known of the speed of a task. Times are milliseconds of one clock that never goes back. */
export interface Estimate {
  readonly startedAt: number;
  /** When `left` held. */
  readonly at: number;
  readonly fraction: number;
  /** Share per millisecond, of late; null: not known. */
  readonly rate: number | null;
  /** The time left as it is shown; null while a guess would be worth nothing. */
  readonly left: number | null;
}

/** No time is shown before so much has been done, for so long. */
const MIN_FRACTION = 0.03;
const MIN_SPENT = 2000;
/** The speed of the last quarter minute or so counts most. */
const RATE_MEMORY = 15_000;
/** How much it counts; the rest is the average speed, so that a phase that stands still makes no hour of a minute. */
const RATE_SHARE = 0.75;
/** In so many milliseconds about two thirds of a difference between what is shown and what progress says is made up. */
const CORRECTION = 8000;

/** The estimate of a task that starts at `now`. */
export function startEstimate(now: number): Estimate {
  return { startedAt: now, at: now, fraction: 0, rate: null, left: null };
}

/**
 * The estimate once the task has reached `fraction` (0 to 1; null: unknown, as before) at `now`. A fraction smaller
 * than before is taken for the one before.
 */
export function nextEstimate(before: Estimate, fraction: number | null, now: number): Estimate {
  const elapsed = now - before.at;
  if (elapsed <= 0) return before;
  const reached = Math.max(before.fraction, Math.min(1, fraction ?? 0));
  const late = (reached - before.fraction) / elapsed;
  const memory = Math.min(RATE_MEMORY, Math.max(1, now - before.startedAt));
  const weight = 1 - Math.exp(-elapsed / memory);
  const rate =
    before.rate === null ? reached / Math.max(1, now - before.startedAt) : before.rate + weight * (late - before.rate);
  const next = { startedAt: before.startedAt, at: now, fraction: reached, rate };
  if (reached < MIN_FRACTION || now - before.startedAt < MIN_SPENT || rate <= 0) return { ...next, left: null };
  const average = reached / (now - before.startedAt);
  const goal = (1 - reached) / (RATE_SHARE * rate + (1 - RATE_SHARE) * average);
  if (before.left === null) return { ...next, left: goal };
  const clock = Math.max(0, before.left - elapsed);
  return { ...next, left: clock + (1 - Math.exp(-elapsed / CORRECTION)) * (goal - clock) };
}
