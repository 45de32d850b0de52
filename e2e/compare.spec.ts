import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile, pressImport } from './pages/app';
import { drag } from './pages/drag';

/** Imports labelled comments and compares two of the models that come with the app on them. */
async function compareDefaults(page: Page): Promise<void> {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(600)));
  await page.getByRole('navigation').getByRole('link', { name: 'Compare' }).click();
  await page.getByLabel('English', { exact: true }).check();
  await page.getByLabel('English, linear support vector machine').check();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Comments to look at' })).toBeVisible();
}

test('two models are compared: figures, tests in words, thresholds, curves, comments and slices', async ({ page }) => {
  await compareDefaults(page);
  await expect(page.getByText(/^600\scomments, .* of them toxic\./).first()).toBeVisible();
  await expect(page.locator('.compare-verdict p')).toHaveCount(1);
  await expect(page.getByRole('row', { name: /^English .*–/ }).first()).toBeVisible();

  const flagged = page.locator('.compare-card p').first();
  const before = await flagged.textContent();
  const slider = page.getByRole('slider');
  await slider.focus();
  await page.keyboard.press('End');
  await expect(flagged).not.toHaveText(before ?? '');
  await page.keyboard.press('Home');
  await expect(flagged).toContainText('it flags 100');
  await page.getByRole('button', { name: 'Each at its own threshold' }).click();
  await expect(flagged).toHaveText(before ?? '');

  await page.getByLabel('A toxic comment missed').fill('0');
  await expect(page).toHaveURL(/miss=0/);
  await page.getByRole('button', { name: 'Show the cheapest of each' }).click();
  await expect(flagged).toContainText('nothing is flagged');

  await expect(page.getByRole('group', { name: 'Found against false alarms (ROC)' })).toBeVisible();
  await page.getByRole('button', { name: 'As tables' }).click();
  await expect(page.getByRole('table', { name: 'Is a probability to be believed?' })).toBeVisible();
  await page.getByLabel('Show').selectOption({ label: 'False alarms of “English”' });
  await expect(
    page
      .locator('.compare-comments, .sheet')
      .filter({ hasText: /comments?\.|None\./ })
      .first(),
  ).toBeVisible();
});

test('models are tried on disguised words, and what is saved has the figures', async ({ page }) => {
  await compareDefaults(page);
  await page.getByRole('button', { name: 'Try disguises' }).click();
  const table = page.getByRole('table', { name: 'When words are disguised' });
  await expect(table).toBeVisible({ timeout: 90_000 });
  await expect(table.getByRole('row', { name: /^as written [01]\.\d{3} [01]\.\d{3}$/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^s p a c e s / })).toBeVisible();
  await page.locator('summary').filter({ hasText: 'All figures' }).click();
  await expect(page.getByRole('row', { name: /^s p a c e s English, linear support vector machine / })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).first().click();
  await page.getByRole('button', { name: 'Everything (JSON)' }).click();
  const saved = JSON.parse(await readFile(await (await download).path(), 'utf8'));
  expect(saved.disguised.map(({ model }: { model: string }) => model)).toEqual([
    'English',
    'English, linear support vector machine',
  ]);
  expect(saved.disguised[0].attacks.length).toBeGreaterThan(10);
});

test('a comparison that was stopped says so, and is started again with the same models', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('long.csv', commentsCsv(30_000)));
  await page.goto('/compare?models=default:en,default:en-svc,default:en-naive-bayes');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByText('Stopped. What had been measured is below.')).toBeVisible();
  await page.getByRole('button', { name: 'Compare anew' }).click();
  await expect(page.getByRole('heading', { name: 'Comments to look at' })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText('Stopped. What had been measured is below.')).toBeHidden();
});

