import * as v from 'valibot';
import { CodedError } from '../../base/errors';
import { manifestSchema } from './manifest';

/*
 * The models that come with the app: public/models/index.json describes them, and public/models holds their files.
 * `npm run train-defaults` writes both. An entry and its file never change: another model has another id and another
 * file name.
 */

/** Raised when an older reader would misread a newer index. */
export const DEFAULTS_VERSION = 1;

/** Where a site serves the index; the files are in the same folder. */
export const DEFAULTS_PATH = '/models/';

const text = v.pipe(v.string(), v.minLength(1));
const inBoth = v.strictObject({ en: text, ru: text });
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** A figure that may not be defined: null. */
const figure = v.nullable(finite);

const nameSchema = v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)*$/));

/** A threshold for the first label and what it did on the rows held out. */
const thresholdSchema = v.strictObject({
  /** A score, as manifests have thresholds. */
  score: finite,
  /** The same as a probability; null for a model without. */
  probability: v.nullable(share),
  precision: figure,
  recall: figure,
});

/** Figures of one label, on rows held out that the measured fit had not seen, at the natural share of positives. */
const labelFiguresSchema = v.strictObject({
  label: text,
  rows: count,
  positives: count,
  /** With 95 % limits. */
  rocAuc: v.strictObject({ value: figure, lower: figure, upper: figure }),
  averagePrecision: figure,
  /** At the label's threshold in the manifest. */
  precision: figure,
  recall: figure,
  f1: figure,
  ece: figure,
});

/** Figures of the first label in a place that nothing was learnt from, at the model's threshold. */
const placeSchema = v.strictObject({
  name: inBoth,
  rows: count,
  positives: count,
  /** With 95 % limits. */
  rocAuc: v.strictObject({ value: figure, lower: figure, upper: figure }),
  averagePrecision: figure,
  precision: figure,
  recall: figure,
  f1: figure,
  /** Calibration error; null for a model without probabilities. */
  ece: figure,
  /** Rows of which the model says that it cannot tell. They are in all other figures. */
  unsure: count,
});

const attacksSchema = v.strictObject({
  /** Comments that were attacked. */
  rows: count,
  /** ROC AUC on the comments as they were. */
  plain: finite,
  /** The same with every kind of attack mixed. */
  mixed: finite,
  kinds: v.array(v.strictObject({ kind: text, rocAuc: finite })),
});

const fairnessSchema = v.strictObject({
  /** ROC AUC on all sentences of the templates. */
  rocAuc: finite,
  /** The lowest subgroup AUC first. Rate: harmless sentences naming the term that are flagged. */
  terms: v.array(v.strictObject({ term: text, rocAuc: finite, falsePositiveRate: share })),
});

const behaviourSchema = v.array(
  v.strictObject({
    function: text,
    cases: count,
    passed: count,
    /** Cases of which the model says that it cannot tell. */
    unsure: v.optional(count, 0),
  }),
);

export const defaultModelSchema = v.strictObject({
  /** `en`, `ru-svc`, ...: the NAME of `default:NAME`, and the name in the app. */
  name: nameSchema,
  /** SHA-256 of the model file, not deflated. */
  id: sha256,
  /** In the folder of the index; contains the start of `id`, so that a file of that name never changes. */
  file: v.pipe(v.string(), v.regex(/^[a-z]{2}(-[a-z]+)*\.[0-9a-f]{12}\.moderato$/)),
  /** Of the file as shipped: deflated. */
  fileBytes: count,
  fileSha256: sha256,
  /** Of the file inflated. */
  bytes: count,
  /** What its comments are written in. */
  language: v.picklist(['en', 'ru']),
  /** The one to use for its language unless a person picks another. */
  recommended: v.boolean(),
  /** The file's own manifest, so that a model can be shown before it is fetched. */
  manifest: manifestSchema,
  thresholds: v.strictObject({
    /** The manifest's own, which flags what is likely. */
    default: thresholdSchema,
    /** Flags only what is sure: at least 95 of 100 rightly so, on rows held out. Null where no threshold does that. */
    precision95: v.nullable(thresholdSchema),
  }),
  /** One per label of the manifest, in its order: at home, on rows like those it learnt from. */
  figures: v.pipe(v.array(labelFiguresSchema), v.minLength(1)),
  /** In other places; null where that has not been measured. */
  places: v.optional(v.nullable(v.array(placeSchema)), null),
  data: v.pipe(
    v.array(
      v.strictObject({
        name: text,
        licence: text,
        /** Where it comes from; may be empty. */
        source: v.string(),
        rows: count,
      }),
    ),
    v.minLength(1),
  ),
  /** How the data was cleaned and divided. */
  split: inBoth,
  /** Mistakes it is known to make. */
  failures: v.pipe(v.array(inBoth), v.minLength(1)),
  /** What it must not be used for. */
  notFor: v.pipe(v.array(inBoth), v.minLength(1)),
  /** Null where it has not been measured. */
  attacks: v.nullable(attacksSchema),
  fairness: v.nullable(fairnessSchema),
  behaviour: v.nullable(behaviourSchema),
});

export const defaultModelsSchema = v.strictObject({
  version: v.literal(DEFAULTS_VERSION),
  /** The command that makes the same files again. */
  command: text,
  models: v.pipe(
    v.array(defaultModelSchema),
    v.minLength(1),
    v.check((models) => new Set(models.map(({ name }) => name)).size === models.length, 'each name once'),
    v.check((models) => new Set(models.map(({ id }) => id)).size === models.length, 'each id once'),
    v.check(
      (models) => models.every(({ name, id, file }) => file === `${name}.${id.slice(0, 12)}.moderato`),
      'files named after model and id',
    ),
  ),
});

export type DefaultModel = v.InferOutput<typeof defaultModelSchema>;
export type DefaultModels = v.InferOutput<typeof defaultModelsSchema>;
/** An index before its manifests' defaults are filled in. */
export type DefaultModelsInput = v.InferInput<typeof defaultModelsSchema>;

/**
 * Checks an index.
 * @param where it was read, for errors.
 * @throws CodedError `defaults-unreadable`.
 */
export function parseDefaultModels(input: unknown, where: string): DefaultModels {
  const result = v.safeParse(defaultModelsSchema, input);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const reason = `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`;
  throw new CodedError('defaults-unreadable', { where, reason });
}

/**
 * The model of that name.
 * @throws CodedError `default-unknown`, which lists the names.
 */
export function findDefault({ models }: DefaultModels, name: string): DefaultModel {
  const found = models.find((model) => model.name === name);
  if (found) return found;
  throw new CodedError('default-unknown', { name, names: models.map((model) => model.name) });
}
