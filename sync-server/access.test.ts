import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROCEDURES, type Procedure } from '#shared/api/procedures';
import { mayActAs, ROLES } from '#shared/api/roles';
import { BYTE_PROCEDURES } from './http/bytes';
import { openApiDocument } from './http/openApi';
import { appRouter } from './rpc/appRouter';
import { startTestServer, type TestServer } from './testing/testServer';

let server: TestServer;
const secrets: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer({
    MAX_BODY_SIZE: '100kB',
    MAX_MODEL_SIZE: '200kB',
    MAX_DATASET_SIZE: '200kB',
    CORS_ORIGINS: 'https://friend.example',
  });
  const { tokens } = server.server.services;
  const expired = await tokens.create('expired', 'admin', 1, new Date(Date.now() - 2 * 86_400_000));
  const revoked = await tokens.create('revoked', 'admin');
  await tokens.revoke(revoked.token.id);
  Object.assign(secrets, {
    ...server.tokens,
    expired: expired.secret,
    revoked: revoked.secret,
    wrong: 'moderato_guess',
  });
});
afterAll(() => server.close());

const procedures: [string, Procedure][] = Object.entries(PROCEDURES);

function request(name: string, { kind }: Procedure, secret: string | null, body?: string): Promise<Response> {
  const method = kind === 'mutation' || kind === 'upload' ? 'POST' : 'GET';
  const headers = new Headers({ 'Content-Type': 'application/json' });
  if (secret !== null) headers.set('Authorization', `Bearer ${secret}`);
  return fetch(`${server.url}/api/v1/${name}`, { method, headers, body: method === 'POST' ? (body ?? '{}') : null });
}

async function codeOf(response: Response): Promise<string | null> {
  if (response.ok) {
    await response.body?.cancel();
    return null;
  }
  const body = (await response.json()) as { error: { data: { error: { code: string } } } };
  return body.error.data.error.code;
}

test('the table of procedures and the routers name the same', () => {
  const routed = Object.keys(appRouter._def.procedures);
  expect([...routed, ...BYTE_PROCEDURES].sort()).toEqual(Object.keys(PROCEDURES).sort());
  for (const name of routed) {
    const { kind } = procedures.find(([known]) => known === name)?.[1] ?? { kind: 'none' };
    expect(Reflect.get(appRouter._def.procedures, name)._def.type, name).toBe(kind);
  }
});

// Every procedure × every role × every kind of token.
const BAD_TOKENS = { expired: 'token-expired', revoked: 'token-revoked', wrong: 'token-unknown' };

for (const [name, procedure] of procedures) {
  test(`${name} is for ${procedure.role ?? 'anybody'}: no other comes in`, async () => {
    for (const [kind, code] of Object.entries(BAD_TOKENS)) {
      const response = await request(name, procedure, secrets[kind]);
      expect(response.status, kind).toBe(401);
      expect(await codeOf(response), kind).toBe(code);
    }
    for (const role of [null, ...ROLES]) {
      const response = await request(name, procedure, role === null ? null : secrets[role]);
      const code = await codeOf(response);
      const allowed = procedure.role === null || mayActAs(role, procedure.role);
      if (allowed) expect(['not-signed-in', 'role-insufficient'], `${role}`).not.toContain(code);
      else expect(code, `${role}`).toBe(role === null ? 'not-signed-in' : 'role-insufficient');
      if (!allowed) expect(response.status).toBe(role === null ? 401 : 403);
    }
  });
}

test('whatever is sent, the answer is never a 5xx, and never a stack', async () => {
  const values = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom(
      '',
      '{',
      '[]',
      'null',
      '"',
      '{"id":null}',
      '{"id":"default:no"}',
      '{"id":"__proto__"}',
      '{"__proto__":1}',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...procedures), values, async ([name, procedure], value) => {
      if (name === 'models.removeAll' || procedure.kind === 'subscription') return;
      const response =
        procedure.kind === 'mutation'
          ? await request(name, procedure, secrets.admin, value)
          : await fetch(`${server.url}/api/v1/${name}?input=${encodeURIComponent(wellFormed(value))}`, {
              method: procedure.kind === 'upload' ? 'POST' : 'GET',
              body: procedure.kind === 'upload' ? value : null,
              headers: { Authorization: `Bearer ${secrets.admin}` },
            });
      const body = await response.text();
      expect(response.status, `${name} ${value} ${body}`).toBeLessThan(500);
      expect(body).not.toMatch(/node_modules|\.ts:\d|\.js:\d/);
    }),
    { numRuns: 300 },
  );
});

