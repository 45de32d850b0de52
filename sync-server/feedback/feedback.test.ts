import { Discovery } from 'googleapis-common';
import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { FEEDBACK_COLUMNS, type Feedback } from '#shared/api/feedback';
import { blobOfArray } from '#shared/data/bytes/source';
import { dataOf, readLabelledFile } from '#shared/labelled/readLabelled';
import { errorSchema, post } from '../perspective/testing/client';
import { type Database, openPostgres } from '../store/database';
import { startPostgres, whyNoPostgres } from '../testing/postgres';
import { openTestDatabase } from '../testing/testDatabase';
import { apiOf, startTestServer, type TestServer } from '../testing/testServer';

/* What clients of the Perspective API's format suggest, kept as datasets where it is switched on. */

const COMMUNITY = 'Coral:news.example';

/** What Coral sends when a moderator approves (0) or rejects (1) a comment. */
const coral = (text: string, value: number, more: object = {}) => ({
  comment: { text },
  context: { entries: [{ text: 'https://news.example/story' }] },
  attributeScores: { TOXICITY: { summaryScore: { value } } },
  communityId: COMMUNITY,
  clientToken: 'comment:1',
  languages: ['EN'],
  ...more,
});

const noPostgres = whyNoPostgres();
const postgres = noPostgres === null ? await startPostgres() : null;
afterAll(() => postgres?.stop());

type Store = readonly [name: string, open: () => Promise<Database>];
const embedded: Store = ['the embedded database', () => openTestDatabase()];
const real: readonly Store[] =
  postgres === null ? [] : [['PostgreSQL', async () => openPostgres(await postgres.newDatabase())]];

/** Starting a server is what takes time here. */
const START_MS = 180_000;

