import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { App, csvFile } from './pages/app';

test('a file becomes a dataset, a dataset a model, and the model explains its scores', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(600)));
  await expect(app.dataset('talk.csv')).toContainText('600');

  await app.train();
  await expect(page.getByText(/Catches .* of 100 toxic comments/)).toBeVisible();
  await app.tryIt();

  await page.reload();
  await app.predict('you are a stupid fool');
  await expect(page.locator('.verdict')).toContainText('toxic');
  await expect(page.getByRole('table').getByRole('row', { name: /stupid/ })).toBeVisible();

  await app.predict('thank you for the source');
  await expect(page.locator('.verdict')).toContainText('not flagged');
});

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('without a network reload, deep links, import, training and prediction work', async ({ page, context }) => {
    const app = new App(page);
    await page.goto('/');
    await app.untilOfflineReady();
    await context.setOffline(true);

    await page.goto('/data');
    await app.importData(csvFile('offline.csv', commentsCsv(300)));
    await app.train();
    await app.tryIt();
    await page.reload();
    await page.goto('/models');
    await expect(page.getByRole('heading', { name: /^offline, / })).toBeVisible();
    await page.goto('/');
    await app.predict('what utter rubbish');
    await expect(page.locator('.verdict')).toContainText('toxic');
  });

  test('no other host is contacted', async ({ page, baseURL }) => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== baseURL) foreign.push(request.url());
    });
    const app = new App(page);
    await page.goto('/');
    await app.importData(csvFile('talk.csv', commentsCsv(200)));
    await app.train();
    await app.tryIt();
    await app.predict('shut up, clown');
    await expect(page.locator('.verdict')).toContainText('toxic');
    expect(foreign).toEqual([]);
  });

  test('the page is isolated and runs under its security policy without a violation', async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const app = new App(page);
    const response = await page.goto('/');
    expect(response?.headers()['content-security-policy']).toContain("default-src 'self'");
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    for (const name of ['Data', 'Train', 'Models', 'Predict'] as const) await app.open(name);
    expect(complaints).toEqual([]);
  });
});
