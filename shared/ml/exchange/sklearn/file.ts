import * as v from 'valibot';

/*
 * The JSON file that goes between Moderato and scikit-learn, in both directions: vectorizers with their vocabularies,
 * and one binary linear classifier per label on their columns side by side. load.py builds scikit-learn's objects from
 * it, dump.py writes it from fitted ones. It holds numbers and strings only, nothing that could run.
 */

export const SKLEARN_FORMAT = 'moderato-scikit-learn';
/** Readers refuse a greater version. */
export const SKLEARN_VERSION = 1;

/** scikit-learn's own `token_pattern`, the only one that text is cut by here. */
export const TOKEN_PATTERN = '(?u)\\b\\w\\w+\\b';

const numbers = v.array(v.pipe(v.number(), v.finite()));
const params = v.record(v.string(), v.unknown());

const vectorizerSchema = v.object({
  class: v.string(),
  /** As `get_params()` has them; `stop_words` as a list. */
  params,
  /** In the order of the columns; absent for HashingVectorizer. */
  vocabulary: v.optional(v.nullable(v.array(v.pipe(v.string(), v.minLength(1))))),
  idf: v.optional(v.nullable(numbers)),
});

const classifierSchema = v.object({
  class: v.string(),
  params: v.optional(params, {}),
  /** `classes_`: two of them, the second is the positive one. */
  classes: v.optional(v.array(v.union([v.string(), v.number(), v.boolean()])), [0, 1]),
  /** Of LogisticRegression and LinearSVC: one row of weights. */
  coef: v.optional(v.array(numbers)),
  intercept: v.optional(v.union([v.pipe(v.number(), v.finite()), numbers])),
  /** Of MultinomialNB and ComplementNB: a row per class. */
  feature_log_prob: v.optional(v.array(numbers)),
  class_log_prior: v.optional(numbers),
});

export const sklearnFileSchema = v.object({
  format: v.literal(SKLEARN_FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Version of scikit-learn that fitted it. */
  sklearn: v.optional(v.string()),
  vectorizers: v.pipe(v.array(vectorizerSchema), v.minLength(1), v.maxLength(8)),
  classifiers: v.pipe(v.array(classifierSchema), v.minLength(1), v.maxLength(64)),
  /** One name per classifier. */
  labels: v.optional(v.array(v.pipe(v.string(), v.maxLength(1000)))),
  /** Per label, the decision function from which on it is given; absent: 0, as `predict` has it. */
  thresholds: v.optional(numbers),
  licence: v.optional(v.pipe(v.string(), v.maxLength(10_000)), ''),
  note: v.optional(v.pipe(v.string(), v.maxLength(10_000)), ''),
});

export type SklearnFile = v.InferOutput<typeof sklearnFileSchema>;
export type SklearnVectorizer = SklearnFile['vectorizers'][number];
export type SklearnClassifier = SklearnFile['classifiers'][number];
