import { type AucComparison, delongTest } from '#shared/ml/metrics/delong';
import { holm } from '#shared/ml/metrics/holm';
import { type McNemar, mcnemar } from '#shared/ml/metrics/mcnemar';
import type { JudgedRows } from './scoredModel';

/** Two models on the same rows. `a` and `b` are places among the models. */
export interface Pair {
  readonly a: number;
  readonly b: number;
  /** Whether they rank differently. */
  readonly auc: AucComparison;
  /** p of the AUCs after Holm's correction for all pairs; NaN where not defined. */
  readonly aucP: number;
  /** Whether one is right more often, each at its own threshold. */
  readonly decisions: McNemar;
  /** p of the decisions after Holm's correction for all pairs. */
  readonly decisionsP: number;
}

/**
 * Tests every two models against each other, the ranking by DeLong's test and the decisions by McNemar's, each family
 * corrected by Holm. Yields once per pair.
 */
export function* comparePairs({ truth, models }: JudgedRows): Generator<number, Pair[], undefined> {
  const flags = models.map(({ scores, threshold }) => Uint8Array.from(scores, (score) => (score >= threshold ? 1 : 0)));
  const tested: Omit<Pair, 'aucP' | 'decisionsP'>[] = [];
  for (let a = 0; a < models.length; a++) {
    for (let b = a + 1; b < models.length; b++) {
      const auc = delongTest(truth, models[a].scores, models[b].scores);
      tested.push({ a, b, auc, decisions: mcnemar(truth, flags[a], flags[b]) });
      yield tested.length;
    }
  }
  const aucP = holm(tested.map(({ auc }) => auc.p));
  const decisionsP = holm(tested.map(({ decisions }) => decisions.p));
  return tested.map((pair, i) => ({ ...pair, aucP: aucP[i], decisionsP: decisionsP[i] }));
}
