import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { rowText } from '#shared/data/column/textColumn';
import { readTable } from '#shared/data/readTable';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile } from './pages/app';

const ROWS = [
  ['=1+1 is two, thank you', 0, 'ann'],
  ['what rubbish, you goose', 1, 'bob'],
  ['What rubbish, you GOOSE!', 0, 'ann'],
  ['see the talk page', 0, 'cat'],
  ['you silly fool', 1, 'bob'],
  ['a fine edit, "really"', 0, 'ann'],
  ['see the talk page.', 0, 'dan'],
] as const;

const TALK = `comment,toxic,author\n${ROWS.map(([text, label, author]) => `"${text.replaceAll('"', '""')}",${label},${author}`).join('\n')}\n`;

/** Downloads go to a file: no browser of a test can be asked where to. */
test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showSaveFilePicker');
  }),
);

const grid = (page: Page): Locator => page.getByRole('grid');
const row = (page: Page, number: number): Locator =>
  grid(page).locator(`tbody tr:has(td:first-child:text-is("${number}"))`);
const texts = (page: Page): Promise<string[]> => grid(page).locator('tbody .user-text').allInnerTexts();

async function openDataset(page: Page, name: string): Promise<void> {
  await new App(page).dataset(name).getByRole('link', { name: 'Show comments' }).click();
  await expect(grid(page)).toBeVisible();
}

/** Imports the few comments above and opens them. */
async function openTalk(page: Page): Promise<void> {
  await page.goto('/data');
  await new App(page).importData(csvFile('talk.csv', TALK));
  await openDataset(page, 'talk.csv');
}

async function exported(page: Page, choose?: (dialog: Locator) => Promise<void>): Promise<string> {
  return readFile(await exportedFile(page, choose), 'utf8');
}

/** The path of what an export wrote. */
async function exportedFile(page: Page, choose: (dialog: Locator) => Promise<void> = async () => {}): Promise<string> {
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const path = await (await download).path();
  await expect(dialog).toBeHidden();
  return path;
}

test('comments are filtered, ordered and read; Back and a link lead to the same view', async ({ page }) => {
  await openTalk(page);
  await expect.poll(() => texts(page)).toHaveLength(7);
  await page.getByLabel('Class').selectOption('other');
  await expect(page.getByText('5 of 7 comments')).toBeVisible();
  await page.getByLabel('Text').selectOption('pattern');
  await page.getByRole('textbox', { name: 'matches the expression' }).fill('talk|goose');
  await page.getByRole('button', { name: 'Find' }).first().click();
  await expect.poll(() => texts(page)).toEqual(['What rubbish, you GOOSE!', 'see the talk page', 'see the talk page.']);
  await grid(page).getByRole('button', { name: 'Length' }).click();
  await expect.poll(() => texts(page)).toEqual(['What rubbish, you GOOSE!', 'see the talk page.', 'see the talk page']);
  const address = page.url();
  await page.goBack();
  await page.goBack();
  await expect(page.getByText('5 of 7 comments')).toBeVisible();
  await page.goto(address);
  await expect.poll(() => texts(page)).toEqual(['What rubbish, you GOOSE!', 'see the talk page.', 'see the talk page']);
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText('7 comments', { exact: true })).toBeVisible();
});

test('rows are found by length and by another column, and an invalid expression is refused', async ({ page }) => {
  await openTalk(page);
  await page.getByText('Length, parts, other columns').click();
  await page.getByLabel('Column', { exact: true }).selectOption('author');
  await page.getByRole('combobox', { name: 'is exactly' }).fill('ann');
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 of 7 comments')).toBeVisible();
  await page.getByLabel('Characters from').fill('22');
  await page.keyboard.press('Enter');
  await expect.poll(() => texts(page)).toEqual(['=1+1 is two, thank you', 'What rubbish, you GOOSE!']);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'author' }).check();
  await expect(row(page, 3)).toContainText('ann');
  await page.getByLabel('Text').selectOption('pattern');
  await page.getByRole('textbox', { name: 'matches the expression' }).fill('goose(');
  await page.getByRole('button', { name: 'Find' }).first().click();
  await expect(page.getByRole('alert')).toContainText('“goose(” is not a valid regular expression');
});

