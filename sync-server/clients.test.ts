import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent, get, type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemErrorCode } from '#shared/base/errors';
import { listen } from './listen';
import { openTestDatabase } from './testing/testDatabase';
import { apiOf, startTestServer, type TestServer } from './testing/testServer';

/* Clients that vanish, never read, come under another name, or put secrets where they do not belong. */

let server: TestServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moderato-clients-'));
  server = await startTestServer({ TRAINING_SLOTS: '0', DATA_DIR: folder });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const head = (procedure: string, token: string, more = '') =>
  `POST /api/v1/${procedure} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n${more}\r\n`;

function socketTo(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
}

test.each(['announced', 'chunked'])(
  'a client that vanishes in the middle of an upload (%s) leaves nothing',
  async (how) => {
    const socket = await socketTo(server.port);
    const more = how === 'announced' ? 'Content-Length: 1000000\r\n' : 'Transfer-Encoding: chunked\r\n';
    socket.write(head('datasets.put?name=a.csv', server.tokens.contributor, more));
    socket.write(how === 'announced' ? 'x'.repeat(5000) : `1388\r\n${'x'.repeat(5000)}\r\n`);
    const incoming = () => readdir(join(folder, 'blobs', 'incoming'));
    await vi.waitFor(async () => expect(await incoming()).toHaveLength(1), 5000);
    socket.destroy();
    await vi.waitFor(async () => expect(await incoming()).toEqual([]), 5000);
    expect((await apiOf(server.url, server.tokens.admin).query('datasets.list')).data).toEqual([]);
  },
);

test('connections on which nothing moves are closed, in uploads and in downloads that nobody reads', async () => {
  const ended: string[] = [];
  const slow = await listen(
    (req, res) => {
      if (req.method === 'POST') {
        req.on('error', () => {});
        req.on('close', () => ended.push('upload'));
        req.resume();
        return;
      }
      const endless = new Readable({ read: () => void endless.push(Buffer.alloc(1 << 16)) });
      endless.pipe(res);
      res.on('close', () => {
        endless.destroy();
        ended.push('download');
      });
    },
    '127.0.0.1',
    0,
    300,
  );
  const upload = await socketTo(slow.port);
  upload.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf');
  const download = await socketTo(slow.port);
  download.pause();
  download.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await vi.waitFor(() => expect(ended.sort()).toEqual(['download', 'upload']), 10_000);
  for (const socket of [upload, download]) socket.destroy();
  await slow.close();
});

test('at the end, a client that does not read is not waited for', async () => {
  const app = await listen((_, res) => void res.write('begun'), '127.0.0.1', 0);
  const socket = await socketTo(app.port);
  socket.on('error', () => {});
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  const began = performance.now();
  await app.close();
  expect(performance.now() - began).toBeLessThan(8000);
});

test('streams end with the reason when the server is stopped, and not as if nothing more happened', async () => {
  const stopping = await startTestServer({ TRAINING_SLOTS: '0' });
  const response = await fetch(`${stopping.url}/api/v1/tasks.watch`, {
    headers: { Authorization: `Bearer ${stopping.tokens.reader}` },
  });
  const text = response.text();
  await vi.waitFor(() => expect(stopping.server.services.watch.followers).toBe(1), 5000);
  const began = performance.now();
  await stopping.close();
  expect(performance.now() - began).toBeLessThan(4500); // its connection is not kept for another request
  expect(await text).toContain('server-stopping');
  expect(await text).not.toContain('event: return');
});

test('at the end no request on a connection that its client keeps is lost', async () => {
  const listening = await listen((_, response) => setTimeout(() => response.end('done'), 1), '127.0.0.1', 0);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const failed: string[] = [];
  let answered = 0;
  const client = async () => {
    for (;;) {
      const code = await new Promise<string | null>((resolve) => {
        const asked = get({ port: listening.port, host: '127.0.0.1', agent }, (response) => {
          response.resume().once('end', () => resolve(null));
        });
        asked.once('error', (error) => resolve(systemErrorCode(error)));
      });
      if (code === 'ECONNREFUSED') return; // a request that was never taken
      if (code === null) answered++;
      else failed.push(code);
    }
  };
  const clients = Array.from({ length: 8 }, client);
  await vi.waitFor(() => expect(answered).toBeGreaterThan(100));
  await listening.close();
  await Promise.all(clients);
  agent.destroy();
  expect(failed).toEqual([]);
});

