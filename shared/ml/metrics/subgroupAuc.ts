import { exp, log } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { checkRows } from './checks';
import { rocAuc } from './rocAuc';

/**
 * How well a model ranks comments that mention a group of people, and whether the mention itself moves scores. The
 * background is every other row. All in [0, 1]; NaN where one of the two sides has no rows.
 */
export interface SubgroupAuc {
  /** Within the subgroup. Low: the model does not separate its toxic comments from the others. */
  readonly subgroup: number;
  /** Background positives against subgroup negatives. Low: harmless mentions are scored above real toxicity. */
  readonly bpsn: number;
  /** Background negatives against subgroup positives. Low: toxicity against the subgroup is missed. */
  readonly bnsp: number;
  /** Rows in the subgroup, and those of them that are positive. */
  readonly rows: number;
  readonly positives: number;
}

/**
 * The three bias AUCs of one subgroup.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); any monotone score, ±Infinity included.
 * @param inSubgroup shape (n,); 1 for rows that belong to the subgroup, else 0.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @throws CodedError `shape-mismatch` if the lengths differ; else as `checkRows`.
 *
 * Source: Borkan, Dixon, Sorensen, Thain and Vasserman (2019), Nuanced metrics for measuring unintended bias with real
 * data for text classification.
 */
export function subgroupAuc(
  truth: Uint8Array,
  score: Float64Array,
  inSubgroup: Uint8Array,
  weight: Float64Array | null = null,
): SubgroupAuc {
  checkRows(truth, score, weight);
  if (inSubgroup.length !== truth.length) {
    throw new CodedError('shape-mismatch', { what: 'inSubgroup', got: inSubgroup.length, expected: truth.length });
  }
  const aucOf = (keep: (inside: boolean, positive: boolean) => boolean) => {
    const rows: number[] = [];
    for (let i = 0; i < truth.length; i++) if (keep(inSubgroup[i] === 1, truth[i] === 1)) rows.push(i);
    const keptWeight = weight === null ? null : Float64Array.from(rows, (row) => weight[row]);
    return rocAuc(
      Uint8Array.from(rows, (row) => truth[row]),
      Float64Array.from(rows, (row) => score[row]),
      keptWeight,
    );
  };
  let rows = 0;
  let positives = 0;
  for (let i = 0; i < truth.length; i++) {
    if (inSubgroup[i] !== 1) continue;
    rows++;
    positives += truth[i];
  }
  return {
    subgroup: aucOf((inside) => inside),
    bpsn: aucOf((inside, positive) => inside !== positive),
    bnsp: aucOf((inside, positive) => inside === positive),
    rows,
    positives,
  };
}

/**
 * Generalised mean of the values that are numbers: ((Σ xᵖ)/m)^(1/p), or the geometric mean for p = 0. With p = −5,
 * usual for bias AUCs, the worst subgroups count most.
 *
 * @param values 0 or more each; NaN (a subgroup too small for an AUC) is left out.
 * @param p any finite number.
 * @returns NaN if no value is a number or one is negative; 0 if p is at most 0 and a value is 0.
 */
export function powerMean(values: readonly number[], p = -5): number {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return Number.NaN;
  const sum = known.reduce((total, value) => total + (p === 0 ? log(value) : exp(p * log(value))), 0);
  const mean = sum / known.length;
  return p === 0 ? exp(mean) : exp(log(mean) / p);
}
