import { expect, type Page, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { encodeModel } from '../shared/ml/model/encode';
import { smallModel } from '../shared/testing/models';
import { commentsCsv } from './comments';
import { expectForAnyone } from './pages/anyone';
import { App, csvFile } from './pages/app';
import { OwnServer, openSignedIn } from './pages/server';

let server: OwnServer;

test.beforeEach(async () => {
  server = await OwnServer.start();
});
test.afterEach(() => server.remove());

/** The file of a model that is no other's: `seed` makes it different. */
function modelFile(seed: number): Buffer {
  const model = smallModel();
  return Buffer.from(encodeModel({ ...model, manifest: { ...model.manifest, note: `number ${seed}` } }));
}

/** Imports a small model called `name` in a page that is signed in. */
async function importNamed(page: Page, name: string): Promise<void> {
  await new App(page).open('Models');
  const file = { name: `${name}.moderato`, mimeType: 'application/octet-stream', buffer: modelFile(1) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.locator('.own-models h3')).toContainText(name);
}

const shared = (page: Page) => page.getByRole('region', { name: /^On localhost/ });

/** Presses "Share…" on the card of a model, reads what leaves the device, and agrees. */
async function share(page: Page, name: string): Promise<void> {
  const card = page.locator('.own-models .model').filter({ hasText: name });
  await card.getByRole('button', { name: 'Share…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share this model?' });
  await expect(dialog).toContainText('words and parts of words from the comments that it learnt from');
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
}

test('two people share a model through the server: the same bytes, names on both sides, and it is taken back', async ({
  browser,
}) => {
  test.slow();
  const ann = await (await browser.newContext()).newPage();
  await openSignedIn(ann, server, (await server.token('Ann', 'contributor')).secret);
  await importNamed(ann, 'Ours');
  const card = ann.locator('.own-models .model').filter({ hasText: 'Ours' });
  await expect(card.getByText('Only here')).toBeVisible();
  await share(ann, 'Ours');
  await expect(card.getByText('Shared', { exact: true })).toBeVisible();
  await expect(shared(ann).getByRole('listitem').filter({ hasText: 'Ours' })).toContainText('here already');
  await expectForAnyone(ann, 'shared');

  const bob = await (await browser.newContext()).newPage();
  await openSignedIn(bob, server, (await server.token('Bob', 'reader')).secret, '/models');
  await expect(shared(bob).getByText('Your role there is reader')).toBeVisible();
  await expect(shared(bob).getByRole('button', { name: /^Stop sharing/ })).toHaveCount(0);
  await shared(bob).getByRole('button', { name: 'Take “Ours”' }).press('Enter');
  await expect(bob.getByText('1 model is here now.')).toBeVisible();
  const idOf = (page: Page) => page.locator('.own-models code').getAttribute('title');
  expect(await idOf(bob)).toBe(await idOf(ann));

  // Ann renames hers, and the server follows; Bob's keeps its name, and can be given the other.
  await card.getByRole('button', { name: 'Rename' }).click();
  await ann.getByRole('dialog').getByLabel('Name').fill('Ours, better');
  await ann.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => server.modelNames()).toEqual(['Ours, better']);
  await bob.reload();
  await expect(shared(bob)).toContainText('here it is called “Ours”');
  await shared(bob).getByRole('button', { name: 'Use the name from there' }).click();
  await expect(bob.locator('.own-models h3')).toContainText('Ours, better');

  await card.getByRole('button', { name: 'Stop sharing' }).click();
  await ann.getByRole('dialog').getByRole('button', { name: 'Stop sharing' }).click();
  await expect.poll(() => server.modelNames()).toEqual([]);
  await expect(ann.locator('.own-models .model').filter({ hasText: 'Ours, better' })).toContainText('Only here');
  await bob.reload();
  await expect(bob.locator('.own-models h3')).toContainText('Ours, better');
});

test('what is shared while the server is down waits, survives a reload, and is sent once it is back', async ({
  page,
}) => {
  test.slow();
  await openSignedIn(page, server, (await server.token('Ann', 'contributor')).secret);
  await importNamed(page, 'Patient');
  await expect(page.locator('.own-models .model').getByText('Only here')).toBeVisible();
  // Only what goes to the server is cut off: the app itself comes from there too.
  await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
  await share(page, 'Patient');
  const waiting = page.getByRole('region', { name: 'Waiting for the server' });
  await expect(waiting).toContainText('Share “Patient”');
  await expect(waiting).toContainText('does not answer');
  await page.reload();
  await expect(waiting).toContainText('Share “Patient”');
  await expect(page.locator('.own-models .model').getByText('Waiting to be shared')).toBeVisible();
  expect(await server.modelNames()).toEqual([]);
  await page.unroute('**/api/v1/**');
  await page.getByRole('button', { name: 'Try again: Share “Patient”' }).click();
  await expect.poll(() => server.modelNames()).toEqual(['Patient']);
  await expect(waiting).toHaveCount(0);
  await expect(page.locator('.own-models .model').getByText('Shared', { exact: true })).toBeVisible();
});

