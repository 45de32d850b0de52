import { expect, test } from 'vitest';
import type { EstimatorSettings } from '../../spec/pipelineSpec';
import frozen from './frozen/sklearnFits.json';
import type { EstimatorProblem } from './problem';
import { decisions, fitNow } from './testing/problems';

interface FrozenCase {
  problem: string;
  rowWeight: boolean;
  classWeight: string;
  kind: string;
  c?: number;
  alpha?: number;
  beta?: number;
  fitPrior?: boolean;
  bias: number;
  objective: number | null;
  weights?: number[];
  scores?: number[];
}

const cases: FrozenCase[] = frozen.cases;

function problemOf({ problem, rowWeight }: FrozenCase): EstimatorProblem {
  const held = Object.entries(frozen.problems).find(([name]) => name === problem)?.[1];
  if (held === undefined) throw new Error(`no problem ${problem}`);
  return {
    matrix: {
      rows: held.target.length,
      columns: held.columns,
      indptr: Uint32Array.from(held.indptr),
      indices: Uint32Array.from(held.indices),
      values: Float32Array.from(held.values),
    },
    target: Uint8Array.from(held.target),
    rowWeight: rowWeight ? Float64Array.from(held.rowWeight) : null,
  };
}

function settingsOfCase({ kind, classWeight, c, alpha, beta, fitPrior }: FrozenCase): Partial<EstimatorSettings> {
  return {
    kind: kind as EstimatorSettings['kind'],
    classWeight: classWeight as EstimatorSettings['classWeight'],
    tol: 1e-9,
    ...(c === undefined ? {} : { c }),
    ...(alpha === undefined ? {} : { alpha }),
    ...(beta === undefined ? {} : { beta }),
    ...(fitPrior === undefined ? {} : { fitPrior }),
  };
}

for (const kind of [...new Set(cases.map((one) => one.kind))]) {
  test(`${kind} agrees with scikit-learn ${frozen.versions['scikit-learn']}`, () => {
    const bayes = kind === 'multinomialNb' || kind === 'complementNb';
    for (const one of cases.filter((some) => some.kind === kind)) {
      const name = `${one.problem}, c ${one.c}, alpha ${one.alpha}, rowWeight ${one.rowWeight}, ${one.classWeight}`;
      const problem = problemOf(one);
      const ours = fitNow(problem, settingsOfCase(one));
      expect(ours.converged, name).toBe(true);
      const limit = bayes ? 1e-9 : 1e-4;
      expect(Math.abs(ours.bias - one.bias), `bias of ${name}`).toBeLessThan(limit);
      const got = one.weights ? [...ours.weights] : decisions(problem, ours.weights, ours.bias);
      const expected = one.weights ?? one.scores ?? [];
      expect(got.length).toBe(expected.length);
      got.forEach((value, i) => {
        const apart = Math.abs(value - expected[i]) / (bayes ? 1 + Math.abs(expected[i]) : 1);
        expect(apart, `${name}, number ${i}: ${value}, not ${expected[i]}`).toBeLessThan(limit);
      });
      if (one.objective !== null) {
        expect(Math.abs((ours.objective ?? Number.NaN) / one.objective - 1), name).toBeLessThan(1e-7);
      }
    }
  });
}
