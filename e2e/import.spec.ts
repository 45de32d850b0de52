import { expect, type Locator, type Page, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { App, csvFile, untilImportable } from './pages/app';
import { drag } from './pages/drag';

/** The words of a value's row in the sheet. */
const value = (page: Page, name: string): Locator =>
  page.getByRole('grid', { name: 'Values of the labels' }).getByRole('row', { name: new RegExp(`^${name}, `) });
const summary = (page: Page): Locator => page.locator('.import-summary');
const importButton = (page: Page): Locator => page.getByRole('button', { name: 'Import', exact: true });

/** Labels as in OLID, with two unknown ones. */
const OLID = [
  'id\ttweet\tsubtask_a',
  ...Array.from({ length: 6 }, (_, i) => `${i}\twhat rubbish, you goose ${i}\tOFF`),
  ...Array.from({ length: 9 }, (_, i) => `${i + 6}\tthank you for the talk ${i}\tNOT`),
  ...Array.from({ length: 3 }, (_, i) => `${i + 15}\tover there ${i}\tGRP`),
  '18\twell well\tHMM',
].join('\n');

test('known words are set beforehand, others are asked about and set by a press', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('olid.tsv', OLID));
  await expect(value(page, 'OFF').getByRole('button', { name: 'Toxic', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(value(page, 'NOT').getByRole('button', { name: 'Not toxic' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('2 values of “subtask_a” could mean either')).toBeVisible();
  await expect(importButton(page)).toBeHidden();
  await page.getByRole('button', { name: 'One question is left' }).click();
  await expect(page.locator('.import-questions')).toBeFocused();
  await value(page, 'GRP').getByRole('button', { name: 'Toxic', exact: true }).click();
  await value(page, 'HMM').getByRole('button', { name: 'Leave out' }).click();
  await expect(summary(page)).toContainText('Keeps 18 rows: 9 toxic, 9 not.');
  await expect(summary(page)).toContainText('Leaves out 1 row: a label that is left out: 1');
  await importButton(page).click();
  await expect(app.dataset('olid.tsv')).toContainText('9 toxic');
  await expect(app.dataset('olid.tsv')).toContainText('18 comments');
});

test('values are set by the keyboard alone', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('olid.tsv', OLID));
  await page.getByRole('button', { name: 'Go to them' }).press('Enter');
  await expect(value(page, 'GRP')).toBeFocused();
  await page.keyboard.press('t');
  await page.keyboard.press('ArrowDown');
  await expect(value(page, 'HMM')).toBeFocused();
  await page.keyboard.press('n');
  await page.keyboard.press('Home');
  await page.keyboard.press('l');
  await expect(summary(page)).toContainText('Keeps 10 rows: 9 toxic, 1 not.');
  await importButton(page).press('Enter');
  await expect(app.dataset('olid.tsv')).toContainText('10 comments');
});

test('a file of the same shape is read as the last one, until that is forgotten', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('olid.tsv', OLID));
  await value(page, 'GRP').getByRole('button', { name: 'Toxic', exact: true }).click();
  await value(page, 'HMM').getByRole('button', { name: 'Not toxic' }).click();
  await importButton(page).click();
  await expect(page.getByText('“olid.tsv” is in')).toBeVisible();
  await page.reload();
  await app.chooseData(csvFile('more.tsv', `${OLID}\n19\tanother one\tGRP`));
  await expect(page.getByText('Read as last time')).toBeVisible();
  await expect(summary(page)).toContainText('Keeps 20 rows: 10 toxic, 10 not.');
  await page.getByRole('button', { name: 'Forget, and guess anew' }).click();
  await expect(page.getByText('2 values of “subtask_a” could mean either')).toBeVisible();
  await expect(page.getByText('Read as last time')).toBeHidden();
});

