import { CodedError } from '#shared/base/errors';
import { finiteRange, type ScoreHistogram, scoreHistogram } from '#shared/compare/histogram';
import { calibrationCurve } from '#shared/ml/metrics/calibrationCurve';
import { findLabelName } from '#shared/ml/model/labelNames';
import type { HoldOutMetrics } from '#shared/ml/model/manifest';
import { probabilityOf } from '#shared/ml/scoring/probability';
import { measureLabel } from '#shared/ml/validation/holdOut';
import { openKeptRows } from '../../storage/keptRows';
import { labelName } from '../../storage/records';
import { withJudges } from '../judge/judgePool';
import { type AskedModel, scoreKept } from '../judge/scoreKept';

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
/**
 * Scores the labelled comments of a dataset with the first label of a model.
 * @param threshold a score in place of the label's own, or null.
 * @param onProgress receives the share done.
 * @throws CodedError `dataset-missing`; `labels-none-usable` without a labelled comment; an AbortError.
 */
export async function measureOn(
  { id, scorer }: Omit<AskedModel, 'label'>,
  datasetId: string,
  threshold: number | null,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<MeasuredOn> {
  const { model } = scorer;
  const kept = await openKeptRows(datasetId);
  const labels = [{ name: labelName(kept.info), values: kept.labels }, ...kept.more];
  const found = findLabelName(
    labels.map(({ name }) => name),
    model.manifest.labels[0],
  );
  const { name, values } = labels[Math.max(0, found)];
  const rows = Uint32Array.from(values.keys()).filter((row) => values[row] <= 1);
  if (rows.length === 0)
    throw new CodedError('labels-none-usable', { column: name, refused: values.length, examples: [] });
  const onRow = (done: number) => onProgress(done / values.length);
  const { scores: decisions } = await withJudges(kept.info.textBytes, [scorer], (judge) =>
    scoreKept(kept, rows, { id, scorer, label: 0 }, judge, onRow, signal),
  );
  const classes = Uint8Array.from(rows, (row) => values[row]);
  const probabilities = Array.from(decisions, (score) => probabilityOf(model, score));
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
