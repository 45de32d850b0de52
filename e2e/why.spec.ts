import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone } from './pages/anyone';
import { App, csvFile } from './pages/app';

test('the words that would flip a comment are shown until it changes', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(600)));
  await app.train('Single words');
  await app.tryIt();
  const ask = page.getByRole('button', { name: 'What would flip it?' });
  const struckOut = page.getByRole('region', { name: 'The comment with these words struck out' });

  await app.predict('the page history clown');
  await ask.press('Enter');
  await expect(page.getByText(/^Without this word it would not be flagged: \d+% toxic\.$/)).toBeVisible();
  await expect(struckOut).toHaveText('the page history clown');
  await expect(struckOut.locator('del')).toHaveText(['clown']);
  await expect(ask).toBeFocused();
  await expect(ask).toHaveAttribute('aria-expanded', 'true');

  await page.getByRole('textbox', { name: 'Comment' }).fill('what utter rubbish, see the page');
  await expect(struckOut).toBeHidden();
  await expect(ask).toHaveAttribute('aria-expanded', 'false');

  await app.predict('you are a stupid fool');
  await ask.click();
  await expect(page.getByText(/^Without these \d words it would not be flagged/)).toContainText(
    'Removing fewer words would not be enough.',
  );
  await expect(struckOut.locator('del').filter({ hasText: 'stupid' })).toHaveCount(1);
  await ask.click();
  await expect(struckOut).toBeHidden();
});

test('a comment that no removal flips, and one that is too long, get a message', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(600)));
  await app.train('Words and pairs');
  await app.tryIt();
  const ask = page.getByRole('button', { name: 'What would flip it?' });

  await app.predict('thank you for the source');
  await expect(page.locator('.verdict')).toContainText('not flagged');
  await app.predict('source');
  await ask.click();
  await expect(page.getByText('Whichever words are taken out, it is still not flagged.')).toBeVisible();

  await app.predict('shut up, clown. '.repeat(400));
  await expect(page.locator('.verdict')).not.toContainText('not flagged');
  await ask.click();
  await expect(page.getByText(/up to 5\s000 characters/)).toBeVisible();
});

test('a model shows its terms with the largest weights, each on its side', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(600)));
  await app.train('Words and pairs');
  await page.getByText('Numbers', { exact: true }).click();
  await expect(page.getByText(/95% interval 0\.\d{3} to [01]\.\d{3}/)).toBeVisible();

  await app.open('Models');
  await app.ownModels.getByRole('button', { name: 'Details' }).click();
  const toxic = page.getByRole('table', { name: 'Towards toxic' });
  const other = page.getByRole('table', { name: 'Towards other' });
  await expect(toxic.getByRole('row', { name: /^rubbish \+\d\.\d\d$/ })).toBeVisible();
  await expect(toxic.getByRole('row', { name: /^clown \+/ })).toBeVisible();
  for (const term of ['rubbish', 'clown']) {
    await expect(toxic.locator('.offensive').getByText(term, { exact: true })).toBeVisible(); // the blur hides them
  }
  await expect(toxic.locator('.offensive').getByText(/^(you|are|and|the)$/)).toHaveCount(0);
  await expect(other.locator('.offensive')).toHaveCount(0);
  await expect(other.getByRole('row', { name: /^reference −\d\.\d\d$/ })).toBeVisible();
  await expect(other.getByRole('row', { name: /rubbish|clown/ })).toHaveCount(0);
  await expect(toxic.getByRole('row', { name: /reference|source/ })).toHaveCount(0);
  await expect(page.getByText('50.0%, the usual one')).toBeVisible();
});

test('each sentence of a text has its score, and pressing one selects it in the text', async ({ page }) => {
  await page.goto('/');
  const editor = page.getByRole('textbox', { name: 'Comment' });
  await editor.fill(
    'Thank you for the help with the article, a pleasure to read. But you are an idiot. See you at work!',
  );
  const rows = page.locator('.sentences').getByRole('button');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('highest');
  await expect(page.locator('.sentences')).toContainText('The whole is flagged, and so is 1 of its 3\u00a0sentences.');
  await rows.nth(1).press('Enter');
  await expect(editor).toBeFocused();
  expect(await page.evaluate(() => document.getSelection()?.toString())).toBe('But you are an idiot.');
  await expectForAnyone(page, 'sentences');
  await editor.fill('Only one sentence here.');
  await expect(rows).toHaveCount(0);
});
