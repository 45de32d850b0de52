import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile } from './pages/app';

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('every page is accessible: no violation of WCAG 2.2 AA, nothing wider than the screen', async ({ page }) => {
      test.slow(); // a dozen pages, each looked through by axe
      const app = new App(page);
      const check = (state: string) => expectForAnyone(page, state);
      for (const route of ['/', '/data', '/train', '/models']) {
        await page.goto(route);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await check(`${route} empty`);
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
      await page.locator('.prepare button[type=submit]').click();
      await expect(page.locator('.result')).toBeVisible({ timeout: 60_000 });
      await check('/train done');
      await page.goto('/models');
      await expect(page.locator('.own-models .model')).toBeVisible();
      await check('/models full');
      const card = page.locator('.default-models .model').first();
      await card.locator('.model-actions button').first().click();
      await card.locator('.behaviour-test button').first().click();
      await expect(card.locator('.behaviour')).toBeVisible();
      await expect(card.locator('.weights').first()).toBeVisible();
      await check('/models card');
      await page.goto('/');
      await page.getByRole('textbox').fill('you are a stupid fool');
      await expect(page.locator('.verdict .figure')).toBeVisible();
      await check('/ full');
      const chooser = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: /^(Score a file|Оценить файл)/ }).click();
      await (await chooser).setFiles(csvFile('inbox.csv', commentsCsv(30)));
      await page.locator('.score-file .btn.main').click();
      await expect(page.locator('.score-file table')).toBeVisible();
      await check('/ scored file');
    });
  });
}
