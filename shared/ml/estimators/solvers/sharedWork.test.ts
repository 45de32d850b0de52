import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { CodedError } from '../../../base/errors';
import { runStepsSync } from '../../../runtime/steps';
import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import { fitEstimator } from '../fitEstimator';
import type { EstimatorFit, EstimatorProblem, EstimatorStart } from '../problem';
import { csrOf, settingsOf, zipfProblem } from '../testing/problems';
import type { MarginLoss } from './marginLoss';
import { minimiseByNewton } from './newton';
import { coordinates, createEvaluation, decideAll, evaluate } from './newtonWork';
import { numbersFor, reduceDesign } from './reducedDesign';
import type { FitHelpers, SharedFit } from './sharedWork';
import { createSlabs, cutRows } from './slabs';

/** Helpers of which none ever comes: the calling thread does all pieces, cut for `threads`. */
function absent(threads: number): FitHelpers & { readonly started: SharedFit[] } {
  const started: SharedFit[] = [];
  return {
    count: threads - 1,
    minNonZeros: 0,
    started,
    start(fit) {
      started.push(fit);
      return () => {};
    },
  };
}

function fitWith(
  problem: EstimatorProblem,
  some: Partial<EstimatorSettings>,
  start: EstimatorStart | undefined,
  helpers: FitHelpers | null,
): EstimatorFit {
  // A matrix of its own: the reduced design of one that is known would be used again.
  const own = { ...problem, matrix: { ...problem.matrix } };
  return runStepsSync(fitEstimator(own, settingsOf(some), start, helpers));
}

/** Equal to the last bit, signs of zeros among them. */
function expectSameBits(got: EstimatorFit, expected: EstimatorFit): void {
  expect(new Uint8Array(got.weights.buffer)).toEqual(new Uint8Array(expected.weights.buffer));
  expect({ ...got, weights: null }).toEqual({ ...expected, weights: null });
  expect(Object.is(got.bias, expected.bias)).toBe(true);
}

const isOver = ({ words }: SharedFit) => words.includes(-1);

test('cut for any number of threads, a fit has the bits of one thread', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('logisticRegression', 'linearSvc', 'nbLogisticRegression', 'nbLinearSvc'),
      fc.integer({ min: 2, max: 150 }),
      fc.integer({ min: 1, max: 300 }),
      fc.integer(),
      fc.constantFrom(0.1, 10, 1000, 1e5),
      fc.constantFrom(2, 4, 8, 40),
      fc.boolean(),
      fc.boolean(),
      (kind, rows, columns, seed, c, threads, warm, weighted) => {
        const plain = zipfProblem(rows, columns, seed);
        const problem = weighted
          ? { ...plain, rowWeight: Float64Array.from(plain.target, (_, i) => (i + 1) % 4) }
          : plain;
        const start = warm ? { weights: new Float64Array(columns), bias: 0 } : undefined; // Newton's method alone
        const settings = { kind, c, tol: 1e-6 } as const;
        const helpers = absent(threads);
        const one = fitWith(problem, settings, start, null);
        expectSameBits(fitWith(problem, settings, start, helpers), one);
        if (warm && one.iterations > 0) expect(helpers.started).toHaveLength(1);
        for (const fit of helpers.started) expect(isOver(fit)).toBe(true);
      },
    ),
    { numRuns: 150, examples: [['linearSvc', 2, 1, 0, 10, 8, true, false]] },
  );
});

test.each(['logistic', 'squaredHinge'] as const)(
  '%s: designs of one row, of empty rows and without columns, too',
  (loss) => {
    const solve = (dense: number[][], helpers: FitHelpers | null) => {
      const design = runStepsSync(reduceDesign(csrOf(dense, dense[0].length), null, helpers !== null));
      const sign = Float64Array.from(dense, (_, row) => (row % 2 === 0 ? 1 : -1));
      const losses = { loss: loss satisfies MarginLoss, sign, penalty: new Float64Array(dense.length).fill(50) };
      const objective = { design, rows: losses, biasRidge: 1 } as const;
      const w = numbersFor(design, coordinates(design));
      const at = createEvaluation(design);
      runStepsSync(decideAll(objective, w, at));
      runStepsSync(evaluate(objective, w, at));
      const norm = at.gradientNorm;
      const outcome = runStepsSync(minimiseByNewton(objective, w, at, 1e-9 * norm, norm, 50, helpers));
      return { ...outcome, value: at.value, w: Array.from(w) };
    };
    for (const dense of [
      [[1, 2, 0]],
      [[0], [0], [0]],
      [[], []],
      [
        [1, 1],
        [0, 0],
        [1, 0],
        [0, 0],
      ],
      [
        [3, -1],
        [-2, 1],
        [1, 1],
      ],
    ]) {
      const one = solve(dense, null);
      for (const threads of [2, 4, 8]) expect(solve(dense, absent(threads))).toEqual(one);
    }
  },
);

