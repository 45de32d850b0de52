import type { Page } from '@playwright/test';

/** A record of a task as the app stores it, as far as the tests look. */
export interface StoredTask {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly result: unknown;
  readonly createdAt: number;
}

/** A record of a training that is done, with what is different. */
export function taskOf(title: string, more: Readonly<Record<string, unknown>> = {}): StoredTask {
  const base = {
    id: title,
    kind: 'train',
    title,
    state: 'done',
    phase: null,
    fraction: 0.4,
    createdAt: Date.UTC(2026, 10, 3, 9),
    startedAt: Date.UTC(2026, 10, 3, 9, 0, 2),
    finishedAt: Date.UTC(2026, 10, 3, 9, 1),
    error: null,
    result: null,
    again: { datasetId: 'none', spec: {}, name: title },
  };
  return { ...base, ...more };
}

/** Writes records into the database of the page's origin; the app must have opened it before. */
export function keepTasks(page: Page, records: readonly StoredTask[]): Promise<void> {
  return page.evaluate(async (all) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('moderato');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction('tasks', 'readwrite');
    for (const record of all) transaction.objectStore('tasks').put(record);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, records);
}

/** What is stored, independent of the code of the app; those added last first. */
export function storedTasks(page: Page): Promise<StoredTask[]> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open('moderato'));
    const all: StoredTask[] = await result(database.transaction('tasks').objectStore('tasks').getAll());
    database.close();
    return all.sort((a, b) => b.createdAt - a.createdAt);
  });
}