test('a name that is taken on the server is refused in words, and sharing under another goes on', async ({ page }) => {
  test.slow();
  const { secret } = await server.token('Ann', 'contributor');
  await openSignedIn(page, server, secret);
  await importNamed(page, 'Twin');
  await page.route('**/api/v1/models.put**', (route) =>
    route.fulfill({
      status: 409,
      json: {
        error: {
          message: '',
          data: { error: { code: 'name-taken', params: { name: 'Twin' }, sentences: { en: '', ru: '' } } },
        },
      },
    }),
  );
  await share(page, 'Twin');
  const waiting = page.getByRole('region', { name: 'Waiting for the server' });
  await expect(waiting).toContainText('The server refused: Another model is called “Twin”. Choose another name.');
  await page.unroute('**/api/v1/models.put**');
  await page.locator('.own-models .model').getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Twin two');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await waiting.getByRole('button', { name: /^Try again/ }).click();
  await expect.poll(() => server.modelNames()).toEqual(['Twin two']);
});

test('a server killed while a model goes there and comes back: nothing half-kept, and it works once it is up', async ({
  browser,
}) => {
  test.slow();
  const ann = await (await browser.newContext()).newPage();
  await openSignedIn(ann, server, (await server.token('Ann', 'contributor')).secret);
  await importNamed(ann, 'Hardy');
  // Killed at the moment the bytes are on their way.
  await ann.route(
    '**/api/v1/models.put**',
    async (route) => {
      await server.kill();
      await route.continue();
    },
    { times: 1 },
  );
  await share(ann, 'Hardy');
  const waiting = ann.getByRole('region', { name: 'Waiting for the server' });
  await expect(waiting).toContainText('does not answer');
  await server.startAgain();
  await ann.getByRole('button', { name: 'Try again: Share “Hardy”' }).click();
  await expect.poll(() => server.modelNames()).toEqual(['Hardy']);

  const bob = await (await browser.newContext()).newPage();
  await openSignedIn(bob, server, (await server.token('Bob', 'reader')).secret, '/models');
  await bob.route(
    '**/api/v1/models.pull**',
    async (route) => {
      await server.kill();
      await route.continue();
    },
    { times: 1 },
  );
  await shared(bob).getByRole('button', { name: 'Take “Hardy”' }).click();
  await expect(shared(bob).getByRole('alert')).toContainText('does not answer');
  await expect(bob.locator('.own-models .model')).toHaveCount(0);
  await server.startAgain();
  await shared(bob).getByRole('button', { name: 'Take “Hardy”' }).click();
  await expect(bob.locator('.own-models h3')).toContainText('Hardy');
});

test('of 100 shared models of which 97 are here, three are fetched', async ({ page }) => {
  test.slow();
  const files = Array.from({ length: 100 }, (_, seed) => modelFile(seed));
  for (const [seed, body] of files.entries()) {
    const put = await fetch(`${server.url}/api/v1/models.put?name=model-${seed}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.admin}` },
      body: new Uint8Array(body),
    });
    expect(put.status).toBe(200);
  }
  await openSignedIn(page, server, (await server.token('Ann', 'contributor')).secret, '/models');
  const here = zipSync(Object.fromEntries(files.slice(3).map((body, i) => [`model-${i + 3}.moderato`, body])));
  const zip = { name: 'models.zip', mimeType: 'application/zip', buffer: Buffer.from(here) };
  await page.locator('input[type=file]').setInputFiles(zip);
  await expect(page.getByText('97 models were added.')).toBeVisible();
  const pulled: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/models.pull')) pulled.push(request.url());
  });
  await shared(page).getByRole('button', { name: 'Take all that are new (3)' }).click();
  await expect(page.getByText('3 models are here now.')).toBeVisible();
  expect(pulled).toHaveLength(3);
  await expect(shared(page).getByRole('button', { name: /^Take/ })).toHaveCount(0);
});

