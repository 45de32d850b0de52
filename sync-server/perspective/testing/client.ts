import * as v from 'valibot';
import { afterAll, beforeAll, expect } from 'vitest';
import { SERVED_ATTRIBUTES } from '#shared/api/perspective';
import { startTestServer, type TestServer } from '../../testing/testServer';

/* A client of the format for tests, and what its answers look like. */

export const PAGE = 'https://forum.example';
let shared: TestServer | null = null;

/** Starts a server for the tests of a file. There are tokens: a key is needed. */
export function startsServer(): void {
  beforeAll(async () => {
    shared = await startTestServer({ CORS_ORIGINS: PAGE, MAX_BODY_SIZE: '2MB' });
  }, 180_000);
  afterAll(() => shared?.close());
}

/** The server of `startsServer`. */
export function server(): TestServer {
  if (shared === null) throw new Error('No server was started.');
  return shared;
}

export const ENGLISH = Object.keys(SERVED_ATTRIBUTES);
export const TEXT = 'You are a stupid clown! Thanks for the help, though. See you \u{1f44b}\u{1f3fd} tomorrow.';

export const scoreSchema = v.strictObject({
  value: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  type: v.literal('PROBABILITY'),
});
export const reasonSchema = v.strictObject({
  begin: v.number(),
  end: v.number(),
  text: v.string(),
  contribution: v.number(),
});
export const answerSchema = v.strictObject({
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
export const errorSchema = v.strictObject({
  error: v.strictObject({
    code: v.number(),
    message: v.pipe(v.string(), v.minLength(5)),
    status: v.string(),
    details: v.array(v.record(v.string(), v.unknown())),
  }),
});

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

export async function post(
  method: string,
  body: unknown,
  headers: Record<string, string> = {},
  at = server(),
): Promise<Reply> {
  const response = await fetch(`${at.url}/v1alpha1/comments:${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'x-goog-api-key': at.tokens.reader, ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, json: await response.json() };
}

export async function analyze(body: unknown, at = server()) {
  const reply = await post('analyze', body, {}, at);
  expect(reply.status, JSON.stringify(reply.json)).toBe(200);
  return v.parse(answerSchema, reply.json);
}

export const asking = (...names: string[]) => Object.fromEntries(names.map((name) => [name, {}]));
export const about = (text: string, more: object = {}) => ({
  comment: { text },
  requestedAttributes: asking('TOXICITY'),
  ...more,
});
