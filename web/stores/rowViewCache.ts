import type { RowView } from '../rows/rowViews';

/** Rows read for the screen. One read is running at a time. */
export interface RowViewCache {
  /** The row as it was last read, even when it has been edited since; undefined if it was not read or was forgotten. */
  get(row: number): RowView | undefined;
  /** Those of `rows` that have to be read: not here, or out of date. */
  missing(rows: Uint32Array): Uint32Array;
  /** Notes that `rows` are out of date, also those that are being read just now. */
  invalidate(rows: Iterable<number>): void;
  invalidateAll(): void;
  /** A read of `rows` begins. */
  begin(rows: Uint32Array): void;
  /**
   * The read that began last has ended with `views`. Where more than the limit are here, those not among `onScreen` are
   * forgotten.
   */
  finish(views: readonly RowView[], onScreen: Uint32Array): void;
  /** The read that began last has failed: its rows are still missing. */
  fail(): void;
}

/** @param limit rows kept before those off screen are forgotten. */
export function createRowViewCache(limit: number): RowViewCache {
  const views = new Map<number, RowView>();
  /** Rows here or being read whose view is out of date; it stays on screen until the new one is here. */
  const stale = new Set<number>();
  let inFlight: ReadonlySet<number> = new Set();

  const forgetOffScreen = (onScreen: Uint32Array) => {
    if (views.size < limit) return;
    const stays = new Set(onScreen);
    for (const row of views.keys()) {
      if (stays.has(row)) continue;
      views.delete(row);
      if (!inFlight.has(row)) stale.delete(row);
    }
  };

  return {
    get: (row) => views.get(row),
    missing: (rows) => rows.filter((row) => !views.has(row) || stale.has(row)),
    invalidate(rows) {
      for (const row of rows) if (views.has(row) || inFlight.has(row)) stale.add(row);
    },
    invalidateAll() {
      for (const row of views.keys()) stale.add(row);
      for (const row of inFlight) stale.add(row);
    },
    begin(rows) {
      inFlight = new Set(rows);
      for (const row of inFlight) stale.delete(row);
    },
    finish(found, onScreen) {
      forgetOffScreen(onScreen);
      for (const view of found) views.set(view.row, view);
      inFlight = new Set();
    },
    fail() {
      for (const row of inFlight) if (views.has(row)) stale.add(row);
      inFlight = new Set();
    },
  };
}
