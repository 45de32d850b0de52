import { expect, type Page, test } from '@playwright/test';
import { App } from './pages/app';

test.use({ serviceWorkers: 'allow' });

/* Input from outside: shares of other sites, malformed addresses, a lost network. */

const ELSEWHERE = 'http://elsewhere.example';

/** A page of another site that posts a form to the share target as soon as it is opened. */
async function postFromElsewhere(page: Page, target: string, fields: string, script = ''): Promise<void> {
  await page.route(`${ELSEWHERE}/**`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><form id=f action="${target}/share" method=post enctype="multipart/form-data">${fields}</form>
        <script>${script}; f.submit()</script>`,
    }),
  );
  await page.goto(`${ELSEWHERE}/page`);
}

const PLANT = `const d = new DataTransfer();
  d.items.add(new File([new Uint8Array(1080)], 'planted.moderato'));
  document.querySelector('input').files = d.files`;

async function opened(page: Page, baseURL: string | undefined): Promise<{ app: App; target: string }> {
  const app = new App(page);
  await page.goto('/');
  await app.untilOfflineReady();
  return { app, target: baseURL ?? '' };
}

test('a model that another site posts is not opened before the person agrees, and the site is named', async ({
  page,
  baseURL,
}) => {
  const { app, target } = await opened(page, baseURL);
  await postFromElsewhere(page, target, '<input type=file name=files>', PLANT);
  const dialog = page.getByRole('dialog', { name: 'Shared with Moderato' });
  await expect(dialog).toContainText('elsewhere.example');
  await expect(dialog).toContainText('planted.moderato');
  await page.reload();
  await expect(dialog).toContainText('planted.moderato');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('shared')).keys()).length)).toBe(0);
  await app.open('Models');
  await expect(page.getByRole('heading', { name: 'Default' }).first()).toBeVisible();
  await expect(app.alert).toBeHidden();
});

test('a text that is shared replaces a comment in progress only if the person agrees', async ({ page, baseURL }) => {
  const { app, target } = await opened(page, baseURL);
  await page.goto('/data');
  await app.predict('my own words');
  // As an app of the device does it: the page stays open, and the answer arrives in it.
  const address = await page.evaluate(async (share) => {
    const form = new FormData();
    form.set('text', 'words of somebody else');
    return new URL((await fetch(share, { method: 'POST', body: form })).url).search;
  }, `${target}/share`);
  await page.goto(`/${address}`);
  await expect(page.getByRole('dialog')).toContainText('words of somebody else');
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('my own words');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('my own words');
});

test('a malformed address shows the not-found page', async ({ page, baseURL }) => {
  await opened(page, baseURL);
  for (const path of ['/data/%E0%A4%A', '/no such page']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  }
  await page.goto(`${baseURL}//x/data`);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});

test.describe('before the app is kept for offline use', () => {
  test.use({ serviceWorkers: 'block' });

  test('a page that cannot be loaded shows an error and can be tried again without losing what was typed', async ({
    page,
  }) => {
    const app = new App(page);
    await page.goto('/');
    await app.predict('my own words');
    const chunks = /\/assets\/Train-.*\.js/;
    await page.route(chunks, (route) => route.abort());
    await app.open('Train');
    await expect(app.alert).toContainText('This page could not be loaded');
    await page.unroute(chunks);
    await app.alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await app.open('Predict');
    await expect(page.getByRole('textbox', { name: 'Comment' })).toHaveValue('my own words');
  });

  test('a malformed address is answered with 404 and the not-found page', async ({ page, baseURL }) => {
    for (const path of ['/data/%E0%A4%A', '//x/data']) {
      const answer = await page.goto(`${baseURL}${path}`);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    }
  });

  test('losing the network is not reported as harmless', async ({ page, context }) => {
    await page.goto('/');
    await context.setOffline(true);
    await expect(page.getByRole('main')).toContainText('not everything is loaded yet');
    await expect(page.getByText('Everything here still works')).toBeHidden();
    await context.setOffline(false);
    await expect(page.getByRole('main')).not.toContainText('not everything is loaded yet');
  });
});
