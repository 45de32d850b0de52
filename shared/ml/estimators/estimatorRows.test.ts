import { expect, test } from 'vitest';
import { createRandom } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { ESTIMATOR_KINDS, type EstimatorSetting, estimatorOf } from '../../spec/estimators';
import { type EstimatorSettings, parsePipelineSpec } from '../../spec/pipelineSpec';
import { fitEstimator } from './fitEstimator';
import type { EstimatorProblem } from './problem';

/* The rows of spec/estimators.ts match what the fits do. */

/** Another value than the default, far enough from it to change a fit. */
const OTHER: Pick<EstimatorSettings, EstimatorSetting> = {
  c: 0.01,
  alpha: 0.1,
  beta: 0.5,
  fitPrior: false,
  classWeight: 'balanced',
  tol: 0.9,
  maxIter: 1,
};
const SETTINGS = Object.keys(OTHER) as EstimatorSetting[];

/** Counts of four columns that have something to do with the class, which one row in four has. */
function problem(): EstimatorProblem {
  const random = createRandom(11);
  const rows = 120;
  const columns = 4;
  const target = Uint8Array.from({ length: rows }, (_, row) => (row % 4 === 0 ? 1 : 0));
  const values = Float32Array.from({ length: rows * columns }, (_, i) => {
    const row = Math.floor(i / columns);
    return 1 + random.below(4) + (i % columns === 0 ? 2 * target[row] : 0);
  });
  return {
    matrix: {
      rows,
      columns,
      indptr: Uint32Array.from({ length: rows + 1 }, (_, row) => row * columns),
      indices: Uint32Array.from({ length: rows * columns }, (_, i) => i % columns),
      values,
    },
    target,
    rowWeight: null,
  };
}

function fitted(settings: EstimatorSettings) {
  const { weights, bias, link } = runStepsSync(fitEstimator(problem(), settings));
  return { weights: [...weights], bias, link };
}

const { estimator: defaults } = parsePipelineSpec({});

test.each(ESTIMATOR_KINDS)('%s is fitted with the link of its row', (kind) => {
  expect(fitted({ ...defaults, kind }).link).toBe(estimatorOf(kind).link);
});

test.each(ESTIMATOR_KINDS)('%s depends on the settings of its row and on no others', (kind) => {
  const plain = fitted({ ...defaults, kind });
  const used = SETTINGS.filter((setting) => {
    const other = fitted({ ...defaults, kind, [setting]: OTHER[setting] });
    return JSON.stringify(other) !== JSON.stringify(plain);
  });
  expect(used.sort()).toEqual([...estimatorOf(kind).settings].sort());
});

test.each(ESTIMATOR_KINDS)('a spec of %s with features that its row excludes is rejected', (kind) => {
  const { countsOnly, surfaceOnly } = estimatorOf(kind);
  const accepts = (features: object) => {
    try {
      parsePipelineSpec({ features: [features], estimator: { kind } });
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'spec-invalid' });
      return false;
    }
  };
  expect(accepts({})).toBe(!surfaceOnly);
  expect(accepts({ kind: 'surface' })).toBe(surfaceOnly);
  expect(accepts({ kind: 'hashing' })).toBe(!surfaceOnly && !countsOnly);
  expect(accepts({ kind: 'hashing', alternateSign: false })).toBe(!surfaceOnly);
});
