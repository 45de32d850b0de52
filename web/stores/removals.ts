import { type CodedError, toCodedError } from '#shared/base/errors';
import { deleteRemoved, markRemoved, purgeExpired, type RemovableStore, restoreRemoved } from '../storage/removal';

export { daysLeft } from '../storage/expiry';

/** How often an open tab purges what was removed more than seven days ago, milliseconds. */
const SWEEP_MS = 60 * 60 * 1000;

/** Removing datasets or models, so that they can be restored for seven days, also after a reload. */
export interface Removals {
  /** Removes; it is on disk when this resolves. @throws CodedError `dataset-missing`, `model-missing`. */
  remove(id: string): Promise<void>;
  /** @throws CodedError `dataset-missing`, `model-missing` if it was deleted meanwhile, for example to free space. */
  restore(id: string): Promise<void>;
  /** Deletes a removed one for good. */
  deleteNow(id: string): Promise<void>;
  /** Deletes what was removed more than seven days ago, now and every hour. */
  sweep(): Promise<void>;
}

/**
 * @param refresh reads the lists again; awaited, so that they are right when a removal resolves.
 * @param onError called when a sweep fails.
 */
export function createRemovals(
  store: RemovableStore,
  refresh: () => Promise<void>,
  onError: (error: CodedError) => void,
): Removals {
  let watching = false;
  const sweepOnce = async () => {
    try {
      await purgeExpired();
    } catch (error) {
      onError(toCodedError(error));
    }
  };
  return {
    async remove(id) {
      await markRemoved(store, id);
      await refresh();
    },
    async restore(id) {
      await restoreRemoved(store, id).finally(refresh);
    },
    async deleteNow(id) {
      await deleteRemoved(store, id);
      await refresh();
    },
    sweep() {
      if (!watching) setInterval(() => void sweepOnce().then(refresh), SWEEP_MS);
      watching = true;
      return sweepOnce();
    },
  };
}
