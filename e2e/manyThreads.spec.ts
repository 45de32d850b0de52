import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sha256Hex } from '../shared/base/hash';
import { createRandom } from '../shared/base/random';
import { App } from './pages/app';

/** Long comments, 10 MB of them: enough for more than one thread. */
function longTalk(): string {
  const random = createRandom(11);
  const lines = ['comment_text,toxic'];
  for (let row = 0; row < 4000; row++) {
    const toxic = random.below(4) === 0;
    const words = Array.from({ length: 450 }, () => `w${Math.floor(random.unit() * random.unit() * 5000)}`);
    lines.push(`${words.join(' ')} ${toxic ? 'stupid' : 'thanks'},${toxic ? 1 : 0}`);
  }
  return `${lines.join('\n')}\n`;
}

test('training with several threads makes the same model as the runner with one', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-e2e-'));
  const data = join(folder, 'long.csv');
  const out = join(folder, 'runner.moderato');
  writeFileSync(data, longTalk());

  const app = new App(page);
  await page.goto('/');
  let threads = 0;
  page.context().on('request', (request) => {
    if (request.url().includes('kernel.worker')) threads++;
  });
  await app.importData(data);
  await app.train('Single words');
  await app.open('Models');
  const download = page.waitForEvent('download');
  await app.ownModels.getByRole('button', { name: 'Save as file' }).click();
  const browserFile = readFileSync(await (await download).path());
  // On one or two cores a single thread is as quick.
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  expect(threads > 0).toBe(cores > 2);

  const spec = JSON.stringify({ validation: { testSize: 0.2 } });
  const fit = ['run', '-s', 'moderato', '--', 'fit', '--data', data, '--out', out, '--spec', spec, '--workers', '1'];
  execFileSync('npm', fit);
  expect(sha256Hex(browserFile)).toBe(sha256Hex(readFileSync(out)));
  rmSync(folder, { recursive: true });
});
