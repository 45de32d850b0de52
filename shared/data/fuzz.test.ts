import { expect, test } from 'vitest';
import { filesToDamage, fuzzFiles } from './testing/fuzzFiles';
import { readTable } from './testing/tables';

test('the files that are to be damaged are whole', async () => {
  for (const { name, bytes } of filesToDamage()) {
    expect([name, (await readTable(bytes, { name })).report.rows]).toEqual([name, 40]);
  }
});

test('damaged files of every format are read, or refused with a code of ours and a sentence without a foreign word', async () => {
  const report = await fuzzFiles(1, 60, 300);
  expect(report.failures).toEqual([]);
  expect(report.accepted).toBeGreaterThan(0);
  expect(report.refused).toBeGreaterThan(0);
  expect(report.accepted + report.refused).toBe(report.tried);
});
