import { createSha256 } from '../../../base/hash';
import type { EstimatorSettings } from '../../../spec/pipelineSpec';
import { fitNow, zipfProblem } from './problems';

/** The SHA-256 of every number of some fits, both solvers among them. */
export function digestOfFits(): string {
  const hash = createSha256();
  const problem = zipfProblem(700, 1200, 21);
  const settings: Partial<EstimatorSettings>[] = [
    { kind: 'logisticRegression' },
    { kind: 'logisticRegression', c: 100, classWeight: 'balanced', tol: 1e-8 },
    { kind: 'linearSvc' },
    { kind: 'linearSvc', c: 100, classWeight: 'balanced', tol: 1e-8 },
    { kind: 'multinomialNb', alpha: 0.1 },
    { kind: 'complementNb', alpha: 0.1 },
    { kind: 'nbLogisticRegression' },
  ];
  for (const some of settings) {
    const { weights, bias, objective, iterations } = fitNow(problem, some);
    hash.update(new Uint8Array(weights.buffer));
    hash.update(new Uint8Array(Float64Array.of(bias, objective ?? 0, iterations).buffer));
  }
  return hash.hex();
}

/** What it is on every engine. Changes when a solver does, and then the ids of all models with it. */
export const DIGEST_OF_FITS = 'fb4bd82bdf826477eb1a5a1ba4d7782b06d62e4d27f149016463d785a76fa305';
