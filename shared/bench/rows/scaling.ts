import { join } from 'node:path';
import { type Bench, type Result, WORD_PAIRS } from '../bench';
import { must } from '../checks';
import { exponentOf, type Measured, timingOf } from '../measure';
import { type RunnerFit, run, runFit } from '../runner';

/** How time and memory of the training, in one thread, grow with the comments; every size is a process of its own. */
export async function scaling(bench: Bench): Promise<Result[]> {
  const shares = bench.quick ? [0.25, 0.5, 1] : [0.125, 0.25, 0.5, 1, 2, 4];
  const sizes = shares.map((share) => Math.floor(bench.rows * share));
  const idle = (await run(['--help'])).peak;
  const out = join(bench.folder, 'scaling.moderato');
  const points: { x: number; y: number }[] = [];
  const measured: Measured[] = [];
  const facts: Record<string, number> = { 'memory of the runner doing nothing, MB': idle / 1e6 };
  for (const rows of sizes) {
    bench.log(`scaling: ${rows} comments`);
    const { path, textBytes } = await bench.comments(rows);
    const fits: RunnerFit[] = [];
    for (let i = 0; i < (rows <= bench.rows && !bench.quick ? 2 : 1); i++)
      fits.push(await runFit(path, out, WORD_PAIRS, bench.takesWorkers ? 1 : null));
    must(new Set(fits.map(({ modelId }) => modelId)).size === 1, 'two trainings gave two models');
    must(fits[0].rows === rows, `${fits[0].rows} of ${rows} comments were trained on`);
    const [{ nonZeros, features }] = fits;
    const timing = timingOf(fits.map(({ seconds }) => seconds.total));
    const peak = Math.min(...fits.map((fit) => fit.peak));
    const held = textBytes + 4 * rows + nonZeros * 8 + 4 * rows;
    points.push({ x: rows, y: timing.min });
    measured.push({ name: `${rows} comments`, timing });
    facts[`${rows}: features`] = features;
    facts[`${rows}: peak, MB`] = peak / 1e6;
    facts[`${rows}: text and matrix, MB`] = held / 1e6;
    facts[`${rows}: memory / (text + matrix)`] = (peak - idle) / held;
  }
  facts['time grows as rows to the power of'] = exponentOf(points);
  const largest = sizes[sizes.length - 1];
  facts['memory / (text + matrix), largest'] = facts[`${largest}: memory / (text + matrix)`];
  return [
    {
      work: 'train in one thread, rows and time',
      size: `${sizes[0]} to ${largest} comments`,
      measured,
      ours: measured.length,
      toReach: 'rows^1.05; memory under 3x text + matrix',
      facts,
    },
  ];
}
