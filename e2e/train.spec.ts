import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile } from './pages/app';

test('Train opens with what is recommended, and its result says what comes next', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(400)));
  await app.open('Train');
  await expect(page.getByRole('button', { name: 'Recommended' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('as a rough guess')).toBeVisible();
  await app.train();
  const compared = page.getByRole('table', { name: 'On the same comments' });
  await expect(compared.getByRole('row', { name: /^This model/ })).toBeVisible();
  await expect(compared.getByRole('row', { name: /which comes with Moderato/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Next step' })).toHaveCount(1);
  await expect(page.getByText('going by 1 earlier training here')).toBeVisible();
  await app.train();
  await expect(page.getByText('The same data and settings make the same model')).toBeVisible();
});

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]) {
  test(`at ${viewport.width} pixels the button is in view wherever the page is`, async ({ page }) => {
    await page.setViewportSize(viewport);
    const app = new App(page);
    await page.goto('/');
    await app.importData(csvFile('talk.csv', commentsCsv(100)));
    await app.open('Train');
    const button = page.getByRole('button', { name: 'Train', exact: true });
    await expect(button).toBeInViewport({ ratio: 1 });
    await page.getByText('Change settings').click();
    for (const field of ['Spelling', 'Kind of model', 'Set aside to check the model']) {
      await page.getByLabel(field).first().scrollIntoViewIfNeeded();
      await expect(button).toBeInViewport({ ratio: 1 });
    }
  });
}

test('the form survives a reload', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(100)));
  await app.open('Train');
  await page.getByText('Change settings').click();
  await page.getByLabel('Name of the model').fill('my own');
  await page.getByLabel('Kind of model').first().selectOption('linearSvc');
  await page.reload();
  await page.getByText('Change settings').click();
  await expect(page.getByLabel('Name of the model')).toHaveValue('my own');
  await expect(page.getByLabel('Kind of model').first()).toHaveValue('linearSvc');
  await expect(page.getByText('Your own settings.')).toBeVisible();
});

test('settings that cannot work with the data are named at the field before anything starts', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const few = Array.from({ length: 40 }, (_, i) => `comment number ${i},${i < 6 ? 1 : 0}`);
  await app.importData(csvFile('few.csv', `comment,toxic\n${few.join('\n')}\n`));
  await app.open('Train');
  const button = page.getByRole('button', { name: 'Train', exact: true });
  await expect(button).toBeEnabled();
  await page.getByText('Change settings').click();
  await page.getByLabel('Make its percentages honest').selectOption('sigmoid');
  await page.getByText('More settings').last().click();
  await page.getByLabel('Rounds of cross-checking').first().fill('9');
  await expect(page.getByText('too few comments for so many rounds: at most 5')).toBeVisible();
  await expect(button).toBeDisabled();
  await page.getByText('Search for better settings').click();
  const search = page.locator('#search');
  await search.getByLabel('Freedom to fit (C): values').fill('1 many');
  await expect(search.getByText('Numbers separated by spaces are needed here.')).toBeVisible();
  await search.getByLabel('Rounds of cross-checking').fill('7');
  await expect(search.getByText('The rarer class has 6 comments: at most so many rounds.')).toBeVisible();
  await expect(search.getByRole('button', { name: 'Search', exact: true })).toBeDisabled();
});

