import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Prediction } from '#shared/api/models';
import { MODEL_HEADER, SERVED_ATTRIBUTES, UNSURE_HEADER } from '#shared/api/perspective';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { splitSentences } from '#shared/text/language/sentences';
import { apiOf } from '../testing/testServer';
import {
  about,
  analyze,
  answerSchema,
  asking,
  ENGLISH,
  errorSchema,
  post,
  server,
  startsServer,
  TEXT,
} from './testing/client';

/* Answers of comments:analyze. */

startsServer();

test('six attributes of an English comment are the app\u2019s own probabilities, to the last bit', async () => {
  const { scorer, id } = await server().server.services.models.scorerOf('default:en');
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
  const api = apiOf(server().url, server().tokens.reader);
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

test('one language alone is a list of one, as it was there', async () => {
  expect((await analyze(about(TEXT, { languages: 'en-US' }))).languages).toEqual(['en']);
});

test('a gzipped body is read, as Google\u2019s clients for Java and .NET send it', async () => {
  const body = new Uint8Array(gzipSync(JSON.stringify(about(TEXT))));
  const reply = await post('analyze', body, { 'Content-Encoding': 'gzip' });
  expect(reply.json).toEqual(await analyze(about(TEXT)));
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

test('fields chooses what is sent; a mask that cannot be read is refused', async () => {
  const ask = async (mask: string) => {
    const response = await fetch(`${server().url}/v1alpha1/comments:analyze?fields=${encodeURIComponent(mask)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-goog-api-key': server().tokens.reader },
      body: JSON.stringify(about(TEXT)),
    });
    return { status: response.status, json: (await response.json()) as unknown };
  };
  const whole = await analyze(about(TEXT));
  const { value } = whole.attributeScores.TOXICITY.summaryScore;
  expect(await ask('attributeScores/TOXICITY/summaryScore/value,languages')).toEqual({
    status: 200,
    json: { attributeScores: { TOXICITY: { summaryScore: { value } } }, languages: ['en'] },
  });
  const refused = await ask('attributeScores(');
  expect(refused.status).toBe(400);
  expect(v.parse(errorSchema, refused.json).error.message).toContain('Invalid field selection');
});