function clientOf(server: TestServer) {
  const admin = apiOf(server.url, server.tokens.admin);
  return {
    admin,
    suggest: (body: object) => post('suggestscore', body, {}, server),
    switchOn: async (...communities: string[]) => {
      const reply = await admin.mutate('feedback.set', { communities });
      expect(reply.status, reply.body).toBe(200);
    },
    listed: async () => (await admin.query('feedback.list')).data as Feedback[],
    pulled: async (community = COMMUNITY, attribute = 'TOXICITY') => {
      const response = await admin.download('feedback.pull', { community, attribute });
      expect(response.status).toBe(200);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe.each([embedded, ...real])('in %s', (_, open) => {
  let server: TestServer;
  let client: ReturnType<typeof clientOf>;
  beforeAll(async () => {
    server = await startTestServer({}, await open());
    client = clientOf(server);
  }, START_MS);
  afterAll(() => server?.close());
  afterEach(async () => {
    await client.switchOn();
    for (const { community, attribute } of await client.listed()) {
      await client.admin.mutate('feedback.remove', { community, attribute });
    }
  });

  test('nothing is kept by default, nor once it is switched off; what was kept stays until an admin removes it', async () => {
    await client.suggest(coral('one', 1));
    expect(await client.listed()).toEqual([]);
    await client.switchOn(COMMUNITY);
    await client.suggest(coral('two', 1));
    await client.switchOn();
    await client.suggest(coral('three', 1));
    expect(await client.listed()).toMatchObject([{ rows: 1 }]);
    expect(textOf(await client.pulled())).toContain('\r\ntwo,1,1,');
    const one = { community: COMMUNITY, attribute: 'TOXICITY' };
    expect((await client.admin.mutate('feedback.remove', one)).data).toEqual({ removed: 1 });
    const gone = await client.admin.download('feedback.pull', one);
    expect([gone.status, JSON.parse(await gone.text()).error.data.error.code]).toEqual([404, 'feedback-missing']);
  });

  test('what Coral sends becomes a dataset that one trains from; the last judgement of a comment counts', async () => {
    await client.switchOn(COMMUNITY);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (__, i) =>
        client.suggest(coral(`${i % 2 ? 'you stupid' : 'thank you,'} "friend"\n${i}`, i % 2)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(answers[0].json).toEqual({
      clientToken: 'comment:1',
      detectedLanguages: ['en'],
      requestedLanguages: ['en'],
    });
    // Approved after all; a score of 0 as protobuf's JSON leaves it out; another community; another attribute.
    await client.suggest(coral('you stupid "friend"\n1', 0));
    await client.suggest(coral('nothing wrong', 0, { attributeScores: { TOXICITY: { summaryScore: {} } } }));
    await client.suggest(coral('elsewhere', 1, { communityId: 'another' }));
    const spam = { SPAM: { summary_score: { value: '0.75' } } };
    await client.suggest(coral('buy\0 this \ud800', 1, { attributeScores: spam }));

    expect(await client.listed()).toMatchObject([
      { community: COMMUNITY, attribute: 'SPAM', rows: 1, positive: 1 },
      { community: COMMUNITY, attribute: 'TOXICITY', rows: 41, positive: 19 },
    ]);
    const [header, row] = textOf(await client.pulled(COMMUNITY, 'SPAM')).split('\r\n');
    expect(header).toBe(FEEDBACK_COLUMNS.join(','));
    expect(row).toMatch(/^buy\ufffd this \ufffd,1,0\.75,SPAM,en,Coral:news\.example,\d{4}-.*Z$/);

    // It reads without a question: no setting says which column is what.
    const file = { ...blobOfArray(new Uint8Array(await client.pulled())), name: 'feedback.csv' };
    const read = await readLabelledFile(file, { path: 'feedback.csv', settings: {}, labelled: true });
    expect(read.report).toMatchObject({ rows: 41 });
    const positives = dataOf(read).labels[0].values.filter((label) => label === 1);
    expect(positives.length).toBe(19);
  });

  test('Google\u2019s client for Node suggests a score, which is kept without any token and not logged', async () => {
    await client.switchOn(COMMUNITY);
    const endpoint = await new Discovery({}).discoverAPI(`${server.url}/$discovery/rest?version=v1alpha1`);
    const { comments } = endpoint({ auth: server.tokens.reader }, { _options: {} }) as unknown as {
      comments: { suggestscore(params: object): Promise<{ status: number }> };
    };
    expect((await comments.suggestscore({ resource: coral('from a client', 1) })).status).toBe(200);
    const text = textOf(await client.pulled());
    expect(text).toContain('from a client');
    expect(text).not.toContain('comment:1');
    expect(text).not.toContain(server.tokens.reader);
    expect(server.log.join()).not.toContain('from a client');
  });

  test('names that are none, or that no database keeps, are refused; a long one is cut', async () => {
    await client.switchOn('*');
    const odd = await client.suggest(coral('x', 1, { attributeScores: { 'a b': {} } }));
    expect(v.parse(errorSchema, odd.json).error.message).toContain('Unknown requested attribute: a b');
    for (const name of ['a\0', '\ud800']) {
      const replies = [
        await client.admin.mutate('feedback.set', { communities: [name] }),
        await client.admin.mutate('tokens.create', { name, role: 'reader' }),
        await client.admin.mutate('models.rename', { id: 'default:en', name }),
      ];
      expect(replies.map(({ code }) => code)).toEqual(replies.map(() => 'input-invalid'));
      // An address turns half a pair into U+FFFD before the server sees it.
      expect((await client.admin.upload('datasets.put', 'comment,toxic\n', { name })).status).toBeLessThan(500);
    }
    expect((await client.suggest(coral('x', 1, { communityId: `${'c'.repeat(300)}\0` }))).status).toBe(200);
    expect((await client.listed())[0].community).toBe('c'.repeat(200));
  });
});

test(
  'it is bounded: what there is no room for is refused by name, and what is there may still change',
  async () => {
    const [, open] = real[0] ?? embedded;
    const env = { MAX_FEEDBACK_ROWS: '3', MAX_FEEDBACK_SIZE: '40', PERSPECTIVE_FEEDBACK: '*' };
    const server = await startTestServer(env, await open());
    const { admin, suggest, listed } = clientOf(server);
    const refusal = async (body: object) => {
      const { status, json } = await suggest(body);
      if (status === 200) return null;
      const { error } = v.parse(errorSchema, json);
      expect([status, error.status, error.details[0].reason]).toEqual([429, 'RESOURCE_EXHAUSTED', 'FEEDBACK_FULL']);
      return error.message;
    };
    try {
      for (const text of ['one', 'two', 'three']) expect(await refusal(coral(text, 1))).toBeNull();
      expect(await refusal(coral('four', 1))).toContain('MAX_FEEDBACK_ROWS');
      expect(await refusal(coral('two', 0))).toBeNull();
      expect(await refusal(coral('x'.repeat(30), 1, { communityId: undefined }))).toContain('MAX_FEEDBACK_SIZE');
      expect(await refusal(coral('x'.repeat(20), 1, { communityId: undefined }))).toBeNull();
      expect(await listed()).toMatchObject([
        { community: '', rows: 1, positive: 1, bytes: 20 },
        { community: COMMUNITY, rows: 3, positive: 2, bytes: 11 },
      ]);
      const removed = await admin.mutate('feedback.remove', { community: COMMUNITY, attribute: 'TOXICITY' });
      expect(removed.data).toEqual({ removed: 3 });
      expect((await admin.query('feedback.settings')).data).toMatchObject({ configured: ['*'], set: [] });
      expect(await refusal(coral('four', 1))).toBeNull();
    } finally {
      await server.close();
    }
  },
  START_MS,
);
