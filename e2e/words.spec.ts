import { expect, test } from '@playwright/test';

test('a language that no model reads has no score, a disguised one has its own', async ({ page }) => {
  await page.goto('/');
  const comment = page.getByRole('textbox', { name: 'Comment' });
  const verdict = page.locator('.verdict');
  await comment.fill('Danke für die Hilfe');
  await expect(verdict).toContainText('This looks like German, and no model here reads it');
  await expect(verdict.locator('.big')).toHaveText('–');
  await comment.fill('yоu аrе ѕtupid'); // Cyrillic о, а, е, ѕ
  await expect(page.getByRole('combobox', { name: 'Model' }).locator('option:checked')).toHaveText(
    'By language: English',
  );
  await expect(verdict.locator('.figure.toxic')).toContainText('flagged');
  await page.getByRole('button', { name: 'One comment per line' }).click();
  await page
    .getByRole('textbox', { name: 'Comments, one per line' })
    .fill('You stupid idiot.\nДякую за допомогу\nThank you for the help.');
  await expect(page.getByText('1 of 3 comments is flagged.')).toBeVisible();
  await expect(page.getByRole('button', { name: /no model reads this language/ })).toContainText('Дякую');
});

test('words of one’s own decide after the model, with the reason, and are still there after a reload', async ({
  page,
}) => {
  await page.goto('/');
  const comment = page.getByRole('textbox', { name: 'Comment' });
  const verdict = page.locator('.verdict');
  await comment.fill('What a lovely Clоwn.'); // a Cyrillic о
  await expect(verdict.locator('.figure.other')).toContainText('not flagged');
  await page.getByRole('button', { name: 'My words…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Words of your own' });
  await dialog.getByRole('textbox', { name: 'Always flag' }).fill('clown');
  await dialog.getByRole('textbox', { name: 'Never flag' }).fill('stupid');
  await page.keyboard.press('Escape');
  await expect(verdict).toContainText(
    'Flagged because of “clown”, which you always flag. The model alone would not flag it.',
  );
  await expect(verdict.locator('.figure.toxic')).toContainText('flagged');
  await page.reload();
  await expect(page.getByRole('button', { name: 'My words (2)…' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Comment' }).fill('This test is stupid');
  await expect(verdict).toContainText('Not flagged: the model flags it for “stupid” alone, which you never flag.');
});
