import type { Page } from '@playwright/test';
import { pressImport } from '../pages/app';
import { expect } from './patient';

/** What is stored, as the browser's database has it: independent of the code of the app. */
export interface Stored {
  readonly datasets: readonly { readonly name: string; readonly rows: number; readonly whole: boolean }[];
  readonly models: readonly { readonly name: string; readonly whole: boolean }[];
  /** Of each dataset, by name. */
  readonly labels: Readonly<Record<string, readonly number[]>>;
}

/** Reads the database of the page's origin. */
export function readStored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await result(indexedDB.open('moderato'));
    try {
      const stores = ['datasets', 'labels', 'chunks', 'models', 'modelBytes'];
      if (database.objectStoreNames.length === 0) return { datasets: [], models: [], labels: {} };
      const transaction = database.transaction(stores);
      const [datasets, labelKeys, labelValues, chunks, models, bytesKeys, bytes] = await Promise.all([
        result(transaction.objectStore('datasets').getAll()),
        result(transaction.objectStore('labels').getAllKeys()),
        result(transaction.objectStore('labels').getAll()),
        result(transaction.objectStore('chunks').getAllKeys()),
        result(transaction.objectStore('models').getAll()),
        result(transaction.objectStore('modelBytes').getAllKeys()),
        result(transaction.objectStore('modelBytes').getAll()),
      ]);
      const labels: Record<string, number[]> = {};
      return {
        datasets: datasets.map(({ id, name, rows, chunks: count, columns }) => {
          const at = labelKeys.indexOf(id);
          if (at >= 0) labels[name] = [...labelValues[at].labels];
          const stored = chunks.filter((key) => (key as [string])[0] === id).length;
          return { name, rows, whole: stored === count * columns.length && labels[name]?.length === rows };
        }),
        models: models.map(({ id, name, bytes: size }) => ({
          name,
          whole: bytes[bytesKeys.indexOf(id)]?.length === size,
        })),
        labels,
      };
    } finally {
      database.close();
    }
  });
}

/**
 * Expects that all that is stored is whole, that the named datasets are among it, and that no page calls it damaged.
 */
export async function expectWhole(page: Page, names: readonly string[]): Promise<Stored> {
  for (const path of ['/models', '/data']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Damaged records')).toBeHidden();
  }
  const stored = await readStored(page);
  expect(stored.datasets.filter(({ whole }) => !whole)).toEqual([]);
  expect(stored.models.filter(({ whole }) => !whole)).toEqual([]);
  for (const name of names) {
    expect(stored.datasets.map((dataset) => dataset.name)).toContain(name);
    await expect(page.getByRole('article', { name })).toBeVisible();
  }
  return stored;
}

/** Imports a file on the Data page and waits until it is acknowledged. */
export async function importCsv(page: Page, name: string, content: string): Promise<void> {
  await startImport(page, name, content);
  await expect(page.getByRole('article', { name })).toBeVisible();
}

/** Chooses a file on the Data page and presses Import. */
export async function startImport(page: Page, name: string, content: string): Promise<void> {
  await page.goto('/data');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
  await pressImport(page);
}
