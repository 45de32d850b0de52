import { rowCount } from '../../data/column/textColumn';
import { withProgress } from '../../runtime/mapSteps';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import { decisionFunction } from '../estimators/linearModel';
import { averagePrecision } from '../metrics/averagePrecision';
import { brier } from '../metrics/brier';
import { accuracy, balancedAccuracy, confusion, f1, mcc, precision, recall } from '../metrics/confusion';
import { delongInterval } from '../metrics/delong';
import { ece } from '../metrics/ece';
import { logLoss } from '../metrics/logLoss';
import { scoreOrder } from '../metrics/order';
import { prevalenceWeights } from '../metrics/prevalence';
import { rocAuc } from '../metrics/rocAuc';
import type { FittedTerms } from '../model/compactRows';
import type { HoldOutMetrics } from '../model/manifest';
import { hasProbability, probabilityOf } from '../scoring/probability';
import type { Scorer } from '../scoring/scorer';
import { judgedRows, type LabelColumn, type LabelledText } from '../training/labelledText';
import type { FitProgress } from '../training/progress';
import type { CountedCorpus } from '../vectorizer/count/counter';
import { vectorizeRows } from '../vectorizer/fit/vectorizeRows';

/** Text bytes scored between two yields: of characters 1 MB takes half a second. */
const BYTES_PER_STEP = 1 << 15;

/**
 * Reads the text again and scores `rows` (ascending) through `scorer` as any use of the model would.
 * @returns shape (rows.length, labels of the model): the decision function.
 */
export async function* scoreRows(
  scorer: Scorer,
  data: Pick<LabelledText, 'chunks'>,
  rows: Uint32Array,
): AsyncGenerator<FitProgress, Float64Array<ArrayBuffer>, undefined> {
  const { labels } = scorer.model.linear;
  const scores = new Float64Array(rows.length * labels);
  let firstRow = 0;
  let at = 0;
  let bytesSinceYield = 0;
  for await (const chunk of data.chunks()) {
    const end = firstRow + rowCount(chunk);
    for (; at < rows.length && rows[at] < end; at++) {
      const row = rows[at] - firstRow;
      const begin = chunk.offsets[row];
      scorer.scoreRow(chunk.bytes, begin, chunk.offsets[row + 1], scores.subarray(at * labels, (at + 1) * labels));
      bytesSinceYield += chunk.offsets[row + 1] - begin;
      if (bytesSinceYield > BYTES_PER_STEP) {
        bytesSinceYield = 0;
        yield { phase: 'evaluate', done: at + 1, total: rows.length };
      }
    }
    firstRow = end;
  }
  yield { phase: 'evaluate', done: rows.length, total: rows.length };
  return scores;
}

/** The figures of every label on `rows` (ascending), scored as any use of the model would. */
export async function* measureHoldOut(
  scorer: Scorer,
  data: LabelledText,
  rows: Uint32Array,
  spec: PipelineSpec,
): AsyncGenerator<FitProgress, HoldOutMetrics[], undefined> {
  const { labels } = scorer.model.linear;
  const scores = yield* scoreRows(scorer, data, rows);
  const metrics: HoldOutMetrics[] = [];
  for (const [label, column] of data.labels.entries()) {
    const known = judgedRows(column, rows);
    const truth = Uint8Array.from(known, (i) => column.values[rows[i]]);
    const own = Float64Array.from(known, (i) => scores[i * labels + label]);
    metrics.push(measureLabel(scorer, label, truth, own, spec.validation.prevalence));
    yield { phase: 'evaluate', done: rows.length, total: rows.length };
  }
  return metrics;
}

/**
 * ROC AUC of a fit on rows of the counted corpora that it has not seen, per label; null where it is not defined.
 * For a model that is not kept, and so has no bytes to be measured through.
 */
export function* rankHoldOut(
  corpora: readonly CountedCorpus[],
  fitted: FittedTerms,
  labels: readonly LabelColumn[],
  rows: Uint32Array<ArrayBuffer>,
): Generator<FitProgress, (number | null)[], undefined> {
  const progress: FitProgress = { phase: 'evaluate', done: rows.length, total: rows.length };
  const matrix = yield* withProgress(progress, vectorizeRows(corpora, fitted, rows));
  return labels.map((column, label) => {
    const scores = decisionFunction(fitted.linear, matrix, label);
    const known = judgedRows(column, rows);
    const truth = Uint8Array.from(known, (i) => column.values[rows[i]]);
    const auc = rocAuc(
      truth,
      Float64Array.from(known, (i) => scores[i]),
    );
    return Number.isNaN(auc) ? null : auc;
  });
}

/**
 * The figures of one label of a model, at its threshold or another.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param scores shape (n,); the model's decision function.
 * @param prevalence the share of positives to which the figures are weighed; null: as they come.
 * @param threshold a score to use in place of the label's own.
 * @returns NaN becomes null: the figure is not defined on these rows.
 */
export function measureLabel(
  { model }: Pick<Scorer, 'model'>,
  label: number,
  truth: Uint8Array,
  scores: Float64Array,
  prevalence: number | null,
  threshold = model.manifest.thresholds[label],
): HoldOutMetrics {
  const weight = prevalence === null ? null : prevalenceWeights(truth, prevalence);
  const order = scoreOrder(scores);
  const weighed = confusion(truth, scores, threshold, weight);
  const { tp, fp, fn, tn } = confusion(truth, scores, threshold);
  const auc = delongInterval(truth, scores);
  const probability = hasProbability(model)
    ? scores.map((score) => probabilityOf(model, score, label) ?? Number.NaN)
    : null;
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    rows: truth.length,
    positives: tp + fn,
    threshold,
    rocAuc: orNull(rocAuc(truth, scores, null, order)),
    rocAucLower: orNull(auc.lower),
    rocAucUpper: orNull(auc.upper),
    averagePrecision: orNull(averagePrecision(truth, scores, weight, order)),
    accuracy: orNull(accuracy(weighed)),
    precision: orNull(precision(weighed)),
    recall: orNull(recall(weighed)),
    f1: orNull(f1(weighed)),
    mcc: orNull(mcc(weighed)),
    balancedAccuracy: orNull(balancedAccuracy(weighed)),
    logLoss: probability && orNull(logLoss(truth, probability, weight)),
    brier: probability && orNull(brier(truth, probability, weight)),
    ece: probability && orNull(ece(truth, probability, 10, weight)),
    confusion: { tp, fp, fn, tn },
  };
}