test('three annotators make one label by majority; a tie is left out and reported', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const rows = ['you goose,1,1,0', 'thank you,0,0,0', 'a fine day,0,1,0', 'well well,1,0,', 'over there,1,1,1'];
  await app.chooseData(csvFile('votes.csv', `comment,annotator_1,annotator_2,annotator_3\n${rows.join('\n')}\n`));
  await expect(page.getByText('Is “annotator_1” the column of the labels?')).toBeVisible();
  await page.getByRole('button', { name: 'All of them together' }).click();
  await expect(page.getByLabel('What these columns are')).toHaveValue('majority');
  await expect(summary(page)).toContainText('Keeps 4 rows: 2 toxic, 2 not.');
  await expect(summary(page)).toContainText('as many judgements for toxic as against it: 1');
  await page.getByLabel('What these columns are').selectOption('any');
  await expect(summary(page)).toContainText('Keeps 5 rows: 4 toxic, 1 not.');
  await page.getByLabel('What these columns are').selectOption('mean');
  await page.getByLabel('Toxic from a mean of').fill('0,3');
  await expect(summary(page)).toContainText('Keeps 5 rows: 4 toxic, 1 not.');
  await page.getByLabel('What these columns are').selectOption('atLeast');
  await expect(summary(page)).toContainText('Keeps 5 rows: 2 toxic, 3 not.');
  await importButton(page).click();
  await expect(app.dataset('votes.csv')).toContainText('2 toxic');
});

test('an inverted column is read as such, reported, and can be turned', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('clean.csv', 'comment,non_toxic\nyou goose,0\nthank you,1\na fine day,1\n'));
  await expect(page.getByText('“non_toxic” says what is not toxic')).toBeVisible();
  await expect(summary(page)).toContainText('Keeps 3 rows: 1 toxic, 2 not.');
  await page.getByRole('button', { name: 'Read it the other way round' }).click();
  await expect(summary(page)).toContainText('Keeps 3 rows: 2 toxic, 1 not.');
  await page.getByRole('button', { name: 'Read it the other way round' }).click();
  await importButton(page).click();
  await expect(app.dataset('clean.csv')).toContainText('1 toxic');
});

test('numbers are cut at the chosen value, in either direction', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const rows = Array.from({ length: 40 }, (_, i) => `comment number ${i},${(i / 4 - 5).toFixed(2)}`);
  await app.chooseData(csvFile('scale.csv', `comment,hate_speech_score\n${rows.join('\n')}\n`));
  await page.getByRole('button', { name: 'Choose the cut' }).click();
  await page.getByLabel('Cut at').fill('0.5');
  await expect(summary(page)).toContainText('Keeps 40 rows: 18 toxic, 22 not.');
  await page.getByLabel('Toxic below').check();
  await expect(summary(page)).toContainText('Keeps 40 rows: 22 toxic, 18 not.');
  await importButton(page).click();
  await expect(app.dataset('scale.csv')).toContainText('22 toxic');
});

test('a class of which every row would be left out is asked about, and answered by one press', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('marks.csv', 'comment,toxic\nyou goose,1\nthank you,\na fine day,\n'));
  await expect(page.getByText('Every label in “toxic” is toxic')).toBeVisible();
  await page.getByRole('button', { name: 'They are not toxic' }).click();
  await expect(summary(page)).toContainText('Keeps 3 rows: 1 toxic, 2 not.');
  await importButton(page).click();
  await expect(app.dataset('marks.csv')).toContainText('2 other');
});

test('one bad byte costs one character, and its position is reported', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const text = Buffer.from(`comment,toxic\n${'thank you, привет,0\n'.replace(', ', ' ').repeat(30)}you goose,1\n`);
  text[20] = 0xff;
  await app.importData(csvFile('byte.csv', text));
  await expect(app.dataset('byte.csv')).toContainText('31 comments');
  await expect(page.getByText(/1\sbyte is not what the encoding allows/).first()).toBeVisible();
});

test('a column that is chosen as the comments is no column of labels any more', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('columns.csv', 'comment,toxic\nthank you,0\nyou goose,1\nwell done,0\n'));
  const labels = page.getByLabel('Labels are in');
  await expect(labels.locator('option:checked')).toHaveText(/toxic/);
  await page.getByLabel('Comments are in').selectOption({ label: 'toxic' });
  await expect(labels.locator('option:checked')).toHaveText('No labels: only read the comments');
  await expect(labels.locator('option', { hasText: 'toxic' })).toHaveCount(0);
  // Put right again, nothing is guessed behind anybody's back.
  await page.getByLabel('Comments are in').selectOption({ label: 'comment' });
  await expect(labels.locator('option:checked')).toHaveText('No labels: only read the comments');
  await labels.selectOption({ label: 'toxic' });
  await importButton(page).click();
  await expect(app.dataset('columns.csv')).toContainText('3 comments');
});

