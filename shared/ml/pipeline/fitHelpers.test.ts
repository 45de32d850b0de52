import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModulePool } from '../../cli/nodePool';
import { createBuiltPool } from '../../cli/testing/builtProgram';
import { createCallerPool } from '../../runtime/callerPool';
import { createInlinePool, type Pool } from '../../runtime/parallel';
import { runSteps } from '../../runtime/steps';
import { fitEstimator } from '../estimators/fitEstimator';
import type { EstimatorFit, EstimatorProblem } from '../estimators/problem';
import type { FitHelpers } from '../estimators/solvers/sharedWork';
import { fitNow, settingsOf, zipfProblem } from '../estimators/testing/problems';
import { fitHelpersOf } from './fitHelpers';
import { kernels, type MlKernels } from './kernels';

const pools = new Map<number, Pool<MlKernels>>();

beforeAll(async () => {
  for (const size of [2, 4, 8]) {
    const threads = createBuiltPool(size - 1);
    pools.set(size, createCallerPool(threads, kernels));
    const ready = Array.from({ length: size - 1 }, () => threads.run('joinRows', { parts: [], rows: 0, into: null }));
    await Promise.all(ready);
  }
});

afterAll(async () => {
  for (const pool of pools.values()) await pool.close();
});

function helpersOf(pool: Pool<MlKernels>): FitHelpers {
  const helpers = fitHelpersOf(pool);
  if (helpers === null) throw new Error('A pool of several threads helps.');
  return { ...helpers, minNonZeros: 0 };
}

function fitWith(
  problem: EstimatorProblem,
  some: Parameters<typeof settingsOf>[0],
  helpers: FitHelpers,
  signal?: AbortSignal,
) {
  const own = { ...problem, matrix: { ...problem.matrix } };
  const start = { weights: new Float64Array(problem.matrix.columns), bias: 0 };
  return runSteps<unknown, EstimatorFit>(fitEstimator(own, settingsOf(some), start, helpers), signal);
}

test('2, 4 and 8 threads have the bits of one', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('logisticRegression', 'linearSvc', 'nbLinearSvc'),
      fc.integer({ min: 50, max: 3000 }),
      fc.integer({ min: 20, max: 2000 }),
      fc.integer(),
      fc.constantFrom(10, 1e4),
      fc.constantFrom(...pools.keys()),
      async (kind, rows, columns, seed, c, size) => {
        const problem = zipfProblem(rows, columns, seed);
        const settings = { kind, c, tol: 1e-5 } as const;
        const one = fitNow(problem, settings, { weights: new Float64Array(columns), bias: 0 });
        const many = await fitWith(problem, settings, helpersOf(pools.get(size) as Pool<MlKernels>));
        expect(new Uint8Array(many.weights.buffer)).toEqual(new Uint8Array(one.weights.buffer));
        expect({ ...many, weights: null }).toEqual({ ...one, weights: null });
      },
    ),
    { numRuns: 40 },
  );
});

test('threads take some of the pieces', async () => {
  const problem = zipfProblem(20_000, 5000, 7);
  const settings = { kind: 'linearSvc', c: 1e4, tol: 1e-8 } as const;
  const piecesHere = async (helpers: FitHelpers) => {
    let pieces = 0;
    const onPhase = (_: string, seconds: readonly number[]) => {
      pieces += seconds.length;
    };
    await fitWith(problem, settings, { ...helpers, watch: { seconds: () => 0, onPhase } });
    return pieces;
  };
  const helpers = helpersOf(pools.get(2) as Pool<MlKernels>);
  const all = await piecesHere({ ...helpers, start: () => () => {} });
  expect(await piecesHere(helpers)).toBeLessThan(all);
});

test('a cancel ends the fit and frees the threads', async () => {
  const pool = pools.get(4) as Pool<MlKernels>;
  const controller = new AbortController();
  const helpers = helpersOf(pool);
  const settings = { kind: 'logisticRegression', c: 1e9, tol: 1e-14 } as const;
  let phases = 0;
  const onPhase = () => {
    if (++phases === 200) controller.abort();
  };
  const fitting = fitWith(
    zipfProblem(20_000, 5000, 8),
    settings,
    { ...helpers, watch: { seconds: () => 0, onPhase } },
    controller.signal,
  );
  await expect(fitting).rejects.toMatchObject({ name: 'AbortError' });
  const empty = { parts: [], rows: 0, into: null };
  expect(await Promise.all([1, 2, 3, 4].map(() => pool.run('joinRows', empty)))).toHaveLength(4);
});

const settingsOfLongFit = { kind: 'logisticRegression', c: 1e6, tol: 1e-10 } as const;

test('a thread that exits fails the fit with its code', async () => {
  const dying = createModulePool<MlKernels>(1, new URL('../../cli/testing/dyingThread.ts', import.meta.url));
  const pool = createCallerPool(dying, kernels);
  try {
    const fitting = fitWith(zipfProblem(20_000, 5000, 9), settingsOfLongFit, helpersOf(pool));
    await expect(fitting).rejects.toMatchObject({ name: 'CodedError', code: 'worker-failed' });
  } finally {
    await pool.close();
  }
});

test('an error in a piece fails the fit, which does not wait for the piece', async () => {
  const helpers = helpersOf(pools.get(2) as Pool<MlKernels>);
  const failing: FitHelpers = {
    ...helpers,
    start: (fit) => helpers.start({ ...fit, vectors: null as unknown as typeof fit.vectors }),
  };
  const fitting = fitWith(zipfProblem(20_000, 5000, 9), settingsOfLongFit, failing);
  await expect(fitting).rejects.toMatchObject({ name: 'CodedError', code: 'unexpected' });
});

test('a task that comes to the calling thread after all is over at once', async () => {
  const inline = createInlinePool(kernels);
  const problem = zipfProblem(2000, 900, 10);
  const settings = { kind: 'linearSvc', c: 1e4, tol: 1e-8 } as const;
  const one = fitNow(problem, settings, { weights: new Float64Array(900), bias: 0 });
  const many = await fitWith(problem, settings, helpersOf({ ...inline, size: 4 }));
  expect({ ...many }).toEqual({ ...one });
  expect(fitHelpersOf(inline)).toBeNull();
  expect(fitHelpersOf(null)).toBeNull();
});
