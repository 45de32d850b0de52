/*
 * The estimators that there are. What a spec may say of one, which settings a form shows and how its scores are read
 * follow from its row here; what fits it is in ml/estimators/fitEstimator.ts, and its names are in
 * web/i18n/estimatorNames.ts.
 */

/** Settings of estimators that only some of them use. */
export type EstimatorSetting = 'c' | 'alpha' | 'beta' | 'fitPrior' | 'classWeight' | 'tol' | 'maxIter';

/** What is known of an estimator before it is fitted. */
export interface EstimatorRow {
  /** `logit`: σ(score) is a probability. `margin`: the score is a distance, and no log-odds until it is calibrated. */
  readonly link: 'logit' | 'margin';
  /** True if it refuses values below 0, as hashing with alternating signs makes them. */
  readonly countsOnly: boolean;
  /** True if it learns from one block of surface features, which go with no other estimator. */
  readonly surfaceOnly: boolean;
  /** The settings that it depends on; all others make no difference. */
  readonly settings: readonly EstimatorSetting[];
}

const ITERATIVE = ['c', 'classWeight', 'tol', 'maxIter'] as const;
const ANY = { countsOnly: false, surfaceOnly: false };
const COUNTS = { countsOnly: true, surfaceOnly: false };
const SURFACE = { countsOnly: false, surfaceOnly: true };

/** By kind, in the order in which a form offers them. */
export const ESTIMATORS = {
  logisticRegression: { link: 'logit', ...ANY, settings: ITERATIVE },
  linearSvc: { link: 'margin', ...ANY, settings: ITERATIVE },
  multinomialNb: { link: 'logit', ...COUNTS, settings: ['alpha', 'fitPrior', 'classWeight'] },
  complementNb: { link: 'logit', ...COUNTS, settings: ['alpha', 'classWeight'] },
  nbLogisticRegression: { link: 'logit', ...COUNTS, settings: ['alpha', 'beta', ...ITERATIVE] },
  nbLinearSvc: { link: 'margin', ...COUNTS, settings: ['alpha', 'beta', ...ITERATIVE] },
  surfaceLogisticRegression: { link: 'logit', ...SURFACE, settings: [] },
} as const satisfies Readonly<Record<string, EstimatorRow>>;

export type EstimatorKind = keyof typeof ESTIMATORS;

export const ESTIMATOR_KINDS = Object.keys(ESTIMATORS) as readonly EstimatorKind[];

/** The row of an estimator. */
export function estimatorOf(kind: EstimatorKind): EstimatorRow {
  return ESTIMATORS[kind];
}
