import { createSha256 } from '#shared/base/hash';
import { fitEstimator } from '#shared/ml/estimators/fitEstimator';
import type { EstimatorProblem } from '#shared/ml/estimators/problem';
import type { FitHelpers } from '#shared/ml/estimators/solvers/sharedWork';
import { runStepsSync } from '#shared/runtime/steps';
import { type EstimatorSettings, parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { dataOf, readLabelled } from '../../cli/readLabelled';
import type { Bench, Result } from '../bench';
import { must } from '../checks';
import { medianOf, timingOf } from '../measure';
import { CLOCK, processorSeconds } from '../processorTime';
import { lastEnd } from '../schedule';
import { vectorizeText } from './vectorize';

const FITS = [
  { kind: 'linearSvc', c: 10 },
  { kind: 'linearSvc', c: 100 },
  { kind: 'logisticRegression', c: 1000 },
] as const;

/**
 * Fits that end in Newton's method, from the matrix to the weights, with more threads than this machine may have cores:
 * all pieces are done in one thread, cut as for many, and laid out on 2, 4 and 8, phase after phase. Pieces are too short
 * for the thread's clock of processor time and are measured by that of the process.
 */
export async function newtonThreads(
  bench: Bench,
  path: string,
  counts: readonly number[],
  rounds: number,
): Promise<Result[]> {
  const data = dataOf(await readLabelled(path, { text: 'comment_text', labels: ['toxic'] }));
  const matrix = await vectorizeText(data, { analyzer: 'word', ngramRange: [1, 2] });
  const problem = { matrix, target: Uint8Array.from(data.labels[0].values), rowWeight: null };
  return FITS.map(({ kind, c }) => {
    const name = `fit ${kind}, c = ${c}`;
    const settings = parsePipelineSpec({ estimator: { kind, c } }).estimator;
    const ids = new Set<string>();
    const one: number[] = [];
    const many: number[][] = counts.map(() => []);
    const alone: number[][] = counts.map(() => []);
    for (let round = 0; round < rounds; round++) {
      bench.log(`threads, ${name}, round ${round + 1} of ${rounds}`);
      one.push(fitSeconds(problem, settings, null, ids));
      for (const [i, count] of counts.entries()) {
        const measured = measureParts(problem, settings, count, ids);
        many[i].push(measured.path);
        alone[i].push(measured.alone);
      }
    }
    must(ids.size === 1, 'fitting in pieces made other weights');
    const facts: Record<string, string | number> = { clock: CLOCK };
    for (const [i, count] of counts.entries()) {
      facts[`the first thread of ${count} alone, median s`] = medianOf(alone[i]);
      facts[`${count} threads against one, median of rounds`] = medianOf(one.map((seconds, k) => seconds / many[i][k]));
    }
    const laidOut = counts.map((count, i) => ({ name: `${count} threads, computed`, timing: timingOf(many[i]) }));
    return {
      work: `${name}, matrix to weights: critical path`,
      size: `${matrix.rows} × ${matrix.columns}, ${(matrix.indices.length / 1e6).toFixed(1)} M non-zeros`,
      measured: [...laidOut, { name: '1 thread, measured', timing: timingOf(one) }],
      ours: counts.length,
      toReach: '1.6x on 2 threads, 4x on 8',
      facts,
    };
  });
}

/** Processor seconds of one fit in this thread; adds the digest of its weights to `ids`. */
function fitSeconds(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  helpers: FitHelpers | null,
  ids: Set<string>,
): number {
  // A matrix of its own: the reduced design of one that is known would be used again.
  const own = { ...problem, matrix: { ...problem.matrix } };
  const began = processorSeconds();
  const { weights, bias } = runStepsSync(fitEstimator(own, settings, undefined, helpers));
  const seconds = processorSeconds() - began;
  const hash = createSha256();
  hash.update(new Uint8Array(weights.buffer));
  hash.update(new Uint8Array(Float64Array.of(bias).buffer));
  ids.add(hash.hex());
  return seconds;
}

/** The time of a fit with `count` threads, and what the first of them does alone. */
function measureParts(
  problem: EstimatorProblem,
  settings: EstimatorSettings,
  count: number,
  ids: Set<string>,
): { path: number; alone: number } {
  const free = Array.from({ length: count }, () => 0);
  let within = 0;
  let shared = 0;
  const helpers: FitHelpers = {
    count: count - 1,
    start: () => () => {}, // none comes: all pieces are done here
    watch: {
      seconds() {
        const { user, system } = process.cpuUsage();
        return (user + system) / 1e6;
      },
      onPhase(_, seconds) {
        within += seconds.reduce((sum, some) => sum + some, 0);
        shared += lastEnd(seconds, free);
      },
    },
  };
  const alone = fitSeconds(problem, settings, helpers, ids) - within;
  return { path: alone + shared, alone };
}
