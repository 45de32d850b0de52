import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { commentsCsv } from './comments';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile } from './pages/app';

/** A sheet of the report. */
const sheet = (page: Page, title: string): Locator =>
  page.getByRole('region').filter({ has: page.getByRole('heading', { name: title, exact: true, level: 2 }) });

/** A mark of a chart by its name. */
const mark = (within: Locator, name: RegExp): Locator => within.getByRole('button', { name }).first();

const matches = (page: Page): Locator => page.getByRole('dialog', { name: /Matching comments|Найденные комментарии/ });

async function exploreFile(page: Page, content: string, name = 'talk.csv'): Promise<void> {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile(name, content));
  await app.open('Explore');
  await untilExplored(page);
}

async function untilExplored(page: Page): Promise<void> {
  await expect(page.locator('.explore-sheet .chart').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.working')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByText('Waiting for its turn')).toHaveCount(0);
}

async function saved(page: Page, title: string, kind: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await sheet(page, title).getByRole('button', { name: 'Save', exact: true }).click();
  const download = page.waitForEvent('download');
  await sheet(page, title).getByRole('button', { name: kind }).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a dataset is described in a sentence and in charts, and a click on any of them shows its comments', async ({
  page,
}) => {
  await exploreFile(page, commentsCsv(600));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What sets toxic comments apart');
  await expect(page.locator('.finding')).toContainText('The words that mark them most:');

  const bar = mark(sheet(page, 'Distinctive words'), /^rubbish\. /);
  const [, toxic, other] =
    ((await bar.getAttribute('aria-label')) ?? '').match(/toxic: (\d+)\s\w+, other: (\d+)/) ?? [];
  await bar.click();
  await expect(matches(page)).toContainText('“rubbish”');
  await expect(matches(page).getByRole('status')).toHaveText(`${Number(toxic) + Number(other)}\u00a0comments`);
  await expect(matches(page).locator('mark').first()).toHaveText('rubbish');
  await page.keyboard.press('Escape');
  await expect(matches(page)).toBeHidden();
  await expect(bar).toBeFocused();

  await mark(sheet(page, 'Length'), /characters\. toxic/).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Enter');
  await expect(matches(page)).toContainText('or more');

  await mark(sheet(page, 'Words'), /^you\. /).click();
  await expect(matches(page).getByRole('status')).toHaveText(/\d/);
  const count = (await matches(page).getByRole('status').textContent()) ?? '';
  await matches(page).getByRole('link', { name: 'Open in Data' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.getByText(`${Number.parseInt(count, 10)} of 600 comments`)).toBeVisible();
});

test('terms are bars, a cloud and a table; the settings decide how they are read', async ({ page }) => {
  await exploreFile(page, commentsCsv(400));
  const words = sheet(page, 'Words');
  await expect(mark(words, /^the\. /)).toBeVisible();
  await words.getByRole('radio', { name: 'cloud' }).check();
  await expect(words.locator('.cloud-word').first()).toBeVisible();
  await expect(words.getByText(/did not fit|Every word fitted/).first()).toBeVisible();
  await words.getByRole('button', { name: 'Table' }).click();
  const table = words.getByRole('table');
  await expect(table.getByRole('row').nth(2)).toBeVisible();
  await table.getByRole('button', { name: 'Term' }).click();
  await expect(table.getByRole('columnheader', { name: 'Term' })).toHaveAttribute('aria-sort', 'ascending');
  await words.getByRole('radio', { name: 'pairs' }).check();
  await expect(table).toContainText('you are');

  await words.getByRole('button', { name: 'Table' }).click();
  await page.getByLabel('Common words').selectOption({ label: 'left out (English and Russian)' });
  await untilExplored(page);
  await words.getByRole('radio', { name: 'words', exact: true }).check();
  await words.getByRole('radio', { name: 'bars' }).check();
  await expect(mark(words, /^rubbish\. /)).toBeVisible();
  await expect(words.getByRole('button', { name: /^the\. / })).toHaveCount(0);
});