test('ten thousand different values are searched and set together', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const rows = Array.from({ length: 10_000 }, (_, i) => `comment number ${i},${i % 2 ? 'kind' : 'unkind'} ${i}`);
  await app.chooseData(csvFile('many.csv', `comment,label\n${rows.join('\n')}\n`));
  await page.getByLabel('Labels are in').selectOption({ label: 'label' });
  await expect(page.getByText(/10.000 of 10.000.values/)).toBeVisible({ timeout: 60_000 });
  const all = page.locator('.meanings');
  await page.getByLabel('Find a value').fill('unkind');
  await expect(page.getByText(/5.000 of 10.000.values/)).toBeVisible();
  await all.getByRole('button', { name: 'Toxic', exact: true }).first().click();
  await page.getByLabel('Find a value').fill('');
  await all.getByRole('grid').getByRole('row').first().focus();
  await page.keyboard.press('End');
  await expect(value(page, 'kind 9999')).toBeFocused();
  await page.keyboard.press('n');
  await expect(summary(page)).toContainText(/5.001.rows: 5.000 toxic, 1 not/, { timeout: 30_000 });
  expect(await page.locator('.meanings-row').count()).toBeLessThan(40);
});

test('a file that is here already is recognised, and can be opened or imported again', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const talk = 'comment,toxic\nyou goose,1\nthank you,0\n';
  await app.importData(csvFile('talk.csv', talk));
  await app.chooseData(csvFile('copy of talk.csv', talk));
  await expect(page.getByText('You imported this very file')).toContainText('it is here as “talk.csv”');
  await page.getByRole('button', { name: 'Import again' }).click();
  await importButton(page).click();
  await expect(page.getByText('The same comments with the same labels are here already, as “talk.csv”.')).toBeVisible();
  await app.chooseData(csvFile('talk.csv', talk));
  await page.getByRole('button', { name: 'Open the one you have' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('a dataset gets another name', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', 'comment,toxic\nyou goose,1\nthank you,0\n'));
  await page.getByRole('button', { name: 'Rename: talk.csv' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Talk pages');
  await page.keyboard.press('Enter');
  await expect(app.dataset('Talk pages')).toContainText('2 comments');
  await page.reload();
  await expect(app.dataset('Talk pages')).toBeVisible();
});

test('files dropped on any page go where they are handled, as announced while dragging', async ({ page }) => {
  await page.goto('/');
  for (const route of ['/', '/data', '/explore', '/train', '/models', '/nowhere']) {
    await page.goto(route);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await drag(page, 'dragover', 'talk.csv', '');
    await expect(page.getByText('A table of comments goes to Data')).toBeVisible();
    await drag(page, 'drop', 'talk.csv', 'comment,toxic\nyou goose,1\nthank you,0\n');
    await expect(page.getByText('A table of comments goes to Data')).toBeHidden();
    await expect(page.getByRole('heading', { name: 'How should “talk.csv” be read?' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).last().click();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  }
  await drag(page, 'drop', 'mine.moderato', 'no model');
  await expect(page).toHaveURL('/models');
  await expect(new App(page).alert).toContainText('mine.moderato');
});

/** Six label columns, as in Jigsaw: `threat` is rare, and nothing is `identity_hate`. */
const SIX = [
  'id,comment_text,toxic,severe_toxic,obscene,threat,insult,identity_hate',
  ...Array.from({ length: 120 }, (_, i) => {
    const rude = i % 3 === 0;
    const threat = i % 30 === 0 ? 1 : 0;
    const text = rude ? `what rubbish you goose ${threat ? 'beware ' : ''}${i}` : `thank you for the talk ${i}`;
    return `${i},${text},${rude ? 1 : 0},${i % 6 === 0 ? 1 : 0},${rude ? 1 : 0},${threat},${i % 9 === 0 ? 1 : 0},0`;
  }),
].join('\n');

test('six labels are kept side by side, and each is learnt and reported by its name', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.chooseData(csvFile('six.csv', SIX));
  await page.getByRole('button', { name: 'Add the other 5 like it' }).click();
  await expect(page.getByLabel('What these columns are')).toHaveValue('separate');
  await expect(summary(page)).toContainText('Keeps 120 rows with 6 labels.');
  await expect(summary(page)).toContainText('“threat”: 4 toxic, 116 not.');
  await expect(summary(page)).toContainText('“identity_hate”: 0 toxic, 120 not. None toxic: it cannot be learnt.');
  await importButton(page).click();
  await expect(app.dataset('six.csv')).toContainText('and “severe_toxic”, “obscene”');
  await app.open('Train');
  const labels = page.getByRole('group', { name: 'Labels to learn' });
  await expect(labels.getByRole('checkbox', { name: 'identity_hate' })).toBeDisabled();
  await labels.getByRole('checkbox', { name: 'insult' }).uncheck();
  await page.getByText('Search for better settings').click();
  await page.getByLabel('Judge trials by the label').selectOption('threat');
  await expect(page.getByText('The rarer class has 4 comments: at most so many rounds.')).toBeVisible();
  await app.train();
  const figures = page.getByRole('table', { name: 'Every label, by its name' });
  await expect(figures.getByRole('row')).toHaveCount(5);
  await expect(figures.getByRole('row', { name: /^threat 4 / })).toBeVisible();
  await expect(page.getByText('“threat”: One of the classes has fewer than 20 examples')).toBeVisible();
  await page.reload();
  await app.open('Data');
  await app.dataset('six.csv').getByRole('link', { name: 'Show' }).click();
  // Each label is changed like the first: the switch or L chooses which, and an opened comment has them all.
  const label = page.getByLabel('Label', { exact: true });
  await label.selectOption('threat');
  await expect(page.getByText(/threat: 4 yes, 116 no/)).toBeVisible();
  await page.getByText('what rubbish you goose beware 0').click();
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'Row 1, threat: no, was yes.' })).toBeVisible();
  await page.keyboard.press('l');
  await expect(label.locator('option:checked')).toHaveText('insult');
  await expect(page.getByRole('button', { name: 'Row 1, insult: yes.' })).toBeVisible();
  await page.getByRole('group', { name: 'obscene' }).getByRole('button', { name: 'No label' }).click();
  await expect(page.getByRole('group', { name: 'obscene' }).getByRole('button', { name: 'No label' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await label.selectOption('threat');
  await page.getByText('Length, parts, other columns').click();
  await page.getByLabel('Only comments whose label was changed here').check();
  await expect(page.getByText(/^1 of 120\scomments/)).toBeVisible();
  await page.reload();
  await expect(label.locator('option:checked')).toHaveText('threat');
  await page.getByRole('button', { name: 'Undo the change of 1\u00a0label' }).click();
  await page.getByRole('button', { name: 'Undo the change of 1\u00a0label' }).click();
  await expect(page.getByText(/threat: 4 yes, 116 no/)).toBeVisible();
});

test('the focus survives columns that are added and the import itself', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const rows = Array.from({ length: 8 }, (_, i) => `you silly goose ${i},${i % 2},${i % 3 === 0 ? 1 : 0},0`);
  await app.chooseData(csvFile('kinds.csv', ['text,insult,threat,obscene', ...rows].join('\n')));
  await page.getByRole('button', { name: /^Add “/ }).press('Enter');
  await expect(page.getByLabel('Label column 2')).toBeFocused();
  await (await untilImportable(page)).press('Enter');
  await expect(page.getByText('“kinds.csv” is in')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Train a model on it' })).toBeFocused();
});

test('each of several columns can be inverted separately', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const rows = ['you goose,1,0', 'thank you,0,1', 'a fine day,0,1', 'well well,1,1'];
  await app.chooseData(csvFile('two.csv', `comment,toxic,label\n${rows.join('\n')}\n`));
  await page.getByRole('button', { name: 'Add “label”' }).click();
  await expect(summary(page)).toContainText('“label”: 3 toxic, 1 not.');
  await page.getByRole('checkbox', { name: 'label' }).check();
  await expect(summary(page)).toContainText('“toxic”: 2 toxic, 2 not.');
  await expect(summary(page)).toContainText('“label”: 1 toxic, 3 not.');
  await page.getByLabel('What these columns are').selectOption('any');
  await expect(summary(page)).toContainText('Keeps 4 rows: 2 toxic, 2 not.');
  await importButton(page).click();
  await expect(app.dataset('two.csv')).toContainText('2 toxic');
});

test('what programs left in comments is shown and undone on request, and stays as a column', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  const rows = ['you &amp; your goose,1', 'it\\u2019s a fine day,0', 'thank you,0'];
  await app.chooseData(csvFile('web.csv', `comment,toxic\n${rows.join('\n')}\n`));
  const offer = page.getByRole('region', { name: 'Clean the comments' });
  await expect(offer).toContainText('2 comments hold leftovers of the programs that they came through');
  await expect(offer.getByRole('row', { name: 'you &amp; your goose you & your goose' })).toBeVisible();
  await offer.getByRole('checkbox', { name: 'Clean the comments' }).check();
  await importButton(page).click();
  await app.dataset('web.csv').getByRole('link', { name: 'Show' }).click();
  await expect(page.getByText('it’s a fine day')).toBeVisible();
  await page.getByText('you & your goose').click();
  await expect(page.getByText('you & your goose')).toHaveCount(1);
});

test('copies but for a repost mark or a link are counted at training, and kept together on request', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  // Made-up words, so that no two comments are near each other.
  const word = (n: number) => Array.from({ length: 6 }, (_, k) => 'abcdefghij'[Math.floor(n / 3 ** k) % 10]).join('');
  const rows = Array.from({ length: 60 }, (_, i) => {
    const comment = Array.from({ length: 6 }, (_, k) => word((i + 1) * (k + 7) * 104_729)).join(' ');
    const label = Math.floor((i * 7919) / 13) % 2;
    return `user${i % 30},${comment},${label}\nuser${i % 30},RT @somebody: ${comment},${label}`;
  });
  await app.importData(csvFile('reposts.csv', `user,comment,toxic\n${rows.join('\n')}\n`));
  await app.train();
  await expect(page.locator('.result').getByText('in links, names or numbers alone')).toBeVisible();
  await page.getByRole('button', { name: 'Keep such copies together, and train again' }).click();
  await page.getByText('Change settings').click();
  await page.getByLabel('Keep together').selectOption('user');
  await app.train();
  await expect(page.locator('.result').getByText('in links, names or numbers alone')).toBeHidden();
  await app.open('Models');
  await app.ownModels.getByText('Details').first().click();
  await page.getByText('All settings as JSON').click();
  await expect(page.getByText('"groupBy": "user"')).toBeVisible();
});

/** Presses Tab until `target` has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('Tab does not reach it');
}

test('six labels with a question and leftovers are chosen, answered and imported by the keyboard alone', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/');
  const text = SIX.replaceAll('thank you for', 'thank you &amp; yours for').replaceAll(/,0$/gm, ',HMM');
  await app.chooseData(csvFile('keys.csv', text));
  await tabTo(page, page.getByRole('button', { name: 'Add the other 5 like it' }));
  await page.keyboard.press('Enter');
  await expect(summary(page)).toContainText('6 labels');
  await tabTo(page, page.getByRole('button', { name: 'Go to them' }));
  await page.keyboard.press('Enter');
  await expect(value(page, 'HMM')).toBeFocused();
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Go to them' })).toBeHidden();
  await expect(value(page, 'HMM')).toBeFocused();
  await tabTo(page, page.getByRole('checkbox', { name: 'Clean the comments' }));
  await page.keyboard.press('Space');
  await tabTo(page, importButton(page));
  await page.keyboard.press('Enter');
  await expect(app.dataset('keys.csv')).toContainText('120 comments');
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('the import sheet is accessible with questions, leftovers and several labels, and so is what they train', async ({
      page,
    }) => {
      await page.goto('/data');
      await page.locator('input[type=file]').setInputFiles(csvFile('olid.tsv', OLID));
      await expect(page.locator('.import-questions')).toBeVisible();
      await expectForAnyone(page, 'a question');
      await page.getByRole('button', { name: /^(Cancel|Отмена)$/ }).click();
      const text = SIX.replaceAll('thank you for', 'thank you &amp; yours for');
      await page.locator('input[type=file]').setInputFiles(csvFile('six.csv', text));
      await page.getByRole('button', { name: /^(Add the other|Добавить остальные)/ }).click();
      await expect(page.locator('.import-summary li')).toHaveCount(6);
      await expect(page.locator('.clean-offer')).toBeVisible();
      await expectForAnyone(page, 'several labels');
      await page.locator('.import button.main').click();
      // The sheet goes when reading begins; what is read then is kept with the dataset.
      await expect(page.getByRole('article', { name: 'six.csv' })).toBeVisible();
      await page.goto('/train');
      await expect(page.locator('.train-labels')).toBeVisible();
      await expectForAnyone(page, 'labels to learn');
      await page.locator('.prepare button[type=submit]').click();
      await expect(page.locator('.label-figures')).toBeVisible({ timeout: 60_000 });
      await expectForAnyone(page, 'figures of every label');
    });
  });
}
