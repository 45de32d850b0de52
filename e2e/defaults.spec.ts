import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { modelId } from '../shared/ml/model/digest';
import { commentsCsv } from './comments';
import { App, csvFile } from './pages/app';

test('the very first visitor types and gets an answer, in either language', async ({ page }) => {
  await page.goto('/');
  const comment = page.getByRole('textbox', { name: 'Comment' });
  const model = page.getByRole('combobox', { name: 'Model' });
  await comment.fill('You are a stupid idiot, shut up.');
  await expect(page.locator('.verdict .figure')).toContainText('flagged');
  await expect(page.locator('.verdict .figure')).not.toContainText('not flagged');
  await expect(model.locator('option:checked')).toHaveText('By language: English');
  await expect(page.getByText(/^Ready in [\d.]+\sm?s$/)).toBeVisible();
  await comment.fill('Ты тупой дурак, заткнись.');
  await expect(model.locator('option:checked')).toHaveText('By language: Russian');
  await expect(page.locator('.verdict .figure')).not.toContainText('not flagged');
  await comment.fill('Спасибо за помощь, всё получилось.');
  await expect(page.locator('.verdict .figure')).toContainText('not flagged');

  await page.getByRole('button', { name: 'One comment per line' }).click();
  await page
    .getByRole('textbox', { name: 'Comments, one per line' })
    .fill('You stupid idiot.\nТы тупой дурак.\nThank you for the help.');
  await expect(page.getByText('2 of 3 comments are flagged.')).toBeVisible();
});