test('the occurrences of a word are listed line under line', async ({ page }) => {
  await exploreFile(page, commentsCsv(200));
  const context = sheet(page, 'A word in its context');
  await context.getByRole('textbox').fill('Rubbish');
  await context.getByRole('button', { name: 'Find' }).click();
  await expect(context.getByText(/\d+\splaces? in \d+\scomments?/)).toBeVisible();
  await expect(context.locator('li').first()).toContainText(/what utter\s*rubbish/);
  await context.getByRole('textbox').fill('xyzzy');
  await context.getByRole('textbox').press('Enter');
  await expect(context.getByText('“xyzzy” does not occur.')).toBeVisible();
});

test('doubtful labels are searched on request, and corrected on the spot', async ({ page }) => {
  await exploreFile(page, commentsCsv(600));
  const labels = sheet(page, 'Doubtful labels');
  await labels.getByRole('button', { name: 'Look for doubtful labels' }).click();
  await expect(labels.getByText(/look wrong/)).toBeVisible({ timeout: 60_000 });
  const first = labels.locator('.doubts > li').first();
  await expect(first.locator('.user-text')).not.toBeEmpty();
  await first.getByRole('button', { name: /^Make it/ }).click();
  await expect(first.getByText(/^now /)).toBeVisible();
  await expect(labels.getByText(/^1 of \d+ reviewed$/)).toBeVisible();
  await expect(page.getByText('Labels were edited since this was worked out.')).toBeVisible();
  await first.getByRole('button', { name: 'Undo' }).click();
  await expect(first.getByRole('button', { name: /^Make it/ })).toBeVisible();
  await first.getByRole('button', { name: 'Keep' }).click();
  await expect(first.getByText('kept')).toBeVisible();
  await page.getByRole('button', { name: 'Work it out again' }).click();
  await untilExplored(page);
  await expect(page.getByText('Labels were edited since this was worked out.')).toHaveCount(0);
});

test('parts of speech of English are found on request', async ({ page }) => {
  await exploreFile(page, commentsCsv(300));
  await sheet(page, 'Parts of speech').getByRole('button', { name: 'Find parts of speech' }).click();
  await expect(mark(sheet(page, 'Parts of speech'), /^pronouns\. toxic/)).toBeVisible({ timeout: 60_000 });
  await expect(sheet(page, 'Parts of speech')).toContainText('Russian: none');
});

test.describe('kept for offline use', () => {
  test.use({ serviceWorkers: 'allow' });

  test('parts of speech of Russian need a dictionary, which is fetched once and then works offline', async ({
    page,
    context,
  }) => {
    const comments = (seed: string) =>
      Array.from({ length: 60 }, (_, i) => `${i % 2 ? 'ну ты и чудак' : 'спасибо за статью'} ${seed}${i},${i % 2}`);
    const file = (seed: string) => `comment,toxic\n${comments(seed).join('\n')}\n`;
    const asked: string[] = [];
    context.on('request', (request) => {
      if (request.url().includes('.dawg')) asked.push(request.url());
    });
    await exploreFile(page, file('раз'), 'по-русски.csv');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    expect(asked).toEqual([]);
    const parts = sheet(page, 'Parts of speech');
    await parts.getByRole('button', { name: 'Find parts of speech' }).click();
    await expect(mark(parts, /^nouns\. toxic/)).toBeVisible({ timeout: 60_000 });
    await expect(parts).toContainText('English: none');
    expect(asked.length).toBeGreaterThan(0);
    await mark(parts, /^pronouns\. toxic/).click();
    await expect(matches(page)).toContainText('pronouns (Russian)');
    await expect(matches(page).getByRole('status')).toHaveText('30\u00a0comments');
    await page.keyboard.press('Escape');

    await context.setOffline(true);
    await page.reload();
    await exploreFile(page, file('два'), 'ещё.csv');
    await page.getByLabel('Dataset').selectOption({ label: 'ещё.csv' });
    await untilExplored(page);
    await parts.getByRole('button', { name: 'Find parts of speech' }).click();
    await expect(mark(parts, /^nouns\. toxic/)).toBeVisible({ timeout: 60_000 });
    await context.setOffline(false);
  });
});

