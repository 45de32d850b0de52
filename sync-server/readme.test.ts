import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isFinished, type Task } from '#shared/api/tasks';
import { readConfig } from './config';
import { ROOT } from './testing/builtServer';
import { apiOf, startTestServer } from './testing/testServer';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** The examples of the README, a command each, without the lines that set variables. */
const CURLS = README.split('\n').filter((line) => line.startsWith('curl '));

test('every example of the README works as it is printed, in the order in which it is printed', async () => {
  expect(CURLS.length).toBeGreaterThan(8);
  const folder = mkdtempSync(join(tmpdir(), 'moderato-readme-'));
  const server = await startTestServer();
  try {
    writeFileSync(join(folder, 'comments.csv'), `comment,toxic\n${'you stupid clown,1\nthank you,0\n'.repeat(40)}`);
    const origin = server.url;
    const env: Record<string, string> = {
      PATH: process.env.PATH ?? '',
      URL: `${origin}/api/v1`,
      TOKEN: server.tokens.reader,
      AUTH: `Authorization: Bearer ${server.tokens.admin}`,
    };
    const api = apiOf(origin, server.tokens.admin);
    const ran: string[] = [];
    for (const line of CURLS) {
      const command = line.replace('http://localhost:4173', origin);
      const { stdout } = await promisify(execFile)('sh', ['-euc', command], { cwd: folder, env, timeout: 50_000 });
      ran.push(line);
      const json = stdout.startsWith('{') ? JSON.parse(stdout) : null;
      if (line.includes('datasets.put')) env.DATASET = json.result.data.id;
      if (line.includes('models.fit')) {
        env.TASK = json.result.data.id;
        expect(json.result.data).toMatchObject({ kind: 'fit', name: 'ours' });
      }
      if (line.includes('tasks.watch')) expect(stdout).toMatch(/"state":"succeeded"/);
      if (line.includes('tasks.get')) env.MODEL = json.result.data.modelId;
      if (line.includes('models.predict')) expect(json.result.data.predictions[0].labels[0].flagged).toBe(true);
      if (line.includes('models.put')) expect(json.result.data.id).toBe(env.MODEL);
      if (line.includes('comments:analyze'))
        expect(json.attributeScores.TOXICITY.summaryScore.value).toBeGreaterThan(0.9);
      if (line.includes('/ready')) expect(json).toEqual({ status: 'ok', database: 'ok', blobs: 'ok' });
    }
    expect(ran).toEqual(CURLS);
    expect(statSync(join(folder, 'ours.moderato')).size).toBeGreaterThan(500);
    const task = (await api.query('tasks.get', { id: env.TASK })).data as Task;
    expect(isFinished(task.state)).toBe(true);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the table of variables names each one, with its default', () => {
  const rows = [...README.matchAll(/^\| `([A-Z_]+)` \|(.*?)\|/gm)].map(([, name, standard]) => [name, standard]);
  const config = readConfig({});
  expect(rows.map(([name]) => name)).toEqual(Object.keys(config));
  for (const [name, standard] of rows) {
    if (name === 'TRAINING_SLOTS') continue; // depends on the machine, and is described in words
    const written = standard.replaceAll('`', '').trim();
    expect(Reflect.get(readConfig({ [name]: written }), name), name).toEqual(Reflect.get(config, name));
    if (written === '') expect([null, []], name).toContainEqual(Reflect.get(config, name));
  }
});
