import type { PipelineSpec } from '../api/pipelineSpec';
import { rowCount, type TextColumn } from '../data/textColumn';
import { CodedError } from '../errors';
import type { CsrMatrix } from './csr';
import { hstack, selectRows } from './csrOps';
import { log } from './elementary';
import { fitEstimator } from './estimators/fitEstimator';
import type { LinearModel } from './linearModel';
import type { HoldOutMetrics, ModelManifest, ModelWarning } from './manifest';
import { averagePrecision } from './metrics/averagePrecision';
import { accuracy, confusion, f1, precision, recall } from './metrics/confusion';
import { rocAuc } from './metrics/rocAuc';
import type { Model } from './model';
import { decodeModel, encodeModel, modelId } from './modelFile';
import { createScorer, type Scorer } from './scorer';
import { stratifiedSplit } from './split';
import { type CountedCorpus, createCounter } from './vectorizer/counter';
import { fitVectorizer, vectorizeCounts } from './vectorizer/fitVectorizer';
import type { FittedVectorizer } from './vectorizer/types';

/*
 * The one place that puts the parts together: count terms once, then fit on any subset of the rows without reading text
 * again. With a hold-out, the metrics come from a fit on the training part; unless told otherwise the model that is kept
 * is then fitted on every row.
 */

/** One column to learn: 1 positive, 0 negative, 255 unknown. */
export interface LabelColumn {
  readonly name: string;
  readonly values: Uint8Array;
}

/** Labelled comments, wherever they are kept. */
export interface LabelledText {
  readonly rows: number;
  /** The comments in row order, chunk by chunk. Called once to train and once more to measure. */
  chunks(): AsyncIterable<TextColumn> | Iterable<TextColumn>;
  /** One or more; rows are split by the first. */
  readonly labels: readonly LabelColumn[];
  /** As shared/data/fingerprint computes it. */
  readonly fingerprint: string;
  readonly licence?: string;
  readonly note?: string;
}

export type FitPhase = 'count' | 'vectorize' | 'fit' | 'evaluate' | 'refit' | 'encode';

export interface FitProgress {
  readonly phase: FitPhase;
  readonly done: number;
  /** 0 when not known. */
  readonly total: number;
  /** While a solver runs: where it is, and the gradient norm at which it stops. */
  readonly solver?: { readonly iteration: number; readonly gradientNorm: number; readonly target: number };
}

