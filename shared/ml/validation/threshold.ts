import { CodedError } from '../../base/errors';
import { bootstrapInterval } from '../metrics/bootstrap';
import { cutCounts } from '../metrics/cutCounts';

/** How to pick a threshold. `value` is a precision or a recall, above 0 and up to 1. */
export type ThresholdRule =
  | { readonly rule: 'maxF1'; readonly standardErrors?: number | undefined }
  | { readonly rule: 'minPrecision'; readonly value: number }
  | { readonly rule: 'minRecall'; readonly value: number };

/** A threshold and what it does to the rows it was picked on. */
export interface ThresholdChoice {
  /** A row is flagged if its score is at least this. NaN if there are no positives, where no rule has meaning. */
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** False if no threshold meets the rule; this is then the one that comes nearest. */
  readonly attained: boolean;
}

/**
 * Picks a threshold among all that separate two neighbouring scores, so that some row is flagged:
 *
 * - `maxF1`: the highest F1; of equal ones, the highest threshold, which flags the fewest. (`standardErrors` is the
 *   matter of `pickByRule`.)
 * - `minPrecision`: of those with at least this precision, the highest recall; then the highest precision. If none has
 *   it (`attained` false), the highest precision there is; then the highest recall.
 * - `minRecall`: of those with at least this recall, the highest precision; then the highest recall. Flagging every row
 *   has recall 1, so it is attained wherever there are positives.
 *
 * The threshold is midway between the lowest score flagged and the highest one not flagged, or is the former if nothing
 * passes or no double is between. Choose it on scores of rows that the model has not seen (out-of-fold).
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param score shape (n,); ±Infinity is fine, and the threshold is infinite only where just that separates rows.
 * @param weight shape (n,), finite and not negative, or null for rows that weigh the same.
 * @throws CodedError `argument-invalid` for a value out of range; else as `checkRows`.
 */
export function pickThreshold(
  truth: Uint8Array,
  score: Float64Array,
  rule: ThresholdRule,
  weight: Float64Array | null = null,
): ThresholdChoice {
  if (rule.rule !== 'maxF1' && !(rule.value > 0 && rule.value <= 1)) {
    const expected = 'above 0 and up to 1';
    throw new CodedError('argument-invalid', { argument: `threshold.${rule.rule}`, got: `${rule.value}`, expected });
  }
  const { thresholds, tp, fp } = cutCounts(truth, score, weight);
  const cuts = thresholds.length;
  const positives = cuts === 0 ? 0 : tp[cuts - 1];
  if (positives === 0) {
    return { threshold: Number.NaN, precision: Number.NaN, recall: Number.NaN, f1: Number.NaN, attained: false };
  }
  const cutAt = cutter(tp, fp);
  let best = cutAt(0);
  for (let at = 1; at < cuts; at++) {
    const cut = cutAt(at);
    if (isBetter(cut, best, rule)) best = cut; // downwards from the highest threshold: of equals the first stays
  }
  return chosen(best, thresholds, meets(best, rule));
}

/** The figures at each cut that `cutCounts` returns; there is at least one. */
function cutter(tp: Float64Array, fp: Float64Array): (at: number) => Cut {
  const positives = tp[tp.length - 1];
  return (at) => {
    const flagged = tp[at] + fp[at];
    return { at, precision: tp[at] / flagged, recall: tp[at] / positives, f1: (2 * tp[at]) / (flagged + positives) };
  };
}

function chosen({ at, precision, recall, f1 }: Cut, thresholds: Float64Array, attained: boolean): ThresholdChoice {
  const passed = at + 1 < thresholds.length ? thresholds[at + 1] : null;
  return { threshold: between(thresholds[at], passed), precision, recall, f1, attained };
}

interface Cut {
  readonly at: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

function meets(cut: Cut, rule: ThresholdRule): boolean {
  switch (rule.rule) {
    case 'maxF1':
      return true;
    case 'minPrecision':
      return cut.precision >= rule.value;
    case 'minRecall':
      return cut.recall >= rule.value;
  }
}

/** Replicates of the bootstrap: enough for a standard error to two digits. */
const REPLICATES = 200;
/** The share of a normal distribution within one standard deviation of its mean. */
const WITHIN_ONE_SD = 0.6827;

/**
 * As `pickThreshold`, with the one-standard-error rule where `maxF1` asks for it: the highest threshold whose F1 is
 * less than the best by no more than `standardErrors` standard errors of the best. F1 is flat about its best, so that a
 * threshold picked there moves far with chance; and where those who label later are not those who labelled the training
 * rows, a
 * strict one costs less.
 *
 * The standard error is half the width of the middle 68 % of bootstrap replicates, drawn with `seed` and within either
 * class.
 *
 * @throws CodedError as `pickThreshold`.
 *
 * Source: Breiman, Friedman, Olshen and Stone (1984), Classification and Regression Trees, section 3.4.3.
 */
export function* pickByRule(
  truth: Uint8Array,
  score: Float64Array,
  rule: ThresholdRule,
  weight: Float64Array | null,
  seed: number,
): Generator<unknown, ThresholdChoice, undefined> {
  const best = pickThreshold(truth, score, rule, weight);
  if (rule.rule !== 'maxF1' || rule.standardErrors === undefined || Number.isNaN(best.threshold)) return best;
  const flagged = Uint8Array.from(score, (value) => (value >= best.threshold ? 1 : 0));
  const f1Of = (drawn: Float64Array) => {
    let both = 0;
    let either = 0; // flagged and positive each counted: 2 tp + fp + fn
    for (let row = 0; row < drawn.length; row++) {
      const w = weight === null ? drawn[row] : drawn[row] * weight[row];
      both += w * (truth[row] & flagged[row]);
      either += w * (truth[row] + flagged[row]);
    }
    return (2 * both) / either;
  };
  const options = { seed, replicates: REPLICATES, confidence: WITHIN_ONE_SD };
  const { lower, upper } = yield* bootstrapInterval(truth, f1Of, options);
  return strictest(truth, score, best.f1 - (rule.standardErrors * (upper - lower)) / 2, weight);
}

/** The highest threshold whose F1 is `f1` or more. There is one. */
function strictest(truth: Uint8Array, score: Float64Array, f1: number, weight: Float64Array | null): ThresholdChoice {
  const { thresholds, tp, fp } = cutCounts(truth, score, weight);
  const cutAt = cutter(tp, fp);
  const at = thresholds.findIndex((_, cut) => cutAt(cut).f1 >= f1);
  return chosen(cutAt(at), thresholds, true);
}

/** Whether `cut`, at the lower threshold, is strictly better than `than`. */
function isBetter(cut: Cut, than: Cut, rule: ThresholdRule): boolean {
  if (rule.rule === 'maxF1') return cut.f1 > than.f1;
  const met = meets(cut, rule);
  if (met !== meets(than, rule)) return met;
  const recallFirst = rule.rule === 'minPrecision' && met;
  const [first, second] = recallFirst ? (['recall', 'precision'] as const) : (['precision', 'recall'] as const);
  return cut[first] === than[first] ? cut[second] > than[second] : cut[first] > than[first];
}

/** A threshold that flags `flagged` and lets `passed` pass: midway if a finite double is there, else `flagged`. */
function between(flagged: number, passed: number | null): number {
  if (passed === null) return flagged;
  const midway = flagged / 2 + passed / 2;
  return Number.isFinite(midway) && midway > passed && midway <= flagged ? midway : flagged;
}
