import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { expectForAnyone, views } from './pages/anyone';
import { pressImport } from './pages/app';
import { OwnServer, openSignedIn } from './pages/server';

let server: OwnServer;

test.beforeAll(async () => {
  server = await OwnServer.start();
});
test.afterAll(() => server.remove());

test('a link signs in, and its token is in no address, no history and no backup', async ({ page }) => {
  await page.goto(`${server.url}/models`);
  await page.goto(`${server.url}/server#token=${server.admin}`);
  await expect(page.getByText(/^Signed in to localhost:\d+ as admin\.$/)).toBeVisible();
  expect(page.url()).toBe(`${server.url}/server`);
  await expect(page.getByText('first start, admin')).toBeVisible();
  await page.goBack();
  await page.goForward();
  expect(page.url()).toBe(`${server.url}/server`);
  await expect(page.getByRole('heading', { level: 1, name: /^Signed in to localhost/ })).toBeVisible();
  // Settings, which a backup has, are under other keys.
  const settings = await page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([key]) => key.startsWith('moderato.'))
      .map(([, value]) => value)
      .join(),
  );
  expect(settings).not.toContain(server.admin);
  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is shared: everything is on this device');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(await page.evaluate((secret) => JSON.stringify(localStorage).includes(secret), server.admin)).toBe(false);
});

test('without a server nothing is asked of one, and the Server page finds the one that the app came from', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.url());
  });
  for (const path of ['/', '/models', '/train', '/tasks']) {
    await page.goto(server.url + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  expect(asked).toEqual([]);
  await page.getByRole('link', { name: 'On this device only' }).click();
  await expect(page.getByLabel('Address of the server')).toHaveValue(server.url);
  expect(asked).toEqual([`${server.url}/api/v1/health`]);
});

test('signing in with the keyboard alone; each token and address that is refused has its sentence', async ({
  page,
}) => {
  const reader = await server.token('Ann', 'reader');
  const gone = await server.token('Gone', 'contributor');
  await server.post('tokens.revoke', { id: gone.id });
  await page.goto(`${server.url}/server`);
  const field = page.getByLabel('Link or token');
  const address = page.getByLabel('Address of the server');
  const refused = page.getByRole('alert');
  const tryWith = async (token: string, at: string) => {
    await field.fill(token);
    await address.fill(at);
    await field.press('Enter');
  };
  await expect(address).toHaveValue(server.url);
  await tryWith('moderato_guess-guess-guess', server.url);
  await expect(refused).toContainText('The server does not know this token');
  await tryWith(gone.secret, server.url);
  await expect(refused).toContainText('This token was revoked on');
  await tryWith('', server.url);
  await expect(refused).toContainText('wants to know who is asking');
  await tryWith('what is this', server.url);
  await expect(refused).toContainText('is not the address of a server');
  await tryWith(reader.secret, 'https://elsewhere.example');
  await expect(refused).toContainText('add https://elsewhere.example to CONNECT_ORIGINS');
  // What was typed is still there.
  await expect(field).toHaveValue(reader.secret);
  await tryWith(reader.secret, server.url);
  await expect(page.getByText('Ann, reader')).toBeVisible();
  await expect(page.getByText('You may take the models that others share.')).toBeVisible();
});

