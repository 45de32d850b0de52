import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { Task } from '#shared/api/tasks';
import { RUNNER } from '../shared/cli/testing/builtProgram';
import { ROOT } from './testing/builtServer';
import { apiOf, startTestServer } from './testing/testServer';

// The app's ids are compared with the runner's in e2e/sameModel.spec.ts.
const SPECS = [
  {},
  {
    features: [{ analyzer: 'char_wb', ngramRange: [2, 4], sublinearTf: true }],
    estimator: { kind: 'linearSvc', c: 0.5 },
    calibration: 'sigmoid',
    validation: { testSize: 0.2, seed: 3 },
  },
  {
    estimator: { kind: 'complementNb' },
    text: { normalize: 'deobfuscate', stopWords: 'en' },
    compact: { maxTerms: 50 },
  },
];

test('a fit on the server gives the same model as the runner, byte for byte', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-same-'));
  const server = await startTestServer();
  try {
    const rows = Array.from(
      { length: 150 },
      (_, i) => `"you silly goose, ${i * 7} times",1\nthank you for ${i * 13},0`,
    );
    const csv = `comment,toxic\n${rows.join('\n')}\n`;
    const data = join(folder, 'talk.csv');
    writeFileSync(data, csv);
    const api = apiOf(server.url, server.tokens.admin);
    for (const [n, spec] of SPECS.entries()) {
      const put = await api.upload('datasets.put', csv, { name: 'talk.csv' });
      const { id: datasetId } = put.data as { id: string };
      const submitted = await api.mutate('models.fit', { datasetId, spec });
      expect(submitted, submitted.body).toMatchObject({ status: 200 });
      const { id } = submitted.data as Task;
      const task = async () => (await api.query('tasks.get', { id })).data as Task;
      await expect.poll(task, { timeout: 40_000 }).toMatchObject({ state: 'succeeded' });
      const out = join(folder, `${n}.moderato`);
      const options = ['--data', data, '--out', out, '--spec', JSON.stringify(spec), '--json'];
      // Not in one go: the server is in this process, and would be away for as long.
      const { stdout } = await promisify(execFile)(process.execPath, [RUNNER, 'fit', ...options], { cwd: ROOT });
      const { modelId } = await task();
      expect(JSON.parse(stdout)).toMatchObject({ modelId });
      const pulled = await api.download('models.pull', { id: modelId ?? '' });
      expect(Buffer.from(await pulled.arrayBuffer()).equals(readFileSync(out))).toBe(true);
    }
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
