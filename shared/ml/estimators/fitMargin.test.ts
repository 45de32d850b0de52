import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runStepsSync } from '../../runtime/steps';
import { blockEnd, type EstimatorProblem } from './problem';
import {
  accumulateDiagonal,
  accumulateOwn,
  accumulateProduct,
  completeStep,
  decide,
  decideDirection,
} from './solvers/designKernels';
import type { MarginLoss } from './solvers/marginLoss';
import {
  coordinates,
  createEvaluation,
  decideAll,
  type Evaluation,
  evaluate,
  type RidgeObjective,
} from './solvers/newtonWork';
import { expandWeights, reduceDesign, reduceWeights } from './solvers/reducedDesign';
import { decisions, fitNow, plainObjective, zipfProblem } from './testing/problems';

const kinds = ['logisticRegression', 'linearSvc'] as const;

function objectiveOf(problem: EstimatorProblem, kind: (typeof kinds)[number], c: number): RidgeObjective {
  const loss: MarginLoss = kind === 'linearSvc' ? 'squaredHinge' : 'logistic';
  const design = runStepsSync(reduceDesign(problem.matrix, null));
  const sign = Float64Array.from(design.source, (row) => 2 * problem.target[row] - 1);
  const penalty = new Float64Array(sign.length).fill(c);
  return { design, rows: { loss, sign, penalty }, biasRidge: kind === 'linearSvc' ? 1 : 0 };
}

function evaluateAt(objective: RidgeObjective, w: Float64Array, at: Evaluation): void {
  runStepsSync(decideAll(objective, w, at));
  runStepsSync(evaluate(objective, w, at));
}

/** Solves the dense system by Gauss and Jordan, with pivoting. */
function solveDense(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let i = 0; i < rows.length; i++) {
    let pivot = i;
    for (let k = i + 1; k < rows.length; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k;
    [rows[i], rows[pivot]] = [rows[pivot], rows[i]];
    for (let k = 0; k < rows.length; k++) {
      if (k === i) continue;
      const factor = rows[k][i] / rows[i][i];
      for (let j = i; j <= rows.length; j++) rows[k][j] -= factor * rows[i][j];
    }
  }
  return rows.map((row, i) => row[rows.length] / row[i]);
}

/** The slow twin: undamped Newton steps with the dense Hessian, halved while the objective rises. Bias last. */
function denseNewton(
  kind: (typeof kinds)[number],
  problem: EstimatorProblem,
  c: number,
): { weights: Float64Array; bias: number } {
  const { matrix, target } = problem;
  const size = matrix.columns + 1;
  const rows = Array.from({ length: matrix.rows }, (_, row) => {
    const dense = new Array<number>(size).fill(0);
    dense[size - 1] = 1;
    for (let at = matrix.indptr[row]; at < matrix.indptr[row + 1]; at++) dense[matrix.indices[at]] = matrix.values[at];
    return dense;
  });
  const ridge = Array.from({ length: size }, (_, j) => (j < size - 1 || kind === 'linearSvc' ? 1 : 0));
  const valueAt = (w: number[]) => plainObjective(kind, problem, c, Float64Array.from(w.slice(0, -1)), w[size - 1]);
  let w = new Array<number>(size).fill(0);
  for (let iteration = 0; iteration < 60; iteration++) {
    const gradient = w.map((weight, j) => ridge[j] * weight);
    const hessian = w.map((_, i) => w.map((__, j) => (i === j ? ridge[j] : 0)));
    rows.forEach((x, row) => {
      const y = target[row] === 1 ? 1 : -1;
      const margin = y * x.reduce((sum, value, j) => sum + value * w[j], 0);
      const wrong = 1 / (1 + Math.exp(margin));
      const slope = kind === 'linearSvc' ? -2 * c * y * Math.max(0, 1 - margin) : -c * y * wrong;
      const curvature = kind === 'linearSvc' ? (margin < 1 ? 2 * c : 0) : c * wrong * (1 - wrong);
      for (let i = 0; i < size; i++) {
        gradient[i] += slope * x[i];
        for (let j = 0; j < size; j++) hessian[i][j] += curvature * x[i] * x[j];
      }
    });
    const step = solveDense(hessian, gradient);
    let length = 1;
    const before = valueAt(w);
    while (length > 1e-10 && valueAt(w.map((weight, j) => weight - length * step[j])) > before) length /= 2;
    w = w.map((weight, j) => weight - length * step[j]);
  }
  return { weights: Float64Array.from(w.slice(0, -1)), bias: w[size - 1] };
}

