import { withProgress } from '../../runtime/mapSteps';
import type { Pool } from '../../runtime/parallel';
import type { PipelineSpec } from '../../spec/pipelineSpec';
import type { TextPreparation } from '../../text/preparation';
import { CALIBRATION_NUMBERS } from '../calibration/calibrated';
import type { FitHelpers } from '../estimators/solvers/sharedWork';
import { decodeSteps } from '../model/decode';
import { idSteps } from '../model/digest';
import { encodeSteps } from '../model/encode';
import { type HoldOutMetrics, MODEL_WARNINGS, type ModelManifest, type ModelWarning } from '../model/manifest';
import type { Model } from '../model/model';
import { buildScorer, type Scorer } from '../scoring/scorer';
import { type FittedRows, fitRows } from '../training/fitRows';
import { checkLabels, type LabelledText, tally } from '../training/labelledText';
import type { FitPhase, FitProgress } from '../training/progress';
import { type Decision, decide, needsOutOfFold } from '../validation/decide';
import { measureHoldOut, rankHoldOut } from '../validation/holdOut';
import { type OutOfFold, outOfFold } from '../validation/outOfFold';
import { rowTies, similarAcross, similarRows } from '../validation/rowTies';
import { stratifiedSplit } from '../validation/split';
import { type CountedText, countCorpora } from '../vectorizer/count/countCorpus';
import { withSharedCounts } from '../vectorizer/count/fitCorpora';
import type { PartsCounter } from '../vectorizer/count/partsCounter';
import { featureCount } from '../vectorizer/types';
import { fitHelpersOf } from './fitHelpers';
import { fitSideBySide, fitsAtOnce } from './fitSideBySide';
import type { MlKernels } from './kernels';

/*
 * The one place that puts the parts together: count terms once, then fit on any subset of the rows without reading text
 * again. With a hold-out, the metrics come from a fit on the training part; unless `refit` is false the model that is
 * kept is then fitted on every row.
 */

export type { LabelColumn, LabelledText } from '../training/labelledText';
export type { FitPhase, FitProgress } from '../training/progress';

export interface FitResult {
  /** The model file, not deflated. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly id: string;
  readonly manifest: ModelManifest;
  /**
   * The rows that the model was fitted on, ascending, and what they scored out of fold; null if nothing asked for that.
   */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly held: OutOfFold | null;
  /**
   * Rows held out that say nearly the same as one learnt from, or are its copies but for links, names and numbers, so
   * that figures are too good: those that `groupSimilar` would keep together. Null without a hold-out or where copies
   * are not grouped, 0 where the spec keeps them together.
   */
  readonly similarHeldOut: number | null;
  /** With a hold-out: what was measured, fitted without these rows; for further figures. */
  readonly measured: Measured | null;
}

/** A fit on the training part of a split, with what further figures of it are computed from. */
export interface Measured {
  readonly scorer: Scorer;
  /** Rows that it was not fitted on, and those that it was; both ascending. */
  readonly heldOut: Uint32Array<ArrayBuffer>;
  readonly learnt: Uint32Array<ArrayBuffer>;
  readonly corpora: CountedText['corpora'];
}

/** Below these, metrics are unreliable: the model is made all the same and carries a warning. */
const TINY_CLASS = 20;
const TINY_HOLD_OUT = 20;

/**
 * Trains the model that `spec` describes. The same data and spec return the same bytes on every engine.
 *
 * @param pool for work that can be shared out; without one all is done in this thread. The bytes are the same.
 * @param ahead a counter of this spec that was given all chunks while they were read.
 * @throws CodedError `training-too-few-rows`, `training-one-class`, `vocabulary-empty`, `too-many-terms`,
 *   `spec-invalid`, `shape-mismatch`, `worker-failed`.
 */
