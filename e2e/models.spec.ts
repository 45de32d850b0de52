import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { encodeModel } from '../shared/ml/model/encode';
import { smallModel } from '../shared/testing/models';
import { expectForAnyone, views } from './pages/anyone';
import { App } from './pages/app';

/** Fitted by scikit-learn and dumped: the first goes in, the second has a tokenizer of its own. */
const dumped: { cases: { file: string }[]; refused: { file: string }[] } = JSON.parse(
  readFileSync('shared/ml/exchange/sklearn/frozen/dumped.json', 'utf8'),
);

/** A model file; different ones for different numbers. */
function modelFile(n: number, c = 1): Buffer {
  const model = smallModel();
  const { spec } = model.manifest;
  const changed = {
    ...model.manifest,
    rows: 100 + n,
    spec: { ...spec, estimator: { ...spec.estimator, c } },
  };
  return Buffer.from(encodeModel({ ...model, manifest: changed }));
}

const zipOf = (count: number) =>
  Buffer.from(
    zipSync(Object.fromEntries(Array.from({ length: count }, (_, n) => [`folder/model ${n}.moderato`, modelFile(n)]))),
  );

async function importFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const file = { name, mimeType: 'application/octet-stream', buffer };
  await page.locator('input[type=file]').setInputFiles(file);
}

async function savedBy(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await press();
  const file = await download;
  const parts: Buffer[] = [];
  for await (const part of await file.createReadStream()) parts.push(Buffer.from(part));
  return { name: file.suggestedFilename(), bytes: Buffer.concat(parts) };
}