test('an upload under way when the server is asked to stop is finished and acknowledged', async () => {
  const stopping = await startTestServer({ TRAINING_SLOTS: '0' });
  const socket = await socketTo(stopping.port);
  let reply = '';
  socket.on('data', (chunk) => {
    reply += chunk.toString();
  });
  socket.write(head('datasets.put?name=a.csv', stopping.tokens.contributor, 'Content-Length: 20\r\n'));
  socket.write('comment,to');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closed = stopping.close();
  await new Promise((resolve) => setTimeout(resolve, 800));
  socket.write('xic\nfool,1');
  await closed;
  expect(reply).toMatch(/^HTTP\/1.1 200 /);
});

function statusFor(host: string, path: string): Promise<{ status: number; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        port: server.port,
        host: '127.0.0.1',
        path,
        headers: { Host: host, Authorization: `Bearer ${server.tokens.admin}` },
      },
      (reply) => {
        reply.resume();
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers });
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

test.each(['/api/v1/models.list', '/api/v1/tasks.watch', '/api/v1/openapi.json', '/metrics', '/ready', '/health'])(
  '%s is not answered under the name of another site',
  async (path) => {
    expect((await statusFor('evil.example', path)).status).toBe(421);
    if (path !== '/api/v1/tasks.watch') expect((await statusFor('localhost', path)).status).toBe(200);
  },
);

test('a secret in an address is in no log and no metric', async () => {
  const secret = server.tokens.admin;
  await fetch(`${server.url}/api/v1/${secret}`);
  await fetch(`${server.url}/api/v1/models.list?token=${secret}`);
  const socket = await socketTo(server.port);
  socket.write(`GET /api/v1/tasks.watch?token=${secret} HTTP/1.1\r\nHost: localhost\r\n`);
  socket.write(`Authorization: Bearer ${secret}\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  await vi.waitFor(() => expect(server.log.join('')).toContain('broken off'), 5000);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  for (const text of [server.log.join(''), metrics]) expect(text).not.toContain(secret);
  expect(metrics).toContain('(unknown)');
});

test('comments that the database cannot keep are not in the log of the failure', async () => {
  const database = await openTestDatabase();
  const broken = await startTestServer({ BLOB_STORE: 'postgres', TRAINING_SLOTS: '0' }, database);
  try {
    await database.tables.execute(sql`drop table blob_pieces`);
    const csv = 'comment,toxic\nyou silly goose,1\n';
    const reply = await apiOf(broken.url, broken.tokens.admin).upload('datasets.put', csv, { name: 'a.csv' });
    expect(reply).toMatchObject({ status: 500, code: 'unexpected' });
    const log = broken.log.join('');
    expect(log).toContain('blob_pieces');
    for (const text of [log, reply.body]) expect(text).not.toMatch(/silly goose|you silly/);
    expect(reply.body).not.toMatch(/insert|blob_pieces/); // the statement is for the log alone
  } finally {
    await broken.close();
  }
});

test('watchers who leave are forgotten, and leave no file or timer open', async () => {
  for (let n = 0; n < 20; n++) {
    const stop = new AbortController();
    const response = await fetch(`${server.url}/api/v1/tasks.watch`, {
      headers: { Authorization: `Bearer ${server.tokens.reader}` },
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    stop.abort();
  }
  await vi.waitFor(() => expect(server.server.services.watch.followers).toBe(0), 15_000);
});

test('asking for the head of a download leaves no file open', async () => {
  const { id } = await server.server.services.datasets.put(Readable.from([Buffer.from('a,b\n1,2\n')]), {
    name: 'a.csv',
    keep: true,
    owner: null,
  });
  const { blobs } = server.server.services;
  const blob = await blobs.open('datasets', id);
  blob?.stream.destroy();
  for (let n = 0; n < 5; n++) {
    const url = `${server.url}/api/v1/models.pull?id=default:en`;
    await fetch(url, { method: 'HEAD', headers: { Authorization: `Bearer ${server.tokens.admin}` } });
  }
  const open = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return /datasets|\.moderato/.test(readlinkSync(`/proc/self/fd/${fd}`));
      } catch {
        return false; // closed since it was listed
      }
    });
  if (process.platform === 'linux') await vi.waitFor(() => expect(open()).toEqual([]), 5000);
});
