import { expect, type Page, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { App } from './pages/app';

/** Writes a comment and waits for its verdict. Works in both languages of the app. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('.writing textarea').fill(text);
  await expect(page.locator('.verdict .figure .class-mark')).toBeVisible();
}

test('a wrong verdict is corrected, taken back, corrected again and found in the data', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await write(page, 'You are a stupid idiot, shut up.');
  const verdict = page.locator('.verdict');
  const wrong = verdict.getByRole('button', { name: 'That is wrong' });
  await wrong.press('Enter');
  await expect(verdict).toContainText('Kept as not toxic in “Corrections”.');
  const undo = verdict.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(wrong).toBeFocused();
  await wrong.click();
  await expect(verdict).toContainText('so far all are not toxic');
  await write(page, 'Thank you for the help.');
  await expect(wrong).toBeVisible();
  await wrong.click();
  await expect(verdict).toContainText('Kept as toxic in “Corrections”.');
  await expect(verdict.getByRole('link', { name: 'Train on it' })).toHaveAttribute('href', /^\/train\?data=/);
  await verdict.getByRole('link', { name: 'Show it there' }).click();
  const grid = page.getByRole('grid', { name: 'Comments of “Corrections”' });
  await expect(grid.getByRole('row')).toHaveCount(2);
  await expect(grid).toContainText('Thank you for the help.');
  await app.open('Data');
  const card = page.getByRole('article', { name: 'Corrections' });
  await expect(card).toContainText('what you corrected in Predict');
  await expect(card).toContainText('2 comments');
});

test('of several comments the selected one is corrected, once however often it is said', async ({ page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto('/');
  await write(page, 'What a stupid idea.');
  await page.locator('.wrong button').click();
  await expect(page.locator('.verdict')).toContainText('Kept as not toxic');
  await page.getByRole('button', { name: 'One comment per line' }).click();
  await page.locator('.writing textarea').fill('You are a stupid idiot, shut up.\nThank you for the help.');
  const lines = page.locator('.several li');
  await expect(lines).toHaveCount(2);
  await lines.nth(1).locator('.line').click();
  await lines.nth(1).getByRole('button', { name: 'That is wrong' }).click();
  await expect(lines.nth(1)).toContainText('Kept as toxic in “Corrections”.');
  await lines.nth(0).locator('.line').click();
  await expect(lines.nth(1)).toContainText('you: toxic');
  await expect(page.locator('.verdict').getByRole('button', { name: 'That is wrong' })).toHaveCount(0);
  await expect(page.locator('.verdict')).toContainText('>99%');
  await page.reload();
  await page.locator('.several li').nth(1).locator('.line').click();
  await page.locator('.several li').nth(1).getByRole('button', { name: 'That is wrong' }).click();
  await expect(page.locator('.several')).toContainText('It is in “Corrections” as toxic already.');
  expect(errors).toEqual([]);
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('correcting is accessible', async ({ page }) => {
      await page.goto('/');
      await write(page, 'You are a stupid idiot, shut up.');
      await page.locator('.wrong button').click();
      await expect(page.locator('.wrong .where').first()).toBeVisible();
      await expectForAnyone(page, 'a correction');
    });
  });
}