for (const kind of kinds) {
  test(`${kind} finds the optimum that dense Newton steps find, by either solver`, () => {
    for (const [seed, c] of [
      [11, 1],
      [12, 0.05],
      [13, 30],
    ] as const) {
      const problem = zipfProblem(60, 40, seed);
      const twin = denseNewton(kind, problem, c);
      const best = plainObjective(kind, problem, c, twin.weights, twin.bias);
      const zero = { weights: new Float64Array(40), bias: 0 };
      for (const ours of [fitNow(problem, { kind, c, tol: 1e-10 }), fitNow(problem, { kind, c, tol: 1e-10 }, zero)]) {
        expect(ours.objective ?? 0).toBeCloseTo(best, 9);
        expect(plainObjective(kind, problem, c, ours.weights, ours.bias)).toBeCloseTo(best, 9);
        ours.weights.forEach((weight, j) => {
          expect(Math.abs(weight - twin.weights[j])).toBeLessThan(1e-6);
        });
      }
    }
  });

  test(`${kind}: coordinate descent and Newton's method meet at every strength of regularisation`, () => {
    const problem = zipfProblem(1500, 3000, 14);
    for (const c of [1e-3, 0.1, 1, 10, 1000]) {
      const descended = fitNow(problem, { kind, c, tol: 1e-8 });
      const newton = fitNow(problem, { kind, c, tol: 1e-8 }, { weights: new Float64Array(3000), bias: 0 });
      expect(descended.converged && newton.converged, `c ${c}`).toBe(true);
      expect(Math.abs((descended.objective ?? 0) / (newton.objective ?? 1) - 1)).toBeLessThan(1e-9);
    }
  });

  test(`${kind}: ends at the best point that float64 can represent where the tolerance is below its precision`, () => {
    const problem = zipfProblem(300, 500, 15);
    const ours = fitNow(problem, { kind, tol: 1e-300 });
    expect(ours.converged).toBe(true);
    expect(ours.gradientNorm ?? 1).toBeLessThan(1e-9);
    expect(ours.iterations).toBeLessThan(200);
  });

  test(`${kind}: the gradient is the finite difference of the objective, and the Hessian without what is a row’s own that of the gradient`, () => {
    const problem = zipfProblem(40, 30, 16);
    const objective = objectiveOf(problem, kind, 0.7);
    const { design } = objective;
    const w = Float64Array.from({ length: coordinates(design) }, (_, j) => ((j * 37) % 11) / 10 - 0.5);
    const at = createEvaluation(design);
    const side = createEvaluation(design);
    evaluateAt(objective, w, at);
    const twin: Float64Array[] = [];
    const h = 1e-6;
    for (let j = 0; j < w.length; j++) {
      const [above, below] = [h, -h].map((by) => {
        const moved = w.slice();
        moved[j] += by;
        evaluateAt(objective, moved, side);
        return { value: side.value, gradient: side.gradient.slice() };
      });
      expect((above.value - below.value) / (2 * h)).toBeCloseTo(at.gradient[j], 5);
      twin.push(above.gradient.map((slope, k) => (slope - below.gradient[k]) / (2 * h)));
    }

    // Without the rows' own coordinates: H_ss − H_so H_oo⁻¹ H_os.
    const { columns, rows } = design;
    const last = columns;
    const place = (k: number) => (k === last ? columns + rows : k);
    const own = Array.from({ length: rows }, (_, row) => columns + row);
    const left = (i: number, k: number) =>
      own.reduce((sum, o) => sum - (twin[place(i)][o] * twin[o][place(k)]) / twin[o][o], twin[place(i)][place(k)]);
    const diagonal = new Float64Array(columns + 1).fill(1);
    diagonal[last] = objective.biasRidge;
    accumulateDiagonal(design, at.curvature, diagonal, 0, rows);
    const direction = Float64Array.from({ length: columns + 1 }, (_, j) => ((j * 13) % 7) - 3);
    const product = direction.slice();
    product[last] *= objective.biasRidge;
    const factor = new Float64Array(rows);
    decideDirection(design, at.curvature, direction, new Float64Array(rows), factor, 0, rows);
    accumulateProduct(design, at.curvature, factor, product, 0, rows);
    for (let k = 0; k <= last; k++) {
      expect(left(k, k)).toBeCloseTo(diagonal[k], 5);
      expect(direction.reduce((sum, entry, i) => sum + left(i, k) * entry, 0)).toBeCloseTo(product[k], 4);
    }

    // A step that solves what is left solves the whole.
    const shared = direction;
    const residual = shared.map((_, k) => -at.gradient[place(k)]);
    accumulateOwn(design, at.curvature, at.gradient, residual, 0, rows);
    const step = new Float64Array(w.length);
    for (let k = 0; k <= last; k++) step[place(k)] = shared[k];
    const z = new Float64Array(rows);
    decide(design, step, z, 0, rows); // of shared columns and bias alone, so far
    completeStep(design, at.curvature, at.gradient, shared, step, z, 0, rows);
    const whole = twin.map((column, i) => column.reduce((sum, entry, k) => sum + entry * step[k], at.gradient[i]));
    for (const o of own) expect(whole[o]).toBeCloseTo(0, 4);
    for (let k = 0; k <= last; k++) expect(whole[place(k)]).toBeCloseTo(product[k] - residual[k], 3);
    const decisions = new Float64Array(rows);
    decide(design, step, decisions, 0, rows);
    for (let row = 0; row < rows; row++) expect(z[row]).toBeCloseTo(decisions[row], 9);
  });
}