test('slabs hold every entry once, rows in their order, and cuts cover all rows and columns', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 80 }),
      fc.integer({ min: 1, max: 150 }),
      fc.integer(),
      fc.integer({ min: 1, max: 30 }),
      (rows, columns, seed, count) => {
        const design = runStepsSync(reduceDesign(zipfProblem(rows, columns, seed).matrix, null, true));
        const cuts = Array.from(cutRows(design.indptr, count));
        expect([cuts.length, cuts[0], cuts[count]]).toEqual([count + 1, 0, rows]);
        expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
        const slabs = createSlabs(design, count);
        const columnCuts = Array.from(slabs.cuts);
        expect([columnCuts.length, columnCuts[0], columnCuts[count]]).toEqual([count + 1, 0, design.columns]);
        expect(columnCuts).toEqual([...columnCuts].sort((a, b) => a - b));
        slabs.slabOf.forEach((slab, column) => {
          expect(column >= columnCuts[slab] && column < columnCuts[slab + 1]).toBe(true);
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('without shared memory, and where a thread may not wait, no helper is asked', () => {
  const problem = zipfProblem(100, 150, 3);
  const settings = { kind: 'linearSvc', c: 1000, tol: 1e-8 } as const;
  const start = { weights: new Float64Array(150), bias: 0 };
  const one = fitWith(problem, settings, start, null);
  const wait = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    throw new TypeError('Atomics.wait cannot be called in this context');
  });
  const helpers = absent(4);
  try {
    expectSameBits(fitWith(problem, settings, start, helpers), one);
  } finally {
    wait.mockRestore();
  }
  vi.stubGlobal('SharedArrayBuffer', undefined);
  try {
    expectSameBits(fitWith(problem, settings, start, helpers), one);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(helpers.started).toEqual([]);
});

test('without memory for a copy of the design, no helper is asked', () => {
  const problem = zipfProblem(100, 150, 3);
  const settings = { kind: 'linearSvc', c: 1000, tol: 1e-8 } as const;
  const start = { weights: new Float64Array(150), bias: 0 };
  const one = fitWith(problem, settings, start, null);
  const helpers = absent(4);
  let refused = 0;
  let scarce = false;
  const Real = SharedArrayBuffer;
  class Scarce extends Real {
    constructor(bytes: number) {
      if (scarce) {
        refused += 1;
        throw new RangeError('Array buffer allocation failed');
      }
      if (bytes === 20) scarce = true; // the words of a crew, the first thing that nothing else needs
      super(bytes);
    }
  }
  vi.stubGlobal('SharedArrayBuffer', Scarce);
  try {
    expectSameBits(fitWith(problem, settings, start, helpers), one);
  } finally {
    vi.unstubAllGlobals();
  }
  expect(refused).toBe(1);
  expect(helpers.started).toEqual([]);
});

test('helpers are not asked for small designs, nor for fits that coordinate descent ends', () => {
  const small = { ...absent(4), minNonZeros: undefined };
  fitWith(zipfProblem(300, 200, 5), { c: 1e5, tol: 1e-8 }, undefined, small);
  expect(small.started).toEqual([]);
  const idle = absent(4);
  expect(fitWith(zipfProblem(300, 200, 5), { c: 0.1 }, undefined, idle).converged).toBe(true);
  expect(idle.started).toEqual([]);
});

test('a fit whose helper fails throws what it threw, one that is closed ends, and both let the others go', () => {
  const problem = zipfProblem(100, 150, 3);
  const start = { weights: new Float64Array(150), bias: 0 };
  const failing: FitHelpers & { readonly started: SharedFit[] } = {
    ...absent(2),
    start(fit) {
      failing.started.push(fit);
      let checks = 0;
      return () => {
        if (++checks > 20) throw new CodedError('worker-failed', { worker: 'x', reason: 'gone' });
      };
    },
  };
  const settings = { kind: 'linearSvc', c: 1000, tol: 1e-8 } as const;
  expect(() => fitWith(problem, settings, start, failing)).toThrow(expect.objectContaining({ code: 'worker-failed' }));
  expect(failing.started.map(isOver)).toEqual([true]);

  const helpers = absent(2);
  const steps = fitEstimator(problem, settingsOf(settings), start, helpers);
  while (helpers.started.length === 0) expect(steps.next().done).toBe(false);
  for (let i = 0; i < 5; i++) steps.next();
  expect(helpers.started.map(isOver)).toEqual([false]);
  steps.return({} as EstimatorFit);
  expect(helpers.started.map(isOver)).toEqual([true]);
});