test('an admin makes a token for a client, keeps its feedback, takes it as a dataset, and changes what answers', async ({
  page,
}) => {
  test.slow();
  await openSignedIn(page, server, server.admin);
  // A token, shown once.
  await page.getByLabel('For whom').fill('Coral');
  await page.getByLabel('For whom').press('Enter');
  const made = page.getByRole('region', { name: 'The token for Coral' });
  const key = (await made.locator('code').first().textContent()) ?? '';
  expect(key).toMatch(/^moderato_[\w-]{43}$/);
  await made.getByRole('button', { name: 'I have it' }).press('Enter');
  await expect(page.getByText(key)).toHaveCount(0);

  // A long name leaves what can be done with its token in the window.
  await page.getByLabel('For whom').fill('x'.repeat(200));
  await page.getByLabel('For whom').press('Enter');
  const revokeLong = page.getByRole('button', { name: /^Revoke the token of x+$/ });
  await revokeLong.scrollIntoViewIfNeeded();
  await expect(page.getByRole('region', { name: 'Tokens of this server' })).toHaveJSProperty('scrollLeft', 0);
  await expect(revokeLong).toBeInViewport({ ratio: 1 });

  // Nothing is kept before it is switched on.
  const suggest = async (text: string, value: number) => {
    const body = {
      comment: { text },
      attributeScores: { TOXICITY: { summaryScore: { value } } },
      communityId: 'Coral:a',
    };
    const reply = await fetch(`${server.url}/v1alpha1/comments:suggestscore`, {
      method: 'POST',
      headers: { 'x-goog-api-key': key },
      body: JSON.stringify(body),
    });
    return reply.status;
  };
  expect(await suggest('before', 1)).toBe(200);
  await expect(page.getByText('Nothing is kept, and no community is switched on.')).toBeVisible();
  await page.getByLabel('Community').fill('Coral:a');
  await page.getByLabel('Community').press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('its text, the score, the attribute, the language, the community and the time');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('checkbox', { name: 'Keep the feedback of Coral:a' })).toBeChecked();
  for (let i = 0; i < 8; i++) expect(await suggest(i % 2 ? `you fool ${i}` : `thank you ${i}`, i % 2)).toBe(200);

  // What answers an attribute.
  await page.getByRole('button', { name: 'Add an attribute…' }).click();
  await dialog.getByLabel('Attribute').fill('spam');
  await expect(dialog.getByRole('alert')).toContainText('Capital letters');
  await dialog.getByLabel('Attribute').fill('SPAM');
  await dialog.getByLabel('Model').selectOption('default:en');
  await dialog.getByLabel('Label', { exact: true }).selectOption('obscene');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /SPAM en default:en, label obscene an admin/ })).toBeVisible();
  await expectForAnyone(page, 'administration');
  await page.getByRole('button', { name: 'Change SPAM in en' }).click();
  await dialog.getByRole('button', { name: 'Back to what it was' }).click();
  await expect(page.getByRole('row', { name: /SPAM/ })).toHaveCount(0);

  // The dataset, and its end on the server.
  await page.reload();
  await expect(page.getByText(/^8\scomments, 4 of them with label 1/)).toBeVisible();
  await page.getByRole('button', { name: 'Remove TOXICITY of Coral:a' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Take TOXICITY of Coral:a as a dataset' }).click();
  await expect(page).toHaveURL(/\/data$/);
  await pressImport(page);
  await expect(page.getByRole('heading', { name: 'Coral:a TOXICITY.csv', exact: true })).toBeVisible();
  await page.goto(`${server.url}/server`);
  await page.getByRole('button', { name: 'Remove TOXICITY of Coral:a' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(/^8\scomments removed from the server\.$/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.getByRole('button', { name: 'Revoke the token of Coral' }).click();
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(page.locator('summary', { hasText: /\d\stoken.* ended$/ })).toBeVisible();
  await expect.poll(() => suggest('after', 1)).toBe(400);

  // How to move a client, with this server's address.
  await page.getByRole('link', { name: /^Moving from the Perspective API/ }).click();
  await expect(page.getByRole('region', { name: 'Coral' })).toContainText(`${server.url}/v1alpha1`);
  await expectForAnyone(page, 'moving');
});

test('a server that goes away disturbs nothing, and its return is noticed', async ({ page }) => {
  const other = await OwnServer.start();
  try {
    await page.goto(other.url); // the code of a page comes from the server too: no service worker keeps it in this test
    const comment = page.getByRole('textbox', { name: 'Comment' });
    await comment.fill('typed while the server is up');
    await expect(page.locator('.verdict .figure')).toBeVisible(); // the models have come from it too
    await page.getByRole('link', { name: 'On this device only' }).click();
    await page.getByLabel('Link or token').fill(`${other.url}/#token=${other.admin}`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('first start, admin')).toBeVisible();
    await other.kill();
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/cannot be used now$/);
    await expect(page.getByText(/does not answer. The server may be down/)).toBeVisible();
    await page.getByRole('link', { name: 'Predict' }).click();
    await comment.fill('typed while the server is down');
    await expect(page.locator('.verdict .figure')).toBeVisible();
    await other.startAgain();
    await page.getByRole('link', { name: /^On this device and/ }).click();
    await page.getByRole('button', { name: 'Check again' }).click();
    await expect(page.getByText('first start, admin')).toBeVisible();
  } finally {
    await other.remove();
  }
});

test('what is no server, of another version, or slow is told apart', async ({ page }) => {
  test.slow();
  let answer: 'foreign' | 'newer' | 'silent' = 'foreign';
  const impostor = createServer((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    if (request.method === 'OPTIONS') response.end();
    else if (answer === 'foreign') response.end('<title>a forum</title>');
    else if (answer === 'newer') {
      const data = request.url?.includes('health') ? { status: 'ok', version: '9.0.0' } : { me: 'somebody' };
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ result: { data } }));
    }
  });
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(impostor.address() as AddressInfo).port}`;
  const own = await OwnServer.start({ CONNECT_ORIGINS: address });
  try {
    await page.goto(`${own.url}/server`);
    await expect(page.getByLabel('Address of the server')).toHaveValue(own.url);
    await page.getByLabel('Address of the server').fill(address);
    const sign = () => page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const refused = page.getByRole('alert');
    await sign();
    await expect(refused).toContainText(`What answers at ${address} is not a Moderato server`);
    answer = 'newer';
    await sign();
    await expect(refused).toContainText(`The server at ${address} has version`);
    answer = 'silent';
    await sign();
    await expect(refused).toContainText('did not answer within 20 seconds', { timeout: 40_000 });
  } finally {
    impostor.closeAllConnections();
    impostor.close();
    await own.remove();
  }
});

for (const view of views) {
  test.describe(`${view.locale}, ${view.colorScheme}, ${view.viewport.width} wide`, () => {
    test.use(view);

    test('the Server page is accessible, signed out, refused and signed in', async ({ page }) => {
      await page.goto(`${server.url}/server`);
      await expect(page.locator('form button[type=submit]')).toBeEnabled();
      await expectForAnyone(page, 'signed out');
      await page.locator('form input').first().fill('?');
      await page.locator('form input').first().press('Enter');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectForAnyone(page, 'refused');
      await page.goto(`${server.url}/#token=${server.admin}`);
      await expect(page.locator('.toast')).toBeVisible(); // signed in
      await page.goto(`${server.url}/server`);
      await expect(page.locator('.definitions dd')).toHaveCount(4);
      await expectForAnyone(page, 'signed in');
    });
  });
}