test('requests that are too large are refused, announced or not, and the server goes on', async () => {
  const large = 'x'.repeat(300_000);
  const json = await request('models.predict', PROCEDURES['models.predict'], secrets.reader, JSON.stringify(large));
  expect([json.status, await codeOf(json)]).toEqual([413, 'body-too-large']);
  for (const name of ['models.put', 'datasets.put']) {
    const query = name === 'datasets.put' ? '?name=a.csv' : '';
    const response = await fetch(`${server.url}/api/v1/${name}${query}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secrets.admin}` },
      body: large,
    });
    expect([response.status, await codeOf(response)]).toEqual([413, 'body-too-large']);
  }
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a wrong method, an unknown procedure and broken JSON are named', async () => {
  const put = await fetch(`${server.url}/api/v1/models.put`, { headers: { Authorization: `Bearer ${secrets.admin}` } });
  expect([put.status, await codeOf(put)]).toEqual([405, 'method-wrong']);
  const post = await request('models.list', { ...PROCEDURES['models.list'], kind: 'mutation' }, secrets.admin);
  expect([post.status, await codeOf(post)]).toEqual([405, 'method-wrong']);
  const unknown = await fetch(`${server.url}/api/v1/models.explode`);
  expect([unknown.status, await codeOf(unknown)]).toEqual([404, 'procedure-unknown']);
  const broken = await request('models.fit', PROCEDURES['models.fit'], secrets.admin, '{');
  expect([broken.status, await codeOf(broken)]).toEqual([400, 'input-invalid']);
});

test('pages of other sites are let in only if they are named', async () => {
  const ask = (origin: string, method = 'GET') =>
    fetch(`${server.url}/api/v1/health`, { method, headers: { Origin: origin } });
  expect((await ask('https://friend.example')).headers.get('access-control-allow-origin')).toBe(
    'https://friend.example',
  );
  expect((await ask('https://foe.example')).headers.get('access-control-allow-origin')).toBeNull();
  expect((await ask('https://friend.example', 'OPTIONS')).headers.get('access-control-allow-headers')).toContain(
    'Authorization',
  );
});

test('guests may do what GUEST_ROLE says, and more requests than the limit are refused', async () => {
  const open = await startTestServer({ GUEST_ROLE: 'reader', RATE_LIMIT: '5' });
  try {
    expect((await fetch(`${open.url}/api/v1/models.list`)).status).toBe(200); // a guest who may read
    expect((await fetch(`${open.url}/api/v1/tokens.list`)).status).toBe(401);
    const codes = [];
    for (let i = 0; i < 5; i++) codes.push(await codeOf(await fetch(`${open.url}/api/v1/health`)));
    expect(codes).toEqual([null, null, null, 'rate-limited', 'rate-limited']);
    const refused = await fetch(`${open.url}/api/v1/health`);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  } finally {
    await open.close();
  }
});

test('tokens that have ended count for the address that they come from, as guesses do', async () => {
  const limited = await startTestServer({ RATE_LIMIT: '2' });
  try {
    const { token, secret } = await limited.server.services.tokens.create('left', 'reader');
    await limited.server.services.tokens.revoke(token.id);
    const ask = () => fetch(`${limited.url}/api/v1/health`, { headers: { Authorization: `Bearer ${secret}` } });
    const codes = [await codeOf(await ask()), await codeOf(await ask()), await codeOf(await ask())];
    expect(codes).toEqual(['token-revoked', 'token-revoked', 'rate-limited']);
  } finally {
    await limited.close();
  }
});

test('several procedures in one request are refused: one request is one for RATE_LIMIT', async () => {
  const response = await fetch(`${server.url}/api/v1/health,health?batch=1`);
  expect(await codeOf(response)).toBe('input-invalid');
});

test('the last admin cannot be locked out', async () => {
  const { tokens } = server.server.services;
  const all = (await tokens.list()).filter(
    ({ role, revokedAt, expiresAt }) => role === 'admin' && !revokedAt && !expiresAt,
  );
  expect(all).toHaveLength(1);
  await expect(tokens.revoke(all[0].id)).rejects.toMatchObject({ code: 'token-last-admin' });
});

test('the document of the API names every procedure, and what it takes', async () => {
  const response = await fetch(`${server.url}/api/v1/openapi.json`);
  const document = (await response.json()) as { paths: object };
  expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument('tests'))));
  expect(Object.keys(document.paths).sort()).toEqual(
    Object.keys(PROCEDURES)
      .map((name) => `/${name}`)
      .sort(),
  );
});

/** Lone surrogates cannot be part of an address. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

test('everybody may ask who they are', async () => {
  const me = async (secret: string | null) => {
    const headers: Record<string, string> = secret === null ? {} : { Authorization: `Bearer ${secret}` };
    const response = await fetch(`${server.url}/api/v1/tokens.me`, { headers });
    return ((await response.json()) as { result: { data: unknown } }).result.data;
  };
  expect(await me(null)).toEqual({ id: null, name: null, role: null, expiresAt: null });
  expect(await me(secrets.reader)).toMatchObject({ name: 'a reader', role: 'reader', expiresAt: null });
  const { secret } = await server.server.services.tokens.create('short', 'contributor', 1);
  expect(await me(secret)).toMatchObject({ role: 'contributor', expiresAt: expect.stringMatching(/^\d{4}-/) });
});
