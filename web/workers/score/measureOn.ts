import { CodedError } from '#shared/base/errors';
import { finiteRange, type ScoreHistogram, scoreHistogram } from '#shared/compare/histogram';
import { calibrationCurve } from '#shared/ml/metrics/calibrationCurve';
import { findLabelName } from '#shared/ml/model/labelNames';
import type { HoldOutMetrics } from '#shared/ml/model/manifest';
import { probabilityOf } from '#shared/ml/scoring/probability';
import type { Scorer } from '#shared/ml/scoring/scorer';
import { measureLabel } from '#shared/ml/validation/holdOut';
import { openKeptRows } from '../../storage/keptRows';
import { labelName } from '../../storage/records';

/** How a model does on a dataset that is here. */
export interface MeasuredOn {
  readonly dataset: string;
  /** The label of the data that it was compared with. */
  readonly label: string;
  readonly metrics: HoldOutMetrics;
  /** The model learnt from these very comments: the figures are too good. */
  readonly learntFrom: boolean;
  /** Per bin of probabilities, those that have comments; null for a model without. */
  readonly calibration:
    | readonly { readonly predicted: number; readonly actual: number; readonly rows: number }[]
    | null;
  /** Comments of each class by the probability they got, over [0, 1]; by their score for a model without. */
  readonly histogram: ScoreHistogram;
}

const UNIT = [0, 1] as const;
/** Text bytes scored between two steps: a few milliseconds. */
const BYTES_PER_STEP = 1 << 17;

/**
 * Scores the labelled comments of a dataset with the first label of a model. Yields comments done, of all.
 * @param threshold a score in place of the label's own, or null.
 * @throws CodedError `dataset-missing`; `labels-none-usable` without a labelled comment.
 */
export async function* measureOn(
  scorer: Scorer,
  datasetId: string,
  threshold: number | null,
): AsyncGenerator<{ readonly done: number; readonly total: number }, MeasuredOn, undefined> {
  const { model } = scorer;
  const kept = await openKeptRows(datasetId);
  const labels = [{ name: labelName(kept.info), values: kept.labels }, ...kept.more];
  const found = findLabelName(
    labels.map(({ name }) => name),
    model.manifest.labels[0],
  );
  const { name, values } = labels[Math.max(0, found)];
  const truth: number[] = [];
  const scores: number[] = [];
  const row = new Float64Array(model.linear.labels);
  let at = 0;
  let bytes = 0;
  for await (const { column, labels: ofChunk } of kept.chunks()) {
    for (let i = 0; i < ofChunk.length; i++, at++) {
      if (values[at] > 1) continue;
      const begin = column.offsets[i];
      scorer.scoreRow(column.bytes, begin, column.offsets[i + 1], row);
      truth.push(values[at]);
      scores.push(row[0]);
      bytes += column.offsets[i + 1] - begin;
      if (bytes < BYTES_PER_STEP) continue;
      bytes = 0;
      yield { done: at + 1, total: values.length };
    }
  }
  if (truth.length === 0) throw new CodedError('labels-none-usable', { column: name, refused: at, examples: [] });
  const classes = Uint8Array.from(truth);
  const decisions = Float64Array.from(scores);
  const probabilities = scores.map((score) => probabilityOf(model, score));
  const known = probabilities.every((probability) => probability !== null) ? Float64Array.from(probabilities) : null;
  const curve = known && calibrationCurve(classes, known);
  const [low, high] = known === null ? finiteRange(decisions) : UNIT;
  return {
    dataset: kept.info.name,
    label: name,
    metrics: measureLabel(scorer, 0, classes, decisions, null, threshold ?? undefined),
    learntFrom: kept.info.fingerprint !== null && kept.info.fingerprint === model.manifest.fingerprint,
    calibration:
      curve &&
      Array.from(curve.probPred, (predicted, bin) => ({
        predicted,
        actual: curve.probTrue[bin],
        rows: curve.weight[bin],
      })),
    histogram: scoreHistogram(classes, known ?? decisions, low, high),
  };
}
