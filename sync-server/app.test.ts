import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemErrorCode } from '#shared/base/errors';
import { createApp } from './app';
import { readConfig } from './config';
import { type Listening, listen } from './listen';

const PAGE = '<!doctype html><title>the app</title>';
const SCRIPT = 'export const answer = 42;'.repeat(100);
let folder: string;
let server: Listening;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moderato-app-'));
  const web = join(folder, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await writeFile(join(web, 'index.html'), PAGE);
  await writeFile(join(web, 'sw.js'), '// service worker');
  await writeFile(join(web, 'assets', 'main-0a1b2c3d.js'), SCRIPT);
  await writeFile(join(web, 'assets', 'main-0a1b2c3d.js.gz'), gzipSync(SCRIPT));
  await writeFile(join(folder, 'secret.txt'), 'outside');
  server = await listen(createApp({ webDir: web }).callback(), '127.0.0.1', 0);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const NAVIGATION = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
/** As fetch, which would tidy the path and add headers of its own. */
function getAsIs(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; policy: unknown; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      const policy = response.headers['content-security-policy'];
      response.on('end', () => resolve({ status: response.statusCode ?? 0, policy, body }));
    })
      .on('error', reject)
      .end();
  });
}
const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);

test('the root is the app, not to be kept without asking', async () => {
  const reply = await get('/', NAVIGATION);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('text/html');
  expect(reply.headers.get('cache-control')).toBe('no-cache');
  expect(await reply.text()).toBe(PAGE);
});

test.each(['/', '/health', '/assets/main-0a1b2c3d.js', '/no-such.js', '/sw.js', '/models'])(
  '%s carries the headers that isolate the page and forbid foreign code',
  async (path) => {
    const { headers } = await get(path, NAVIGATION);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  },
);

test('files with a hash in their name are kept for good, others are asked about', async () => {
  const script = await get('/assets/main-0a1b2c3d.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-type')).toContain('javascript');
  expect(await script.text()).toBe(SCRIPT);
  expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
});

test('a file is sent compressed to whoever takes it', async () => {
  const reply = await get('/assets/main-0a1b2c3d.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(reply.headers.get('content-encoding')).toBe('gzip');
  expect(reply.headers.get('vary')).toContain('Accept-Encoding');
  expect(reply.headers.get('content-type')).toContain('javascript');
  expect(await reply.text()).toBe(SCRIPT);
  const plain = await get('/assets/main-0a1b2c3d.js', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

test('who has a file already is told so', async () => {
  const modified = (await get('/sw.js')).headers.get('last-modified') ?? '';
  expect(await getAsIs('/sw.js', { 'if-modified-since': modified })).toMatchObject({ status: 304, body: '' });
  const stale = 'Thu, 01 Jan 1970 00:00:00 GMT';
  expect(await getAsIs('/sw.js', { 'if-modified-since': stale })).toMatchObject({ status: 200 });
});

test('opening a room by its address gives the app', async () => {
  const reply = await get('/models', NAVIGATION);
  expect(reply.status).toBe(200);
  expect(await reply.text()).toBe(PAGE);
});

test.each(['/assets/gone-12345678.js', '/no-such.png', '/api/v1/nothing', '/v1alpha1/comments:analyze'])(
  '%s is missing even for a navigation',
  async (path) => {
    const reply = await get(path, NAVIGATION);
    expect(reply.status).toBe(404);
    expect(await reply.text()).not.toContain('the app');
  },
);

test('a script that asks for a path that is none gets no page', async () => {
  expect((await get('/models', { headers: { accept: '*/*' } })).status).toBe(404);
});

test('health answers in JSON', async () => {
  const reply = await get('/health');
  expect(reply.status).toBe(200);
  expect(await reply.json()).toEqual({ status: 'ok' });
  expect((await get('/health', { method: 'HEAD' })).status).toBe(200);
});

test('nothing is accepted, only given', async () => {
  const reply = await get('/health', { method: 'POST', body: 'x' });
  expect(reply.status).toBe(405);
  expect(reply.headers.get('allow')).toBe('GET, HEAD');
});

test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%00', '/%'])(
  'the path %s does not leave the folder',
  async (path) => {
    const reply = await getAsIs(path);
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect(reply.body).not.toContain('outside');
    expect(reply.policy).toContain("default-src 'self'");
  },
);

test('an app that is gone is not found, and where it was is not told', async () => {
  const gone = await listen(createApp({ webDir: join(folder, 'gone') }).callback(), '127.0.0.1', 0);
  const response = await fetch(`http://127.0.0.1:${gone.port}/data`, NAVIGATION);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('Not Found');
  await gone.close();
});

test('localhost is both loopback addresses where the machine has both', async () => {
  const both = await listen(createApp({ webDir: join(folder, 'web') }).callback(), 'localhost', 0);
  try {
    expect(both.url).toBe(`http://localhost:${both.port}`);
    expect((await fetch(`http://127.0.0.1:${both.port}/health`)).status).toBe(200);
    const ip6 = await hasIp6();
    if (ip6) expect((await fetch(`http://[::1]:${both.port}/health`)).status).toBe(200);
  } finally {
    await both.close();
  }
});

function hasIp6(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: '::1', port: 0 }, () => probe.close(() => resolve(true)));
  });
}

test('a port that is taken is an error that says so', async () => {
  const second = listen(() => undefined, '127.0.0.1', server.port);
  await expect(second.catch((error: unknown) => systemErrorCode(error))).resolves.toBe('EADDRINUSE');
});

test('the configuration is read from the environment alone', () => {
  expect(readConfig({})).toEqual({ host: 'localhost', port: 4173 });
  expect(readConfig({ HOST: '0.0.0.0', PORT: '8080' })).toEqual({ host: '0.0.0.0', port: 8080 });
  expect(readConfig({ HOST: '', PORT: '' })).toEqual({ host: 'localhost', port: 4173 });
});

test.each(['http', '-1', '65536', '80.5', 'NaN'])('PORT=%s is refused by name', (port) => {
  expect(() => readConfig({ PORT: port })).toThrowError(/argument-invalid.*PORT/);
});
