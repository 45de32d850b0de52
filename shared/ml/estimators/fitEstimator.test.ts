import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import type { EstimatorSettings } from '../../spec/pipelineSpec';
import { fitEstimator } from './fitEstimator';
import type { EstimatorProblem } from './problem';
import { csrOf, decisions, fitNow, settingsOf, zipfProblem } from './testing/problems';

/*
 * What every estimator of this folder owes, whatever it is.
 */

const kinds = [
  'logisticRegression',
  'linearSvc',
  'multinomialNb',
  'complementNb',
  'nbLogisticRegression',
  'nbLinearSvc',
] as const satisfies EstimatorSettings['kind'][];

const iterative = ['logisticRegression', 'linearSvc', 'nbLogisticRegression', 'nbLinearSvc'] as const;

function codeOf(problem: EstimatorProblem, some: Partial<EstimatorSettings>): string {
  try {
    fitNow(problem, some);
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'none';
}

for (const kind of kinds) {
  test(`${kind}: is deterministic to the bit, whatever was fitted before`, () => {
    const problem = zipfProblem(400, 900, 1);
    const first = fitNow(problem, { kind });
    fitNow(zipfProblem(300, 500, 2), { kind, c: 10, classWeight: 'balanced' });
    expect(fitNow(problem, { kind })).toEqual(first);
  });

  test(`${kind}: the input is not touched`, () => {
    const problem = { ...zipfProblem(200, 300, 3), rowWeight: new Float64Array(200).fill(2) };
    const before = structuredClone(problem);
    fitNow(problem, { kind, classWeight: 'balanced' });
    expect(problem).toEqual(before);
  });

  test(`${kind}: positives score above negatives in separable data`, () => {
    const problem = {
      matrix: csrOf([
        [3, 0],
        [2, 1],
        [0, 2],
        [1, 3],
        [0, 0],
      ]),
      target: Uint8Array.of(1, 1, 0, 0, 0),
      rowWeight: null,
    };
    const { weights, bias, converged } = fitNow(problem, { kind, c: 10 });
    const scores = decisions(problem, weights, bias);
    expect(converged).toBe(true);
    expect(Math.min(scores[0], scores[1])).toBeGreaterThan(Math.max(scores[2], scores[3]));
  });

  test(`${kind}: one class, weighed or not, is refused with its counts`, () => {
    const matrix = csrOf([
      [1, 0],
      [0, 1],
      [1, 1],
    ]);
    const all = { matrix, target: Uint8Array.of(1, 1, 1), rowWeight: null };
    expect(() => fitNow(all, { kind })).toThrow(
      new CodedError('training-one-class', { label: '', rows: 3, positives: 3 }),
    );
    expect(codeOf({ ...all, target: new Uint8Array(3) }, { kind })).toBe('training-one-class');
    const weighed = { matrix, target: Uint8Array.of(1, 0, 0), rowWeight: Float64Array.of(0, 1, 1) };
    expect(codeOf(weighed, { kind })).toBe('training-one-class');
  });

  test(`${kind}: no rows are refused; no features and rows without any are learnt from`, () => {
    const none = { matrix: csrOf([], 4), target: new Uint8Array(0), rowWeight: null };
    expect(codeOf(none, { kind })).toBe('training-too-few-rows');
    const blank = fitNow({ matrix: csrOf([[], [], []], 0), target: Uint8Array.of(1, 0, 0), rowWeight: null }, { kind });
    expect(blank.weights.length).toBe(0);
    expect(Number.isFinite(blank.bias)).toBe(true);
    const zeros = fitNow(
      {
        matrix: csrOf([
          [0, 0],
          [0, 0],
          [0, 0],
        ]),
        target: Uint8Array.of(1, 0, 0),
        rowWeight: null,
      },
      { kind },
    );
    expect([...zeros.weights].every(Number.isFinite)).toBe(true);
    if (kind === 'logisticRegression') expect(zeros.bias).toBeCloseTo(Math.log(1 / 2), 3);
    if (kind === 'multinomialNb') expect(zeros.bias).toBeCloseTo(Math.log(1 / 2), 12);
  });

  test(`${kind}: a column of zeros can be left out`, () => {
    const dense = [
      [1, 0, 2],
      [0, 0, 1],
      [2, 0, 1],
      [1, 0, 0],
      [0, 0, 3],
    ];
    const target = Uint8Array.of(1, 0, 1, 0, 0);
    const bayes = kind !== 'logisticRegression' && kind !== 'linearSvc';
    const whole = fitNow({ matrix: csrOf(dense), target, rowWeight: null }, { kind, tol: 1e-9, alpha: bayes ? 0 : 1 });
    const without = fitNow(
      { matrix: csrOf(dense.map(([a, , b]) => [a, b])), target, rowWeight: null },
      { kind, tol: 1e-9, alpha: bayes ? 0 : 1 },
    );
    // The weight that naive Bayes gives to unseen words comes from smoothing only.
    if (!bayes) expect(whole.weights[1]).toBe(0);
    expect(whole.weights[0]).toBeCloseTo(without.weights[0], 6);
    expect(whole.weights[2]).toBeCloseTo(without.weights[1], 6);
    expect(whole.bias).toBeCloseTo(without.bias, 6);
  });

  test(`${kind}: a row of weight 2 counts as two rows, one of weight 0 as none`, () => {
    const dense = [
      [1, 2],
      [0, 1],
      [2, 1],
      [1, 0],
      [4, 4],
    ];
    const weighed = {
      matrix: csrOf(dense),
      target: Uint8Array.of(1, 0, 1, 0, 1),
      rowWeight: Float64Array.of(2, 1, 1, 3, 0),
    };
    const repeated = {
      matrix: csrOf([dense[0], dense[0], dense[1], dense[2], dense[3], dense[3], dense[3]]),
      target: Uint8Array.of(1, 1, 0, 1, 0, 0, 0),
      rowWeight: null,
    };
    const ours = fitNow(weighed, { kind, tol: 1e-9 });
    const twin = fitNow(repeated, { kind, tol: 1e-9 });
    ours.weights.forEach((weight, j) => {
      expect(weight).toBeCloseTo(twin.weights[j], 6);
    });
    expect(ours.bias).toBeCloseTo(twin.bias, 6);
  });

  test(`${kind}: what is not a number, a weight or a setting is refused by name`, () => {
    const problem = {
      matrix: csrOf([
        [1, 2],
        [3, 4],
      ]),
      target: Uint8Array.of(1, 0),
      rowWeight: null,
    };
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(
        codeOf(
          {
            ...problem,
            matrix: csrOf([
              [1, bad],
              [3, 4],
            ]),
          },
          { kind },
        ),
      ).toBe('number-not-finite');
      expect(codeOf({ ...problem, rowWeight: Float64Array.of(1, bad) }, { kind })).toBe('number-not-finite');
    }
    expect(codeOf({ ...problem, rowWeight: Float64Array.of(1, -1) }, { kind })).toBe('argument-invalid');
    expect(codeOf({ ...problem, rowWeight: Float64Array.of(1) }, { kind })).toBe('shape-mismatch');
    expect(codeOf({ ...problem, target: Uint8Array.of(1) }, { kind })).toBe('shape-mismatch');
    expect(codeOf({ ...problem, target: Uint8Array.of(1, 255) }, { kind })).toBe('argument-invalid');
    for (const some of [{ c: 0 }, { c: -1 }, { c: Number.NaN }, { alpha: -1 }, { tol: 0 }, { maxIter: 0 }]) {
      expect(codeOf(problem, { kind, ...some })).toBe('argument-invalid');
    }
    const negative = codeOf(
      {
        ...problem,
        matrix: csrOf([
          [1, -2],
          [3, 4],
        ]),
      },
      { kind },
    );
    expect(negative).toBe(kind === 'logisticRegression' || kind === 'linearSvc' ? 'none' : 'argument-invalid');
  });
}