test('a model is trained on the server: the same as here, followed over a reload and a restart, and nothing is left there', async ({
  page,
}) => {
  test.slow();
  const app = new App(page);
  await openSignedIn(page, server, (await server.token('Ann', 'contributor')).secret);
  await app.importData(csvFile('talk.csv', commentsCsv(300)));
  await app.open('Train');
  const there = page.getByRole('radio', { name: /^On localhost/ });
  await expect(there).toBeEnabled();
  await there.check();
  // Cut off when the comments are on their way.
  await page.route(
    '**/api/v1/datasets.put**',
    async (route) => {
      await server.kill();
      await route.continue();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Send these comments to localhost/ });
  await expect(dialog).toContainText('Nothing else of the file, and not its name');
  await dialog.getByRole('button', { name: 'Send and train' }).click();
  await expect(page.getByText('Waiting for the server').first()).toBeVisible();
  await server.startAgain();
  await page.reload();
  await app.open('Tasks');
  const task = page.getByRole('listitem').filter({ hasText: /on the server/ });
  await expect(task.getByText('Done', { exact: true })).toBeVisible({ timeout: 90_000 });
  expect(await server.get('datasets.list')).toEqual([]);
  expect(await server.modelNames()).toHaveLength(1);
  const tasks = (await server.get('tasks.list')) as { state: string }[];
  expect(tasks.map(({ state }) => state)).toEqual(['succeeded']);
  // The very same model is made here.
  await app.open('Train');
  await page.getByRole('radio', { name: 'On this device' }).check();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.locator('.result')).toBeVisible({ timeout: 60_000 });
  await app.open('Models');
  await expect(page.locator('.own-models .model')).toHaveCount(1);
});

test('a training on the server that is stopped is stopped there, and its comments are deleted', async ({ page }) => {
  test.slow();
  const app = new App(page);
  await openSignedIn(page, server, (await server.token('Ann', 'contributor')).secret);
  await app.importData(csvFile('talk.csv', commentsCsv(300)));
  await app.open('Train');
  await page.getByRole('radio', { name: /^On localhost/ }).check();
  // Taken back while the comments are on their way.
  await page.route('**/api/v1/datasets.put**', () => {});
  const sending = page.waitForRequest('**/api/v1/datasets.put**');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send and train' }).click();
  await sending;
  await page.getByRole('main').getByRole('button', { name: /^Stop/ }).click();
  const gone = page.getByText(/was stopped\. None of its comments are on the server any more\.$/);
  await expect(gone).toBeVisible();
  await page.locator('.toast').filter({ has: gone }).getByRole('button', { name: 'Dismiss' }).click();
  await page.unroute('**/api/v1/datasets.put**');
  // The training itself is not handed over: its comments are there, to be kept, and it waits.
  await page.route('**/api/v1/models.fit', (route) => route.abort('connectionrefused'));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Keep the comments on the server').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Send and train' }).click();
  await expect.poll(async () => ((await server.get('datasets.list')) as unknown[]).length).toBe(1);
  await page.getByRole('main').getByRole('button', { name: /^Stop/ }).click();
  await expect(gone).toBeVisible();
  await expect.poll(async () => ((await server.get('datasets.list')) as unknown[]).length).toBe(0);
  await page.unroute('**/api/v1/models.fit');
  await app.open('Tasks');
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: /on the server/ })
      .first(),
  ).toContainText('Stopped');
  expect(await server.modelNames()).toEqual([]);
});

test('settings are searched on the server: the trials are those of a search here, and nothing is left there', async ({
  page,
}) => {
  test.slow();
  const app = new App(page);
  await openSignedIn(page, server, (await server.token('Ann', 'contributor')).secret);
  await app.importData(csvFile('talk.csv', commentsCsv(300)));
  await app.open('Train');
  const search = page.locator('#search');
  await search.locator('summary').click();
  await search.getByLabel('Freedom to fit (C): values').fill('0.1 1');
  await search.getByLabel('How to search').selectOption('halving');
  await expect(search.getByRole('radio', { name: /^On localhost/ })).toBeDisabled();
  await expect(search.getByText('Successive halving goes round by round')).toBeVisible();
  await search.getByLabel('How to search').selectOption('grid');
  await search.getByRole('radio', { name: /^On localhost/ }).check();
  await search.getByRole('button', { name: 'Search', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Send these comments to localhost/ });
  await expect(dialog).toContainText('No model is made there');
  await dialog.getByRole('button', { name: 'Send and search' }).click();
  const cells = search.getByRole('table').getByRole('cell');
  await expect(search.getByText(/^The best: /)).toBeVisible({ timeout: 120_000 });
  const there = await cells.allTextContents();
  expect(await server.get('datasets.list')).toEqual([]);
  expect(await server.modelNames()).toEqual([]);
  await search.getByRole('button', { name: 'Clear' }).click();
  await search.locator('summary').first().click();
  await search.getByRole('radio', { name: 'On this device' }).check();
  await search.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(search.getByText(/^The best: /)).toBeVisible({ timeout: 120_000 });
  await expect(search.getByText('between the rounds.')).toBeVisible();
  expect(await cells.allTextContents()).toEqual(there);
});
