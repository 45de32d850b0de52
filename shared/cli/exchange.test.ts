import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { encodeModel } from '#shared/ml/model/encode';
import { smallModel } from '#shared/testing/models';
import dumped from '../ml/exchange/sklearn/frozen/dumped.json';
import { moderato } from './testing/inProcess';

const folder = mkdtempSync(join(tmpdir(), 'moderato-exchange-'));
const at = (name: string) => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a model goes out as JSON for scikit-learn and comes back', async () => {
  writeFileSync(at('small.moderato'), encodeModel(smallModel()));
  const out = await moderato('export-model', at('small.moderato'), '--as', 'sklearn-json', '--out', at('small.json'));
  expect(out.status).toBe(0);
  expect(JSON.parse(readFileSync(at('small.json'), 'utf8')).model).toBe(sha256Hex(readFileSync(at('small.moderato'))));
  const back = await moderato('import-model', at('small.json'), '--out', at('back.moderato'));
  expect(back.status).toBe(0);
  expect(back.stdout.trim()).toBe(sha256Hex(readFileSync(at('back.moderato'))));
});

test('what scikit-learn fitted becomes a model; what cannot is refused and writes nothing', async () => {
  writeFileSync(at('dump.json'), dumped.cases[0].file);
  expect((await moderato('import-model', at('dump.json'), '--out', at('theirs.moderato'))).status).toBe(0);
  writeFileSync(at('custom.json'), dumped.refused[0].file);
  const refused = await moderato('import-model', at('custom.json'), '--out', at('none.moderato'));
  expect(refused.status).toBe(2);
  expect(refused.stderr).toMatch(/sklearn-unsupported: .*tokenizer/);
  expect(() => readFileSync(at('none.moderato'))).toThrow('ENOENT');
  const shipped = await moderato('export-model', 'default:ru', '--as', 'sklearn-json', '--out', at('none.json'));
  expect(shipped.stderr).toMatch(/export-unsupported: .*deobfuscate/);
  const kind = await moderato('export-model', at('theirs.moderato'), '--as', 'pickle', '--out', at('none.json'));
  expect(kind.stderr).toMatch(/argument-invalid: .*pickle/);
});

test('the snippets of the README are the files that the frozen answers were made with', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const name of ['load.py', 'dump.py']) {
    expect(readme).toContain(readFileSync(`shared/ml/exchange/sklearn/${name}`, 'utf8'));
  }
});
