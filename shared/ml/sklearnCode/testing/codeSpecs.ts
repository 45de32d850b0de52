import type { PipelineSpecInput } from '../../../spec/pipelineSpec';

type Block = NonNullable<PipelineSpecInput['features']>[number];

const PAIRS: Block = { ngramRange: [1, 2], sublinearTf: true, minDf: 2 };
const CHARACTERS: Block = { analyzer: 'char_wb', ngramRange: [2, 4], minDf: 2 };
/** Far below what fits stop at by default, so that two solvers end at the same weights. */
const EXACT = { tol: 1e-9, maxIter: 5000 };

/** Specs that together use every setting that the code in Python expresses. */
export const CODE_SPECS: readonly PipelineSpecInput[] = [
  { estimator: EXACT },
  { features: [PAIRS], estimator: { ...EXACT, c: 3, classWeight: 'balanced' } },
  { features: [{ ...PAIRS, norm: 'l1', stripAccents: 'unicode', lowercase: false }], estimator: EXACT },
  { features: [PAIRS, CHARACTERS], estimator: { ...EXACT, kind: 'linearSvc', c: 0.5 } },
  {
    features: [{ analyzer: 'char', ngramRange: [1, 3], minDf: 0.05, maxDf: 0.8, norm: 'none', useIdf: false }],
    estimator: { ...EXACT, kind: 'linearSvc', c: 0.01, classWeight: 'balanced' },
  },
  { features: [{ kind: 'count', binary: true }], estimator: { kind: 'multinomialNb', alpha: 0.5 } },
  {
    features: [{ kind: 'count', maxDf: 60, smoothIdf: false }],
    estimator: { kind: 'multinomialNb', fitPrior: false, classWeight: 'balanced' },
  },
  {
    estimator: { kind: 'complementNb', classWeight: 'balanced' },
    calibration: 'sigmoid',
    validation: { testSize: 0.25 },
  },
  { features: [{ smoothIdf: false }], estimator: { kind: 'complementNb', alpha: 0.3 } },
  { features: [PAIRS], estimator: { ...EXACT, kind: 'nbLogisticRegression', c: 2, alpha: 0.5 } },
  {
    text: { stopWords: ['the', 'and', 'и', 'не', 'it’s "so"'] },
    features: [PAIRS, CHARACTERS],
    estimator: { ...EXACT, kind: 'nbLinearSvc', c: 0.25, alpha: 0.1, beta: 0.75, classWeight: 'balanced' },
  },
  {
    features: [PAIRS, CHARACTERS],
    estimator: { ...EXACT, kind: 'nbLinearSvc', c: 0.25, alpha: 0.1, beta: 0.75 },
    calibration: 'sigmoid',
    threshold: { rule: 'maxF1' },
    validation: { testSize: 0.2, seed: 7 },
  },
];
