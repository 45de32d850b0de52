import { spawn, spawnSync } from 'node:child_process';
import type { CsrMatrix } from '#shared/ml/matrix/csr';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { inTurns, secondsOf } from '../measure';
import { textOf, vectorizeText } from './vectorize';

/** What no program that reads the text, or the matrix, can fall below by much on this machine. */
export async function floors(bench: Bench): Promise<Result[]> {
  const { path, fileBytes } = await bench.comments(bench.rows);
  const results: Result[] = [];
  if (!spawnSync('wc', ['--version'], { stdio: 'ignore' }).error) {
    const [words] = await inTurns([{ name: 'wc -w', run: () => secondsOf(() => countWords(path)) }], 3, 1);
    results.push({
      work: 'floor: wc -w over the file',
      size: `${(fileBytes / 1e6).toFixed(1)} MB`,
      measured: [words],
      ours: 0,
      toReach: '',
      facts: { 'MB a second': fileBytes / 1e6 / words.timing.min },
    });
  }
  const matrix = await vectorizeText(await textOf(bench, bench.rows), { analyzer: 'word', ngramRange: [1, 2] });
  const bytes = matrix.indices.byteLength + matrix.values.byteLength;
  const expected = pass(matrix);
  const contestant = {
    name: 'one pass',
    run: () => secondsOf(() => must(pass(matrix) === expected, 'two passes, two sums')),
  };
  const [once] = await inTurns([contestant], 5, 2);
  results.push({
    work: 'floor: one pass over the matrix',
    size: `${(bytes / 1e6).toFixed(1)} MB`,
    measured: [once],
    ours: 0,
    toReach: '',
    facts: { 'GB a second': bytes / 1e9 / once.timing.min },
  });
  return results;
}

function countWords(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('wc', ['-w', path], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`wc: exit ${code}`))));
  });
}

function pass({ indices, values }: CsrMatrix): number {
  let places = 0;
  let sum = 0;
  for (let i = 0; i < indices.length; i++) {
    places = (places + indices[i]) | 0;
    sum += values[i];
  }
  return sum + places;
}
