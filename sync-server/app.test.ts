import { readdirSync, readlinkSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemErrorCode } from '#shared/base/errors';
import { createApp } from './app';
import { readConfig } from './config';
import { allowedHosts } from './hosts';
import { type Listening, listen } from './listen';

const PAGE = '<!doctype html><title>the app</title>';
const SCRIPT = 'export const answer = 42;'.repeat(100);
const LARGE = 32 * 2 ** 20;
const log: string[] = [];
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
  await mkdir(join(folder, 'web-other'));
  await writeFile(join(folder, 'web-other', 'secret.txt'), 'outside');
  await symlink(join(folder, 'secret.txt'), join(web, 'link.txt'));
  await symlink(join(folder, 'web-other'), join(web, 'linked'));
  await symlink(join(web, 'sw.js'), join(web, 'inside.js'));
  await writeFile(join(web, 'large.bin'), new Uint8Array(LARGE));
  server = await listen(createApp({ webDir: web, log: (line) => void log.push(line) }).callback(), '127.0.0.1', 0);
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const NAVIGATION = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
/** As fetch, which would normalise the path and add headers of its own. */
function getAsIs(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port: server.port, path, headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      const { headers: got, statusCode: status = 0 } = response;
      response.on('end', () => resolve({ status, headers: got, body }));
    })
      .on('error', reject)
      .end();
  });
}
const get = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);

test('the root is the app, revalidated on every visit', async () => {
  const reply = await get('/', NAVIGATION);
  expect(reply.status).toBe(200);
  expect(reply.headers.get('content-type')).toContain('text/html');
  expect(reply.headers.get('cache-control')).toBe('no-cache');
  expect(await reply.text()).toBe(PAGE);
});

/** Spelled out, so that a directive cannot disappear unnoticed. */
const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; worker-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), midi=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

