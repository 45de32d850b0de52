import { sha256Hex } from '#shared/base/hash';
import { fitEstimator } from '#shared/ml/estimators/fitEstimator';
import type { EstimatorFit } from '#shared/ml/estimators/problem';
import { settingsOf, zipfProblem } from '#shared/ml/estimators/testing/problems';
import { fitHelpersOf } from '#shared/ml/pipeline/fitHelpers';
import { runSteps } from '#shared/runtime/steps';
import { createKernelPool } from '../pool';
import { exposeApi } from '../wire';

/** A worker for tests that fits by Newton's method, with workers of its own, as the one that trains does. */
const api = {
  /** The digest of the weights, and how many pieces of work this thread did; 0 if it asked nobody. */
  async fit(size: number): Promise<{ readonly digest: string; readonly pieces: number }> {
    const problem = zipfProblem(20_000, 5000, 7);
    const start = { weights: new Float64Array(5000), bias: 0 };
    const pool = createKernelPool(size);
    let pieces = 0;
    const onPhase = (_: string, seconds: readonly number[]) => {
      pieces += seconds.length;
    };
    try {
      if (size > 1) {
        const empty = { parts: [], rows: 0, into: null };
        await Promise.all(Array.from({ length: size }, () => pool.run('joinRows', empty)));
      }
      const found = fitHelpersOf(pool);
      const helpers = found && { ...found, minNonZeros: 0, watch: { seconds: () => 0, onPhase } };
      const settings = settingsOf({ kind: 'linearSvc', c: 1e4, tol: 1e-8 });
      const fit = await runSteps<unknown, EstimatorFit>(fitEstimator(problem, settings, start, helpers));
      return { digest: sha256Hex(new Uint8Array(fit.weights.buffer)), pieces };
    } finally {
      await pool.close();
    }
  },
};

export type FitApi = typeof api;

exposeApi(api);
