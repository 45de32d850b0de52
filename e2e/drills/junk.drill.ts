import { expect, type Page, test } from '@playwright/test';
import { commentsCsv } from '../comments';
import { repeat } from './drill';
import { smallModelFile } from './modelFile';
import { createProfile } from './profile';
import { importCsv } from './stored';

/*
 * Junk in each field of each store, one at a time, as a damaged profile would have it. The rest works: every page
 * opens, the other dataset is listed, and there is no uncaught error.
 */

const PATHS = ['/data', '/explore', '/train', '/models', '/'];
const STORES = ['datasets', 'labels', 'chunks', 'models', 'reports', 'journals', 'edits'];
/** Names of values that the page makes itself: not all of them are JSON. */
const JUNK = ['undefined', 'null', 'NaN', 'negative', 'huge', 'text', 'list', 'object', 'bytes'];

interface Place {
  readonly store: string;
  readonly field: string;
}

/**
 * Reads or changes the database from the page: `fields` lists the fields of the first record of each store; `damage`
 * puts junk into the field of one record and keeps the record in a database of its own; `restore` puts it back.
 */
function inDatabase(
  page: Page,
  action: 'fields' | 'damage' | 'restore',
  place?: Place,
  junk?: string,
): Promise<Place[]> {
  return page.evaluate(
    async ({ action, place, junk, stores }) => {
      const result = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const opening = indexedDB.open('drill');
      opening.onupgradeneeded = () => void opening.result.createObjectStore('records');
      const [backup, database] = [await result(opening), await result(indexedDB.open('moderato'))];
      const write = (on: IDBDatabase, store: string) => on.transaction(store, 'readwrite').objectStore(store);
      /** The key of a store with a key path is in the value. */
      const put = (store: string, key: IDBValidKey, value: unknown) => {
        const objects = write(database, store);
        return result(objects.keyPath === null ? objects.put(value, key) : objects.put(value));
      };
      try {
        const fields: { store: string; field: string }[] = [];
        if (action === 'fields') {
          for (const store of stores) {
            const [first] = await result(database.transaction(store).objectStore(store).getAll(null, 1));
            for (const field of Object.keys(first ?? {})) if (field !== 'id') fields.push({ store, field });
          }
        } else if (action === 'restore') {
          const { store, key, value } = await result(write(backup, 'records').get('record'));
          await put(store, key, value);
        } else if (place !== undefined && junk !== undefined) {
          const { store, field } = place;
          const all: Record<string, unknown> = {
            undefined,
            null: null,
            NaN: Number.NaN,
            negative: -1,
            huge: 1e308,
            text: 'junk',
            list: [1, 'two', null],
            object: { junk: true },
            bytes: new Uint8Array(3),
          };
          const datasets = await result(database.transaction('datasets').objectStore('datasets').getAll());
          const bad = datasets.find(({ name }) => name === 'bad.csv')?.id;
          const keys = await result(database.transaction(store).objectStore(store).getAllKeys());
          const key = keys.find((each) => store === 'models' || (Array.isArray(each) ? each[0] : each) === bad);
          if (key === undefined) throw new Error(`nothing of bad.csv in ${store}`);
          const value = await result(database.transaction(store).objectStore(store).get(key));
          await result(write(backup, 'records').put({ store, key, value }, 'record'));
          await put(store, key, { ...value, [field]: all[junk] });
        }
        return fields;
      } finally {
        backup.close();
        database.close();
      }
    },
    { action, place, junk, stores: STORES },
  );
}

test('junk in each field of each store', async () => {
  const profile = createProfile();
  try {
    const { page } = await profile.open('/models');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'small.moderato', mimeType: 'application/octet-stream', buffer: smallModelFile() });
    await expect(page.locator('.own-models').getByRole('button', { name: 'Save as file' })).toHaveCount(1);
    await importCsv(page, 'good.csv', commentsCsv(60));
    await importCsv(page, 'bad.csv', commentsCsv(60, 2));
    await page.getByRole('article', { name: 'bad.csv' }).getByRole('link').first().click();
    const button = page.getByRole('button', { name: /^Row 1: .*Change the label$/ });
    await button.click();
    await expect(button).toHaveAccessibleName(/was /);
    await page.goto('/explore');
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    await page.goto('/data');
    const places = await inDatabase(page, 'fields');
    const all = places.flatMap((place) => JUNK.map((junk) => ({ place, junk })));
    expect(new Set(places.map(({ store }) => store)).size).toBeGreaterThanOrEqual(6);
    await repeat('junk in each field of each store', { seconds: 60, tries: all.length }, async (random) => {
      const { place, junk } = all[random.below(all.length)];
      const what = `${place.store}.${place.field} = ${junk}`;
      profile.errors.length = 0;
      await inDatabase(page, 'damage', place, junk);
      try {
        for (const path of [PATHS[0], PATHS[1 + random.below(PATHS.length - 1)]]) {
          await page.goto(path);
          await expect(page.getByRole('heading', { level: 1 }), `${what} at ${path}`).toBeVisible();
          if (path === '/data') {
            await expect(page.getByRole('article', { name: 'good.csv' }), what).toBeVisible();
          }
        }
        expect(profile.errors, what).toEqual([]);
      } finally {
        await inDatabase(page, 'restore');
      }
    });
  } finally {
    await profile.delete();
  }
});
