import * as v from 'valibot';
import { DOUBTS } from '../ml/scoring/doubt';
import { SEARCH_METRICS } from '../ml/search/searchMetric';
import { pipelineSpecSchema } from '../spec/pipelineSpec';
import { count, digest, modelReference, moment, name, notes, taskId } from './fields';
import { readingSchema } from './reading';

/* Models on the server, called by the SHA-256 of their bytes, or `default:NAME`. */

/** Comments of one request, and UTF-16 code units of one comment. */
export const TEXTS_LIMIT = 10_000;
export const TEXT_LIMIT = 200_000;

const figure = v.nullable(v.number());

export const modelSchema = v.strictObject({
  id: digest,
  name: v.string(),
  notes: v.string(),
  /** Of the file as stored. */
  bytes: count,
  /** `default:NAME` for a model that comes with the app; it cannot be removed, renamed or unloaded. */
  default: v.nullable(v.string()),
  /** Always true: what is listed is trained. What is not is a task. */
  trained: v.boolean(),
  /** Ready to predict. */
  loaded: v.boolean(),
  labels: v.array(v.string()),
  /** Scores from which on each label is given. */
  thresholds: v.array(v.number()),
  rows: count,
  features: count,
  /** The settings it was trained with: its hyper-parameters. */
  spec: v.unknown(),
  /** Per label, on rows that the measured fit had not seen; null without a hold-out. */
  metrics: v.nullable(v.array(v.looseObject({ rocAuc: figure, f1: figure }))),
  warnings: v.array(v.string()),
  createdAt: v.nullable(moment),
});

export type ModelOnServer = v.InferOutput<typeof modelSchema>;

export const oneModel = v.strictObject({ id: modelReference });

export const renameModel = v.strictObject({ id: modelReference, name, notes: v.optional(notes) });

/** What goes with an upload, in the query of its address. */
export const putModel = v.strictObject({ name: v.optional(name), id: v.optional(digest) });

const texts = v.pipe(v.array(v.pipe(v.string(), v.maxLength(TEXT_LIMIT))), v.minLength(1), v.maxLength(TEXTS_LIMIT));

export const predictInput = v.strictObject({ id: modelReference, texts });

export const labelPrediction = v.strictObject({
  label: v.string(),
  score: v.number(),
  /** Null where the model's scores are no probabilities. */
  probability: v.nullable(v.number()),
  flagged: v.boolean(),
});

export const predictionSchema = v.strictObject({
  /** One a label of the model. */
  labels: v.array(labelPrediction),
  /** Why the model cannot tell (ml/scoring/doubt.ts), whatever its numbers say; null: they stand. */
  unsure: v.nullable(v.picklist(DOUBTS)),
});

/** One a comment, in their order. */
export const predictionsSchema = v.strictObject({ id: digest, predictions: v.array(predictionSchema) });

export const predictScoresInput = v.strictObject({
  ids: v.pipe(v.array(modelReference), v.minLength(1), v.maxLength(20)),
  texts,
  /** What people said about each: 1 toxic, 0 not, null unknown. They come back beside the scores. */
  labels: v.optional(v.pipe(v.array(v.nullable(v.picklist([0, 1]))), v.maxLength(TEXTS_LIMIT))),
});

export const modelScoresSchema = v.strictObject({
  labels: v.nullable(v.array(v.nullable(v.number()))),
  models: v.array(
    v.strictObject({
      id: digest,
      /** Of the model's first label, a number a comment. */
      scores: v.array(v.number()),
      probabilities: v.nullable(v.array(v.number())),
    }),
  ),
});

const job = {
  /** Chosen by the client: the same request again answers with the same task. */
  taskId: v.optional(taskId),
  datasetId: digest,
  reading: v.optional(readingSchema, {}),
  /** Keep the dataset when the task has ended. */
  keepDataset: v.optional(v.boolean()),
};

export const fitInput = v.strictObject({
  ...job,
  spec: v.optional(pipelineSpecSchema, {}),
  /** Of the model. */
  name: v.optional(name),
  notes: v.optional(notes),
});

const axis = v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(1000));

export const searchInput = v.strictObject({
  ...job,
  spec: v.optional(pipelineSpecSchema, {}),
  /** Every combination is tried with `spec`: `{"estimator.c": [0.1, 1]}`. */
  grid: v.optional(v.record(v.string(), axis)),
  /** In place of a grid: the settings to compare, each whole. */
  candidates: v.optional(v.pipe(v.array(pipelineSpecSchema), v.minLength(1), v.maxLength(1000))),
  folds: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(20)), 5),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295)), 0),
  metric: v.optional(v.picklist(SEARCH_METRICS), 'rocAuc'),
});

export const scoreInput = v.strictObject({ ...job, modelId: modelReference });

export type FitInput = v.InferOutput<typeof fitInput>;
export type SearchInput = v.InferOutput<typeof searchInput>;
export type ScoreInput = v.InferOutput<typeof scoreInput>;
export type Prediction = v.InferOutput<typeof predictionSchema>;

export const removedSchema = v.strictObject({ removed: count });
