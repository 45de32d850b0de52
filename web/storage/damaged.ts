import { announceChange } from './changes';
import type { DamagedRecord } from './checked';
import { withDatabase } from './database';
import { deleteDataset } from './datasets';
import { deleteModel } from './models';

export type { DamagedRecord } from './checked';

/** Deletes a damaged record for good, with whatever else is stored under its key. */
export async function deleteDamaged({ store, key }: DamagedRecord): Promise<void> {
  if (typeof key === 'string' && store !== 'tasks') return store === 'datasets' ? deleteDataset(key) : deleteModel(key);
  // Nothing else is stored under a key that is not a string, or that of a task.
  await withDatabase((database) => database.delete(store, IDBKeyRange.only(key)));
  if (store !== 'tasks') announceChange(store);
}

/**
 * A damaged record as JSON, as much of it as JSON can hold: bytes and other arrays of numbers as lists, big integers as
 * text, and text in place of what cannot be written (a reference to what holds it).
 */
export function damagedAsJson({ value }: DamagedRecord): string {
  /** The objects around the one being written: what they were, and what is written for them. */
  const within: { readonly original: unknown; readonly written: unknown }[] = [];
  return JSON.stringify(
    value,
    function (this: unknown, _key, entry: unknown) {
      while (within.length > 0 && within.at(-1)?.written !== this) within.pop();
      if (typeof entry === 'bigint') return `${entry}`;
      if (typeof entry === 'number' && !Number.isFinite(entry)) return `${entry}`;
      if (entry === undefined) return null;
      if (typeof entry !== 'object' || entry === null) return entry;
      if (within.some(({ original }) => original === entry)) return '(circular)';
      const written = plainOf(entry);
      within.push({ original: entry, written });
      return written;
    },
    2,
  );
}

/** What JSON would write as `{}`, as something that it can write. */
function plainOf(value: object): object {
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return Array.from(value as Uint8Array);
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value));
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value];
  return value;
}