for (const kind of iterative) {
  test(`${kind}: a warm start reaches the optimum of a cold one`, () => {
    const problem = zipfProblem(500, 900, 4);
    const near = fitNow(problem, { kind, c: 0.5 });
    const cold = fitNow(problem, { kind, tol: 1e-9 });
    const warm = fitNow(problem, { kind, tol: 1e-9 }, near);
    expect(warm.converged && cold.converged).toBe(true);
    expect(warm.objective ?? 0).toBeCloseTo(cold.objective ?? 1, 8);
    warm.weights.forEach((weight, j) => {
      expect(Math.abs(weight - cold.weights[j])).toBeLessThan(1e-6);
    });
    expect(Math.abs(warm.bias - cold.bias)).toBeLessThan(1e-6);
    const done = fitNow(problem, { kind, tol: 1e-4 }, cold);
    expect(done.iterations).toBe(0);
  });

  test(`${kind}: the iterations given are not exceeded, and too few are owned up to`, () => {
    const problem = zipfProblem(500, 900, 5);
    for (const maxIter of [1, 2, 3]) {
      const { iterations, converged, weights } = fitNow(problem, { kind, maxIter, tol: 1e-10 });
      expect(iterations).toBeLessThanOrEqual(maxIter);
      expect(converged).toBe(false);
      expect(weights.every(Number.isFinite)).toBe(true);
    }
  });

  test(`${kind}: reports progress, and ends at or below the gradient norm it announced`, () => {
    const steps = fitEstimator(zipfProblem(500, 900, 6), settingsOf({ kind }));
    let last = { iteration: 0, gradientNorm: Number.POSITIVE_INFINITY, target: 0 };
    let step = steps.next();
    for (; !step.done; step = steps.next()) {
      expect(step.value.iteration).toBeGreaterThanOrEqual(last.iteration);
      last = step.value;
    }
    expect(last.target).toBeGreaterThan(0);
    expect(step.value.gradientTarget).toBe(last.target);
    expect(step.value.gradientNorm ?? 1).toBeLessThanOrEqual(last.target);
  });

  test(`${kind}: arrives even at hostile scales`, () => {
    const { matrix, target } = zipfProblem(120, 200, 7);
    for (const scale of [1e-30, 1e-6, 1e3, 1e6]) {
      for (const c of [1e-6, 1e6]) {
        const scaled = {
          matrix: { ...matrix, values: matrix.values.map((value) => value * scale) },
          target,
          rowWeight: null,
        };
        const { weights, bias, converged } = fitNow(scaled, { kind, c });
        expect(converged).toBe(true);
        expect(weights.every(Number.isFinite) && Number.isFinite(bias), `scale ${scale}, c ${c}`).toBe(true);
      }
    }
  });
}
