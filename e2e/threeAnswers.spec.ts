import { type Download, expect, type Page, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { csvFile } from './pages/app';

const COMMENTS = ['You are a stupid idiot, shut up.', 'What a stupid idea.', 'Thank you for the help.'];

async function readDownload(download: Download): Promise<string> {
  let text = '';
  for await (const piece of await download.createReadStream()) text += piece;
  return text.trim();
}

/** Writes a comment and switches to three answers. Works in both languages of the app. */
async function askForThree(page: Page, text: string): Promise<void> {
  await page.goto('/');
  await page.locator('.writing textarea').fill(text);
  await expect(page.locator('.verdict .figure .class-mark')).toBeVisible();
  await page.locator('.three-answers input[type=checkbox]').check();
  await expect(page.locator('.three-answers input[type=range]')).toHaveCount(2);
}

test('two lines that are moved with the keyboard leave the unsure to a person, also in lines, files and after a reload', async ({
  page,
}) => {
  await askForThree(page, COMMENTS[1]);
  const verdict = page.locator('.verdict');
  const upper = page.getByRole('slider', { name: /^Toxic from/ });
  const lower = page.getByRole('slider', { name: /^Not toxic below/ });
  await upper.focus();
  await page.keyboard.press('End');
  await expect(upper).toHaveValue('0.99');
  await lower.focus();
  await page.keyboard.press('Home');
  await expect(lower).toHaveValue('0.01');
  await expect(verdict.locator('.figure .class-mark')).toHaveText('unsure');
  await expect(verdict).toContainText('a person should look');
  await expect(verdict.getByRole('button', { name: 'It is not toxic' })).toBeVisible();

  await page.reload();
  await expect(verdict.locator('.figure .class-mark')).toHaveText('unsure');
  await page.getByRole('button', { name: 'One comment per line' }).click();
  await page.locator('.writing textarea').fill(COMMENTS.join('\n'));
  await expect(page.locator('.several h2')).toHaveText(/is unsure\.$/);

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Score a file/ }).click();
  await (await chooser).setFiles(csvFile('inbox.csv', `comment\n${COMMENTS.map((text) => `"${text}"`).join('\n')}\n`));
  await expect(page.getByText('There are three answers')).toBeVisible();
  await page.locator('.score-file .btn.main').click();
  await expect(page.getByText('1 comment is between your two lines')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the scored file' }).click();
  const lines = (await readDownload(await download)).split('\n');
  const label = lines[0].split(',').indexOf('label') - lines[0].split(',').length;
  const labels = lines.slice(1).map((line) => line.split(',').at(label));
  expect(labels).toEqual(['1', 'unsure', '0']);

  // The line of the file is moved with the keyboard, and says what it flags.
  const line = page.getByRole('slider', { name: /^Flag from/ });
  await line.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.file-line')).toContainText(/Flags [23] of 3\scomments/);
  await page.keyboard.press('End');
  await expect(page.locator('.file-line')).toContainText(/Flags (1|none) of 3\scomments/);

  await page.locator('.three-answers input[type=checkbox]').uncheck();
  await expect(page.locator('.three-answers input[type=range]')).toHaveCount(0);
});

test('results of several comments are saved, and more lines than are scored at once go the way of a file', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'One comment per line' }).click();
  const editor = page.locator('.writing textarea');
  await editor.fill(COMMENTS.join('\n'));
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = (await readDownload(await download)).split('\r\n');
  expect(csv[0]).toBe('line,comment,score,probability,label');
  expect(csv).toHaveLength(4);
  expect(csv[1]).toMatch(/^1,"You are a stupid idiot, shut up\.",[\d.]+,0\.\d+,1$/);

  await editor.fill(Array.from({ length: 1003 }, (_, i) => `Thank you for page ${i}.`).join('\n'));
  await page.getByRole('button', { name: /^Score all 1\s003 as a file/ }).click();
  await page.locator('.score-file .btn.main').click();
  await expect(page.locator('.score-file')).toContainText(/of 1\s003\scomments/, { timeout: 60_000 });
});

test('further models answer side by side, for one comment and for several, and the choice outlasts a reload', async ({
  page,
}) => {
  await page.goto('/');
  await page.locator('.writing textarea').fill(COMMENTS[1]);
  await page.getByRole('button', { name: 'Ask other models too…' }).click();
  await page.getByRole('checkbox', { name: 'Russian', exact: true }).check();
  await page.getByRole('checkbox', { name: 'English, naive Bayes' }).check();
  const sheet = page.locator('.side-by-side');
  await expect(sheet.locator('.agree')).toHaveText(/^Both models flag it\. 1\smodel is unsure\.$/);
  await expect(sheet).toContainText('This does not look like Russian, and the model has read nothing else.');

  await expectForAnyone(page, 'models side by side');

  await page.reload();
  await expect(sheet.locator('.agree')).toHaveText(/^Both models flag it/);
  // Naive Bayes flags it, the other does not.
  await page.locator('.writing textarea').fill('Nobody wants you here');
  await expect(sheet.locator('.caution')).toHaveText(
    /^They disagree: English, naive Bayes flags it, English does not\./,
  );

  await page.getByRole('button', { name: 'One comment per line' }).click();
  await page.locator('.writing textarea').fill([...COMMENTS, 'Nobody wants you here'].join('\n'));
  await expect(page.getByText('The models disagree about 1.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('Where models disagree first');
  await expect(page.locator('.several li').first()).toContainText('the models disagree');
  await expectForAnyone(page, 'several comments with several models');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const [head, row] = (await readDownload(await download)).split('\r\n');
  expect(head).toContain('English, naive Bayes: label');
  expect(row).toMatch(/^4,Nobody wants you here,[^,]+,0\.\d+,0,/);
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('three answers are accessible', async ({ page }) => {
      await askForThree(page, COMMENTS[1]);
      await expectForAnyone(page, 'three answers');
    });
  });
}