test('default models can be saved, and neither removed nor renamed nor imported again', async ({ page }) => {
  const app = new App(page);
  await page.goto('/models');
  const card = app.defaultModel('English');
  const download = page.waitForEvent('download');
  await card.getByRole('button', { name: 'Save as file' }).click();
  const path = await (await download).path();
  expect(modelId(new Uint8Array(readFileSync(path))).slice(0, 10)).toBe(
    await card.locator('code').first().textContent(),
  );
  for (const name of ['Remove', 'Rename', 'Unload']) {
    await expect(card.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await page.locator('input[type=file]').setInputFiles(path);
  await expect(page.getByText('This is “English”, which comes with Moderato, so nothing was added.')).toBeVisible();
  await expect(app.ownModels.locator('.model')).toHaveCount(0);
});

test('own models are loaded and unloaded, and all but the defaults removed until it is undone', async ({ page }) => {
  const app = new App(page);
  await page.goto('/');
  await app.importData(csvFile('talk.csv', commentsCsv(200)));
  await app.train();
  await app.importData(csvFile('more.csv', commentsCsv(300)));
  await app.train();
  await page.goto('/models'); // anew: nothing is in memory
  const first = app.ownModels.locator('.model').first();
  await first.getByRole('button', { name: 'Load', exact: true }).click();
  await expect(first).toContainText(/in memory, loaded in/);
  await first.getByRole('button', { name: 'Unload', exact: true }).click();
  await expect(first).toContainText('not in memory');

  const shipped = await page.locator('.default-models .model').count();
  await page.getByRole('button', { name: 'Remove all but the defaults' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove them' }).click();
  await expect(app.ownModels.locator('.model')).toHaveCount(0);
  await expect(page.locator('.default-models .model')).toHaveCount(shipped);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.ownModels.locator('.model')).toHaveCount(2);
});

test('a card shows what the model is good for, and tests it on the spot', async ({ page }) => {
  const app = new App(page);
  await page.goto('/models');
  const card = app.defaultModel('Russian');
  await card.getByRole('button', { name: 'Details' }).click();
  for (const name of ['Mistakes it is known to make', 'What not to use it for', 'What it learnt from']) {
    await expect(card.getByRole('heading', { name })).toBeVisible();
  }
  await card.getByRole('button', { name: 'Run the behaviour tests' }).click();
  await expect(card.getByText(/^\d+ of \d+\ssentences right/)).toBeVisible();
  await expect(card.getByRole('meter', { name: 'Insults to a person' })).toBeVisible();
});

test('“only what is sure” flags less, explains what that means, and is kept', async ({ page }) => {
  await page.goto('/');
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await comment.fill('You are a stupid idiot, shut up.');
  const threshold = page.locator('.verdict .score-bar');
  await expect(page.locator('.verdict .figure')).toContainText('flagged');
  const likely = (await threshold.textContent()) ?? '';
  await page.getByRole('radio', { name: 'Only what is sure' }).check();
  await expect(threshold).not.toHaveText(likely);
  await expect(page.locator('.flag-when')).toContainText(/Of 100 comments that it flags, 9\d are toxic/);
  await page.reload();
  await comment.fill('Thank you for the help.');
  await expect(page.getByRole('radio', { name: 'Only what is sure' })).toBeChecked();
});

test('a file is scored with every row and column kept, and the highest scores shown', async ({ page }) => {
  await page.goto('/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Score a file…' }).click();
  await (await chooser).setFiles(
    csvFile('inbox.csv', 'no,comment,score\n1,"You are a stupid idiot, shut up.",x\n2,Thank you for the help.,y\n'),
  );
  await page.getByRole('button', { name: 'Score', exact: true }).click();
  await expect(page.getByText('1 of 2 comments is flagged.')).toBeVisible();
  const highest = page.getByRole('table', { name: 'The 2 highest scores' });
  await expect(highest.getByRole('row').nth(1)).toContainText('You are a stupid idiot');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the scored file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('inbox scored.csv');
  const [head, first, second] = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(head).toMatch(/^no,comment,score,moderato_score,probability,label(,|$)/);
  expect(first).toMatch(/^1,"You are a stupid idiot, shut up\.",x,-?\d[^,]*,0\.\d+,1(,|$)/);
  expect(second).toMatch(/^2,Thank you for the help\.,y,-?\d[^,]*,0\.\d+(e-\d+)?,0(,|$)/);

  for (const [label, name, start] of [
    ['Excel (.xlsx)', 'inbox scored.xlsx', 'PK'],
    ['Parquet', 'inbox scored.parquet', 'PAR1'],
  ]) {
    await page.getByLabel('As', { exact: true }).selectOption({ label });
    const typed = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the scored file' }).click();
    expect((await typed).suggestedFilename()).toBe(name);
    expect(readFileSync(await (await typed).path(), 'latin1').slice(0, start.length)).toBe(start);
  }
});

test('a model that cannot tell says so, without a number', async ({ page }) => {
  await page.goto('/');
  const verdict = page.locator('.verdict');
  for (const [text, reason] of [
    ['😀😀😀', 'There are no words here'],
    ['12345', 'There are no words here'],
    ['Жбрыльцун мрякает', /never read/],
  ] as const) {
    await page.getByRole('textbox', { name: 'Comment' }).fill(text);
    await expect(verdict).toContainText('cannot tell');
    await expect(verdict).toContainText(reason);
    await expect(verdict.locator('.figure')).not.toContainText('%');
  }
});

test('an insult that is denied is flagged with a caution, which leads to the card', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Comment' }).fill('You are not a stupid idiot.');
  await expect(page.locator('.verdict')).toContainText('does not understand “not” before');
  await page.getByRole('link', { name: 'What this model gets wrong' }).click();
  await expect(page.getByRole('heading', { name: 'Mistakes it is known to make' })).toBeVisible();
});

test('a file is scored by the language of each comment unless a model is chosen', async ({ page }) => {
  await page.goto('/');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Score a file…' }).click();
  const rows = ['You are a stupid idiot.', 'Ты тупой идиот.', 'Danke für die schnelle Hilfe heute', '!!!'];
  await (await chooser).setFiles(csvFile('mixed.csv', `comment\n${rows.join('\n')}\n`));
  await page.getByRole('button', { name: 'Score', exact: true }).click();
  await expect(page.getByText('2 of 4 comments are flagged.')).toBeVisible();
  await expect(page.getByText('The model cannot tell about 2 comments, 1 of them in')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the scored file' }).click();
  const [head, ...lines] = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\n');
  expect(head).toBe('comment,score,probability,label,unsure,language,model');
  expect(lines.map((line) => line.split(',').slice(-4))).toEqual([
    ['1', '0', 'en', 'default:en'],
    ['1', '0', 'ru', 'default:ru'],
    ['', '1', 'de', ''],
    ['0', '1', 'und', 'default:en'],
  ]);
});

test.describe('kept for offline use', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the app works offline after the first visit; a model that is not recommended, after its first use', async ({
    page,
    context,
  }) => {
    const app = new App(page);
    await page.goto('/');
    await app.untilOfflineReady();
    await context.setOffline(true);
    await page.reload();
    await app.predict('You are a stupid idiot.');
    await expect(page.locator('.verdict .figure')).toContainText('flagged');

    await app.open('Models');
    const svc = app.defaultModel('Russian, linear support vector machine');
    await expect(app.defaultModel('English')).toContainText('on this device');
    await expect(svc).toContainText('to fetch, the first time it is used');
    await svc.getByRole('button', { name: 'Load' }).click();
    await expect(app.alert).toContainText('it cannot be reached now');

    await context.setOffline(false);
    await svc.getByRole('button', { name: 'Load' }).click();
    await expect(svc).toContainText('on this device');
    await expect(svc).toContainText('in memory');
    await context.setOffline(true);
    await page.reload();
    await svc.getByRole('button', { name: 'Score comments' }).click();
    await page.getByRole('textbox', { name: 'Comment' }).fill('Ты тупой дурак.');
    await expect(page.locator('.verdict .figure')).toContainText('flagged');
    await page.reload(); // the choice is kept
    await expect(page.getByRole('combobox', { name: 'Model' }).locator('option:checked')).toHaveText(
      /^Russian, linear support vector machine/,
    );
  });

  test('under the service worker, a navigation to a model file downloads the file and does not show the app', async ({
    page,
  }) => {
    await page.goto('/');
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const index: { models: { name: string; file: string }[] } = await (
      await page.request.get('/models/index.json')
    ).json();
    // Not one of those that the service worker caches at once.
    const file = index.models.find(({ name }) => name === 'en-svc')?.file ?? '';
    const download = page.waitForEvent('download');
    const navigated = page.goto(`/models/${file}`).catch((error: Error) => error.message);
    const saved = await (await download).path();
    expect(await navigated).toContain('Download is starting');
    expect(readFileSync(saved).length).toBeGreaterThan(100_000);
  });
});

test('what is being typed stays when the list of models turns out to be missing, and is scored once it is there', async ({
  page,
}) => {
  await page.route('**/models/index.json', (route) => route.abort());
  await page.goto('/');
  const editor = page.getByRole('textbox', { name: 'Comment' });
  await editor.pressSequentially('You are ');
  await expect(page.getByText('The models cannot be shown')).toBeVisible();
  await page.keyboard.type('a fool');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('You are a fool');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('.verdict .figure')).toContainText('%');
  await expect(page.getByText('There is no model here yet')).toHaveCount(0);
});
