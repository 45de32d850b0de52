import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { readJobData } from './readJobData';

const folder = mkdtempSync(join(tmpdir(), 'moderato-job-'));
afterAll(() => rmSync(folder, { recursive: true }));

const csv = (rows: number) =>
  `comment,toxic\n${Array.from({ length: rows }, (_, i) => `you ${i % 2 ? 'goose' : 'friend'} ${i},${i % 2}`).join('\n')}\n`;

test('more rows than allowed are refused while they are read, before the whole file is in memory', async () => {
  const packed = gzipSync(csv(400_000));
  const path = join(folder, 'a');
  writeFileSync(path, packed.subarray(0, packed.length - 1000)); // its end would be refused for another reason
  const reading = (maxRows: number) => readJobData({ path, name: 'a.csv.gz' }, {}, maxRows);
  await expect(reading(1000)).rejects.toMatchObject({ code: 'limit-reached', params: { what: 'rows', limit: 1000 } });
  await expect(reading(1_000_000)).rejects.toMatchObject({ code: 'archive-damaged' });
});

test('as many rows as are allowed are read', async () => {
  const path = join(folder, 'b');
  writeFileSync(path, csv(1000));
  const { reading } = await readJobData({ path, name: 'b.csv' }, {}, 1000);
  expect(reading).toMatchObject({ rows: 1000 });
});
