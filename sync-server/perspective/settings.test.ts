import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type AttributeAnswer, MODEL_HEADER } from '#shared/api/perspective';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import { apiOf, startTestServer } from '../testing/testServer';
import { about, analyze, answerSchema, asking, post, server, startsServer, TEXT } from './testing/client';

/* Models of one’s own, longer comments, and what is left out. */

startsServer();

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
  const admin = apiOf(server().url, server().tokens.admin);
  const scoreOf = async () => (await analyze(about(TEXT))).attributeScores.TOXICITY.summaryScore.value;
  const before = await scoreOf();
  const one = { attribute: 'TOXICITY', language: 'en', model: 'default:en-svc', label: 'toxic' };
  expect((await admin.mutate('perspective.setModels', { models: [one] })).data).toEqual([one]);
  const reader = apiOf(server().url, server().tokens.reader);
  expect((await reader.query('perspective.models')).data).toEqual([one]);
  const answers = (await reader.query('perspective.answers')).data as AttributeAnswer[];
  expect(answers.filter(({ attribute }) => attribute === 'TOXICITY')).toEqual([
    { ...one, source: 'set', problem: null },
    { attribute: 'TOXICITY', language: 'ru', model: 'default:ru', label: 'toxic', source: 'shipped', problem: null },
  ]);
  expect(await scoreOf()).not.toBe(before);
  const refused = async (more: object) =>
    (await admin.mutate('perspective.setModels', { models: [{ ...one, ...more }] })).code;
  expect(await refused({ label: 'rude' })).toBe('label-unknown');
  expect(await refused({ model: 'a'.repeat(64) })).toBe('model-missing');
  expect(await refused({ attribute: 'toxicity' })).toBe('input-invalid');
  expect((await admin.mutate('perspective.setModels', { models: [] })).data).toEqual([]);
  expect(await scoreOf()).toBe(before);
});