test.each([
  ['/', { 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Encoding' }],
  ['/models', { 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Encoding' }],
  ['/health', { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' }],
  [
    '/assets/main-0a1b2c3d.js',
    {
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'Accept-Encoding',
    },
  ],
  ['/no-such.js', { 'content-type': 'text/plain; charset=utf-8' }],
  ['/%', { 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Encoding' }],
] as const)('%s has exactly these headers', async (path, own) => {
  const { headers } = await getAsIs(path, { ...NAVIGATION.headers, 'accept-encoding': 'identity' });
  const { date, connection, etag, 'keep-alive': _, 'accept-ranges': __, ...others } = headers;
  delete others['last-modified'];
  delete others['content-length'];
  expect(others).toEqual({ ...SECURITY_HEADERS, ...own });
});

test('files with a hash in their name are immutable, others are revalidated', async () => {
  const script = await get('/assets/main-0a1b2c3d.js');
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('content-type')).toContain('javascript');
  expect(await script.text()).toBe(SCRIPT);
  expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
});

test('a file is sent compressed to a client that accepts it', async () => {
  const reply = await get('/assets/main-0a1b2c3d.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(reply.headers.get('content-encoding')).toBe('gzip');
  expect(reply.headers.get('vary')).toContain('Accept-Encoding');
  expect(reply.headers.get('content-type')).toContain('javascript');
  expect(await reply.text()).toBe(SCRIPT);
  const plain = await get('/assets/main-0a1b2c3d.js', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

test('answers 304 when If-Modified-Since or If-None-Match is current', async () => {
  const modified = (await get('/sw.js')).headers.get('last-modified') ?? '';
  expect(await getAsIs('/sw.js', { 'if-modified-since': modified })).toMatchObject({ status: 304, body: '' });
  const etag = (await get('/sw.js')).headers.get('etag') ?? '';
  expect(await getAsIs('/sw.js', { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
  const stale = 'Thu, 01 Jan 1970 00:00:00 GMT';
  expect(await getAsIs('/sw.js', { 'if-modified-since': stale })).toMatchObject({ status: 200 });
});

test('a navigation to a route of the app is answered with the app', async () => {
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

test.each(['/data/%E0%A4%A', '//x/data', '//', '/%', '/%00', '/assets/%ff', '/a\\b'])(
  'the malformed address %s is not found: a navigation is answered with the app, which says so',
  async (path) => {
    const page = await getAsIs(path, NAVIGATION.headers);
    expect(page).toMatchObject({ status: 404, body: PAGE, headers: { 'content-type': 'text/html; charset=utf-8' } });
    const { status, body } = await getAsIs(path);
    expect({ status, body }).toEqual({ status: 404, body: 'Not Found' });
  },
);

test('a request that is not a navigation is not answered with the page', async () => {
  expect((await get('/models', { headers: { accept: '*/*' } })).status).toBe(404);
});

test('health answers in JSON', async () => {
  const reply = await get('/health');
  expect(reply.status).toBe(200);
  expect(await reply.json()).toEqual({ status: 'ok' });
  expect((await get('/health', { method: 'HEAD' })).status).toBe(200);
});

test('only GET and HEAD are allowed', async () => {
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
    expect(reply.headers).toMatchObject(SECURITY_HEADERS);
  },
);

test('symbolic links are followed inside the folder and nowhere else', async () => {
  expect(await getAsIs('/inside.js')).toMatchObject({ status: 200, body: '// service worker' });
  for (const path of ['/link.txt', '/linked/secret.txt', '/linked']) {
    const { status, body } = await getAsIs(path);
    expect([path, status, body]).toEqual([path, 404, 'Not Found']);
  }
});

test('a part of a file can be asked for', async () => {
  const reply = await getAsIs('/sw.js', { range: 'bytes=3-9' });
  expect(reply).toMatchObject({ status: 206, body: 'service' });
  expect(reply.headers['content-range']).toBe('bytes 3-9/17');
  expect(await getAsIs('/sw.js', { range: 'bytes=99-' })).toMatchObject({ status: 416 });
});

test.each([
  ['localhost', 200],
  ['LOCALHOST:4173', 200],
  ['127.0.0.1:1', 200],
  ['[::1]:4173', 200],
  ['evil.example', 421],
  ['localhost.evil.example:4173', 421],
  ['127.0.0.1.evil.example', 421],
  ['localhost:80:80', 421],
  ['user@localhost', 421],
])('a request for the host "%s" is answered with %i', async (host, status) => {
  for (const path of ['/', '/health', '/sw.js']) {
    const reply = await getAsIs(path, { host });
    expect(reply.status).toBe(status);
    expect(reply.headers).toMatchObject(SECURITY_HEADERS);
    if (status === 421) expect(reply.body).toContain('ALLOWED_HOSTS');
  }
});

test('hosts that are configured are allowed, and all addresses of the machine where it listens on all', () => {
  expect([...allowedHosts('localhost')]).toEqual(['localhost', '127.0.0.1', '[::1]']);
  expect([...allowedHosts('fd00::1', ['Lab.Example', 'fe80::2'])].slice(3)).toEqual([
    '[fd00::1]',
    'lab.example',
    '[fe80::2]',
  ]);
  expect(readConfig({}).ALLOWED_HOSTS).toEqual([]);
  const named = readConfig({ ALLOWED_HOSTS: ' lab.example, ::1,[::2],' });
  expect(named.ALLOWED_HOSTS).toEqual(['lab.example', '::1', '[::2]']);
  const own = Object.values(networkInterfaces()).flatMap((all) =>
    (all ?? []).filter(({ family }) => family === 'IPv4'),
  );
  for (const { address } of own) expect(allowedHosts('0.0.0.0')).toContain(address);
});

test.each(['http://lab.example', 'lab.example:80', 'two words'])('ALLOWED_HOSTS=%s is refused by name', (name) => {
  expect(() => readConfig({ ALLOWED_HOSTS: name })).toThrowError(/argument-invalid.*ALLOWED_HOSTS/);
});

/** Sends bytes as they are and reads all that comes back. */
function sendRaw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(bytes));
    let reply = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      reply += chunk;
    });
    socket.on('close', () => resolve(reply));
    socket.on('error', reject);
  });
}

test.each([
  ['a header that is too large', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a request that is none', 'HELLO\r\n\r\n', 400],
  ['a request without a host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 421],
  ['an odd expectation', 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n', 200],
])('%s is answered with the security headers', async (_, bytes, status) => {
  const [head] = (await sendRaw(bytes)).split('\r\n\r\n');
  const [line, ...rest] = head.split('\r\n');
  expect(line).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  const headers = Object.fromEntries(
    rest.map((header) => {
      const colon = header.indexOf(': ');
      return [header.slice(0, colon).toLowerCase(), header.slice(colon + 2)];
    }),
  );
  expect(headers).toMatchObject(SECURITY_HEADERS);
});

test('a download that the client breaks off is one line in the log, and leaves no file open', async () => {
  const fds = () => readdirSync('/proc/self/fd').filter((fd) => openFile(fd)?.endsWith('large.bin')).length;
  log.length = 0;
  for (let i = 0; i < 3; i++) {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
      });
      socket.once('data', () => socket.destroy());
      socket.on('close', () => resolve());
    });
  }
  await vi.waitFor(() => expect(log).toHaveLength(3), 10_000);
  expect(new Set(log)).toEqual(new Set(['GET /large.bin: broken off by the client']));
  if (process.platform === 'linux') await vi.waitFor(() => expect(fds()).toBe(0), 10_000);
});

function openFile(fd: string): string | null {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return null; // closed since it was listed
  }
}

test('a failure of our own is a 500 without details, and one line in the log', async () => {
  const lines: string[] = [];
  // No folder can have that name, so looking for a file in it fails.
  const app = createApp({ webDir: 'a\0secret', log: (line) => void lines.push(line) });
  const broken = await listen(app.callback(), '127.0.0.1', 0);
  const response = await fetch(`http://127.0.0.1:${broken.port}/sw.js`);
  expect(response.status).toBe(500);
  expect(response.headers.get('content-security-policy')).toBe(SECURITY_HEADERS['content-security-policy']);
  expect(await response.text()).toBe('Internal Server Error');
  await broken.close();
  expect(lines).toEqual([expect.stringMatching(/^GET \/sw\.js: .*secret.* at .+$/)]);
});

test('a missing build is a 404 that does not name its folder', async () => {
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

test('a port in use is the error EADDRINUSE', async () => {
  const second = listen(() => undefined, '127.0.0.1', server.port);
  await expect(second.catch((error: unknown) => systemErrorCode(error))).resolves.toBe('EADDRINUSE');
});

test('the app may connect to the servers that the configuration names, and to no other', async () => {
  const connectOrigins = ['https://other.example', 'http://127.0.0.1:5000'];
  const wider = await listen(createApp({ webDir: join(folder, 'web'), connectOrigins }).callback(), '127.0.0.1', 0);
  try {
    const policy = (await fetch(wider.url)).headers.get('content-security-policy');
    expect(policy).toBe(
      SECURITY_HEADERS['content-security-policy'].replace(
        "connect-src 'self'",
        "connect-src 'self' https://other.example http://127.0.0.1:5000",
      ),
    );
  } finally {
    await wider.close();
  }
});