test('the address holds the comparison, and what is saved has its figures', async ({ page }) => {
  await compareDefaults(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Comments to look at' })).toBeVisible();
  await page.getByLabel('A toxic comment missed').fill('0');
  await page.getByRole('button', { name: 'Show the cheapest of each' }).click();
  for (const [item, kind] of [
    ['Page as one file (HTML)', 'html'],
    ['Tables (CSV)', 'csv'],
    ['Everything (JSON)', 'json'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save', exact: true }).first().click();
    await page.getByRole('button', { name: item }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`Comparison on talk.csv.${kind}`);
    const text = await readFile(await file.path(), 'utf8');
    if (kind === 'json') {
      const saved = JSON.parse(text);
      expect(saved.models.map(({ name }: { name: string }) => name)).toEqual([
        'English',
        'English, linear support vector machine',
      ]);
      expect(saved.models[0].auc.auc).toBeGreaterThan(0.5);
      expect(saved.pairs).toHaveLength(1);
      // As on the page: with the costs that were set, and the thresholds where they were moved to.
      expect(saved.costs).toEqual({ falseAlarm: 1, miss: 0 });
      expect(saved.models[0].atThreshold.confusion).toMatchObject({ tp: 0, fp: 0 });
      expect(saved.models[0].cheapest.cost).toBe(0);
    } else expect(text).toContain('English, linear support vector machine');
    if (kind === 'html') expect(text).toContain('<svg');
  }
});

test('comments that a model has learnt from are left out and counted, and its threshold can be kept', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(400)));
  await app.train();
  await app.importData(csvFile('more.csv', commentsCsv(700)));
  await page.goto('/compare');
  await page.getByRole('group', { name: 'Models to compare' }).getByRole('checkbox').first().check();
  await page.getByLabel('English', { exact: true }).check();
  await page.getByLabel('Comments to compare on').selectOption({ label: 'more.csv' });
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Comments to look at' })).toBeVisible();
  await expect(page.getByText(/that a model has learnt from are left out/)).toBeVisible();
  await page.getByRole('slider').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: /^Keep as its threshold/ }).click();
  await expect(page.getByText(/flags from .* from now on/)).toBeVisible();
});

test('without data, with one model, with data gone and with one class, the page says what is missing', async ({
  page,
}) => {
  await page.goto('/compare?models=default:en');
  await expect(page.getByRole('heading', { name: 'No labelled comments yet' })).toBeVisible();
  // A file is imported without leaving the page, which then has it chosen.
  const harmless = csvFile('harmless.csv', 'comment,toxic\ngood morning to you,0\nsee you tomorrow then,0\n');
  await page.locator('.drop input[type=file]').setInputFiles(harmless);
  await pressImport(page);
  await expect(page).toHaveURL(/models=default%3Aen&data=[0-9a-f-]+$/);
  await expect(page.getByLabel('Comments to compare on').locator('option:checked')).toHaveText('harmless.csv');
  await expect(page.getByText('Choose at least two models.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Compare', exact: true })).toBeDisabled();
  await page.getByLabel('English, linear support vector machine').check();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.getByText('AUC and curves are not defined')).toBeVisible();
  await page.goto('/compare?models=default:en,default:en-svc,0123&data=gone');
  await expect(page.getByText('1 model of this address is not on this device.')).toBeVisible();
  await expect(page.getByText('The dataset of this address is not on this device')).toBeVisible();
});

test('a file that is dropped anywhere on the page is what is compared on', async ({ page }) => {
  await compareDefaults(page);
  const announced = page.getByText('A table of labelled comments is what the models are compared on.');
  await drag(page, 'dragover', 'more.csv', '');
  await expect(announced).toBeVisible();
  await drag(page, 'drop', 'more.csv', 'comment,toxic\nyou goose,1\nthank you,0\n');
  await expect(announced).toBeHidden();
  await expect(page).toHaveURL(/\/compare\?/);
  await pressImport(page);
  await expect(page.getByLabel('Comments to compare on').locator('option:checked')).toHaveText('more.csv');
  await drag(page, 'drop', 'mine.moderato', 'no model');
  await expect(page).toHaveURL('/models');
  // Elsewhere a table goes to the Data page as before.
  await drag(page, 'dragover', 'third.csv', '');
  await expect(announced).toBeHidden();
  await expect(page.getByText('A table of comments goes to Data')).toBeVisible();
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('the comparison is accessible', async ({ page }) => {
      await page.goto('/compare');
      await expect(page.locator('.empty')).toBeVisible();
      await expectForAnyone(page, 'empty');
      await page.locator('.empty button').first().click();
      await expect(page.locator('.compare-chooser')).toBeVisible();
      await page.goto('/compare?models=default:en,default:en-svc,default:en-naive-bayes');
      await expect(page.locator('.compare-comments')).toBeVisible();
      for (const summary of await page.locator('summary').all()) await summary.click();
      await expectForAnyone(page, 'compared');
      await page.locator('.compare-head button').first().click();
      await expectForAnyone(page, 'as tables');
    });
  });
}