export async function* fitPipeline(
  data: LabelledText,
  spec: PipelineSpec,
  pool: Pool<MlKernels> | null = null,
  ahead: PartsCounter | null = null,
): AsyncGenerator<FitProgress, FitResult, undefined> {
  checkLabels(data);
  const { testSize, groupDuplicates } = spec.validation;
  const { groupSimilar } = spec.validation;
  const splits = (testSize > 0 || needsOutOfFold(spec)) && (groupSimilar || (groupDuplicates && !data.groups));
  return yield* fitCounted(yield* countCorpora(data, spec, splits, pool, ahead), data, spec, pool);
}

/**
 * What is left of `fitPipeline` when the text has been counted: specs of the same `text` and `features` can share the
 * counts.
 * @param counted `countCorpora` of the same data, grouped if the spec wants duplicates kept together.
 */
export async function* fitCounted(
  { preparation, corpora: countedCorpora, ...counted }: CountedText,
  data: LabelledText,
  spec: PipelineSpec,
  pool: Pool<MlKernels> | null = null,
): AsyncGenerator<FitProgress, FitResult, undefined> {
  checkLabels(data);
  const atOnce = needsOutOfFold(spec) ? fitsAtOnce(countedCorpora, pool) : 1;
  const corpora = atOnce > 1 ? countedCorpora.map(withSharedCounts) : countedCorpora;
  const fitting = pool !== null && atOnce > 1 ? { pool, atOnce } : null;
  const helpers = fitHelpersOf(pool);
  const { testSize, seed, refit } = spec.validation;
  const splitting = testSize > 0 || needsOutOfFold(spec);
  const groups = splitting ? yield* rowTies(data, spec, counted) : null;
  const similar = testSize > 0 && counted.similar ? yield* similarRows(data, spec, counted.similar) : null;

  let fitted: FittedModel | null = null;
  let metrics: HoldOutMetrics[] | null = null;
  let measured: FitResult['measured'] = null;
  let similarHeldOut: number | null = null;
  let wholeRocAuc: (number | null)[] | null = null;
  if (testSize > 0) {
    const dividing: FitProgress = { phase: 'vectorize', done: 0, total: corpora.length };
    yield dividing;
    const split = stratifiedSplit(data.labels[0].values, testSize, seed, groups);
    yield dividing;
    fitted = yield* fitModel(corpora, groups, data, spec, split.train, 'fit', fitting, helpers);
    // Measured as it would be used: through its own bytes.
    const evaluating: FitProgress = { phase: 'evaluate', done: 0, total: split.test.length };
    yield evaluating;
    const scorer = yield* withProgress(evaluating, reopened(modelOf(data, spec, fitted, null, null), preparation));
    metrics = yield* measureHoldOut(scorer, data, split.test, spec);
    measured = { scorer, heldOut: split.test, learnt: split.train, corpora };
    if (similar) similarHeldOut = similarAcross(similar, split.test);
    const { whole } = fitted.fitted;
    if (whole) wholeRocAuc = yield* rankHoldOut(corpora, whole, data.labels, split.test);
  }
  if (!fitted || refit) {
    const everyRow = Uint32Array.from({ length: data.rows }, (_, row) => row);
    fitted = yield* fitModel(corpora, groups, data, spec, everyRow, testSize > 0 ? 'refit' : 'fit', fitting, helpers);
  }

  const encoding: FitProgress = { phase: 'encode', done: 0, total: 1 };
  yield encoding;
  const model = modelOf(data, spec, fitted, metrics, wholeRocAuc);
  const bytes = yield* withProgress(encoding, encodeSteps(model));
  const id = yield* withProgress(encoding, idSteps(bytes));
  yield { phase: 'encode', done: 1, total: 1 };
  return { bytes, id, manifest: model.manifest, rows: fitted.fitted.rows, held: fitted.held, measured, similarHeldOut };
}

/** The scorer of `model` as read from its own bytes. */
function* reopened(model: Model, preparation: TextPreparation): Generator<number, Scorer, undefined> {
  const bytes = yield* encodeSteps(model);
  return yield* buildScorer(yield* decodeSteps(bytes), preparation);
}

interface FittedModel {
  readonly fitted: FittedRows;
  readonly decision: Decision;
  readonly held: OutOfFold | null;
  readonly converged: boolean;
}

