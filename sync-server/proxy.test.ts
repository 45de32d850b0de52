import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatasetOnServer } from '#shared/api/datasets';
import type { Task } from '#shared/api/tasks';
import { readConfig } from './config';
import { openPostgres } from './store/database';
import { ROOT } from './testing/builtServer';
import { startNginx, type TestProxy, whyNoNginx } from './testing/nginx';
import { startPostgres, type TestPostgres, whyNoPostgres } from './testing/postgres';
import { apiOf, startTestServer, type TestServer } from './testing/testServer';

/* Two servers of one PostgreSQL behind nginx, as compose.yaml starts them. */

const CSV = `comment,toxic\n${Array.from({ length: 4000 }, (_, i) => `you ${i % 2 ? 'silly goose' : 'kind friend'} ${i},${i % 2}`).join('\n')}\n`;

const why = whyNoPostgres() ?? whyNoNginx();
describe.skipIf(why !== null)(`behind nginx${why === null ? '' : ` (${why})`}`, () => {
  let postgres: TestPostgres;
  let servers: TestServer[];
  let proxy: TestProxy;
  beforeAll(async () => {
    postgres = await startPostgres();
    const url = await postgres.newDatabase();
    const env = { DATABASE_URL: url, BLOB_STORE: 'postgres', ALLOWED_HOSTS: 'moderato.example' };
    servers = [
      await startTestServer(env, await openPostgres(url)),
      await startTestServer({ ...env, TRAINING_SLOTS: '0' }, await openPostgres(url), []),
    ];
    proxy = await startNginx(servers.map(({ port }) => port));
  });
  afterAll(async () => {
    proxy?.stop();
    for (const server of servers ?? []) await server.close();
    postgres?.stop();
  });

  test('a dataset goes up, its training is followed on both servers as it happens, and the model comes down', async () => {
    const token = servers[0].tokens.contributor;
    const api = apiOf(proxy.url, token);
    const put = await api.upload('datasets.put', CSV, { name: 'talk.csv' });
    expect(put.status, put.body).toBe(200);
    const { id: datasetId } = put.data as DatasetOnServer;
    const submitted = await api.mutate('models.fit', { datasetId, name: 'behind nginx' });
    const { id } = submitted.data as Task;
    // Two followers, which nginx hands to the servers in turn.
    const followed = await Promise.all([follow(proxy.url, token, id), follow(proxy.url, token, id)]);
    for (const events of followed) {
      expect(events.at(-1)).toContain('"succeeded"');
      expect(events.length).toBeGreaterThan(1); // not all at the end
    }
    const { modelId } = (await api.query('tasks.get', { id })).data as Task;
    const pulled = await api.download('models.pull', { id: modelId ?? '' });
    expect(pulled.headers.get('content-disposition')).toContain('behind nginx.moderato');
    const bytes = new Uint8Array(await pulled.arrayBuffer());
    const again = await apiOf(servers[1].url, token).download('models.pull', { id: modelId ?? '' });
    expect(new Uint8Array(await again.arrayBuffer())).toEqual(bytes);
    const asked = servers.map(({ log }) => log.filter((line) => line.includes('"reply"')).length);
    expect(Math.min(...asked)).toBeGreaterThan(0);
  });

  test('limits are the server’s, with their codes, and a server that is gone is left out', async () => {
    const token = servers[0].tokens.contributor;
    const refused = await apiOf(proxy.url, null).query('models.list');
    expect(refused.status).toBe(401);
    expect(refused.code).not.toBeNull();
    await servers[1].close();
    servers = [servers[0]];
    for (let i = 0; i < 6; i++) expect((await apiOf(proxy.url, token).query('models.list')).status).toBe(200);
  });
});

describe.skipIf(whyNoNginx() !== null)('the configuration of nginx', () => {
  let proxy: TestProxy;
  const protocols: (string | undefined)[] = [];
  // Two, since nginx never leaves out the only one there is.
  const upstreams = [0, 1].map(() =>
    createServer((request, response) => {
      protocols.push(request.headers['x-forwarded-proto']?.toString());
      response.statusCode = request.url === '/full' ? 503 : 200;
      response.end('an answer');
    }),
  );
  beforeAll(async () => {
    for (const one of upstreams) await once(one.listen(0, '127.0.0.1'), 'listening');
    proxy = await startNginx(upstreams.map((one) => (one.address() as AddressInfo).port));
  });
  afterAll(() => {
    proxy?.stop();
    for (const one of upstreams) one.close();
  });

  test('servers that answer 503 are not left out: that nothing more fits is no failure of theirs', async () => {
    for (let i = 0; i < 8; i++) {
      const refused = await fetch(`${proxy.url}/full`);
      expect([refused.status, await refused.text()]).toEqual([503, 'an answer']);
    }
    expect((await fetch(proxy.url)).status).toBe(200);
  });

  test('what ends TLS before nginx is believed, so that addresses are those that clients use', async () => {
    protocols.length = 0;
    await fetch(proxy.url, { headers: { 'X-Forwarded-Proto': 'https' } });
    await fetch(proxy.url);
    expect(protocols).toEqual(['https', 'http']);
  });
});

test('compose.yaml keeps the password out of an address, where some characters mean something else', () => {
  const compose = readFileSync(join(ROOT, 'compose.yaml'), 'utf8');
  const url = /DATABASE_URL: (\S+)/.exec(compose)?.[1];
  expect(readConfig({ DATABASE_URL: url }).DATABASE_URL).toBe(url);
  expect(url).not.toContain('PASSWORD');
  expect(compose).toMatch(/PGPASSWORD: \$\{POSTGRES_PASSWORD/);
});

/** The events about a task until it has ended. */
async function follow(url: string, token: string, id: string): Promise<string[]> {
  const input = encodeURIComponent(JSON.stringify({ id }));
  const response = await fetch(`${url}/api/v1/tasks.watch?input=${input}`, {
    headers: { Authorization: `Bearer ${token}`, Accept: 'text/event-stream' },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const events: string[] = [];
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    events.push(...parts.filter((part) => part.includes('"state"')));
    if (events.some((event) => /"(succeeded|failed)"/.test(event))) break;
  }
  return events;
}
