import { expect, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { App, csvFile, untilImportable } from './pages/app';

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);

/** What is wrong with a file, the file, and a part of the message that the app must show. */
const refused: readonly [string, string | Buffer, RegExp][] = [
  ['an empty file', '', /is empty/],
  ['a binary file', png, /not a table of text/],
  ['a header and nothing else', 'comment_text,toxic\n', /a header and no rows/],
  [
    'bytes that are not UTF-8',
    Buffer.concat([Buffer.from('comment_text,toxic\nпривет,0\n'), Buffer.from([0xcf, 0xf0, 0xe8, 0x2c, 0x30, 0x0a])]),
    /stops being UTF-8/i,
  ],
];

for (const [what, content, message] of refused) {
  test(`${what} is refused with a message, and the page keeps working`, async ({ page }) => {
    const app = new App(page);
    await page.goto('/');
    await app.chooseData(csvFile('bad.csv', content));
    const importing = page.getByRole('button', { name: 'Import', exact: true });
    await expect(importing.or(app.alert).first()).toBeVisible();
    if (await importing.isVisible()) await importing.click(); // some faults show only when the whole file is read
    await expect(app.alert).toContainText(message);
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await app.importData(csvFile('good.csv', commentsCsv(40)));
    await expect(app.dataset('good.csv')).toBeVisible();
  });
}

test('a file without a header is read from its first line', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('headless.csv', 'you are a fool and a clown,1\nthank you for the good edit,0\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(app.dataset('headless.csv')).toContainText('2');
});

test('a file with no comments in it asks which column to read', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('numbers.csv', 'a,b\n1,2\n3,4\n5,6\n'));
  await expect(page.getByText('Choose the column that holds the comments.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
});

test('an unclosed quote costs no row: quotes are read as text, which the page reports', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('quote.csv', 'comment_text,toxic\nfine,0\n"never closed,1\nmore,0\n'));
  await expect(app.dataset('quote.csv')).toContainText('3');
  await expect(page.getByText('Quotation marks were read as part of the text').first()).toBeVisible();
});

test('a file with one class only is imported with a warning, and training names what is missing', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('one.csv', 'comment_text,toxic\nyou fool,1\nyou clown,1\nwhat rubbish,1\n'));
  await expect(page.getByText('Every comment is labelled toxic.').first()).toBeVisible();
  await app.open('Train');
  await expect(page.getByText(/both toxic and other comments/)).toBeVisible();
});

test('a single field of 10 MB is imported', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const long = 'long text, '.repeat(950_000);
  await app.importData(csvFile('long.csv', `comment_text,toxic\n"${long}",0\nyou fool,1\n`));
  await expect(app.dataset('long.csv')).toContainText('2');
});

test('mixed line ends and duplicate header names are read and reported', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(
    csvFile('mixed.csv', 'comment_text,note,note,toxic\r\nyou fool,a,b,1\nthank you,c,d,0\r\na fine day,e,f,0\n'),
  );
  await expect(app.dataset('mixed.csv')).toContainText('3');
  await expect(page.getByText(/Several columns are called “note”/).first()).toBeVisible();
});

test('rows without a usable label are left out, counted by reason, with their lines', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(
    csvFile('gaps.csv', 'comment_text,toxic\nyou fool,1\nskip me,-1\nno label,\nwhat is this,maybe\nthank you,0\n'),
  );
  await page
    .getByRole('row', { name: /^maybe/ })
    .getByRole('button', { name: 'Leave out' })
    .click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const notice = page.getByText(/3\srows were left out/);
  await expect(notice).toBeVisible();
  await expect(page.getByText(/label −1.*line 3/).first()).toBeVisible();
  await expect(page.getByText(/no label: 1\srow \(line 4\)/).first()).toBeVisible();
});

test('a full disk is reported, nothing half-written stays, and the page keeps working', async ({ page, context }) => {
  const app = new App(page);
  await page.goto('/');
  const session = await context.newCDPSession(page);
  await app.chooseData(csvFile('large.csv', commentsCsv(120_000)));
  await untilImportable(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 2_000_000 });
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(app.alert).toContainText(/There is no room left/, { timeout: 60_000 });
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin });
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await app.importData(csvFile('good.csv', commentsCsv(40)));
  await expect(app.dataset('good.csv')).toBeVisible();
});

test('a model file that is cut short, altered or not a model is refused; the whole one is imported', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(200)));
  await app.train();
  await app.open('Models');
  const download = page.waitForEvent('download');
  await app.ownModels.getByRole('button', { name: 'Save as file' }).click();
  const stream = await (await download).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  const whole = Buffer.concat(parts);
  await app.ownModels.getByRole('button', { name: 'Remove' }).click();

  const importFile = (buffer: Buffer) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name: 'gift.moderato', mimeType: 'application/octet-stream', buffer });
  await importFile(whole.subarray(0, whole.length / 2));
  await expect(app.alert).toContainText(/cut short/);
  const altered = Buffer.from(whole);
  altered[altered.length - 100] ^= 1;
  await importFile(altered);
  await expect(app.alert).toContainText(/damaged/);
  await importFile(Buffer.from('comment_text,toxic\n'));
  await expect(app.alert).toContainText(/not a model file/);
  await importFile(whole);
  await expect(app.ownModels.getByRole('button', { name: 'Save as file' })).toHaveCount(1);
  await app.ownModels.getByRole('button', { name: 'Score comments' }).click();
  await app.predict('you are a stupid fool');
  await expect(page.locator('.verdict')).toContainText('toxic');
});
