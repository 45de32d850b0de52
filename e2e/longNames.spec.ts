import { expect, type Page, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { App, csvFile } from './pages/app';

const NAMES = [
  'moderation_queue_export_20241129_final_v2_labelled_by_anna_and_boris_merged.csv',
  `${'x'.repeat(195)}.csv`,
  'תגובות\u202e_gpj.csv',
];

/** Expects every button, link and field to be whole inside the window, and the page no wider than it. */
async function expectInside(page: Page, where: string): Promise<void> {
  const outside = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, select, input:not([type=file]), h1, h2, h3')]
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) && !element.closest('.scroll-x, .hidden, .skip'),
      )
      .map((element) => ({ text: element.textContent?.slice(0, 40), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.left < -1 || box.right > window.innerWidth + 1))
      .map(({ text, box }) => `${text}: ${Math.round(box.left)}–${Math.round(box.right)}`),
  );
  expect(outside, where).toEqual([]);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wider, `${where}: pixels wider than the window`).toBeLessThanOrEqual(0);
}

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test.describe(`in a window of ${viewport.width} px`, () => {
    test.use({ viewport });

    test('long names and names in either direction leave every control in the window, and Undo undoes', async ({
      page,
    }) => {
      const app = new App(page);
      await page.goto('/');
      for (const name of NAMES) await app.importData(csvFile(name, commentsCsv(60)));
      for (const name of ['Data', 'Explore', 'Train', 'Models', 'Predict'] as const) {
        await app.open(name);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectInside(page, name);
      }
      await app.open('Data');
      const articles = page.getByRole('article');
      await expect(articles).toHaveCount(NAMES.length);
      const first = articles.filter({ hasText: NAMES[0].slice(0, 30) });
      await first.getByRole('button', { name: 'Remove' }).click();
      const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
      await expect(undo).toBeInViewport({ ratio: 1 });
      await expectInside(page, 'after removing');
      await undo.click();
      await expect(articles).toHaveCount(NAMES.length);
    });
  });
}
