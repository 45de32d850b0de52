import { expect, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile, scoreFile } from './pages/app';

const ROWS = [
  '1,Thank you for the help.,0',
  '2,"You are a stupid idiot, shut up.",1',
  '3,See you tomorrow at the meeting.,',
  '4,What a silly idea.,0',
];
const INBOX = csvFile('inbox.csv', `no,comment,toxic\n${ROWS.join('\n')}\n`);

test('a scored file stays through a visit to another page and is kept as a dataset, its labels still the labels', async ({
  page,
}) => {
  const app = new App(page);
  await scoreFile(page, INBOX);
  await app.open('Models');
  await expect(page.getByRole('heading', { level: 1, name: /models are here$/ })).toBeVisible();
  await app.open('Predict');
  await expect(page.getByText('2 of 4 comments are flagged.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep as a dataset' }).click();
  await page.getByRole('link', { name: 'Open in Data' }).click();
  const name = 'inbox.csv, scored by the default models';
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const grid = page.getByRole('grid', { name: `Comments of “${name}”` });
  await expect(grid.getByRole('row')).toHaveCount(5); // the head, and every row: also the one without a label
  await expect(page.getByText('1 toxic, 2 other')).toBeVisible();

  // The highest score first, as the link asks for; the head turns the order around.
  const texts = grid.locator('.row-text');
  await expect(texts.first()).toContainText('You are a stupid idiot');
  const cells = grid.locator('td.score-cell');
  const scores = await cells.evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('title'))));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  await grid.getByRole('columnheader', { name: 'probability' }).getByRole('button').click();
  await expect(texts.last()).toContainText('You are a stupid idiot');
  await page.getByRole('textbox', { name: 'probability from' }).fill('0.9');
  await page.locator('.number-filter').getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText('probability from 0.9')).toBeVisible();
  const high = scores.filter((score) => score >= 0.9).length;
  expect(high).toBeGreaterThan(0);
  expect(high).toBeLessThan(4);
  await expect(grid.getByRole('row')).toHaveCount(1 + high);
  await page.getByRole('button', { name: 'Columns' }).click();
  for (const column of ['no', 'score', 'probability', 'label', 'unsure', 'language', 'model']) {
    await expect(page.getByRole('checkbox', { name: column, exact: true })).toBeVisible();
  }
});

test('an example is scored with a press, and what is typed survives a reload', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'What a stupid idea.' }).click();
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await expect(comment).toBeFocused();
  await expect(page.locator('.verdict .figure')).toBeVisible();
  await comment.fill('one line\nand another');
  await page.getByRole('button', { name: 'One comment per line' }).click();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Comments, one per line' })).toHaveValue('one line\nand another');
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('the way from a scored file to its dataset is accessible', async ({ page }) => {
      await scoreFile(page, INBOX);
      await page.locator('.score-file .btn.main').click();
      await expect(page.locator('.score-file a.btn.main')).toBeVisible();
      await expectForAnyone(page, 'kept as a dataset');
      await page.locator('.score-file a.btn.main').click();
      await expect(page.getByRole('grid').getByRole('row')).toHaveCount(5);
      await expectForAnyone(page, 'the dataset');
    });
  });
}
