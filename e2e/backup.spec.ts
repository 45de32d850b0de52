import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile } from './pages/app';

/** A file as it was downloaded. */
interface Saved {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** Downloads go to a file: no browser of a test can be asked where to. */
const withDownloads = (page: Page) =>
  page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  });

async function openStorage(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'What takes the space, backup, clear everything' }).click();
  await expect(page.getByRole('heading', { name: 'What takes the space' })).toBeVisible();
}

async function saveBackup(page: Page): Promise<Saved> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a backup…' }).click(),
  ]);
  const buffer = readFileSync(await download.path());
  return { name: download.suggestedFilename(), mimeType: 'application/zip', buffer };
}

async function chooseBackup(page: Page, file: Saved): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a backup…' }).click(),
  ]);
  await chooser.setFiles(file);
}

const SAMPLE = /^(Sample comments|Пример \(английский\))$/;

const space = (page: Page) => page.getByRole('region', { name: 'Datasets and models by size, the largest first' });
const status = (page: Page) => page.getByRole('main').getByRole('status');

test('everything saved in one browser is restored in another', async ({ page, browser }) => {
  await withDownloads(page);
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(400)));
  await app.train();
  await openStorage(page);
  await expect(space(page).getByRole('link', { name: 'talk.csv', exact: true })).toBeVisible();
  await expect(space(page).getByRole('row').filter({ hasText: 'Model' })).toHaveCount(1);
  const saved = await saveBackup(page);
  expect(saved.name).toMatch(/^moderato-backup-\d{4}-\d\d-\d\d\.zip$/);
  await expect(status(page).filter({ hasText: 'The backup is saved: 1 dataset and 1 model' })).toBeVisible();

  const context = await browser.newContext({ locale: 'en-GB' });
  const other = await context.newPage();
  await withDownloads(other);
  await other.goto('/');
  await openStorage(other);
  await expect(other.getByText('No dataset and no model of your own is kept here.')).toBeVisible();

  await chooseBackup(other, { ...saved, name: 'half.zip', buffer: saved.buffer.subarray(0, saved.buffer.length / 2) });
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByRole('alert')).toContainText('“half.zip” is damaged');
  await chooseBackup(other, { name: 'talk.csv', mimeType: 'text/csv', buffer: Buffer.from('comment,toxic\n') });
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(other.getByRole('alert')).toContainText('is not a backup of Moderato. Nothing was changed.');
  await expect(other.getByText('No dataset and no model of your own is kept here.')).toBeVisible();

  await chooseBackup(other, saved);
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(status(other).filter({ hasText: 'Added: 1 dataset and 1 model.' })).toBeVisible();
  await chooseBackup(other, saved);
  await other.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(status(other)).toContainText('Added: 0 datasets and 0 models. 2 that were here already stayed');
  await space(other).getByRole('link', { name: 'talk.csv', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'talk.csv' })).toBeVisible();
  await new App(other).open('Models');
  await expect(new App(other).ownModels.locator('.model')).toHaveCount(1);
  await context.close();
});

test('a backup replaces everything, settings included, and all can be cleared, with a word typed', async ({ page }) => {
  await withDownloads(page);
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('old.csv', commentsCsv(60)));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await page.keyboard.press('Escape');
  await openStorage(page);
  const saved = await saveBackup(page);

  await page.getByRole('button', { name: 'Clear everything…' }).click();
  const clear = page.getByRole('dialog').getByRole('button', { name: 'Clear everything' });
  await expect(clear).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type “delete” to confirm' }).fill('delete');
  await clear.click();
  await expect(status(page).filter({ hasText: 'Everything was deleted.' })).toBeVisible();
  await expect(page.getByText('No dataset and no model of your own is kept here.')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');

  await app.importData(csvFile('new.csv', commentsCsv(80)));
  await openStorage(page);
  await chooseBackup(page, saved);
  await page.getByRole('radio', { name: 'Replace it' }).check({ force: true });
  const restore = page.getByRole('button', { name: 'Restore', exact: true });
  await expect(restore).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type “replace” to confirm' }).fill('Replace');
  await page.keyboard.press('Enter');
  await expect(status(page).filter({ hasText: 'Everything was replaced: 1 dataset and 0 models' })).toBeVisible();
  await expect(space(page)).toContainText('old.csv');
  await expect(space(page)).not.toContainText('new.csv');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

for (const view of views) {
  test.describe(`in ${view.locale}, ${view.colorScheme}`, () => {
    test.use({ ...view });

    test('the page and its questions are accessible', async ({ page }) => {
      await page.goto('/data');
      await page.getByRole('button', { name: /^(Try an English sample|Попробовать на английском)$/ }).click();
      await expect(page.getByRole('article', { name: SAMPLE })).toBeVisible();
      await page.goto('/storage');
      await expect(page.getByRole('link', { name: SAMPLE })).toBeVisible();
      await expectForAnyone(page, 'storage');
      await page.getByRole('button', { name: /^(Clear everything…|Удалить всё…)$/ }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectForAnyone(page, 'the question before clearing');
    });
  });
}

/** Raises the version of the database, as a newer Moderato would. */
async function reshape(page: Page): Promise<void> {
  await page.goto('/theme.js');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('moderato', 99);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
      }),
  );
}

test('a database that cannot be opened opens a page that saves it, starts anew and restores', async ({ page }) => {
  await withDownloads(page);
  await page.goto('/');
  await new App(page).importData(csvFile('talk.csv', commentsCsv(60)));
  await reshape(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'What is kept here is from a newer version' })).toBeVisible();
  await expect(page).toHaveURL(/storage\/check$/);
  const saved = await saveBackup(page);
  await expect(status(page).filter({ hasText: 'The backup is saved: 1 dataset and 0 models' })).toBeVisible();
  const [raw] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the raw parts…' }).click(),
  ]);
  expect(raw.suggestedFilename()).toMatch(/^moderato-raw-/);
  // Scoring needs nothing of it; every other page shows the same.
  await new App(page).open('Predict');
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('What is kept here is from a newer version');
  await new App(page).open('Data');
  await expect(page.getByRole('heading', { name: 'What is kept here is from a newer version' })).toBeVisible();
  await page.getByRole('button', { name: 'Start anew…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Start anew' })).toBeDisabled();
  await dialog.getByLabel('Type “delete” to confirm').fill('delete');
  await dialog.getByRole('button', { name: 'Start anew' }).click();
  await expect(status(page).filter({ hasText: 'Everything was deleted.' })).toBeVisible();
  await chooseBackup(page, saved);
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await expect(status(page).filter({ hasText: 'Added: 1 dataset' })).toBeVisible();
  await page.getByRole('link', { name: 'Check everything that is kept here' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(status(page).filter({ hasText: '1 dataset and 0 models: everything can be read.' })).toBeVisible();
});
