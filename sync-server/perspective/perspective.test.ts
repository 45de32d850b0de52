import { readdir, readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { Discovery } from 'googleapis-common';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Prediction } from '#shared/api/models';
import { MODEL_HEADER, SERVED_ATTRIBUTES, UNSURE_HEADER } from '#shared/api/perspective';
import { encodeModel } from '#shared/ml/model/encode';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { smallModel } from '#shared/testing/models';
import { splitSentences } from '#shared/text/language/sentences';
import { apiOf, startTestServer, type TestServer } from '../testing/testServer';

/** There are tokens: a key is needed. */
let server: TestServer;
const PAGE = 'https://forum.example';

beforeAll(async () => {
  server = await startTestServer({ CORS_ORIGINS: PAGE, MAX_BODY_SIZE: '2MB' });
});
afterAll(() => server.close());

const ENGLISH = Object.keys(SERVED_ATTRIBUTES);
const TEXT = 'You are a stupid clown! Thanks for the help, though. See you \u{1f44b}\u{1f3fd} tomorrow.';

const scoreSchema = v.strictObject({
  value: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  type: v.literal('PROBABILITY'),
});
const reasonSchema = v.strictObject({
  begin: v.number(),
  end: v.number(),
  text: v.string(),
  contribution: v.number(),
});
const answerSchema = v.strictObject({
  attributeScores: v.record(
    v.string(),
    v.strictObject({
      spanScores: v.array(v.strictObject({ begin: v.number(), end: v.number(), score: scoreSchema })),
      summaryScore: scoreSchema,
      reasons: v.optional(v.array(reasonSchema)),
      unsure: v.optional(v.nullable(v.string())),
    }),
  ),
  languages: v.array(v.string()),
  detectedLanguages: v.array(v.string()),
  clientToken: v.optional(v.string()),
});
const errorSchema = v.strictObject({
  error: v.strictObject({
    code: v.number(),
    message: v.pipe(v.string(), v.minLength(5)),
    status: v.string(),
    details: v.array(v.record(v.string(), v.unknown())),
  }),
});

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