test('of a few words there is no chart of parts of speech, and the section shows how many there are', async ({
  page,
}) => {
  await exploreFile(page, 'comment,toxic\nты глупый и злой человек,1\nспасибо за эту статью,0\n', 'few.csv');
  const parts = sheet(page, 'Parts of speech');
  await parts.getByRole('button', { name: 'Find parts of speech' }).click();
  await expect(parts).toContainText(/Russian: 9\swords in 2\scomments, too few for shares/, { timeout: 60_000 });
  await expect(parts.locator('.chart')).toHaveCount(0);
});

test('links and halves of contractions are left out of word lists, and pronouns and negations at will', async ({
  page,
}) => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `"RT @x: you don't see rubbish &amp; not http://t.co/dogs ${i}",${i % 2}`,
  );
  await exploreFile(page, `comment,toxic\n${rows.join('\n')}\n`);
  const words = sheet(page, 'Words');
  const bar = (word: string) => words.getByRole('button', { name: new RegExp(`^${word}\\. `) });
  await expect(bar('rubbish').first()).toBeVisible();
  for (const word of ['don', 'http', 'co', 'dogs', 'amp', 'rt']) await expect(bar(word)).toHaveCount(0);
  await expect(page.getByRole('checkbox')).toHaveCount(1);
  await page.getByLabel('links, the “don” and “t” of “don’t”, RT, HTML entities').uncheck();
  await expect(bar('don').first()).toBeVisible();
  await expect(bar('http').first()).toBeVisible();
  await page.getByLabel('Common words').selectOption({ label: 'left out (English and Russian)' });
  await expect(bar('see')).toHaveCount(0);
  await expect(bar('you')).toHaveCount(0);
  await expect(bar('not').first()).toBeVisible();
  await page.getByLabel('pronouns: you, your').uncheck();
  await expect(bar('you').first()).toBeVisible();
  await page.getByLabel('negations: not, never').check();
  await expect(bar('not')).toHaveCount(0);
  await expect(bar('rubbish').first()).toBeVisible();
});

test('Back and an address lead to the section that was on screen, and the keyboard walks the page', async ({
  page,
}) => {
  await exploreFile(page, commentsCsv(300));
  const top = (id: string) => page.locator(`#${id}`).evaluate((section) => section.getBoundingClientRect().top);
  await page.getByRole('link', { name: 'Style', exact: true }).click();
  await expect.poll(() => top('style')).toBeLessThan(200);
  await page.waitForTimeout(400); // a pause in scrolling, after which the place is kept
  await new App(page).open('Models');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/models are here/);
  await page.goBack();
  await expect.poll(() => top('style'), { timeout: 20_000 }).toBeLessThan(200);
  expect(await top('style')).toBeGreaterThan(-300);

  await page.locator('#overview').scrollIntoViewIfNeeded();
  await page.getByLabel('Common words').focus();
  const stops: string[] = [];
  for (let i = 0; i < 14; i++) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const { activeElement } = document;
        const box = activeElement?.getBoundingClientRect();
        const seen = box !== undefined && box.bottom > 0 && box.top < window.innerHeight;
        return seen ? (activeElement?.closest('section')?.id ?? '') : 'out of sight';
      }),
    );
  }
  expect(stops).not.toContain('out of sight');
  expect(stops).toEqual(expect.arrayContaining(['overview', 'lengths']));
});

