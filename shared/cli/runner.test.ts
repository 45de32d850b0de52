import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { RUNNER } from './testing/builtProgram';
import { moderatoJson as json, moderato } from './testing/inProcess';

const folder = mkdtempSync(join(tmpdir(), 'moderato-runner-'));
const at = (name: string) => join(folder, name);

/** The runner as a process of its own. */
function spawned(...args: string[]) {
  return spawnSync('node', [RUNNER, ...args], { encoding: 'utf8' });
}

const rows = [
  ['you stupid, "stupid" fool', 1, 1],
  ['thank you for the source', 0, 0],
  ['shut up, clown\nnow', 1, 0],
  ['a good edit', 0, 0],
  ['what rubbish is this', 1, 1],
  ['see the talk page', 0, 0],
] as const;

beforeAll(async () => {
  const lines = ['id;comment_text;label;insult'];
  for (let i = 0; i < 60; i++) {
    const [text, toxic, insult] = rows[i % rows.length];
    lines.push(`${i};"${text.replaceAll('"', '""')} ${i}";${toxic};${insult}`);
  }
  writeFileSync(at('data.csv'), lines.join('\r\n'));
  await json('fit', '--data', at('data.csv'), '--out', at('model.moderato'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('fit reports the model, whose id is the SHA-256 of the file', async () => {
  const answer = await json('fit', '--data', at('data.csv'), '--out', at('again.moderato'));
  expect(answer).toMatchObject({ rows: 60, metrics: null, labels: ['label'], warnings: [] });
  expect(answer.modelId).toBe(sha256Hex(readFileSync(at('again.moderato'))));
  expect(readFileSync(at('again.moderato'))).toEqual(readFileSync(at('model.moderato')));
  expect(Object.keys(answer.seconds as object)).toEqual(['read', 'vectorize', 'fit', 'total']);
});

test('fit accepts a spec as JSON or as a file, and several labels', async () => {
  writeFileSync(at('spec.json'), '{"validation":{"testSize":0.25},"estimator":{"c":2}}');
  const answer = await json(
    'fit',
    '--data',
    at('data.csv'),
    '--out',
    at('two.moderato'),
    '--spec',
    at('spec.json'),
    '--label',
    'label,insult',
  );
  expect(answer.labels).toEqual(['label', 'insult']);
  expect(answer.metrics).toHaveLength(2);
});

test('fit cleans comments and keeps together what a column ties; copies on both sides are counted', async () => {
  const lines = ['user,comment,toxic'];
  for (let i = 0; i < 80; i++)
    lines.push(`user${i % 20},you &amp; your ${i % 2 ? 'silly goose' : 'fine talk'} ${i},${i % 2}`);
  writeFileSync(at('users.csv'), lines.join('\n'));
  const fit = ['fit', '--data', at('users.csv'), '--out', at('users.moderato'), '--spec', at('spec.json')];
  const plain = await json(...fit);
  expect(plain.similarHeldOut).toBe(20);
  expect(plain.notices).not.toContainEqual(expect.objectContaining({ code: 'text-cleaned' }));
  const tied = await json(...fit, '--clean', '--group-by', 'user');
  expect(tied.modelId).not.toBe(plain.modelId);
  expect(tied.notices).toContainEqual({ code: 'text-cleaned', count: 80, column: 'comment (original)' });
  const missing = await moderato(...fit, '--group-by', 'thread');
  expect(missing.status).toBe(2);
  expect(missing.stderr).toContain('column-missing');
  const { stdout } = await moderato('inspect', at('users.csv'));
  expect(stdout).toContain('leftovers of programs in 80 comments (HTML entities: 80): undo them with --clean');
});

test.each([
  ['3', 3],
  ['<3', 1],
])('the mean of judgements on a scale is cut at %s, with the side that is toxic', async (cut, pos) => {
  writeFileSync(at('scale.csv'), 'text,a1,a2\nyou fool,1,2\nthank you,5,4\nsee you,4,4\nthank you again,3,4\n');
  const answer = await json('inspect', at('scale.csv'), '--label', 'a1,a2', '--combine', 'mean', '--cut', cut);
  expect(answer).toMatchObject({ rows: 4, pos, questions: [] });
});

test('fit learns from several files, each with its weight; a second file where there is one is refused', async () => {
  writeFileSync(at('fixes.csv'), 'text,rude\nyou lovely goose,1\na stupid mistake of mine,0\n');
  const out = ['--out', at('mixed.moderato')];
  const both = ['--data', at('users.csv'), '--data', at('fixes.csv')];
  const mixed = await json('fit', ...both, '--weights', '1,2', ...out);
  expect(mixed).toMatchObject({ rows: 82, labels: ['toxic'] });
  expect(mixed.mix).toEqual([
    { rows: 80, weight: 1 },
    { rows: 2, weight: 2 },
  ]);
  const plain = await json('fit', ...both, ...out);
  expect(plain.fingerprint).toBe(mixed.fingerprint);
  expect(plain.modelId).not.toBe(mixed.modelId);
  for (const weights of ['1', '1,0', '1,x', '1,2,3']) {
    const refused = await moderato('fit', ...both, '--weights', weights, ...out);
    expect([weights, refused.status]).toEqual([weights, 2]);
    expect(refused.stderr).toContain('--weights');
  }
  const twice = await moderato('evaluate', '--model', at('mixed.moderato'), ...both);
  expect(twice.status).toBe(2);
  expect(twice.stderr).toContain('given more than once');
});

test('score keeps rows and columns and adds its own, with a prefix where a name is in use', async () => {
  await json('score', '--model', at('model.moderato'), '--data', at('data.csv'), '--out', at('scored.csv'));
  const text = readFileSync(at('scored.csv'), 'utf8');
  expect(text.split('\n')[0]).toBe('id,comment_text,label,insult,score,probability,moderato_label,unsure');
  expect(text).toMatch(/\n0,"you stupid, ""stupid"" fool 0",1,1,\d+\.\d+,0\.\d+,1,0\n/);
  expect(text).toMatch(/\n2,"shut up, clown\nnow 2",1,0,/);
});

test('--out /dev/stdout writes scored rows to standard output and the summary to standard error', async () => {
  const score = ['score', '--model', at('model.moderato'), '--data', at('data.csv'), '--out'];
  await moderato(...score, at('named.csv'));
  const { status, stdout, stderr } = spawned(...score, '/dev/stdout', '--json', '--workers', '2');
  expect([status, stdout]).toEqual([0, readFileSync(at('named.csv'), 'utf8')]);
  expect(JSON.parse(stderr.slice(0, stderr.indexOf('\n}') + 2))).toMatchObject({ rows: 60 });
});

test('evaluate prints metrics, and contributions of explain sum to the score', async () => {
  const figures = await json('evaluate', '--model', at('model.moderato'), '--data', at('data.csv'));
  expect(figures).toMatchObject({ rows: 60, positives: 30, rocAuc: 1, threshold: 0, thresholdProbability: 0.5 });
  const answer = (await json('explain', '--model', at('model.moderato'), '--text-value', 'You stupid 😀 fool')) as {
    score: number;
    bias: number;
    spans: { begin: number; end: number; text: string; contribution: number }[];
  };
  expect(answer.spans.reduce((sum, span) => sum + span.contribution, answer.bias)).toBeCloseTo(answer.score, 9);
  expect(answer.spans.map(({ text }) => text)).toContain('fool');
});

test('explain --flip, terms and learning-curve print their results', async () => {
  const { flip } = (await json(
    'explain',
    '--model',
    at('model.moderato'),
    '--text-value',
    'thank you, stupid',
    '--flip',
  )) as {
    flip: { words: { text: string }[]; guarantee: string };
  };
  expect(flip).toMatchObject({ words: [{ text: 'stupid' }], guarantee: 'smallest' });
  const { label, positive, negative } = (await json('terms', '--model', at('model.moderato'), '--count', '3')) as {
    label: string;
    positive: { weight: number }[];
    negative: { weight: number }[];
  };
  expect([label, positive.length, negative.length]).toEqual(['label', 3, 3]);
  expect(positive[0].weight).toBeGreaterThan(0);
  const points = (await json(
    'learning-curve',
    '--data',
    at('data.csv'),
    '--sizes',
    '0.5,1',
    '--folds',
    '3',
  )) as unknown as {
    validation: { mean: number };
  }[];
  expect(points).toHaveLength(2);
  expect(points[1].validation.mean).toBeGreaterThan(0.9);
});

test.each([
  ['an unknown command', ['train'], 'argument-invalid'],
  ['a missing option', ['fit', '--data', 'x.csv'], 'argument-invalid'],
  ['an unknown option', ['fit', '--dataa', 'x.csv'], 'argument-invalid'],
  ['a missing file', ['fit', '--data', at('none.csv'), '--out', at('x')], 'file-unreadable'],
  ['a missing folder', ['fit', '--data', at('data.csv'), '--out', at('none/x')], 'argument-invalid'],
  ['a spec that is not JSON', ['fit', '--data', at('data.csv'), '--out', at('x'), '--spec', '{'], 'argument-invalid'],
  [
    'a setting out of range',
    ['fit', '--data', at('data.csv'), '--out', at('x'), '--spec', '{"estimator":{"c":0}}'],
    'spec-invalid',
  ],
  ['a missing column', ['fit', '--data', at('data.csv'), '--out', at('x'), '--label', 'rude'], 'column-missing'],
  ['an unknown default model', ['terms', '--model', 'default:none'], 'default-unknown'],
  ['a file that is not a model', ['explain', '--model', at('data.csv'), '--text-value', 'x'], 'model-not-a-model'],
])('%s ends with status 2 and a coded message', async (_, args, code) => {
  const { status, stdout, stderr } = await moderato(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(new RegExp(`^moderato: ${code}: .+\\n$`));
});

test('a setting of several forms is explained by the forms', async () => {
  const refusal = async (spec: string) =>
    (await moderato('fit', '--data', at('data.csv'), '--out', at('x'), '--spec', spec)).stderr;
  for (const threshold of ['{"rule":"minPrecision","value":1}', '{"rule":"nope"}', '"high"'])
    expect(await refusal(`{"threshold":${threshold}}`)).toMatch(/threshold .* "value" above 0 and below 1/);
  expect(await refusal('{"text":{"stopWords":"fr"}}')).toMatch(/none, auto, en, ru, or a list of at most/);
});

test('a process of the runner has the same status and output', async () => {
  const args = ['explain', '--model', at('model.moderato'), '--text-value'];
  const { status, stdout, stderr } = spawned(...args, 'you stupid fool');
  expect({ status, stdout, stderr }).toEqual(await moderato(...args, 'you stupid fool'));
  expect(stdout).toContain('fool');
  const refused = spawned(...args.slice(0, -1));
  expect([refused.status, refused.stdout]).toEqual([2, '']);
  expect(refused.stderr).toMatch(/^moderato: argument-invalid: .+\n$/);
});

test('a reader that stops early, as head does, is not an error', async () => {
  const child = spawn('node', [RUNNER, 'help']);
  child.stdout.destroy();
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const [code] = await once(child, 'close');
  expect([code, errors]).toEqual([0, '']);
});

test('help is printed for the program and for each command, with status 0', async () => {
  expect(await moderato('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('explain') });
  expect(await moderato('score', '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('--model MODEL'),
  });
});
