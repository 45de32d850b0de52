import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { App, csvFile } from './pages/app';

const views = [
  { colorScheme: 'light', locale: 'en-GB', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', locale: 'ru-RU', viewport: { width: 390, height: 844 } },
] as const;

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('every room can be used by anyone: no violation of WCAG 2.2 AA, nothing wider than the screen', async ({
      page,
    }) => {
      const app = new App(page);
      const check = async (state: string) => {
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
          state,
        ).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${state}: pixels wider than the screen`).toBeLessThanOrEqual(0);
      };
      for (const room of ['/', '/data', '/train', '/models']) {
        await page.goto(room);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await check(`${room} empty`);
      }
      await page.goto('/data');
      await page.locator('input[type=file]').setInputFiles(csvFile('talk.csv', commentsCsv(300)));
      await expect(page.getByRole('table')).toBeVisible();
      await check('import sheet');
      await page.locator('.import button.main').click();
      await expect(app.dataset('talk.csv')).toBeVisible();
      await check('/data full');
      await page.goto('/train');
      await check('/train full');
      await page.locator('button[type=submit]').click();
      await expect(page.locator('.result')).toBeVisible({ timeout: 60_000 });
      await check('/train done');
      await page.goto('/models');
      await expect(page.locator('.own-models .model')).toBeVisible();
      await check('/models full');
      const card = page.locator('.default-models .model').first();
      await card.locator('.model-actions button').first().click();
      await card.locator('.model-details section button').first().click();
      await expect(card.locator('.behaviour')).toBeVisible();
      await expect(card.locator('.weights').first()).toBeVisible();
      await check('/models card');
      await page.goto('/');
      await page.getByRole('textbox').fill('you are a stupid fool');
      await expect(page.locator('.verdict .figure')).toBeVisible();
      await check('/ full');
      const chooser = page.waitForEvent('filechooser');
      await page.locator('.writing .btn').last().click();
      await (await chooser).setFiles(csvFile('inbox.csv', commentsCsv(30)));
      await page.locator('.score-file .btn.main').click();
      await expect(page.locator('.score-file table')).toBeVisible();
      await check('/ scored file');
    });
  });
}
