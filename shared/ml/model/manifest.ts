import * as v from 'valibot';
import type { Json } from '../../base/canonicalJson';
import { isCompact, pipelineSpecSchema } from '../../spec/pipelineSpec';
import { SCORE_LIMIT } from './modelLimits';

/*
 * A model's description of itself: the JSON part of a model file. It holds no time, no tool version and no name, so
 * that the same data, spec and seed produce the same bytes; those are in the record that a host stores separately.
 */

/** A score within the bounds of scores. */
const score = v.pipe(v.number(), v.minValue(-SCORE_LIMIT), v.maxValue(SCORE_LIMIT));
/** Free text is bounded, since cards and lists show it: UTF-16 code units. */
export const NOTE_LIMIT = 10_000;
export const LABEL_NAME_LIMIT = 1000;
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A metric; null means NaN: undefined, as ROC AUC is when only one class was seen. */
const metric = v.nullable(v.pipe(v.number(), v.finite()));

const holdOutSchema = v.strictObject({
  rows: count,
  positives: count,
  /** The score from which on these figures call a comment positive. */
  threshold: score,
  rocAuc: metric,
  averagePrecision: metric,
  accuracy: metric,
  precision: metric,
  recall: metric,
  f1: metric,
  mcc: metric,
  balancedAccuracy: metric,
  /** 95 % limits of ROC AUC (DeLong). */
  rocAucLower: metric,
  rocAucUpper: metric,
  /** Of the probabilities; null for a model without. */
  logLoss: metric,
  brier: metric,
  ece: metric,
  /** Rows, not weighed by a prevalence as the figures above are. */
  confusion: v.strictObject({ tp: count, fp: count, fn: count, tn: count }),
});

/** How a threshold rule fared on scores of rows that the model had not seen. */
const thresholdPickSchema = v.strictObject({
  /** False: no threshold meets the rule, and the nearest was taken. */
  attained: v.boolean(),
  /** The lowest and the highest threshold that the rule picks on one fold alone: how far to trust it. */
  lowest: score,
  highest: score,
});

/** What a compact model was made from, and how that fared on the rows of `metrics`. */
const wholeSchema = v.strictObject({
  /** Per feature block, its number of terms. */
  features: v.pipe(v.array(count), v.minLength(1), v.maxLength(8)),
  /** Per label; null without a hold-out. */
  rocAuc: v.nullable(v.array(metric)),
});

/** The words that a model has read: see knownWords.ts. */
const knownWordsSchema = v.strictObject({
  language: v.picklist(['en', 'ru']),
  /** Different beginnings of words. */
  count: v.pipe(count, v.maxValue(1_000_000)),
  /** Words of the comments it has read: nearly all (999 of 1,000) have no more. */
  longest: count,
});

/** Warnings of a training that succeeded. */
export const MODEL_WARNINGS = [
  'not-converged',
  'tiny-class',
  'tiny-hold-out',
  'threshold-not-attained',
  'calibration-reversed',
] as const;

/** Warnings that are of single labels; `not-converged` is of the model. */
const WARNED = {
  'tiny-class': v.array(count),
  'tiny-hold-out': v.array(count),
  'threshold-not-attained': v.array(count),
  'calibration-reversed': v.array(count),
} satisfies Partial<Record<(typeof MODEL_WARNINGS)[number], v.GenericSchema<unknown, number[]>>>;

