import { setTimeout as sleep } from 'node:timers/promises';
import { Discovery } from 'googleapis-common';
import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { about, analyze, asking, errorSchema, post, server, startsServer, TEXT } from './testing/client';

/* Real clients, batches and feedback. */

startsServer();

/** The client that `google.discoverAPI` of the package googleapis makes: this class is all that it calls. */
async function discovered() {
  const discovery = new Discovery({});
  const endpoint = await discovery.discoverAPI(`${server().url}/$discovery/rest?version=v1alpha1`);
  return endpoint({ auth: server().tokens.reader }, { _options: {} }) as unknown as {
    comments: Record<string, (params: object) => Promise<{ status: number; data: unknown }>>;
  };
}

test('Google\u2019s discovery client for Node works unchanged', async () => {
  const { comments } = await discovered();
  const key = server().tokens.reader;
  const body = about(TEXT, {
    comment: { text: TEXT, type: 'PLAIN_TEXT' },
    requestedAttributes: { TOXICITY: { scoreType: 'PROBABILITY', scoreThreshold: 0 }, INSULT: {} },
    languages: ['en'],
    context: { entries: [{ text: 'before' }] },
    doNotStore: true,
    clientToken: 'node',
    sessionId: 's',
    communityId: 'c',
    spanAnnotations: true,
    dropUnsupportedAttributes: true,
  });
  const expected = await analyze(body);
  for (const params of [{ key, resource: body }, { key, requestBody: body }, { requestBody: body }]) {
    const { status, data } = await comments.analyze(params);
    expect(status).toBe(200);
    expect(data).toEqual(expected);
  }
  const suggested = await comments.suggestscore({
    key,
    resource: { comment: { text: TEXT }, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } } },
  });
  expect(suggested.data).toEqual({ detectedLanguages: ['en'], requestedLanguages: [] });
  const batch = await comments.batchAnalyze({ key, resource: { requests: [body] } });
  expect(batch.data).toEqual({ responses: [expected] });
  await expect(comments.analyze({ key, resource: about('') })).rejects.toThrow('must be non-empty');
});

test('the discovery document names the address that it was read at', async () => {
  const at = async (headers: Record<string, string>) => {
    const response = await fetch(`${server().url}/%24discovery/rest?version=v1alpha1`, { headers });
    return (await response.json()) as { rootUrl: string; baseUrl: string; servicePath: string };
  };
  const { rootUrl, baseUrl, servicePath } = await at({});
  expect(rootUrl + servicePath).toBe(`${server().url}/`);
  expect(baseUrl).toBe(`${server().url}/`);
  expect((await at({ 'X-Forwarded-Proto': 'https' })).rootUrl).toBe(`${server().url.replace('http', 'https')}/`);
});

test('suggestscore thanks as Coral expects, and checks what it is sent', async () => {
  const coral = {
    comment: { text: TEXT },
    context: { entries: [{ text: 'https://news.example/story' }] },
    attributeScores: { TOXICITY: { summaryScore: { value: 0 } } },
    communityId: 'Coral:news.example',
    clientToken: 'comment:1',
    languages: ['EN'],
  };
  const reply = await post('suggestscore', coral);
  expect(reply.json).toEqual({ clientToken: 'comment:1', detectedLanguages: ['en'], requestedLanguages: ['en'] });
  const refused = async (more: object) => {
    const { error } = v.parse(errorSchema, (await post('suggestscore', { ...coral, ...more })).json);
    return error.details[0].errorType;
  };
  expect(await refused({ comment: { text: '' } })).toBe('COMMENT_EMPTY');
  expect(await refused({ attributeScores: { TOXICITY: { summaryScore: { value: 2 } } } })).toBe('INVALID_REQUEST');
  expect(await refused({ attributeScores: { TOXICITY: { summaryScore: { value: 'much' } } } })).toBe('INVALID_REQUEST');
});

test('a batch whose client has left is not scored to its end', async () => {
  const scorerOf = vi.spyOn(server().server.services.models, 'scorerOf');
  const requests = Array.from({ length: 90 }, (_, i) => ({ comment: { text: `You fool ${i}. `.repeat(1300) } }));
  const leave = new AbortController();
  const asked = fetch(`${server().url}/v1alpha1/comments:batchAnalyze?key=${server().tokens.reader}`, {
    method: 'POST',
    body: JSON.stringify({
      requests,
      languages: ['en'],
      requestedAttributes: asking('TOXICITY'),
      spanAnnotations: true,
    }),
    signal: leave.signal,
  });
  await vi.waitFor(() => expect(scorerOf.mock.calls.length).toBeGreaterThan(2), { timeout: 20_000, interval: 1 });
  leave.abort();
  await expect(asked).rejects.toThrow();
  await vi.waitFor(() => expect(server().log.join('')).toContain('broken off'), { timeout: 20_000 });
  const begun = scorerOf.mock.calls.length;
  await post('analyze', about(TEXT));
  await sleep(300);
  expect(scorerOf.mock.calls.length).toBeLessThanOrEqual(begun + 2);
  expect(begun).toBeLessThan(requests.length);
  scorerOf.mockRestore();
});

test('a batch answers in order; one item that fails is an error in its place', async () => {
  const requests = [
    about(TEXT),
    about(''),
    { comment: { text: 'hello there my friend' } },
    5,
    about('Guten Morgen zusammen, wie geht es euch'),
  ];
  const shared = { requestedAttributes: asking('TOXICITY', 'INSULT'), languages: ['en'], clientToken: 'all' };
  const reply = await post('batchAnalyze', { ...shared, requests });
  expect(reply.status).toBe(200);
  const { responses } = reply.json as { responses: unknown[] };
  expect(responses.length).toBe(5);
  expect(responses[0]).toEqual(await analyze(about(TEXT, { languages: ['en'], clientToken: 'all' })));
  expect(responses[1]).toMatchObject({ error: { code: 400, details: [{ errorType: 'COMMENT_EMPTY' }] } });
  expect(responses[2]).toEqual(await analyze({ comment: { text: 'hello there my friend' }, ...shared }));
  expect(responses[3]).toMatchObject({ error: { details: [{ errorType: 'INVALID_REQUEST' }] } });
  expect(responses[4]).toMatchObject({ attributeScores: { TOXICITY: {} }, detectedLanguages: ['de'] });
  const tooMany = await post('batchAnalyze', { requests: Array.from({ length: 1001 }, () => about('x')) });
  expect(tooMany.status).toBe(400);
  expect(v.parse(errorSchema, tooMany.json).error.message).toContain('1001');
});