async function post(method: string, body: unknown, headers: Record<string, string> = {}, at = server): Promise<Reply> {
  const response = await fetch(`${at.url}/v1alpha1/comments:${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-goog-api-key': at.tokens.reader, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

async function analyze(body: unknown, at = server) {
  const reply = await post('analyze', body, {}, at);
  expect(reply.status, JSON.stringify(reply.json)).toBe(200);
  return v.parse(answerSchema, reply.json);
}

const asking = (...names: string[]) => Object.fromEntries(names.map((name) => [name, {}]));
const about = (text: string, more: object = {}) => ({
  comment: { text },
  requestedAttributes: asking('TOXICITY'),
  ...more,
});

test('six attributes of an English comment are the app\u2019s own probabilities, to the last bit', async () => {
  const { scorer, id } = await server.server.services.models.scorerOf('default:en');
  const scoresOf = (text: string) => {
    const bytes = new TextEncoder().encode(text);
    const scores = new Float64Array(scorer.model.linear.labels);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return scores;
  };
  const reply = await post('analyze', about(TEXT, { requestedAttributes: asking(...ENGLISH), spanAnnotations: true }));
  const { attributeScores, languages, detectedLanguages } = v.parse(answerSchema, reply.json);
  expect({ languages, detectedLanguages }).toEqual({ languages: ['en'], detectedLanguages: ['en'] });
  expect(Object.keys(attributeScores)).toEqual(ENGLISH);
  expect(reply.headers.get(MODEL_HEADER)).toBe(id);
  const sentences = splitSentences(TEXT);
  expect(sentences.length).toBe(3);
  for (const name of ENGLISH) {
    const label = scorer.model.manifest.labels.indexOf(SERVED_ATTRIBUTES[name].en?.label ?? '');
    const probabilityIn = (text: string) => probabilityOf(scorer.model, scoresOf(text)[label], label);
    const { summaryScore, spanScores } = attributeScores[name];
    expect(summaryScore.value, name).toBe(probabilityIn(TEXT));
    expect(spanScores.map(({ begin, end }) => ({ begin, end }))).toEqual(sentences);
    for (const { begin, end, score } of spanScores) expect(score.value).toBe(probabilityIn(TEXT.slice(begin, end)));
  }
  const api = apiOf(server.url, server.tokens.reader);
  const predicted = await api.mutate('models.predict', { id: 'default:en', texts: [TEXT] });
  const [{ labels }] = (predicted.data as { predictions: Prediction[] }).predictions;
  for (const name of ENGLISH) {
    const label = SERVED_ATTRIBUTES[name].en?.label;
    const { probability } = labels.find((one) => one.label === label) ?? { probability: null };
    expect(attributeScores[name].summaryScore.value, name).toBe(probability);
  }
});

test('without spanAnnotations one span covers the whole text and has the summary\u2019s value', async () => {
  for (const text of [TEXT, '  you idiot  ', ' ']) {
    const { attributeScores } = await analyze(about(text, { languages: ['en'] }));
    const { spanScores, summaryScore } = attributeScores.TOXICITY;
    expect(spanScores).toEqual([{ begin: 0, end: text.length, score: summaryScore }]);
  }
});

test('a Russian comment is detected and answered for TOXICITY', async () => {
  const { attributeScores, detectedLanguages } = await analyze(
    about(
      '\u0422\u044b \u043f\u0440\u043e\u0441\u0442\u043e \u0434\u0443\u0440\u0430\u043a, \u0447\u0442\u043e \u0442\u0443\u0442 \u0441\u043a\u0430\u0437\u0430\u0442\u044c.',
    ),
  );
  expect(detectedLanguages).toEqual(['ru']);
  expect(attributeScores.TOXICITY.summaryScore.value).toBeGreaterThan(0.5);
});

test('TOXICITY_EXPERIMENTAL and its like follow the plain attribute', async () => {
  for (const name of ENGLISH) {
    const { attributeScores } = await analyze(
      about(TEXT, { requestedAttributes: asking(name, `${name}_EXPERIMENTAL`) }),
    );
    expect(attributeScores[`${name}_EXPERIMENTAL`]).toEqual(attributeScores[name]);
  }
});

test('an attribute below its scoreThreshold is left out; at it, it stays', async () => {
  const { attributeScores } = await analyze(about(TEXT));
  const { value } = attributeScores.TOXICITY.summaryScore;
  const kept = async (scoreThreshold: unknown) =>
    Object.keys(
      (await analyze(about(TEXT, { requestedAttributes: { TOXICITY: { scoreThreshold } } }))).attributeScores,
    );
  expect(await kept(value)).toEqual(['TOXICITY']);
  expect(await kept(String(value))).toEqual(['TOXICITY']);
  expect(await kept((value + 1) / 2)).toEqual([]);
});

test('snake_case names, nulls and numbers as strings are read as protobuf\u2019s JSON', async () => {
  const plain = await analyze({
    comment: { text: TEXT },
    requestedAttributes: { TOXICITY: { scoreType: 'PROBABILITY', scoreThreshold: 0.1 } },
    languages: ['en'],
    clientToken: 'c',
    spanAnnotations: true,
  });
  const manners = await analyze({
    comment: { text: TEXT, type: null },
    requested_attributes: { TOXICITY: { score_type: 1, score_threshold: '0.1' } },
    languages: ['en-US'],
    context: null,
    client_token: 'c',
    session_id: null,
    community_id: 'forum',
    span_annotations: true,
    do_not_store: true,
  });
  expect(manners).toEqual(plain);
});

test('every optional field is accepted, both kinds of context among them', async () => {
  const contexts = [
    { entries: [{ text: 'before', type: 'PLAIN_TEXT' }, {}] },
    { articleAndParentComment: { article: { text: 'about' }, parentComment: { text: 'up', type: 'PLAIN_TEXT' } } },
  ];
  for (const context of contexts) {
    const answer = await analyze(
      about('Tom &amp; Jerry&#39;s &lt;b&gt;idea&lt;/b&gt; is idiotic', {
        comment: { text: 'Tom &amp; Jerry&#39;s &lt;b&gt;idea&lt;/b&gt; is idiotic', type: 'PLAIN_TEXT' },
        context,
        doNotStore: true,
        clientToken: 'token-1',
        sessionId: 'session',
        communityId: 'example.org/forum',
        dropUnsupportedAttributes: false,
      }),
    );
    expect(answer.clientToken).toBe('token-1');
  }
});

test('attributes that nobody answers are left out on request, also all of them', async () => {
  const requestedAttributes = asking('SEXUALLY_EXPLICIT', 'TOXICITY', 'SPAM', 'CURIOSITY_EXPERIMENTAL');
  const some = await analyze(about(TEXT, { requestedAttributes, dropUnsupportedAttributes: true }));
  expect(Object.keys(some.attributeScores)).toEqual(['TOXICITY']);
  const german = about('Das ist aber gar nicht nett von dir', { dropUnsupportedAttributes: true });
  expect(await analyze(german)).toMatchObject({ attributeScores: {}, detectedLanguages: ['de'] });
});

const LONG = 'a'.repeat(20_481);
const errorCases: readonly [string, unknown, number, string, string | null, string][] = [
  ['empty text', about(''), 400, 'INVALID_ARGUMENT', 'COMMENT_EMPTY', 'must be non-empty'],
  ['no comment', { requestedAttributes: asking('TOXICITY') }, 400, 'INVALID_ARGUMENT', 'COMMENT_EMPTY', 'non-empty'],
  ['a long text', about(LONG), 400, 'INVALID_ARGUMENT', 'COMMENT_TOO_LONG', '20481 bytes, and the limit is 20480'],
  [
    'a text long in bytes',
    about('\u044f'.repeat(10_241)),
    400,
    'INVALID_ARGUMENT',
    'COMMENT_TOO_LONG',
    '20482 bytes, and the limit is 20480',
  ],
  ['no attributes', { comment: { text: TEXT } }, 400, 'INVALID_ARGUMENT', 'NO_REQUESTED_ATTRIBUTES', 'requested attr'],
  [
    'empty attributes',
    about(TEXT, { requestedAttributes: {} }),
    400,
    'INVALID_ARGUMENT',
    'NO_REQUESTED_ATTRIBUTES',
    'requested attr',
  ],
  [
    'an unknown attribute, whatever may be dropped',
    about(TEXT, { requestedAttributes: asking('NICENESS'), dropUnsupportedAttributes: true }),
    400,
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
    'Unknown requested attribute: NICENESS',
  ],
  [
    'a detected language without a model',
    about('Das ist aber gar nicht nett von dir'),
    400,
    'INVALID_ARGUMENT',
    'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    'Attribute TOXICITY does not support request languages: de',
  ],
  [
    'a requested language without a model',
    about(TEXT, { languages: ['en', 'fr'] }),
    400,
    'INVALID_ARGUMENT',
    'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    'Attribute TOXICITY does not support request languages: fr',
  ],
  [
    'an attribute that no model has learnt',
    about(TEXT, { requestedAttributes: asking('SPAM') }),
    400,
    'INVALID_ARGUMENT',
    'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    'Attribute SPAM does not support request languages: en',
  ],
  ['no language to find', about('12345 !!!'), 400, 'INVALID_ARGUMENT', 'LANGUAGE_DETECTION_FAILED', 'languages'],
  [
    'both kinds of context',
    about(TEXT, { context: { entries: [], articleAndParentComment: {} } }),
    400,
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
    "'context'",
  ],
  [
    'another type of text',
    about(TEXT, { comment: { text: TEXT, type: 'HTML' } }),
    400,
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
    "'comment.type': only PLAIN_TEXT",
  ],
  [
    'another type of score',
    about(TEXT, { requestedAttributes: { TOXICITY: { scoreType: 'STD_DEV_SCORE' } } }),
    400,
    'INVALID_ARGUMENT',
    'INVALID_REQUEST',
    "'requestedAttributes.TOXICITY.scoreType'",
  ],
  ['a wrong type', about(TEXT, { languages: 'en' }), 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', "'languages'"],
  ['no tag', about(TEXT, { languages: ['!'] }), 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', "'languages'"],
  ['a number for a text', { comment: { text: 1 } }, 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', "'comment.text'"],
  ['an unknown name', about(TEXT, { spans: true }), 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', '"spans"'],
  ['broken JSON', '{"comment":', 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', 'Invalid JSON payload'],
  ['no body', '', 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', 'Invalid JSON payload'],
  ['a list', '[]', 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', "'the body'"],
  ['too large a body', ' '.repeat(2_000_001), 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', 'limit: 2000000 bytes'],
];

test.each(errorCases)('%s is refused as clients know it', async (_, body, code, status, errorType, message) => {
  const reply = await post('analyze', body);
  const { error } = v.parse(errorSchema, reply.json);
  expect(reply.status).toBe(code);
  expect(error).toMatchObject({ code, status });
  expect(error.message).toContain(message);
  expect(error.details).toMatchObject([
    { '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error', errorType },
  ]);
});

test('a language that is not supported is named in the details too', async () => {
  const reply = await post('analyze', about('Das ist aber gar nicht nett von dir', { languages: ['fr-CA'] }));
  expect(v.parse(errorSchema, reply.json).error.details[0]).toMatchObject({
    languageNotSupportedByAttributeError: {
      attribute: 'TOXICITY',
      requestedLanguages: ['fr'],
      detectedLanguages: ['de'],
    },
  });
});

test('methods and addresses that are not there are NOT_FOUND', async () => {
  for (const [method, path] of [
    ['GET', '/v1alpha1/comments:analyze'],
    ['POST', '/v1alpha1/comments:guess'],
    ['POST', '/v1alpha1/toString'],
    ['GET', '/$discovery/rest?version=v2'],
  ]) {
    const response = await fetch(server.url + path, { method });
    expect(response.status, path).toBe(404);
    expect(v.parse(errorSchema, await response.json()).error.status).toBe('NOT_FOUND');
  }
});

const send = (query: string, headers: Record<string, string>, at = server) =>
  fetch(`${at.url}/v1alpha1/comments:analyze${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(about(TEXT)),
  });

test('a key is accepted in each of the four places', async () => {
  const { reader } = server.tokens;
  expect((await send(`?key=${reader}`, {})).status).toBe(200);
  expect((await send(`?access_token=${reader}&alt=json&prettyPrint=false`, {})).status).toBe(200);
  expect((await send('', { 'x-goog-api-key': reader })).status).toBe(200);
  expect((await send('', { Authorization: `Bearer ${reader}` })).status).toBe(200);
});

test('without a key: PERMISSION_DENIED; with a wrong one: API_KEY_INVALID', async () => {
  const missing = await send('', {});
  expect(missing.status).toBe(403);
  expect(v.parse(errorSchema, await missing.json()).error.status).toBe('PERMISSION_DENIED');
  const { tokens } = server.server.services;
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

test('on loopback, before there is a token for clients, anybody on this machine may ask, and nobody else', async () => {
  const open = await startTestServer({ CORS_ORIGINS: PAGE }, undefined, ['admin']);
  try {
    expect((await send('', {}, open)).status).toBe(200);
    expect((await send('?key=AIzaSomebodys', {}, open)).status).toBe(200);
    expect((await send('', { Origin: PAGE }, open)).status).toBe(200);
    expect((await send('', { Origin: open.url }, open)).status).toBe(200);
    expect((await send('', { Origin: 'https://elsewhere.example' }, open)).status).toBe(403);
    expect((await send('', { 'X-Forwarded-For': '203.0.113.7' }, open)).status).toBe(403);
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
    fetch(`${server.url}/v1alpha1/comments:analyze`, {
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

/** The client that `google.discoverAPI` of the package googleapis makes: this class is all that it calls. */
async function discovered() {
  const discovery = new Discovery({});
  const endpoint = await discovery.discoverAPI(`${server.url}/$discovery/rest?version=v1alpha1`);
  return endpoint({ auth: server.tokens.reader }, { _options: {} }) as unknown as {
    comments: Record<string, (params: object) => Promise<{ status: number; data: unknown }>>;
  };
}

test('Google\u2019s discovery client for Node works unchanged', async () => {
  const { comments } = await discovered();
  const key = server.tokens.reader;
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
    const response = await fetch(`${server.url}/%24discovery/rest?version=v1alpha1`, { headers });
    return (await response.json()) as { rootUrl: string; baseUrl: string; servicePath: string };
  };
  const { rootUrl, baseUrl, servicePath } = await at({});
  expect(rootUrl + servicePath).toBe(`${server.url}/`);
  expect(baseUrl).toBe(`${server.url}/`);
  expect((await at({ 'X-Forwarded-Proto': 'https' })).rootUrl).toBe(`${server.url.replace('http', 'https')}/`);
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

test('reasons are words of the comment, the heaviest first, with what the model doubts', async () => {
  const { attributeScores } = await analyze(about(TEXT, { reasons: true }));
  const { reasons = [], unsure } = attributeScores.TOXICITY;
  expect(unsure).toBeNull();
  expect(reasons[0].contribution).toBeGreaterThan(0);
  expect(reasons.map(({ text }) => text)).toContain('stupid');
  for (const { begin, end, text } of reasons) expect(TEXT.slice(begin, end)).toBe(text);
  const sizes = reasons.map(({ contribution }) => Math.abs(contribution));
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
});

test('where the model cannot tell, a header says why', async () => {
  const reply = await post('analyze', about('12345 !!!', { languages: ['en'] }));
  expect(reply.status).toBe(200);
  expect(reply.headers.get(UNSURE_HEADER)).toBe('nothing');
  expect((await post('analyze', about(TEXT))).headers.get(UNSURE_HEADER)).toBeNull();
});

test('settings: longer comments, unsupported attributes dropped, a model of one\u2019s own for an attribute', async () => {
  const model = smallModel();
  const bytes = encodeModel(model);
  const first = await startTestServer();
  let id = '';
  try {
    const put = await apiOf(first.url, first.tokens.contributor).upload('models.put', bytes, { name: 'spam' });
    ({ id } = put.data as { id: string });
  } finally {
    await first.close();
  }
  const own = await startTestServer({
    PERSPECTIVE_MAX_BYTES: '1MB',
    PERSPECTIVE_UNSUPPORTED: 'drop',
    PERSPECTIVE_MODELS: `SPAM@*=${id}, TOXICITY@en=default:en-svc#toxic, THREAT@en=default:en#no such label`,
  });
  try {
    expect((await own.server.perspectiveProblems()).join()).toContain('no such label');
    const missing = await post('analyze', about(TEXT, { requestedAttributes: asking('SPAM') }), {}, own);
    expect(missing.json).toMatchObject({ error: { code: 400, status: 'FAILED_PRECONDITION' } });
    await apiOf(own.url, own.tokens.contributor).upload('models.put', bytes, { name: 'spam' });
    const requestedAttributes = asking('SPAM', 'TOXICITY', 'FLIRTATION');
    const reply = await post('analyze', about(TEXT, { requestedAttributes }), {}, own);
    expect(Object.keys(v.parse(answerSchema, reply.json).attributeScores)).toEqual(['SPAM', 'TOXICITY']);
    const svc = await own.server.services.models.get('default:en-svc');
    expect(reply.headers.get(MODEL_HEADER)).toBe(`${id}, ${svc.id}`);
    expect((await post('analyze', about('long text '.repeat(90_000)), {}, own)).status).toBe(200);
  } finally {
    await own.close();
  }
});

test('an admin sets models while the server runs, of which each must be there and have its label', async () => {
  const admin = apiOf(server.url, server.tokens.admin);
  const scoreOf = async () => (await analyze(about(TEXT))).attributeScores.TOXICITY.summaryScore.value;
  const before = await scoreOf();
  const one = { attribute: 'TOXICITY', language: 'en', model: 'default:en-svc', label: 'toxic' };
  expect((await admin.mutate('perspective.setModels', { models: [one] })).data).toEqual([one]);
  expect((await apiOf(server.url, server.tokens.reader).query('perspective.models')).data).toEqual([one]);
  expect(await scoreOf()).not.toBe(before);
  const refused = async (more: object) =>
    (await admin.mutate('perspective.setModels', { models: [{ ...one, ...more }] })).code;
  expect(await refused({ label: 'rude' })).toBe('label-unknown');
  expect(await refused({ model: 'a'.repeat(64) })).toBe('model-missing');
  expect(await refused({ attribute: 'toxicity' })).toBe('input-invalid');
  expect((await admin.mutate('perspective.setModels', { models: [] })).data).toEqual([]);
  expect(await scoreOf()).toBe(before);
});

test('spans slice any comment at its sentences, never inside a surrogate pair, and cover all but white space', async () => {
  const piece = fc.constantFrom(
    'Hi. ',
    'no! ',
    '\u{1f600}',
    '\ud800',
    '\udc00',
    '\n\n',
    ' ',
    'e.g. ',
    '\u4f60\u597d\u3002',
    'a',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join('')),
  );
  await fc.assert(
    fc.asyncProperty(text, async (comment) => {
      const { attributeScores } = await analyze(about(comment, { languages: ['en'], spanAnnotations: true }));
      const { spanScores } = attributeScores.TOXICITY;
      let before = 0;
      let outside = '';
      for (const { begin, end } of spanScores) {
        expect(begin).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(begin);
        for (const at of [begin, end])
          expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(comment.slice(at - 1, at + 1))).toBe(false);
        outside += comment.slice(before, begin);
        before = end;
      }
      outside += comment.slice(before);
      expect(before).toBeLessThanOrEqual(comment.length);
      expect(splitSentences(outside)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test('whatever JSON is sent, the answer is 200 or a well-shaped 4xx', async () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(
      null,
      '',
      'en',
      true,
      0.5,
      'PLAIN_TEXT',
      [],
      {},
      ['en'],
      { text: TEXT },
      asking('TOXICITY'),
    ),
  );
  const names = [
    'comment',
    'requestedAttributes',
    'requested_attributes',
    'languages',
    'context',
    'spanAnnotations',
    'reasons',
    'attributeScores',
    'requests',
    '__proto__',
    'clientToken',
  ];
  const body = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...names), value),
    fc.record({
      comment: fc.record({ text: fc.string({ unit: 'binary' }) }),
      requestedAttributes: fc.dictionary(fc.constantFrom('TOXICITY', '__proto__', 'SPAM'), value),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('analyze', 'suggestscore', 'batchAnalyze'), body, async (method, sent) => {
      const { status, json } = await post(method, JSON.stringify(sent));
      if (status === 200) {
        if (method === 'analyze') v.parse(answerSchema, json);
        return;
      }
      expect(status).toBe(400);
      expect(v.parse(errorSchema, json).error.code).toBe(400);
    }),
    { numRuns: 300 },
  );
});

test('nothing of a comment or a key is in the data folder or in the log', async () => {
  const word = 'quizzaciousness';
  const watched = await startTestServer({ LOG_LEVEL: 'trace' }, 'folder');
  try {
    const key = watched.tokens.reader;
    for (const text of [`${word} is a word`, `${word} `.repeat(5000)]) {
      for (const method of ['analyze', 'suggestscore', 'batchAnalyze']) {
        const item = { comment: { text }, clientToken: word, communityId: word };
        await post(method, method === 'batchAnalyze' ? { requests: [item] } : item, {}, watched);
      }
    }
    await post('analyze', `{"comment": {"text": "${word}"`, {}, watched);
    await post(
      'analyze',
      about(`${word} is a word`, { requestedAttributes: asking('TOXICITY'), reasons: true }),
      {},
      watched,
    );
    await brokenOff(watched, `/v1alpha1/comments:analyze?key=${key}&q=${word}`);
    const files = await readdir(watched.folder, { recursive: true, withFileTypes: true });
    const kept = files.filter((file) => file.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(kept.length).toBeGreaterThan(10); // there is a database
    for (const file of kept) expect((await readFile(file)).includes(word), file).toBe(false);
    const log = watched.log.join('\n');
    expect(log).toContain('comments:analyze');
    expect(log).toContain('broken off');
    expect(log).not.toContain(word);
    expect(log).not.toContain(key);
  } finally {
    await watched.close();
  }
});

/** Sends the beginning of a request and goes away. */
async function brokenOff(at: TestServer, path: string): Promise<void> {
  const lines = at.log.length;
  await new Promise<void>((resolve) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port: at.port,
      path,
      method: 'POST',
      headers: { 'Content-Length': '1000' },
    });
    request.on('error', () => resolve());
    request.write('{"comment"');
    setTimeout(() => request.destroy(), 100);
  });
  await expect.poll(() => at.log.slice(lines).some((line) => line.includes('broken off'))).toBe(true);
}
