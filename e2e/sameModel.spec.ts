import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sha256Hex } from '../shared/base/hash';
import { commentsCsv } from './comments';
import { App } from './pages/app';

test('the same file and settings make the same model in the browser and in the runner, to the last bit', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-e2e-'));
  const data = join(folder, 'talk.csv');
  const out = join(folder, 'runner.moderato');
  writeFileSync(data, commentsCsv(2000));

  const app = new App(page);
  await page.goto('/');
  await app.importData(data);
  await app.train('Single words');
  await app.open('Models');
  const download = page.waitForEvent('download');
  await app.ownModels.getByRole('button', { name: 'Save as file' }).click();
  const browserFile = readFileSync(await (await download).path());

  // The app's presets hold out a fifth; the runner gets the same spec.
  const spec = JSON.stringify({ validation: { testSize: 0.2 } });
  const printed = execFileSync(
    'npm',
    ['run', '-s', 'moderato', '--', 'fit', '--data', data, '--out', out, '--spec', spec, '--json'],
    { encoding: 'utf8' },
  );
  const { modelId } = JSON.parse(printed);
  expect(sha256Hex(readFileSync(out))).toBe(modelId);
  expect(sha256Hex(browserFile)).toBe(modelId);
});