export const manifestSchema = v.strictObject({
  spec: pipelineSpecSchema,
  /** One name per label: the columns that were learnt. */
  labels: v.pipe(v.array(v.pipe(v.string(), v.maxLength(LABEL_NAME_LIMIT))), v.minLength(1), v.maxLength(64)),
  rows: count,
  /** Per label, rows where it is 1. */
  positives: v.array(count),
  /** Per label, rows where it is known. */
  known: v.array(count),
  /** Per feature block, its number of terms; for `hashing` of columns. */
  features: v.pipe(v.array(count), v.minLength(1), v.maxLength(8)),
  /** Stored values of the matrix that the weights were fitted on. */
  nonZeros: count,
  /** Per label, the score from which on it is given. */
  thresholds: v.array(score),
  /** Per label; null if thresholds were given and not picked by a rule. */
  thresholdPicks: v.nullable(v.array(thresholdPickSchema)),
  link: v.picklist(['logit', 'margin']),
  /** Per label, figures from rows that the measured fit had not seen; null without a hold-out. */
  metrics: v.nullable(v.array(holdOutSchema)),
  /** For a compact model, the model on all terms with nothing rounded; null for any other. */
  whole: v.optional(v.nullable(wholeSchema), null),
  /** Null for a model that does not carry what it has read. */
  knownWords: v.optional(v.nullable(knownWordsSchema), null),
  warnings: v.array(v.picklist(MODEL_WARNINGS)),
  /**
   * Of several labels, which a warning is of: positions in `labels`. Absent for one label, without warnings of single
   * labels, and in models made before there was such a field.
   */
  warned: v.optional(v.partial(v.strictObject(WARNED))),
  /**
   * The sources of the training data in order, and how many times a comment of each counted in the fit. Absent for a
   * single source whose comments count once.
   */
  mix: v.optional(
    v.pipe(
      v.array(v.strictObject({ rows: count, weight: v.pipe(v.number(), v.finite(), v.gtValue(0)) })),
      v.minLength(1),
      v.maxLength(64),
    ),
  ),
  /** SHA-256 of the training data, as shared/data/fingerprint has it. */
  fingerprint: v.pipe(v.string(), v.maxLength(64)),
  licence: v.pipe(v.string(), v.maxLength(NOTE_LIMIT)),
  note: v.pipe(v.string(), v.maxLength(NOTE_LIMIT)),
});

export type ModelManifest = v.InferOutput<typeof manifestSchema>;

/**
 * The manifest as a file has it: fields of hashing, compact models, known words, a `beta` other than 1 and splits that
 * keep more than copies together are left out of all others, so that they keep the bytes, and the ids, that they had
 * before there were any. Reading fills in the defaults.
 */
export function writtenManifest(manifest: ModelManifest): Json {
  const features = manifest.spec.features.map(({ hashBits, alternateSign, ...settings }) =>
    settings.kind === 'hashing' ? { hashBits, alternateSign, ...settings } : settings,
  );
  const { whole, warned, knownWords, mix, ...others } = manifest;
  const rest = {
    ...others,
    ...(warned !== undefined && { warned }),
    ...(mix !== undefined && { mix }),
    ...(knownWords !== null && { knownWords }),
  };
  const { compact, estimator: settings, validation: checks, ...spec } = manifest.spec;
  const { groupSimilar, groupBy, ...validation } = checks;
  const ties = { ...(groupSimilar ? { groupSimilar } : {}), ...(groupBy === null ? {} : { groupBy }) };
  const { beta, ...withoutBeta } = settings;
  const estimator = beta === 1 ? withoutBeta : settings;
  const written = { ...spec, estimator, features, validation: { ...validation, ...ties } };
  if (!isCompact(manifest.spec)) return { ...rest, spec: written };
  return { ...rest, whole, spec: { ...written, compact } };
}

export type ThresholdPick = v.InferOutput<typeof thresholdPickSchema>;
export type HoldOutMetrics = v.InferOutput<typeof holdOutSchema>;
export type ModelWarning = (typeof MODEL_WARNINGS)[number];

/** The names of the labels that a warning is of; none if the model has one label, or the warning is of the model. */
export function warnedLabels({ labels, warned }: ModelManifest, warning: ModelWarning): string[] {
  const places = warning === 'not-converged' ? undefined : warned?.[warning];
  return places?.flatMap((place) => labels[place] ?? []) ?? [];
}