test('the reduced design has the decisions, the objective and the norm of the whole one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 60 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer(),
      fc.boolean(),
      (rows, columns, seed, scaled) => {
        const problem = zipfProblem(rows, columns, seed);
        const { matrix } = problem;
        const scale = scaled ? Float64Array.from({ length: columns }, (_, j) => ((j * 7) % 5) - 2) : null;
        const design = runStepsSync(reduceDesign(matrix, scale));
        const w = Float64Array.from({ length: coordinates(design) }, (_, j) => ((j * 29) % 13) - 6);
        for (let row = 0; row < rows; row++) if (design.own[row] === 0) w[design.columns + row] = 0;
        const weights = runStepsSync(expandWeights(design, w));
        const frequency = new Uint32Array(columns);
        for (const column of matrix.indices) frequency[column]++;
        expect(design.columns).toBe(frequency.filter((count) => count > 1).length);

        const squares = (vector: Float64Array) => vector.reduce((sum, weight) => sum + weight * weight, 0);
        const untouched = squares(w.subarray(0, -1));
        expect(Math.abs(squares(weights) - untouched)).toBeLessThanOrEqual(1e-6 * (1 + untouched));

        const factor = (column: number) => (scale === null ? 1 : scale[column]);
        const whole = decisions(
          problem,
          weights.map((weight, column) => weight * factor(column)),
          w[w.length - 1],
        );
        const objective = objectiveOf(problem, 'logisticRegression', 1);
        const at = createEvaluation(design);
        evaluateAt({ ...objective, design }, w, at);
        at.z.forEach((decision, row) => {
          expect(Math.abs(whole[design.source[row]] - decision)).toBeLessThan(1e-4);
        });

        const back = reduceWeights(design, weights, w[w.length - 1]);
        back.forEach((weight, j) => {
          expect(Math.abs(weight - w[j])).toBeLessThan(1e-5);
        });
      },
    ),
    { numRuns: 60 },
  );
});

test('blocks cover the rows in order, each with half a million non-zeros and a row at most', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900_000 }), { maxLength: 40 }), (lengths) => {
      const indptr = new Uint32Array(lengths.length + 1);
      lengths.forEach((length, row) => {
        indptr[row + 1] = indptr[row] + length;
      });
      let begin = 0;
      while (begin < lengths.length) {
        const end = blockEnd(indptr, begin);
        expect(end).toBeGreaterThan(begin);
        expect(indptr[end - 1] - indptr[begin]).toBeLessThanOrEqual(1 << 19);
        begin = end;
      }
      expect(begin).toBe(lengths.length);
    }),
  );
});
