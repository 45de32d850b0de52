import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import { exportScript } from '#shared/ml/exchange/script/exportScript';
import { appAnswers, scriptAnswers } from '#shared/ml/exchange/script/testing/scriptCases';
import { decodeModel } from '#shared/ml/model/decode';
import { modelId } from '#shared/ml/model/digest';
import * as normaliseTables from '#shared/text/normalise/tables';
import * as unicodeTables from '#shared/text/unicode/tables';
import { readModel } from './models';
import { bundleScorer, SCORER_CODES, scorerCodeFile } from './scorerCode';

const LIMIT = 30 * 1024;
const TABLES: readonly string[] = [...Object.values(unicodeTables), ...Object.values(normaliseTables)];

test.each(SCORER_CODES)('the %s scorer is what its code bundles to, and small beside its tables', async (name) => {
  const code = await bundleScorer(name);
  const { code: kept } = await import(scorerCodeFile(name));
  expect(kept === code, 'out of date: run `npm run scorer-code`').toBe(true);
  expect(tablesIn(code).length).toBe(name === 'plain' ? 3 : 7);
  expect(sizeBesideTables(code)).toBeLessThan(LIMIT);
  expect(code).not.toMatch(/\beval\b|\bFunction\(|\brequire\(|\bimport\b/);
});

test.each(['default:en', 'default:ru'])('%s as a script scores as the app does, to the last bit', async (name) => {
  const { bytes } = await readModel(name);
  const model = decodeModel(bytes);
  const scorer = runInThisContext(`${await exportScript(model, modelId(bytes), 'script')};moderato`);
  expect(scriptAnswers(scorer)).toEqual(await appAnswers(model));
});

test('the README names both sizes as they are', async () => {
  const sizes = await Promise.all(SCORER_CODES.map(async (name) => sizeBesideTables(await bundleScorer(name))));
  const [small, large] = sizes.sort((a, b) => a - b).map((size) => Math.round(size / 1024));
  const readme = readFileSync('README.md', 'utf8').replace(/\s+/g, ' '); // lines break anywhere
  const named = /it has (\d+) KB of code \((\d+) KB with the normaliser\)/.exec(readme);
  expect(named?.slice(1).map(Number)).toEqual([small, large]);
});

function tablesIn(code: string): string[] {
  return TABLES.filter((table) => table.length > 100 && code.includes(table));
}

/** Characters of `code`, without the tables. */
function sizeBesideTables(code: string): number {
  return code.length - tablesIn(code).reduce((sum, table) => sum + table.length, 0);
}
