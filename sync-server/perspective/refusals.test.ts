import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { about, answerSchema, asking, errorSchema, post, server, startsServer, TEXT } from './testing/client';

/* Errors, as clients of the Perspective API know them. */

startsServer();

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
  ['a wrong type', about(TEXT, { languages: { 0: 'en' } }), 400, 'INVALID_ARGUMENT', 'INVALID_REQUEST', "'languages'"],
  [
    'a language that is left open',
    about(TEXT, { languages: ['und'] }),
    400,
    'INVALID_ARGUMENT',
    'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
    'Attribute TOXICITY does not support request languages: und',
  ],
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

test('an address that is not quite right is answered with the right ones', async () => {
  for (const path of [
    '/v1alpha1',
    '/comments:analyze',
    '//v1alpha1/comments:analyze',
    '/v1alpha1/comments:analyze/',
    '/v1/comments%3Aanalyze',
    '/v1alpha1/v1alpha1/comments:suggestscore',
    '/batch',
  ]) {
    const response = await fetch(server().url + path, { method: 'POST', body: JSON.stringify(about(TEXT)) });
    expect(response.status, path).toBe(404);
    const { error } = v.parse(errorSchema, await response.json());
    expect(error.status).toBe('NOT_FOUND');
    expect(error.message).toContain(`POST ${path}`);
    expect(error.message).toContain('POST /v1alpha1/comments:batchAnalyze');
  }
});

test.each([
  ['another encoding', 'br', Buffer.from(JSON.stringify(about(TEXT))), 'Content-Encoding "br" is not supported'],
  ['a body that is not gzipped', 'gzip', Buffer.from(JSON.stringify(about(TEXT))), 'the body is not gzip'],
  ['a gzipped body that is cut', 'gzip', gzipSync(JSON.stringify(about(TEXT))).subarray(0, 40), 'the body is not gzip'],
  ['a gzipped body too large', 'gzip', gzipSync(' '.repeat(100_000_000)), 'exceeds the limit: 2000000 bytes'],
])('%s is refused by name', async (_, encoding, body, message) => {
  const reply = await post('analyze', new Uint8Array(body), { 'Content-Encoding': encoding });
  expect(reply.status).toBe(400);
  expect(v.parse(errorSchema, reply.json).error.message).toContain(message);
});

test('methods and addresses that are not there are NOT_FOUND', async () => {
  for (const [method, path] of [
    ['GET', '/v1alpha1/comments:analyze'],
    ['POST', '/v1alpha1/comments:guess'],
    ['POST', '/v1alpha1/toString'],
    ['GET', '/$discovery/rest?version=v2'],
    ['GET', '/v1alpha1'],
  ]) {
    const response = await fetch(server().url + path, { method });
    expect(response.status, path).toBe(404);
    expect(v.parse(errorSchema, await response.json()).error.status).toBe('NOT_FOUND');
  }
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
