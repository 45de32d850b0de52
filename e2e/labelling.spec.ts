import { expect, type Page, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { csvFile, scoreFile } from './pages/app';

const TEXTS = [
  'You are a stupid idiot, shut up.',
  'Thank you for the help.',
  'What a silly idea.',
  'See you tomorrow at the meeting.',
  'This is rubbish.',
  'The page has been moved.',
];
const ROWS = TEXTS.map((text, i) => `"${text}",${i === 0 ? '1' : ''}`);
const FILE = csvFile('queue.csv', `comment,toxic\n${ROWS.join('\n')}\n`);

/** Scores the file and keeps it with its unlabelled rows, then opens the queue. Works in both languages of the app. */
async function openQueue(page: Page): Promise<void> {
  await scoreFile(page, FILE);
  await page.locator('.score-file .btn.main').click();
  await page.locator('.score-file a[href$="/label"]').click();
  await expect(page.locator('.labelling-card')).toBeFocused();
  await expect(page.locator('.labelling-text .user-text')).toBeVisible();
}

test('comments are labelled from the keyboard alone, with skipping, going back and the rest of a reload', async ({
  page,
}) => {
  await openQueue(page);
  const card = page.locator('.labelling-card');
  const text = page.locator('.labelling-text');
  await expect(card).toContainText('0 of 5 comments labelled');
  const first = (await text.textContent()) ?? '';
  await page.keyboard.press('1');
  await expect(card).toContainText('1 of 5 comments labelled');
  await expect(text).not.toHaveText(first);
  await page.keyboard.press('ArrowLeft');
  await expect(card).toContainText('0 of 5 comments labelled');
  await expect(text).toHaveText(first);
  await page.keyboard.press('0');
  await expect(card).toContainText('1 of 5 comments labelled');
  const second = (await text.textContent()) ?? '';
  await page.keyboard.press('ArrowRight');
  await expect(text).not.toHaveText(second);
  await page.keyboard.press('ArrowLeft');
  await expect(text).toHaveText(second);
  await page.keyboard.press('ArrowRight');
  for (let answered = 2; answered <= 3; answered++) {
    await page.keyboard.press('0');
    await expect(card).toContainText(`${answered} of 5 comments labelled`);
  }
  // The label is an edit of the dataset: its own undo brings the comment back.
  await page.keyboard.press('Control+z');
  await expect(card).toContainText('2 of 5 comments labelled');

  await page.reload();
  await expect(card).toContainText('0 of 3 comments labelled');
  await expect(card).toBeFocused();
  for (let answered = 1; answered <= 2; answered++) {
    await page.keyboard.press('0');
    await expect(card).toContainText(`${answered} of 3 comments labelled`);
  }
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: 'Go through them again' }).click();
  await expect(card).toBeFocused();
  await page.keyboard.press('0');
  await expect(page.getByText('Every comment has a label')).toBeVisible();
  await expect(page.getByText('1 toxic, 5 other')).toBeVisible();
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('labelling is accessible', async ({ page }) => {
      await openQueue(page);
      await expectForAnyone(page, 'the queue');
    });
  });
}
