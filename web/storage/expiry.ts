/** How long what was removed can be restored, milliseconds. */
export const REMOVED_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Whether something removed at `removedAt` is past its seven days. Where the clock was set back it is kept for longer.
 */
export function isExpired(removedAt: number, now: number): boolean {
  return now - removedAt >= REMOVED_KEPT_MS;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Whole days, 1 to 7, for which something removed at `removedAt` can still be restored. */
export function daysLeft(removedAt: number, now: number): number {
  const left = Math.ceil((removedAt + REMOVED_KEPT_MS - now) / DAY_MS);
  return Math.min(REMOVED_KEPT_MS / DAY_MS, Math.max(1, left));
}