/**
 * Fits on `rows` alone: calibration and thresholds on out-of-fold scores, and the model on all of them.
 * @param sideBySide null: in this thread, one fit after another, the last with the help of `helpers`.
 */
async function* fitModel(
  corpora: CountedText['corpora'],
  groups: CountedText['groups'],
  data: LabelledText,
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  phase: FitPhase,
  sideBySide: { readonly pool: Pool<MlKernels>; readonly atOnce: number } | null,
  helpers: FitHelpers | null,
): AsyncGenerator<FitProgress, FittedModel, undefined> {
  if (sideBySide !== null) {
    const { pool, atOnce } = sideBySide;
    const { held, fitted } = yield* fitSideBySide(corpora, data.labels, spec, rows, groups, phase, pool, atOnce);
    const decision = yield* decide(data.labels, spec, rows, held);
    return { fitted, decision, held, converged: fitted.converged && held.converged };
  }
  const held = needsOutOfFold(spec) ? yield* outOfFold(corpora, data.labels, spec, rows, groups) : null;
  const decision = yield* decide(data.labels, spec, rows, held);
  const fitted = yield* fitRows(corpora, data.labels, spec, rows, phase, helpers);
  return { fitted, decision, held, converged: fitted.converged && (held?.converged ?? true) };
}

function modelOf(
  data: LabelledText,
  spec: PipelineSpec,
  { fitted, decision, converged }: FittedModel,
  metrics: HoldOutMetrics[] | null,
  wholeRocAuc: (number | null)[] | null,
): Model {
  const { vectorizers, linear, rows, nonZeros, whole } = fitted;
  const names = data.labels.map(({ name }) => name);
  const tallies = data.labels.map(({ values }) => tally(values, rows));
  const tiny = (limit: number, count: { rows: number; positives: number } | undefined) =>
    count !== undefined && Math.min(count.positives, count.rows - count.positives) < limit;
  const numbers = CALIBRATION_NUMBERS[spec.calibration];
  const { picks, calibration } = decision;
  const found = {
    'tiny-class': places(names, (label) => tiny(TINY_CLASS, tallies[label])),
    'tiny-hold-out': places(names, (label) => tiny(TINY_HOLD_OUT, metrics?.[label])),
    'threshold-not-attained': places(names, (label) => picks?.[label].attained === false),
    'calibration-reversed': places(names, (label) => calibration !== null && calibration[numbers * label] <= 0),
  };
  const warnings: ModelWarning[] = converged ? [] : ['not-converged'];
  const warned: { -readonly [Warning in keyof typeof found]?: number[] } = {};
  for (const warning of MODEL_WARNINGS) {
    if (warning === 'not-converged' || found[warning].length === 0) continue;
    warnings.push(warning);
    warned[warning] = found[warning];
  }
  const manifest: ModelManifest = {
    spec: { ...spec, label: names },
    labels: names,
    rows: rows.length,
    positives: tallies.map(({ positives }) => positives),
    known: tallies.map((count) => count.rows),
    features: vectorizers.map(featureCount),
    nonZeros,
    thresholds: [...decision.thresholds],
    thresholdPicks: decision.picks,
    link: linear.link,
    metrics,
    whole: whole && { features: whole.vectorizers.map(featureCount), rocAuc: wholeRocAuc },
    knownWords: null,
    warnings,
    ...(names.length > 1 && Object.keys(warned).length > 0 ? { warned } : {}),
    ...(data.mix ? { mix: data.mix.map(({ rows: size, weight }) => ({ rows: size, weight })) } : {}),
    fingerprint: data.fingerprint,
    licence: data.licence ?? '',
    note: data.note ?? '',
  };
  return { manifest, vectorizers, linear, calibration: decision.calibration };
}

/** The positions of the labels of which `holds` is true. */
function places(labels: readonly string[], holds: (label: number) => boolean): number[] {
  return labels.flatMap((_, label) => (holds(label) ? [label] : []));
}
