import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';

const MAIN = fileURLToPath(new URL('../dist/server/main.js', import.meta.url));

/** A site of its own: a blank page at an origin of its own. */
async function openSite() {
  const site = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<title>forum</title>'),
  );
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return { origin: `http://127.0.0.1:${(site.address() as AddressInfo).port}`, close: () => site.close() };
}

/** What a script of the page at `origin` gets for a comment, or the name of its error. */
async function askFrom(page: Page, origin: string, base: string) {
  await page.goto(origin);
  return page.evaluate(async (address) => {
    try {
      const response = await fetch(`${address}/v1alpha1/comments:analyze?key=old`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ comment: { text: 'You are a stupid clown' }, requestedAttributes: { TOXICITY: {} } }),
      });
      const json = await response.json();
      const value: number = json.attributeScores.TOXICITY.summaryScore.value;
      return { value, model: response.headers.get('Moderato-Model') };
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  }, base);
}

test('a page of an allowed site asks in the Perspective API\u2019s format; a page of another cannot', async ({
  page,
}) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), 'moderato-perspective-'));
  const [forum, stranger] = [await openSite(), await openSite()];
  const { PATH = '' } = process.env;
  const env = { PATH, PORT: '0', DATA_DIR: folder, CORS_ORIGINS: forum.origin, LOG_LEVEL: 'silent', LOG_FILE: 'no' };
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    let output = '';
    server.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await expect.poll(() => output, { timeout: 150_000 }).toContain('anybody on this machine may ask');
    const base = /http:\/\/localhost:\d+/.exec(output)?.[0] ?? '';
    const answer = await askFrom(page, forum.origin, base);
    expect(answer).toMatchObject({ model: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(answer).toMatchObject({ value: expect.any(Number) });
    expect(await askFrom(page, stranger.origin, base)).toBe('TypeError');
  } finally {
    server.kill();
    await once(server, 'exit');
    forum.close();
    stranger.close();
    await rm(folder, { recursive: true, force: true });
  }
});
