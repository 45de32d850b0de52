import { expect, test } from 'vitest';
import { filesToFuzz } from './testing/filesToFuzz';
import { fuzzModelFiles } from './testing/fuzzModelFiles';

/* The short form; `npm run fuzz:models -- --seconds 600 --seed 7` tries others for as long as it is given. */
test('mutated model files are refused in a short sentence or score every text with finite numbers', async () => {
  const report = await fuzzModelFiles(await filesToFuzz(), { seed: 1129, runs: 1000, seconds: 60 });
  expect(report.failures).toEqual([]);
  expect(report.tried).toBe(1000);
  // The mutations are neither so wild that nothing is accepted, nor so tame that nothing is refused.
  expect(report.accepted).toBeGreaterThan(100);
  expect(report.refused).toBeGreaterThan(100);
}, 90_000);