export interface FitResult {
  /** The model file, not deflated. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly id: string;
  readonly manifest: ModelManifest;
}

const UNKNOWN = 255;
/** Below these, figures say little: the model is made all the same and carries a warning. */
const TINY_CLASS = 20;
const TINY_HOLD_OUT = 20;

/**
 * Trains the model that `spec` describes.
 *
 * @throws CodedError `training-too-few-rows`, `training-one-class`, `vocabulary-empty`, `too-many-terms`,
 *   `spec-invalid`, `shape-mismatch`.
 */
export async function* fitPipeline(
  data: LabelledText,
  spec: PipelineSpec,
): AsyncGenerator<FitProgress, FitResult, undefined> {
  checkLabels(data);
  const decisionThreshold = scoreThreshold(spec);
  const corpora = yield* countAll(data, spec);

  const { testSize, seed, refit } = spec.validation;
  const everyRow = Uint32Array.from({ length: data.rows }, (_, row) => row);
  let metrics: HoldOutMetrics[] | null = null;
  let fitted: Fitted | null = null;
  if (testSize > 0) {
    const split = stratifiedSplit(data.labels[0].values, testSize, seed);
    fitted = yield* fitRows(corpora, data, spec, split.train, 'fit');
    const manifest = manifestOf(data, spec, fitted, decisionThreshold, null);
    // Measured as it would be used: through its own bytes.
    const decoded = decodeModel(encodeModel({ ...fitted.model, manifest }));
    metrics = yield* evaluate(createScorer(decoded), data, split.test);
  }
  if (!fitted || refit) fitted = yield* fitRows(corpora, data, spec, everyRow, testSize > 0 ? 'refit' : 'fit');

  yield { phase: 'encode', done: 0, total: 1 };
  const manifest = manifestOf(data, spec, fitted, decisionThreshold, metrics);
  const bytes = encodeModel({ ...fitted.model, manifest });
  yield { phase: 'encode', done: 1, total: 1 };
  return { bytes, id: modelId(bytes), manifest };
}

function checkLabels(data: LabelledText): void {
  if (data.labels.length === 0) {
    throw new CodedError('shape-mismatch', { what: 'label columns', got: 0, expected: 1 });
  }
  for (const { name, values } of data.labels) {
    if (values.length !== data.rows) {
      throw new CodedError('shape-mismatch', { what: `labels of ${name}`, got: values.length, expected: data.rows });
    }
    const { rows, positives } = tally(values);
    if (positives === 0 || positives === rows) {
      throw new CodedError('training-one-class', { label: name, rows, positives });
    }
  }
}

/** Rows whose label is known, and those of them that are positive. */
function tally(values: Uint8Array): { rows: number; positives: number } {
  let rows = 0;
  let positives = 0;
  for (const value of values) {
    if (value !== UNKNOWN) rows++;
    if (value === 1) positives++;
  }
  return { rows, positives };
}

/** The spec's threshold as a score: given as a probability where the model has them, else as a score. */
function scoreThreshold(spec: PipelineSpec): number {
  if (spec.threshold === null) return 0;
  if (spec.estimator.kind === 'linearSvc') return spec.threshold;
  if (spec.threshold <= 0 || spec.threshold >= 1) {
    throw new CodedError('spec-invalid', {
      path: 'threshold',
      got: String(spec.threshold),
      expected: 'a probability above 0 and below 1',
    });
  }
  return log(spec.threshold / (1 - spec.threshold));
}

/** Reads the text once and counts the terms of every feature block. */
async function* countAll(
  data: LabelledText,
  spec: PipelineSpec,
): AsyncGenerator<FitProgress, CountedCorpus[], undefined> {
  const stopWords = spec.text.stopWords === 'none' ? [] : spec.text.stopWords;
  const counters = spec.features.map((settings) => createCounter(settings, stopWords));
  let done = 0;
  for await (const chunk of data.chunks()) {
    for (let block = 0; block < counters.length; block++) {
      for (const rows of counters[block].add(chunk)) {
        yield { phase: 'count', done: done + (rows * (block + 1)) / counters.length, total: data.rows };
      }
    }
    done += rowCount(chunk);
    yield { phase: 'count', done, total: data.rows };
  }
  if (done !== data.rows) throw new CodedError('shape-mismatch', { what: 'comments', got: done, expected: data.rows });
  const corpora: CountedCorpus[] = [];
  for (const counter of counters)
    corpora.push(yield* silently(counter.finish(), { phase: 'count', done, total: done }));
  return corpora;
}

/** Drives `steps`, whose own yields mean nothing to the outside, showing `progress` at each. */
function* silently<Result>(
  steps: Generator<unknown, Result, undefined>,
  progress: FitProgress,
): Generator<FitProgress, Result, undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield progress;
  }
}

interface Fitted {
  readonly model: Omit<Model, 'manifest'>;
  /** The rows it was fitted on. */
  readonly rows: Uint32Array<ArrayBuffer>;
  readonly nonZeros: number;
  readonly features: readonly number[];
  readonly converged: boolean;
}

/** Fits vectorizers and estimators on `rows` alone. */
function* fitRows(
  corpora: readonly CountedCorpus[],
  data: LabelledText,
  spec: PipelineSpec,
  rows: Uint32Array<ArrayBuffer>,
  phase: 'fit' | 'refit',
): Generator<FitProgress, Fitted, undefined> {
  const vectorizers: FittedVectorizer[] = [];
  const blocks: CsrMatrix[] = [];
  for (let block = 0; block < corpora.length; block++) {
    const progress: FitProgress = { phase: 'vectorize', done: block, total: corpora.length };
    const fit = yield* silently(fitVectorizer(corpora[block], spec.features[block], rows), progress);
    vectorizers.push(fit.vectorizer);
    blocks.push(yield* silently(vectorizeCounts(corpora[block], fit.vectorizer, fit.columnOf, rows), progress));
  }
  yield { phase: 'vectorize', done: corpora.length, total: corpora.length };
  const matrix = blocks.length === 1 ? blocks[0] : hstack(blocks);

  const weights = new Float32Array(data.labels.length * matrix.columns);
  const bias = new Float64Array(data.labels.length);
  let link: LinearModel['link'] = 'logit';
  let converged = true;
  for (let label = 0; label < data.labels.length; label++) {
    const target = Uint8Array.from(rows, (row) => data.labels[label].values[row]);
    const problem = knownOnly(matrix, target);
    const solving = fitEstimator({ ...problem, rowWeight: null }, spec.estimator);
    let step = solving.next();
    while (!step.done) {
      yield { phase, done: label, total: data.labels.length, solver: step.value };
      step = solving.next();
    }
    weights.set(step.value.weights, label * matrix.columns);
    bias[label] = step.value.bias;
    link = step.value.link;
    converged = converged && step.value.converged;
  }
  return {
    model: {
      vectorizers,
      linear: { labels: data.labels.length, features: matrix.columns, weights, bias, link },
      calibration: null,
    },
    rows,
    nonZeros: matrix.indices.length,
    features: blocks.map((block) => block.columns),
    converged,
  };
}

