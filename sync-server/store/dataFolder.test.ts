import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config';
import { openLog } from '../log';
import { openEmbedded } from './database';
import { openWorkFolder } from './workFolder';

test('a data folder that cannot be used is refused by the name of its variable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-data-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  try {
    const expected = { code: 'argument-invalid', params: { argument: 'DATA_DIR' } };
    for (const DATA_DIR of [file, join(file, 'below')]) {
      await expect(openEmbedded(DATA_DIR)).rejects.toMatchObject(expected);
      await expect(openWorkFolder(DATA_DIR)).rejects.toMatchObject(expected);
      await expect(openLog(readConfig({ DATA_DIR }))).rejects.toMatchObject(expected);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
