import { once } from 'node:events';
import { connect } from 'node:net';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MODEL_HEADER } from '#shared/api/perspective';
import { startTestServer } from '../testing/testServer';
import { about, errorSchema, PAGE, post, server, startsServer, TEXT } from './testing/client';

/* Who may ask: keys, guests, pages of other origins. */

startsServer();

const send = (query: string, headers: Record<string, string>, at = server()) =>
  fetch(`${at.url}/v1alpha1/comments:analyze${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(about(TEXT)),
  });

test('a key is accepted in each of the four places', async () => {
  const { reader } = server().tokens;
  expect((await send(`?key=${reader}`, {})).status).toBe(200);
  expect((await send(`?access_token=${reader}&alt=json&prettyPrint=false`, {})).status).toBe(200);
  expect((await send('', { 'x-goog-api-key': reader })).status).toBe(200);
  expect((await send('', { Authorization: `Bearer ${reader}` })).status).toBe(200);
});

test('without a key: PERMISSION_DENIED; with a wrong one: API_KEY_INVALID', async () => {
  const missing = await send('', {});
  expect(missing.status).toBe(403);
  expect(v.parse(errorSchema, await missing.json()).error.status).toBe('PERMISSION_DENIED');
  const { tokens } = server().server.services;
  const expired = await tokens.create('expired', 'reader', 1, new Date(Date.now() - 2 * 86_400_000));
  const revoked = await tokens.create('revoked', 'reader');
  await tokens.revoke(revoked.token.id);
  for (const key of ['AIzaSomebodys', 'moderato_guess', expired.secret, revoked.secret]) {
    const response = await send(`?key=${key}`, {});
    expect(response.status).toBe(400);
    const { error } = v.parse(errorSchema, await response.json());
    expect(error.status).toBe('INVALID_ARGUMENT');
    expect(error.message).toContain('API key not valid');
    expect(error.details).toMatchObject([{ reason: 'API_KEY_INVALID' }]);
  }
});

/** The status of a request in HTTP/1.0, as nginx sends it for others when it is told nothing but an address. */
async function statusOfOld(port: number): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  const body = JSON.stringify(about(TEXT));
  socket.write(`POST /v1alpha1/comments:analyze HTTP/1.0\r\nHost: localhost:${port}\r\n`);
  socket.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return Number(/^HTTP\/1\.\d (\d+)/.exec(String(answer))?.[1]);
}

test('on loopback, before there is a token for clients, anybody on this machine may ask, and nobody else', async () => {
  const open = await startTestServer({ CORS_ORIGINS: PAGE }, undefined, ['admin']);
  try {
    expect((await send('', {}, open)).status).toBe(200);
    expect((await send('?key=AIzaSomebodys', {}, open)).status).toBe(200);
    expect((await send('', { Origin: PAGE }, open)).status).toBe(200);
    expect((await send('', { Origin: open.url }, open)).status).toBe(200);
    expect((await send('', { Origin: 'https://elsewhere.example' }, open)).status).toBe(403);
    expect((await send('', { 'X-Forwarded-For': '203.0.113.7' }, open)).status).toBe(403);
    expect((await send('', { 'X-Forwarded-Proto': 'https' }, open)).status).toBe(403);
    expect((await send('', { 'CF-Connecting-IP': '203.0.113.7' }, open)).status).toBe(403);
    expect(await statusOfOld(open.port)).toBe(403);
    expect((await send('?key=moderato_guess', {}, open)).status).toBe(400);
    const { secret } = await open.server.services.tokens.create('forum', 'reader');
    expect((await send('', {}, open)).status).toBe(403);
    expect((await send(`?key=${secret}`, {}, open)).status).toBe(200);
  } finally {
    await open.close();
  }
});

test.each<Readonly<Record<string, string>>>([
  { HOST: '0.0.0.0' },
  { ALLOWED_HOSTS: 'scores.example.org' },
  { PERSPECTIVE_KEYLESS: 'no' },
])('%o: a key is needed, tokens or not', async (env) => {
  const closed = await startTestServer(env, undefined, ['admin']);
  try {
    expect((await send('', {}, closed)).status).toBe(403);
  } finally {
    await closed.close();
  }
});

test('guests ask without a key where they may read, and over the rate are told when to come again', async () => {
  const guests = await startTestServer({ GUEST_ROLE: 'reader', RATE_LIMIT: '3' });
  try {
    for (let i = 0; i < 3; i++) expect((await send('', {}, guests)).status).toBe(200);
    const response = await send('', {}, guests);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    const { error } = v.parse(errorSchema, await response.json());
    expect(error.status).toBe('RESOURCE_EXHAUSTED');
    expect(error.message).toContain('Quota exceeded');
    expect(error.details).toMatchObject([
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'RATE_LIMIT_EXCEEDED' },
    ]);
  } finally {
    await guests.close();
  }
});

test('a page of an allowed origin gets through a preflight and reads the headers; another does not', async () => {
  const preflight = (Origin: string) =>
    fetch(`${server().url}/v1alpha1/comments:analyze`, {
      method: 'OPTIONS',
      headers: { Origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' },
    });
  const allowed = await preflight(PAGE);
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
  expect(allowed.headers.get('Access-Control-Allow-Headers')).toContain('Content-Type');
  expect((await preflight('https://elsewhere.example')).headers.get('Access-Control-Allow-Origin')).toBeNull();
  const reply = await post('analyze', about(TEXT), { Origin: PAGE });
  expect(reply.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
  expect(reply.headers.get('Access-Control-Expose-Headers')).toContain(MODEL_HEADER);
});
