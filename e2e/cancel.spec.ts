import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { App, csvFile, pressImport } from './pages/app';

test('a training can be stopped, leaves nothing behind, and the next one works', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(40_000)));
  await app.open('Train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  const asked = Date.now();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. No model was kept.')).toBeVisible();
  test.info().annotations.push({ type: 'measured', description: `${Date.now() - asked} ms from press to answer` });

  await app.open('Models');
  await expect(page.getByText('None yet. Train one on your own comments')).toBeVisible();
  await app.train('Single words');
});

test('an import can be stopped and leaves nothing behind', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('large.csv', commentsCsv(300_000)));
  await pressImport(page);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. Nothing of the file was kept.')).toBeVisible();
  const kept = await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('moderato');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const counts: number[] = [];
    for (const name of ['datasets', 'chunks', 'labels']) {
      counts.push(
        await new Promise<number>((resolve, reject) => {
          const counting = database.transaction(name).objectStore(name).count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
        }),
      );
    }
    database.close();
    return counts;
  });
  expect(kept).toEqual([0, 0, 0]);
});