test('a search finds what the runner finds, its settings train a model, and a curve says whether more would help', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-e2e-'));
  const data = join(folder, 'talk.csv');
  writeFileSync(data, commentsCsv(500));
  const app = new App(page);
  await page.goto('/');
  await app.importData(data);
  await app.open('Train');
  await page.getByRole('button', { name: 'Single words' }).click();
  await page.getByText('Search for better settings').click();
  const search = page.locator('#search');
  await search.getByLabel('Freedom to fit (C): values').fill('0.01 0.1 1');
  await search.getByRole('checkbox', { name: 'Weight of the rarer class' }).check();
  await expect(search.getByText('6 × 5 = 30 fits')).toBeVisible();
  // A chart whose code does not arrive says so in its place.
  await page.route(/\/assets\/LineChart-[^/]*\.js/, (route) => route.abort());
  await search.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(search.getByText(/^The best: /)).toBeVisible({ timeout: 120_000 });
  const again = search.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible(); // the code may be asked for only now
  await page.unrouteAll();
  await again.click();
  await expect(search.locator('.line-chart canvas')).toBeVisible();
  const best = await search.locator('tr.best td').allTextContents();

  const grid = JSON.stringify({ 'estimator.classWeight': ['none', 'balanced'], 'estimator.c': [0.01, 0.1, 1] });
  const spec = JSON.stringify({ validation: { testSize: 0.2 } });
  const printed = execFileSync(
    'npm',
    ['run', '-s', 'moderato', '--', 'search', '--data', data, '--grid', grid, '--spec', spec, '--seed', '0', '--json'],
    { encoding: 'utf8' },
  );
  const runner: { best: number; trials: { mean: number; spec: { estimator: { c: number; classWeight: string } } }[] } =
    JSON.parse(printed);
  const winner = runner.trials[runner.best];
  const names: Readonly<Record<string, string>> = { none: 'the same', balanced: 'balanced' };
  expect(best.slice(0, 2)).toEqual(['1', winner.mean.toFixed(4)]);
  expect(best.slice(3, 5)).toEqual([names[winner.spec.estimator.classWeight], String(winner.spec.estimator.c)]);
  rmSync(folder, { recursive: true });

  await page.reload();
  await expect(search.locator('tr.best')).toBeVisible(); // it is still there
  await search.getByRole('button', { name: 'Use these settings' }).click();
  await page.getByText('Would more comments help?').click();
  await page.locator('#curve').getByRole('button', { name: 'Measure' }).click();
  await expect(page.locator('#curve .finding')).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('#curve').getByRole('row')).toHaveCount(5);
  await app.train();
});

test('a search that is stopped keeps its best and goes on later', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(6000)));
  await app.open('Train');
  await page.getByRole('button', { name: 'Single words' }).click();
  await page.getByText('Search for better settings').click();
  const search = page.locator('#search');
  await search.getByRole('checkbox', { name: 'Ignore terms in fewer comments than' }).check();
  await search.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(search.locator('.trials tbody tr').first()).toBeVisible({ timeout: 60_000 });
  await search.getByRole('button', { name: 'Stop' }).click();
  await expect(search.getByRole('button', { name: 'Continue the search' })).toBeVisible();
  await page.reload();
  await search.getByRole('button', { name: 'Continue the search' }).click();
  await expect(search.getByText(/^The best: /)).toBeVisible({ timeout: 120_000 });
  await expect(search.locator('.trials tbody tr')).toHaveCount(15);
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('settings, a search and a curve are accessible', async ({ page }) => {
      await page.goto('/data');
      await page.locator('input[type=file]').setInputFiles(csvFile('talk.csv', commentsCsv(200)));
      await page.locator('.import button.main').click();
      await expect(new App(page).dataset('talk.csv')).toBeVisible();
      await page.goto('/train');
      await page.locator('.change > summary').click();
      await page.locator('#search > summary').click();
      await expectForAnyone(page, 'settings');
      await page.locator('#search button[type=submit]').click();
      await expect(page.locator('#search .progress')).toHaveCount(0, { timeout: 120_000 });
      await expect(page.locator('#search tr.best')).toBeVisible();
      await page.locator('#curve > summary').click();
      await page.locator('#curve button').first().click();
      await expect(page.locator('#curve .finding')).toBeVisible({ timeout: 60_000 });
      await expectForAnyone(page, 'search and curve');
    });
  });
}

test('a model learns from two datasets, the second counted twice, and its card says so', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(300)));
  await app.importData(
    csvFile('fixes.csv', 'text,rude\nyou lovely goose,1\na stupid mistake of mine,0\nfine goose,1\n'),
  );
  await app.open('Train');
  await page.getByLabel('Learn from', { exact: true }).selectOption({ label: 'talk.csv (300\u00a0comments)' });
  await expect(page.getByLabel('A comment of it counts')).toBeHidden();
  await page.getByRole('button', { name: 'Learn from another dataset as well' }).click();
  await expect(page.getByLabel('And from')).toContainText('fixes.csv');
  await page.getByLabel('A comment of it counts').nth(1).selectOption('twice');
  await expect(page.getByText(/^It learns from 242\scomments/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('A comment of it counts').nth(1)).toHaveValue('2');
  await page.getByRole('button', { name: 'Single words' }).click();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('heading', { name: /is ready$/ })).toBeVisible({ timeout: 60_000 });
  await app.open('Models');
  await app.ownModels.getByRole('button', { name: 'Details' }).click();
  await expect(page.getByText(/talk\.csv, fixes\.csv × 2/).first()).toBeVisible();
});
