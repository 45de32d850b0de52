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

test('a page is printed alone and dark on white, whatever the theme', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/models');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog').getByLabel('Theme').selectOption('dark');
  await page.keyboard.press('Escape');
  await expect(page.locator('.default-models .model').first()).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const lightness = await page.evaluate(() => {
    const shade = (colour: string) => {
      const context = document.createElement('canvas').getContext('2d');
      if (context === null) return Number.NaN;
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return context.getImageData(0, 0, 1, 1).data[1];
    };
    const sheet = document.querySelector('.default-models .model') ?? document.body;
    const { color, backgroundColor } = getComputedStyle(sheet);
    return { text: shade(color), sheet: shade(backgroundColor) };
  });
  expect(lightness.text).toBeLessThan(80);
  expect(lightness.sheet).toBeGreaterThan(230);
});
