import { createSignal } from 'solid-js';
import { listenForFault, type StorageFault, withDatabase } from '../storage/database';

/* What keeps the database from being used, as soon as this window finds it. */

const [fault, setFault] = createSignal<StorageFault | null>(null);

listenForFault(setFault);

/** Null: nothing is known to be wrong. */
export const storageFault = fault;

/** Opens the database once more; once that works everything starts anew. */
export async function tryStorageAgain(): Promise<void> {
  // What fails is in `storageFault`, or passes to whoever needs the database next.
  await withDatabase(async () => location.reload()).catch(() => undefined);
}
