import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sha256Hex } from '#shared/base/hash';
import { ATTACKS } from '#shared/ml/audit/attacks/measureAttacks';
import { decodeModel } from '#shared/ml/model/decode';
import { DEFAULTS_FOLDER, readDefaults, readModel } from './models';

const { models } = await readDefaults();
const LANGUAGES = ['en', 'ru'] as const;
const RECOMMENDED_LIMIT = 1_500_000;
const OTHERS_LIMIT = 4_000_000;

test.each(models)('$name matches its entry in the index: file, model and manifest', async (entry) => {
  const packed = new Uint8Array(await readFile(join(DEFAULTS_FOLDER, entry.file)));
  expect({ fileBytes: packed.length, fileSha256: sha256Hex(packed) }).toEqual({
    fileBytes: entry.fileBytes,
    fileSha256: entry.fileSha256,
  });
  const { bytes } = await readModel(`default:${entry.name}`);
  const { manifest } = decodeModel(bytes);
  expect(bytes.length).toBe(entry.bytes);
  expect(manifest).toEqual(entry.manifest);
  expect(entry.thresholds.default.score).toBe(manifest.thresholds[0]);
  expect(entry.figures.map(({ label }) => label)).toEqual(manifest.labels);
});

test.each(models)(
  '$name lists its attacks in the order in which they are tried, and at the end their mixture',
  (entry) => {
    if (entry.attacks === null) throw new Error('It was not measured under attack.');
    const { kinds, mixed } = entry.attacks;
    const tried = kinds.map(({ kind }) => kind);
    expect(tried).toEqual(ATTACKS.filter((attack) => tried.includes(attack)));
    expect(kinds.at(-1)).toEqual({ kind: 'mixed', rocAuc: mixed });
    expect(kinds.length).toBeGreaterThan(1);
  },
);

test.each(LANGUAGES)('one model is recommended for %s', (language) => {
  const recommended = models.filter((entry) => entry.language === language && entry.recommended);
  expect(recommended.map(({ name }) => name)).toEqual([language]);
});

test('the files are small enough to ship', () => {
  for (const { name, recommended, fileBytes } of models) {
    if (recommended) expect(fileBytes, name).toBeLessThan(RECOMMENDED_LIMIT);
  }
  const others = models.filter(({ recommended }) => !recommended).reduce((sum, { fileBytes }) => sum + fileBytes, 0);
  expect(others).toBeLessThan(OTHERS_LIMIT);
});
