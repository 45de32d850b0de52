import { truncate, writeFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { workbook } from '../shared/data/testing/workbooks';
import { App, type ChosenFile } from './pages/app';

const ROWS = Array.from({ length: 60 }, (_, i) => ({
  id: i,
  text: i % 3 === 0 ? `what utter rubbish, fool ${i}` : `thank you for the source ${i}`,
  toxic: i % 3 === 0 ? 1 : 0,
}));
const CELLS = ROWS.map(({ id, text, toxic }) => [id, text, toxic]);
const NAMES = ['id', 'text', 'toxic'];

const csv = [NAMES, ...CELLS.map((row) => row.map((cell) => `"${cell}"`))].map((row) => row.join(',')).join('\n');
const jsonl = ROWS.map((row) => JSON.stringify(row)).join('\n');
const parquet = parquetWriteBuffer({
  columnData: [
    { name: 'text', data: ROWS.map(({ text }) => text), type: 'STRING' },
    { name: 'toxic', data: ROWS.map(({ toxic }) => toxic), type: 'INT32' },
  ],
});
const xlsx = workbook({ Notes: [['About these comments']], Comments: [NAMES, ...CELLS] });

const file = (name: string, content: string | Uint8Array | ArrayBuffer): ChosenFile => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content)),
});

const readable: readonly (readonly [ChosenFile, RegExp])[] = [
  [file('talk.csv.gz', gzipSync(strToU8(csv))), /^Table.*gzipped$/],
  [file('talk.zip', zipSync({ 'folder/talk.csv': strToU8(csv) })), /^Table.*zipped$/],
  [file('talk.jsonl', jsonl), /^JSON Lines$/],
  [file('talk.json', JSON.stringify(ROWS)), /^JSON list$/],
  [file('talk.parquet', parquet), /^Parquet$/],
  [file('talk.xlsx', xlsx), /^Excel$/],
];

const button = (page: Page) => page.getByRole('button', { name: 'Import', exact: true });

for (const [chosen, shown] of readable) {
  test(`${chosen.name} is shown as it will be read, and imported`, async ({ page }) => {
    const app = new App(page);
    await page.goto('/');
    await app.chooseData(chosen);
    await expect(page.getByText(shown).first()).toBeVisible();
    await expect(page.getByLabel('Comments are in')).toHaveValue(/[01]/);
    await expect(page.getByRole('cell', { name: 'what utter rubbish, fool 0' })).toBeVisible();
    await button(page).click();
    await expect(app.dataset(chosen.name)).toContainText(/60\scomments/);
    await expect(app.dataset(chosen.name)).toContainText(/20\stoxic/);
  });
}

test('a file with one comment per line is imported without labels', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(file('lines.txt', ROWS.map(({ text }) => text).join('\n')));
  await expect(app.dataset('lines.txt')).toContainText(/60\sunlabelled/);
});

test('a zip with several files asks which to read', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const several = { 'a/train.csv': strToU8(csv), 'a/test.jsonl': strToU8(jsonl), 'a/read me.pdf': strToU8('x') };
  await app.chooseData(file('both.zip', zipSync(several)));
  const choice = page.getByLabel('File in the archive');
  await expect(choice).toBeVisible();
  await expect(button(page)).toBeHidden();
  await choice.selectOption('a/test.jsonl');
  await expect(page.getByText('JSON Lines, zipped')).toBeVisible();
  await button(page).click();
  await expect(app.dataset('test.jsonl')).toContainText(/60\scomments/);
});

test('another sheet of an Excel file can be chosen', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(file('two.xlsx', workbook({ Train: [NAMES, ...CELLS], Test: [NAMES, ...CELLS.slice(0, 6)] })));
  await page.getByLabel('Sheet').selectOption('Test');
  await expect(page.getByRole('table', { name: /first 6\srows/ })).toBeVisible();
  await button(page).click();
  await expect(app.dataset('two.xlsx')).toContainText(/6\scomments/);
});

test('an old encoding is guessed and reported, and another one is previewed when chosen', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const russian = Array.from('text,toxic\nспасибо за правку,0\nглупый вздор,1\n', (character) => {
    const code = character.charCodeAt(0);
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });
  await app.chooseData(file('old.csv', Uint8Array.from(russian)));
  await expect(page.getByText(/Windows-1251 \(Cyrillic\) is a guess/)).toBeVisible();
  await expect(page.getByRole('cell', { name: 'глупый вздор' })).toBeVisible();
  await page.getByText('Format, encoding, delimiter').click();
  await page.getByLabel('Encoding').selectOption('windows-1252');
  await expect(page.getByRole('cell', { name: 'ãëóïûé âçäîð' })).toBeVisible();
});