test('charts and tables are saved, and the report is one file that opens anywhere', async ({ page, browser }) => {
  await exploreFile(page, commentsCsv(300));
  const csv = await saved(page, 'Style', /CSV/);
  expect(csv.name).toBe('talk.csv – Style.csv');
  expect(csv.bytes.toString('utf8')).toMatch(/^\ufeffHabit,"Share, toxic"/);
  const svg = await saved(page, 'Words by class', /SVG/);
  expect(svg.bytes.toString('utf8')).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  expect(svg.bytes.toString('utf8')).not.toMatch(/oklch|var\(|class=/);
  const png = await saved(page, 'Length', /PNG/);
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save report' }).click();
  const report = await readFile(await (await download).path(), 'utf8');
  const offline = await browser.newContext({ offline: true, javaScriptEnabled: false });
  const reader = await offline.newPage();
  const asked: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  await reader.setContent(report);
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('What sets toxic comments apart');
  await expect(reader.getByRole('img', { name: 'How many characters comments have, by class' })).toBeVisible();
  await reader.getByText('Table: Terms of one word').click();
  await expect(reader.getByRole('row', { name: /^you are \d/ }).first()).toBeVisible();
  expect(asked).toEqual([]);
  await offline.close();
});

test('a second visit shows the stored report', async ({ page }) => {
  await exploreFile(page, commentsCsv(300));
  await page.reload();
  await untilExplored(page);
  await expect(mark(sheet(page, 'Words'), /^rubbish\. /)).toBeVisible();
  const kept = () =>
    page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('moderato');
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const count = await new Promise<number>((resolve, reject) => {
        const counting = database.transaction('reports').objectStore('reports').count();
        counting.onsuccess = () => resolve(counting.result);
        counting.onerror = () => reject(counting.error);
      });
      database.close();
      return count;
    });
  expect(await kept()).toBe(9); // a section each, once
});

test('work can be stopped, keeps its results, and continues on request', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('large.csv', commentsCsv(60_000)));
  await app.open('Explore');
  await expect(sheet(page, 'Overview').locator('.chart').first()).toBeVisible({ timeout: 60_000 });
  await page.locator('.task-tray').getByRole('button').click();
  await expect(page.locator('.working')).toHaveCount(0);
  const stopped = sheet(page, 'Repeated comments');
  await expect(stopped).toContainText('Stopped before this was worked out.');
  await stopped.getByRole('button', { name: 'Work it out' }).click();
  await expect(stopped.getByRole('link', { name: 'Tidy up in Data' })).toBeVisible({ timeout: 60_000 });
  await expect(sheet(page, 'Overview').locator('.chart').first()).toBeVisible();
});

test('comments without labels, a single one, and only empty ones are explored, and the page names what is missing', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('unlabelled.csv', 'comment\nhello to all of you here\nwhat utter rubbish that is\n'));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await app.open('Explore');
  await untilExplored(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What are these comments like?');
  await expect(page.locator('.finding')).toContainText('These comments have no labels.');
  await expect(sheet(page, 'Distinctive words')).toContainText('needs both');
  await expect(mark(sheet(page, 'Words'), /^rubbish\. /)).toBeVisible();

  await exploreFile(page, 'comment,toxic\nonly this one,1\n', 'one.csv');
  await page.getByLabel('Dataset').selectOption({ label: 'one.csv' });
  await untilExplored(page);
  await expect(page.locator('.finding')).toContainText('Every labelled comment here is toxic');

  await exploreFile(page, 'comment,toxic\n" ",1\n"",0\n" ",0\n', 'empty.csv');
  await page.getByLabel('Dataset').selectOption({ label: 'empty.csv' });
  await untilExplored(page);
  await expect(page.locator('.finding')).toContainText('None of these comments has any text.');
});

test('an address of a dataset that is not here shows a message', async ({ page }) => {
  await page.goto('/explore/no-such-dataset');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What sets toxic comments apart');
  await expect(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);
    test('the report is accessible: no violation of WCAG 2.2 AA, nothing wider than the screen', async ({ page }) => {
      const check = (state: string) => expectForAnyone(page, state);
      await page.goto('/explore');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await check('empty');
      await page.goto('/data');
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles(csvFile('talk.csv', commentsCsv(300)));
      await page.locator('.import button.main').click();
      await expect(page.getByRole('article', { name: 'talk.csv' })).toBeVisible();
      await page.goto('/explore');
      await expect(page.locator('.explore-sheet .chart').first()).toBeVisible({ timeout: 60_000 });
      await expect(page.locator('.working')).toHaveCount(0, { timeout: 60_000 });
      await expect(page.locator('.scatter')).toBeVisible();
      await check('full');
      const tables = page.locator('.explore-sheet .tools [aria-pressed]');
      for (let i = 0; i < (await tables.count()); i++) await tables.nth(i).click();
      await check('tables');
      await page.locator('.chip.press').first().click();
      await expect(matches(page).locator('li').first()).toBeVisible();
      await check('matching comments');
    });
  });
}