test('models of one name are told apart, here and in every chooser, and a name that is taken is refused', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/models');
  await importFile(page, 'forum.moderato', modelFile(1, 1));
  await expect(app.ownModels.locator('.model')).toHaveCount(1);
  await importFile(page, 'forum.moderato', modelFile(2, 4));
  await expect(page.getByRole('heading', { name: 'forum (C 4)' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'forum (C 1)' })).toBeVisible();

  const second = app.ownModels.locator('.model').filter({ hasText: 'forum (C 1)' });
  await second.getByRole('button', { name: 'Rename' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Blog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Blog' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'forum', exact: true })).toBeVisible();
  await app.ownModels.locator('.model').filter({ hasText: 'Blog' }).getByRole('button', { name: 'Rename' }).click();
  await dialog.getByRole('textbox').fill(' FORUM ');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Another model is called “FORUM”');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await app.open('Predict');
  const model = page.getByRole('combobox', { name: 'Model' });
  await expect(model.locator('optgroup[label=Yours] option')).toHaveText(['forum', 'Blog']);
  await expect(model.locator('optgroup[label="Come with Moderato"] option').first()).toContainText('F1 0.');
});

test('notes stay, settings go to Train, files go out for other programs and come back', async ({ page }) => {
  const app = new App(page);
  await page.goto('/models');
  await importFile(page, 'small.moderato', modelFile(1, 7));
  const card = app.ownModels.locator('.model');
  await card.getByRole('button', { name: 'Details' }).click();
  // Without leaving the field, as somebody who closes the window.
  await card.getByRole('textbox', { name: 'Notes' }).fill('for the forum');
  await expect(card.getByRole('textbox', { name: 'Notes' })).toHaveAccessibleDescription(/^Kept on this device/);
  await page.reload();
  await card.getByRole('button', { name: 'Details' }).click();
  await expect(card.getByRole('textbox', { name: 'Notes' })).toHaveValue('for the forum');
  // The card goes with its field before the pause in typing is over.
  await card.getByRole('textbox', { name: 'Notes' }).evaluate((field: HTMLTextAreaElement) => {
    field.value = 'for the club';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    document.querySelector<HTMLAnchorElement>('a[href="/data"]')?.click();
  });
  await expect(page.getByRole('heading', { level: 1, name: 'What have people written?' })).toBeVisible();
  await page.goBack();
  await card.getByRole('button', { name: 'Details' }).click();
  await expect(card.getByRole('textbox', { name: 'Notes' })).toHaveValue('for the club');

  const more = async (name: string) => {
    await card.getByRole('button', { name: 'More' }).click();
    await card.getByRole('button', { name }).click();
  };
  const json = await savedBy(page, () => more('Save for scikit-learn (JSON)'));
  expect(json.name).toBe('small.json');
  await importFile(page, 'back.json', json.bytes);
  await expect(page.getByText('“back” is here now.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select “back”' }).check();
  await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
  await expect(card).toHaveCount(1);

  const script = await savedBy(page, () => more('Save as JavaScript'));
  const { score } = await import(`data:text/javascript;base64,${script.bytes.toString('base64')}`);
  expect(score('rubbish')[0]).toBeGreaterThan(score('thanks')[0]);

  await more('Use its settings in Train');
  await expect(page.getByText('The form has the settings of “small” now.')).toBeVisible();
  await expect(page).toHaveURL(/\/train$/);
});

test('what scikit-learn fitted is imported; a tokenizer of one’s own, a shipped model for scikit-learn, a damaged zip are refused', async ({
  page,
}) => {
  const app = new App(page);
  await page.goto('/models');
  await importFile(page, 'theirs.json', Buffer.from(dumped.cases[0].file));
  const card = app.ownModels.locator('.model');
  await expect(card).toContainText('training data not known');
  await importFile(page, 'custom.json', Buffer.from(dumped.refused[0].file));
  await expect(app.alert).toContainText('tokenizer');
  await importFile(page, 'cut.json', Buffer.from(dumped.cases[0].file.slice(0, 500)));
  await expect(app.alert).toContainText('not a complete scikit-learn model');
  await importFile(page, 'cut.zip', zipOf(3).subarray(0, 900));
  await expect(app.alert).toContainText('“cut.zip” is damaged');
  await expect(card).toHaveCount(1);
  const newer = modelFile(5);
  newer.writeUInt32LE(99, 8);
  await importFile(page, 'newer.moderato', newer);
  await expect(app.alert).toContainText('format 99');

  const shipped = app.defaultModel('English');
  await shipped.getByRole('button', { name: 'More' }).click();
  await shipped.getByRole('button', { name: 'Save for scikit-learn (JSON)' }).click();
  await expect(shipped.getByRole('alert')).toContainText('text.normalize is deobfuscate');
  await importFile(page, 'theirs.json', Buffer.from(dumped.cases[0].file));
  await expect(page.getByText('“theirs” was here already; nothing was changed.')).toBeVisible();
});

test('two hundred models open at once, are found, ordered, selected, saved together, removed and restored', async ({
  page,
}) => {
  test.setTimeout(400_000);
  const app = new App(page);
  await page.goto('/models');
  await importFile(page, 'many.zip', zipOf(200));
  await expect(page.getByRole('heading', { name: /^20\d models are here/ })).toBeVisible({ timeout: 240_000 });
  await app.open('Data');
  await expect(page.getByRole('heading', { name: 'What have people written?' })).toBeVisible();
  const milliseconds = await page.evaluate(async () => {
    const link = document.querySelector<HTMLAnchorElement>('nav a[href="/models"]');
    const startedAt = performance.now();
    link?.click();
    while (!document.querySelector('.own-models .model')) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  });
  test.info().annotations.push({ type: 'milliseconds to open 200 models', description: milliseconds.toFixed(0) });
  process.stdout.write(`200 models open in ${milliseconds.toFixed(0)} ms\n`);
  await expect(app.ownModels.locator('.model')).toHaveCount(200);
  await page.getByRole('textbox', { name: 'Find a model' }).fill('model 19');
  await expect(app.ownModels.locator('.model')).toHaveCount(12);
  await page.getByRole('combobox', { name: 'Order' }).selectOption('name');
  await expect(app.ownModels.getByRole('heading').first()).toHaveText('model 19');

  await page.getByRole('checkbox', { name: 'Select “model 19”' }).check();
  await page.getByRole('button', { name: 'Select all' }).click();
  await expect(page.getByText('12 models selected')).toBeVisible();
  const zip = await savedBy(page, () => page.getByRole('button', { name: 'Save as a zip' }).click());
  expect(Object.keys(unzipSync(zip.bytes))).toContain('model 190.moderato');
  expect(Buffer.from(unzipSync(zip.bytes)['model 19.moderato'])).toEqual(modelFile(19));
  await page.locator('.selected-bar').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('No model matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.ownModels.locator('.model')).toHaveCount(12);
  await importFile(page, 'many.zip', zip.bytes);
  await expect(app.ownModels.locator('.model')).toHaveCount(12);
});

test('a model removed in another tab while it is in use is said to be gone, and the next one answers', async ({
  page,
  context,
}) => {
  const app = new App(page);
  await page.goto('/models');
  await importFile(page, 'small.moderato', modelFile(1));
  await app.ownModels.getByRole('button', { name: 'Score comments' }).click();
  await app.predict('what rubbish');
  await expect(page.locator('.verdict .figure')).toBeVisible();
  const other = await context.newPage();
  await other.goto('/models');
  await other.locator('.own-models').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('combobox', { name: 'Model' }).locator('option:checked')).toHaveText(
    'By language: English',
  );
  await app.predict('you are a stupid fool');
  await expect(page.locator('.verdict .figure')).toContainText('flagged');
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.viewport.width} wide`, () => {
    test.use(view);
    test('the list with a selection, an open menu and the question before removing all are accessible', async ({
      page,
    }) => {
      await page.goto('/models');
      await importFile(page, 'many.zip', zipOf(8));
      await expect(page.locator('.own-models .model')).toHaveCount(8);
      await expectForAnyone(page, 'list');
      await page.locator('.model-select').first().focus();
      await page.keyboard.press('Space');
      await expect(page.locator('.selected-bar')).toBeVisible();
      await page.locator('.own-models .menu button').first().focus();
      await page.keyboard.press('Enter');
      await expect(page.locator('.menu-body')).toBeVisible();
      await expectForAnyone(page, 'selection and menu');
      await page.keyboard.press('Escape');
      await page.locator('.list-tools .btn').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectForAnyone(page, 'question');
    });
  });
}
