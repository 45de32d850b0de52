import { expect, type Page, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile, scoreFile } from './pages/app';

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
  /** Keys count for a comment that is on screen. */
  const press = async (key: string) => {
    await expect(card).toHaveAttribute('aria-busy', 'false');
    await page.keyboard.press(key);
  };
  const text = page.locator('.labelling-text');
  await expect(card).toContainText('0 of 5 comments labelled');
  const first = (await text.textContent()) ?? '';
  await press('1');
  await expect(card).toContainText('1 of 5 comments labelled');
  await expect(text).not.toHaveText(first);
  await press('ArrowLeft');
  await expect(card).toContainText('0 of 5 comments labelled');
  await expect(text).toHaveText(first);
  await press('0');
  await expect(card).toContainText('1 of 5 comments labelled');
  const second = (await text.textContent()) ?? '';
  await press('ArrowRight');
  await expect(text).not.toHaveText(second);
  await press('ArrowLeft');
  await expect(text).toHaveText(second);
  await press('ArrowRight');
  for (let answered = 2; answered <= 3; answered++) {
    await press('0');
    await expect(card).toContainText(`${answered} of 5 comments labelled`);
  }
  // The label is an edit of the dataset: its own undo brings the comment back.
  await page.keyboard.press('Control+z');
  await expect(card).toContainText('2 of 5 comments labelled');

  await page.reload();
  await expect(card).toContainText('0 of 3 comments labelled');
  await expect(card).toBeFocused();
  for (let answered = 1; answered <= 2; answered++) {
    await press('0');
    await expect(card).toContainText(`${answered} of 3 comments labelled`);
  }
  await press('ArrowRight');
  await page.getByRole('button', { name: 'Go through them again' }).click();
  await expect(card).toBeFocused();
  await press('0');
  await expect(page.getByText('Every comment has a label')).toBeVisible();
  await expect(page.getByText('1 toxic, 5 other')).toBeVisible();
});

test('a key that was pressed before the next comment was on screen labels nothing', async ({ page }) => {
  await openQueue(page);
  const card = page.locator('.labelling-card');
  await expect(card).toHaveAttribute('aria-busy', 'false');
  // A slow machine: the next comment is in the page, and a second later on screen.
  await page.locator('.labelling-text').evaluate((text) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      const until = performance.now() + 1000;
      while (performance.now() < until);
    });
    observer.observe(text, { childList: true, characterData: true, subtree: true });
  });
  await Promise.all([page.keyboard.press('1'), page.waitForTimeout(400).then(() => page.keyboard.press('1'))]);
  await expect(card).toHaveAttribute('aria-busy', 'false');
  await expect(card).toContainText('1 of 5 comments labelled');
  await page.keyboard.press('0');
  await expect(card).toContainText('2 of 5 comments labelled');
});

test('a double click on an answer labels one comment', async ({ page }) => {
  await openQueue(page);
  const card = page.locator('.labelling-card');
  const button = await card.getByRole('button', { name: /^Not toxic/ }).boundingBox();
  if (button === null) throw new Error('the button is not on screen');
  const at = [button.x + button.width / 2, button.y + button.height / 2] as const;
  await page.mouse.click(...at);
  await page.waitForTimeout(150); // the next comment is on screen before the second half comes
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await expect(card).toContainText('1 of 5 comments labelled');
  await page.waitForTimeout(600); // what must not happen would have happened by now
  await expect(card).toContainText('1 of 5 comments labelled');
  await page.mouse.click(...at);
  await expect(card).toContainText('2 of 5 comments labelled');
});

test('without the list of models the queue says what failed, and no progress is shown that would never end', async ({
  page,
}) => {
  await page.route('**/models/index.json', (route) => route.abort());
  await page.goto('/data');
  const app = new App(page);
  await app.importData(csvFile('queue.csv', `comment\n${TEXTS.map((text) => `"${text}"`).join('\n')}\n`));
  await app.dataset('queue.csv').getByRole('link', { name: 'Show comments' }).click();
  await page.goto(`${page.url()}/label`);
  await expect(page.getByRole('main').getByText('cannot be read')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await expect(page.locator('.labelling-card')).toHaveCount(0);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.labelling-card')).toBeFocused();
});

test('the ordering is stopped and started again', async ({ page }) => {
  await page.goto('/data');
  const app = new App(page);
  const rows = Array.from({ length: 60_000 }, (_, i) => `remark ${i} about ${i % 977} things`);
  await app.importData(csvFile('many.csv', `comment\n${rows.join('\n')}\n`));
  await app.dataset('many.csv').getByRole('link', { name: 'Show comments' }).click();
  await page.goto(`${page.url()}/label`);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped: the comments are not in order yet')).toBeVisible();
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(page.locator('.labelling-card')).toBeFocused({ timeout: 120_000 });
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