/** The rows whose label is known. */
function knownOnly(
  matrix: CsrMatrix,
  target: Uint8Array<ArrayBuffer>,
): { matrix: CsrMatrix; target: Uint8Array<ArrayBuffer> } {
  if (!target.includes(UNKNOWN)) return { matrix, target };
  const known = Uint32Array.from(target.keys()).filter((row) => target[row] !== UNKNOWN);
  return { matrix: selectRows(matrix, known), target: target.filter((value) => value !== UNKNOWN) };
}

/** Scores the held-out rows through `scorer` and measures, per label. */
async function* evaluate(
  scorer: Scorer,
  data: LabelledText,
  rows: Uint32Array,
): AsyncGenerator<FitProgress, HoldOutMetrics[], undefined> {
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
      if (bytesSinceYield > 262_144) {
        bytesSinceYield = 0;
        yield { phase: 'evaluate', done: at + 1, total: rows.length };
      }
    }
    firstRow = end;
  }
  yield { phase: 'evaluate', done: rows.length, total: rows.length };
  return data.labels.map(({ values }, label) => {
    const known = rows.filter((row) => values[row] !== UNKNOWN);
    const truth = Uint8Array.from(known, (row) => values[row]);
    const labelScores = new Float64Array(known.length);
    for (let i = 0, k = 0; i < rows.length; i++) {
      if (values[rows[i]] !== UNKNOWN) labelScores[k++] = scores[i * labels + label];
    }
    return measure(truth, labelScores, scorer.model.manifest.thresholds[label]);
  });
}

/** The figures of one label at one threshold. NaN becomes null. */
export function measure(truth: Uint8Array, scores: Float64Array, threshold: number): HoldOutMetrics {
  const table = confusion(truth, scores, threshold);
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    rows: truth.length,
    positives: table.tp + table.fn,
    threshold,
    rocAuc: orNull(rocAuc(truth, scores)),
    averagePrecision: orNull(averagePrecision(truth, scores)),
    accuracy: orNull(accuracy(table)),
    precision: orNull(precision(table)),
    recall: orNull(recall(table)),
    f1: orNull(f1(table)),
    confusion: { tp: table.tp, fp: table.fp, fn: table.fn, tn: table.tn },
  };
}

function manifestOf(
  data: LabelledText,
  spec: PipelineSpec,
  fitted: Fitted,
  threshold: number,
  metrics: HoldOutMetrics[] | null,
): ModelManifest {
  const tallies = data.labels.map(({ values }) => tally(Uint8Array.from(fitted.rows, (row) => values[row])));
  const warnings: ModelWarning[] = [];
  if (!fitted.converged) warnings.push('not-converged');
  if (tallies.some(({ rows, positives }) => Math.min(positives, rows - positives) < TINY_CLASS))
    warnings.push('tiny-class');
  if (metrics?.some(({ rows, positives }) => Math.min(positives, rows - positives) < TINY_HOLD_OUT)) {
    warnings.push('tiny-hold-out');
  }
  return {
    spec: { ...spec, label: data.labels.map(({ name }) => name) },
    labels: data.labels.map(({ name }) => name),
    rows: fitted.rows.length,
    positives: tallies.map(({ positives }) => positives),
    known: tallies.map(({ rows }) => rows),
    features: [...fitted.features],
    nonZeros: fitted.nonZeros,
    thresholds: data.labels.map(() => threshold),
    link: fitted.model.linear.link,
    metrics,
    warnings,
    fingerprint: data.fingerprint,
    licence: data.licence ?? '',
    note: data.note ?? '',
  };
}