test('labels are changed and rows removed with the keyboard only, and everything is undone', async ({ page }) => {
  await openTalk(page);
  await row(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('0');
  await expect(row(page, 2).getByRole('button', { name: 'Row 2: other, was toxic. Change the label' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await expect(row(page, 3).getByRole('button', { name: 'Toxic', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(row(page, 4)).toHaveCount(0);
  await expect(row(page, 5)).toBeFocused();
  await expect(page.getByText('6 comments · 2 toxic, 4 other · 1 removed')).toBeVisible();
  await page.reload();
  await expect(page.getByText('6 comments · 2 toxic, 4 other · 1 removed')).toBeVisible();
  await page.getByText('Length, parts, other columns').click();
  await page.getByLabel('Show the 1 removed comment instead').check();
  await expect.poll(() => texts(page)).toEqual(['see the talk page']);
  await row(page, 4).focus();
  await page.keyboard.press('Delete'); // on a removed row: restores it
  await expect(page.getByText('7 comments · 2 toxic, 5 other')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('6 comments · 2 toxic, 4 other · 1 removed')).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText('7 comments · 2 toxic, 5 other')).toBeVisible();
});

test('all filtered rows are changed at once, can be undone, and another tab shows it', async ({ page, context }) => {
  await openTalk(page);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect.poll(() => texts(other)).toHaveLength(7);
  await page.getByRole('textbox', { name: 'contains' }).fill('goose');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change all 2…' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('2 comments removed.')).toBeVisible();
  await expect.poll(() => texts(other)).toHaveLength(5);
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => texts(page)).toHaveLength(2);
  await expect.poll(() => texts(other)).toHaveLength(7);
});

test('what is shown is exported as CSV, JSON Lines, Excel or Parquet, safe for spreadsheets if asked', async ({
  page,
}) => {
  await openTalk(page);
  await row(page, 2)
    .getByRole('button', { name: /Change the label/ })
    .click();
  await page.getByRole('textbox', { name: 'contains' }).fill('a');
  await page.keyboard.press('Enter');
  await expect(page.getByText('6 of 7 comments')).toBeVisible();
  expect(await exported(page)).toBe(
    [
      'comment,toxic,author',
      '"=1+1 is two, thank you",0,ann',
      '"what rubbish, you goose",0,bob',
      '"What rubbish, you GOOSE!",0,ann',
      'see the talk page,0,cat',
      '"a fine edit, ""really""",0,ann',
      'see the talk page.,0,dan',
      '',
    ].join('\r\n'),
  );
  const safe = await exported(page, (dialog) => dialog.getByLabel('Safe for spreadsheets').check());
  expect(safe).toContain(`"'=1+1 is two, thank you",0,ann`);
  const lines = await exported(page, async (dialog) => {
    await dialog.getByLabel('Which').selectOption('all');
    await dialog.getByLabel('As', { exact: true }).selectOption('jsonl');
  });
  expect(
    lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(ROWS.map(([comment, toxic, author], i) => ({ comment, toxic: i === 1 ? 0 : toxic, author })));
  for (const format of ['xlsx', 'parquet'] as const) {
    const path = await exportedFile(page, async (dialog) => {
      await dialog.getByLabel('Which').selectOption('all');
      await dialog.getByLabel('As', { exact: true }).selectOption(format);
    });
    const rows: (string | undefined)[] = [];
    for await (const event of readTable(new File([await readFile(path)], `talk.${format}`), {})) {
      if (event.kind === 'chunk') rows.push(...[0, 1, 2, 3, 4, 5, 6].map((row) => rowText(event.columns[0], row)));
    }
    expect(rows, format).toEqual(ROWS.map(([comment]) => comment));
  }
});

test('repeated comments and conflicting labels are listed, removed and restored', async ({ page }) => {
  await openTalk(page);
  await page.getByRole('link', { name: 'Repeats' }).click();
  await expect(page.getByText('2 groups; 2 comments could be removed.')).toBeVisible();
  await expect(page.getByRole('listitem', { name: 'Group 1' })).toContainText('both labels');
  await page.getByLabel('What counts as repeated').selectOption('conflicting');
  await expect(page.getByText('1 group; 1 comment could be removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove all of them (2)' }).click();
  await expect(page.getByText('No repeated comment has both labels.')).toBeVisible();
  await expect(page.getByText('talk.csv · 5 comments · 1 toxic, 4 other · 2 removed')).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.getByLabel('What counts as repeated').selectOption('exact');
  await page.getByRole('button', { name: 'Keep the first of each (removes 2)' }).click();
  await expect(page.getByText('No comment is repeated.')).toBeVisible();
  await page.getByRole('link', { name: 'Comments', exact: true }).click();
  await expect.poll(() => texts(page)).toHaveLength(5);
});

test('a dataset is divided; a part is shown, renamed, exported and trained on', async ({ page }) => {
  await page.goto('/data');
  await page.getByRole('button', { name: 'Try an English sample' }).click();
  await openDataset(page, 'Sample comments');
  await page.getByRole('button', { name: 'Parts…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Divide', exact: true }).click();
  await expect(dialog.getByText('240 comments')).toBeVisible();
  await dialog.getByLabel('Name of part 2').fill('exam');
  await dialog.getByRole('button', { name: 'Save the names' }).click();
  await dialog.getByRole('listitem').filter({ hasText: '60 comments' }).getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('60 of 300 comments')).toBeVisible();
  const file = await exported(page, async (box) => {
    await box.getByLabel('Which').selectOption({ label: 'part “exam” (60 comments)' });
  });
  expect(file.split('\r\n')).toHaveLength(62);
  await page.getByRole('button', { name: 'Parts…' }).click();
  await dialog.getByRole('button', { name: 'Train on it' }).first().click();
  await expect(page.getByLabel('Part', { exact: true })).toHaveValue('train');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('heading', { name: /is ready$/ })).toBeVisible({ timeout: 60_000 });
});

test.describe('kept for offline use', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the samples are imported without a network', async ({ page, context }) => {
    await page.goto('/data');
    await new App(page).untilOfflineReady();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Try a Russian sample' }).click();
    await openDataset(page, 'Sample comments (Russian)');
    await expect(page.getByText('300 comments · 103 toxic, 197 other')).toBeVisible();
  });
});

test('invalid addresses show a message', async ({ page }) => {
  await openTalk(page);
  const address = page.url();
  await page.goto(`${address}?filter=[{"kind":"magic"}]&sort=length-down`);
  await expect(page.getByText('Part of this address could not be read, and was left out.')).toBeVisible();
  await expect.poll(async () => (await texts(page))[0]).toBe('What rubbish, you GOOSE!');
  await page.goto('/data/no-such-dataset');
  await expect(page.getByRole('heading', { name: 'This dataset is not here' })).toBeVisible();
});

test('offensive comments are blurred on request, and shown on focus', async ({ page }) => {
  await openTalk(page);
  await page.getByRole('button', { name: 'Settings' }).first().click();
  await page.getByLabel('Blur offensive words').check();
  await page.keyboard.press('Escape');
  const filterOf = (number: number) =>
    row(page, number)
      .locator('.user-text')
      .evaluate((element) => getComputedStyle(element).filter);
  expect(await filterOf(2)).toContain('blur');
  expect(await filterOf(4)).toBe('none');
  await row(page, 2).focus();
  expect(await filterOf(2)).toBe('none');
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('the pages of a dataset are accessible', async ({ page }) => {
      const check = (state: string) => expectForAnyone(page, state);
      await page.goto('/data');
      await page.locator('.empty button').first().click();
      await page.locator('.dataset a').first().click();
      await expect(grid(page).locator('tbody tr').first()).toBeVisible();
      await check('table');
      await grid(page).locator('tbody tr').first().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('0');
      await page.locator('.filters summary').click();
      await page.locator('.filters select').first().selectOption('toxic');
      await page.locator('.menu button').first().click();
      await check('opened row, filters, menu');
      await page.keyboard.press('Escape');
      const parts = page.getByRole('button', { name: /^(Parts|Части)…$/ });
      const exports = page.getByRole('button', { name: /^(Export|Экспорт)…$/ });
      await exports.click();
      await check('export');
      await page.keyboard.press('Escape');
      await parts.click();
      await check('division');
      await page.getByRole('dialog').locator('button[type=submit]').click();
      await expect(page.locator('.part-standing').first()).toBeVisible();
      await check('parts');
      await page.keyboard.press('Escape');
      await page.locator('.tabs a').nth(1).click();
      await expect(page.locator('.group').first()).toBeVisible();
      await check('repeated comments');
    });
  });
}
