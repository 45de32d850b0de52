import { createSignal } from 'solid-js';

/** How long a removal can be taken back. */
export const UNDO_MS = 8000;

export interface Removals {
  /** True from the removal until it is undone (or the thing is gone for good). */
  hidden(id: string): boolean;
  /** Hides `id` now and purges it in eight seconds. If the tab closes before, nothing is lost. */
  remove(id: string): void;
  undo(id: string): void;
}

/**
 * Removal that can be taken back.
 * @param purge removes for good; if it fails the thing is shown again and `onError` told.
 */
export function createRemovals(purge: (id: string) => Promise<void>, onError: (error: unknown) => void): Removals {
  const [hiddenIds, setHiddenIds] = createSignal<ReadonlySet<string>>(new Set());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const show = (id: string) => setHiddenIds((ids) => new Set([...ids].filter((other) => other !== id)));
  return {
    hidden: (id) => hiddenIds().has(id),
    remove(id) {
      if (timers.has(id)) return;
      setHiddenIds((ids) => new Set([...ids, id]));
      const purgeNow = () => {
        timers.delete(id);
        purge(id)
          .catch(onError)
          .finally(() => show(id));
      };
      timers.set(id, setTimeout(purgeNow, UNDO_MS));
    },
    undo(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
      show(id);
    },
  };
}