const refused: readonly (readonly [string, ChosenFile, RegExp])[] = [
  ['a Parquet file cut short', file('a.parquet', new Uint8Array(parquet).subarray(0, 300)), /not a whole Parquet file/],
  ['an Excel file cut short', file('a.xlsx', xlsx.subarray(0, 2000)), /is damaged/],
  ['a gzip file cut short', file('a.csv.gz', gzipSync(strToU8(csv)).subarray(0, 200)), /is damaged/],
  ['a zip without tables', file('a.zip', zipSync({ 'photo.png': strToU8('x') })), /holds no file that can be read/],
  ['broken JSON', file('a.json', '[{"text": "a"},\n{"text" "b"}]'), /broken on line 2, at character 9/],
];

for (const [what, chosen, message] of refused) {
  test(`${what} is refused with a message`, async ({ page }) => {
    const app = new App(page);
    await page.goto('/');
    await app.chooseData(chosen);
    await expect(app.alert).toContainText(message);
    await page.getByRole('button', { name: 'Choose another file' }).click();
    await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeVisible();
  });
}

test('a file larger than the free space is refused before it is read', async ({ page }, info) => {
  const path = info.outputPath('large.csv');
  await writeFile(path, csv);
  await truncate(path, 40 * 1024 ** 3); // a sparse file: the rest uses no disk
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(path);
  await expect(app.alert).toContainText(/comes to 43.GB, and .* is the most that can be read here/);
});

test('comments that are all empty, or numbers, are reported before the import', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(file('empty.csv', 'text,toxic\n,0\n,1\n'));
  await expect(page.getByText('Every comment in “text” is empty.')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await app.chooseData(file('numbers.csv', 'text,toxic\n12,0\n13,1\n'));
  await expect(page.getByText('Every comment in “text” is a number.')).toBeVisible();
});

test('several files are previewed one after the other', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.open('Data');
  await page.locator('input[type=file]').setInputFiles([file('one.csv', csv), file('two.jsonl', jsonl)]);
  await expect(page.getByRole('heading', { name: /“one.csv”/ })).toBeVisible();
  await expect(page.getByText(/1\smore file waits/)).toBeVisible();
  await button(page).click();
  await expect(page.getByRole('heading', { name: /“two.jsonl” be read/ })).toBeVisible();
  await button(page).click();
  await expect(app.dataset('one.csv')).toBeVisible();
  await expect(app.dataset('two.jsonl')).toBeVisible();
});

test('a table is pasted, by the button and by the keyboard', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.open('Data');
  await page.getByRole('button', { name: 'Paste…' }).click();
  await page.getByRole('textbox').fill('text\ttoxic\nwhat rubbish\t1\nthank you\t0\n');
  await page.getByRole('button', { name: 'Read it' }).click();
  await expect(page.getByText('Table (CSV, TSV)').first()).toBeVisible();
  await button(page).click();
  await expect(app.dataset('Pasted text')).toContainText(/2\scomments/);

  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'one comment\nanother one\na third\n');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(page.getByText('One comment per line').first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'another one' })).toBeVisible();
});

test('a file dropped anywhere on the page is read', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.open('Data');
  await expect(page.getByRole('heading', { name: 'What have people written?' })).toBeVisible();
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'dropped.jsonl'));
    document
      .querySelector('h1')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, jsonl);
  await expect(page.getByRole('heading', { name: /“dropped.jsonl”/ })).toBeVisible();
});

test('files opened with the installed app go to the pages that handle them', async ({ page }) => {
  await page.addInitScript((text) => {
    const launchQueue = {
      setConsumer(consumer: (launch: { files: { getFile(): Promise<File> }[] }) => void) {
        consumer({ files: [{ getFile: async () => new File([text], 'opened.jsonl') }] });
      },
    };
    Object.defineProperty(window, 'launchQueue', { value: launchQueue });
  }, jsonl);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: /“opened.jsonl”/ })).toBeVisible();
});

/** Posts a form as the browser does for a share, and follows the redirect. */
async function share(page: Page, fields: Readonly<Record<string, string>>, shared: ChosenFile | null): Promise<void> {
  const content = shared === null ? null : { name: shared.name, text: shared.buffer.toString() };
  const target = await page.evaluate(
    async ([values, attached]) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(values)) form.append(name, value);
      if (attached !== null) form.append('files', new File([attached.text], attached.name));
      return (await fetch('/share', { method: 'POST', body: form })).url;
    },
    [fields, content] as const,
  );
  await page.goto(target);
}

test.describe('with the service worker, which receives shares', () => {
  test.use({ serviceWorkers: 'allow' });

  test('what other apps share is received, files as data and text as a comment, and nothing of it stays stored', async ({
    page,
  }) => {
    const app = new App(page);
    await page.goto('/');
    await app.untilOfflineReady();
    await share(page, {}, file('обмен.csv', csv));
    await expect(page.getByRole('dialog')).toContainText('обмен.csv');
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('heading', { name: /“обмен.csv”/ })).toBeVisible();
    await button(page).click();
    await app.train();
    await share(page, { title: 'A page', text: 'what utter rubbish' }, null);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('A page\nwhat utter rubbish');
    // The share is removed once its text is in use, and then the address; the text is there before either.
    await expect.poll(() => new URL(page.url()).search).toBe('');
    expect(await page.evaluate(async () => (await (await caches.open('shared')).keys()).length)).toBe(0);
  });
});
