import * as v from 'valibot';
import { CodedError } from '../base/errors';
import { oneLine } from '../base/oneLine';
import { ESTIMATOR_KINDS, estimatorOf } from './estimators';

/*
 * The settings of a model, whole. Names and defaults are scikit-learn's, in camelCase. A spec with every default filled
 * in is what a model file's manifest carries, and (with the data and the seed) decides the model's id.
 */

const whole = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** minDf and maxDf: above 1 (for minDf: from 1) a number of documents, else a share of them. */
const documentFrequency = (min: number) => v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(4294967295));

export const NGRAM_LIMIT = 8;

const textSettings = v.pipe(
  v.strictObject({
    /** What is undone before anything is counted: see text/normalise. */
    normalize: v.optional(v.picklist(['none', 'standard', 'deobfuscate']), 'none'),
    /** What becomes of a word. This and what follows is the `word` analyzer's matter alone. */
    tokens: v.optional(v.picklist(['plain', 'stem', 'lemma']), 'plain'),
    /** Of stems and lemmas; `auto` tells by the script of each word. */
    language: v.optional(v.picklist(['auto', 'en', 'ru']), 'auto'),
    /** A language's list, both (`auto`), or words of one's own. */
    stopWords: v.optional(
      v.union(
        [
          v.picklist(['none', 'auto', 'en', 'ru']),
          v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(100))), v.maxLength(10_000)),
        ],
        'none, auto, en, ru, or a list of at most 10,000 words of up to 100 characters',
      ),
      'none',
    ),
  }),
);

const ngramRange = v.pipe(
  v.tuple([whole(1, NGRAM_LIMIT), whole(1, NGRAM_LIMIT)]),
  v.check(([min, max]) => min <= max, 'the smaller number first'),
);

const featureSettings = v.strictObject({
  /**
   * `hashing`: no vocabulary, each term goes to the column that its hash picks. It takes no notice of minDf, maxDf,
   * maxFeatures, useIdf, smoothIdf and sublinearTf.
   * `surface`: not what is said but how, a few numbers a comment (text/surfaceNames.ts). The only block that goes with
   * the estimator `surfaceLogisticRegression`, and with no other; it takes no further settings.
   */
  kind: v.optional(v.picklist(['tfidf', 'count', 'hashing', 'surface']), 'tfidf'),
  analyzer: v.optional(v.picklist(['word', 'char', 'char_wb']), 'word'),
  ngramRange: v.optional(ngramRange, [1, 1]),
  minDf: v.optional(documentFrequency(0), 1),
  maxDf: v.optional(documentFrequency(0), 1),
  maxFeatures: v.optional(v.nullable(whole(1, 4294967295)), null),
  binary: v.optional(v.boolean(), false),
  lowercase: v.optional(v.boolean(), true),
  stripAccents: v.optional(v.picklist(['none', 'unicode', 'ascii']), 'none'),
  useIdf: v.optional(v.boolean(), true),
  smoothIdf: v.optional(v.boolean(), true),
  sublinearTf: v.optional(v.boolean(), false),
  norm: v.optional(v.picklist(['l2', 'l1', 'none']), 'l2'),
  /** 2^hashBits columns; this and the next are the matter of `hashing` alone. */
  hashBits: v.optional(whole(10, 24), 20),
  /** Another bit of the hash decides whether a term adds or subtracts, so that collisions cancel out on average. */
  alternateSign: v.optional(v.boolean(), true),
});

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const estimatorSettings = v.strictObject({
  kind: v.optional(v.picklist(ESTIMATOR_KINDS), 'logisticRegression'),
  /** Inverse of the strength of regularisation. */
  c: v.optional(v.pipe(positive, v.maxValue(1e6)), 1),
  /** Additive smoothing of naive Bayes. */
  alpha: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e6)), 1),
  /**
   * Share of naive Bayes in the weights of columns (ml/estimators/nbScale.ts): 1 all of it, 0 none. Of the nb kinds.
   */
  beta: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1),
  fitPrior: v.optional(v.boolean(), true),
  classWeight: v.optional(v.picklist(['none', 'balanced']), 'none'),
  /** Relative norm of the gradient at which the solver stops, as LIBLINEAR's -e. */
  tol: v.optional(v.pipe(positive, v.maxValue(1)), 1e-4),
  maxIter: v.optional(whole(1, 100_000), 1000),
});

const openShare = v.pipe(v.number(), v.finite(), v.gtValue(0), v.ltValue(1));

const validationSettings = v.strictObject({
  testSize: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0), v.ltValue(1)), 0),
  /** Of the cross-validation that calibrates, picks thresholds and compares candidates. */
  folds: v.optional(whole(2, 255), 5),
  seed: v.optional(whole(0, 4294967295), 0),
  /** Copies (ml/vectorizer/count/splitGroups) stay on one side of every split. */
  groupDuplicates: v.optional(v.boolean(), true),
  /**
   * So do near-duplicates, and copies that differ in links, names, the mark of a repost or numbers alone
   * (ml/validation/rowTies). Takes two more passes over the text.
   */
  groupSimilar: v.optional(v.boolean(), false),
  /** A column of the data: rows with the same value in it (a user, a thread) stay on one side too. */
  groupBy: v.optional(v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))), null),
  refit: v.optional(v.boolean(), true),
  /** Share of positives to which metrics, calibration and threshold rules are weighed; null: as in the data. */
  prevalence: v.optional(v.nullable(openShare), null),
});

/** For the error: valibot's own words for a union are the types of its members. */
const THRESHOLD =
  'a number, {"rule":"maxF1"}, or {"rule":"minPrecision"} or "minRecall" with a "value" above 0 and below 1';

const thresholdRule = v.variant('rule', [
  v.strictObject({
    rule: v.literal('maxF1'),
    /** Not the best F1 but the strictest threshold within this many of its standard errors (ml/threshold.ts). */
    standardErrors: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(10))),
  }),
  v.strictObject({ rule: v.picklist(['minPrecision', 'minRecall']), value: openShare }),
]);

const compactSettings = v.strictObject({
  /**
   * Fit on every term, then keep this many of all blocks together, those whose loss would change scores most
   * (ml/compactRows.ts). Null keeps all. Of vocabularies alone: `hashing` and `surface` blocks have no terms to choose
   * from.
   */
  maxTerms: v.optional(v.nullable(whole(1, 4294967295)), null),
  /**
   * Weights in 8 bits and idf in sixteenths (ml/quantise.ts); calibration, thresholds and figures are of what is left.
   */
  int8: v.optional(v.boolean(), false),
});

const settingsOfPipeline = v.strictObject({
  text: v.optional(textSettings, {}),
  features: v.optional(v.pipe(v.array(featureSettings), v.minLength(1), v.maxLength(8)), [{}]),
  estimator: v.optional(estimatorSettings, {}),
  /**
   * Fitted on scores of rows that the model has not seen. `sigmoid`: Platt's. `beta`: with a slope of its own on either
   * side (ml/betaCalibration.ts), as margins often want.
   */
  calibration: v.optional(v.picklist(['none', 'sigmoid', 'beta']), 'none'),
  /** A probability for models that have one, else a score; or a rule; null is the default of 0.5, else score 0. */
  threshold: v.optional(
    v.nullable(v.union([v.pipe(v.number(), v.minValue(-1e30), v.maxValue(1e30)), thresholdRule], THRESHOLD)),
    null,
  ),
  validation: v.optional(validationSettings, {}),
  /** Makes a model small enough to ship, at a price that it is measured with. */
  compact: v.optional(compactSettings, {}),
  /** Columns to learn, one model row each; null leaves the choice to whoever reads the data. */
  label: v.optional(
    v.nullable(v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1), v.maxLength(64))),
    null,
  ),
});

/** The estimators that surface features go with. */
const OF_SURFACE = ESTIMATOR_KINDS.filter((kind) => estimatorOf(kind).surfaceOnly).join(', ');

/** What of a spec makes no sense together with surface features: where, and what would. */
function surfaceProblem(spec: v.InferOutput<typeof settingsOfPipeline>): { path: string[]; expected: string } | null {
  const surface = spec.features.findIndex(({ kind }) => kind === 'surface');
  const { kind } = spec.estimator;
  const { surfaceOnly, settings } = estimatorOf(kind);
  if (!surfaceOnly) {
    const expected = `another kind: surface features go with the estimator ${OF_SURFACE} alone`;
    return surface < 0 ? null : { path: ['features', String(surface), 'kind'], expected };
  }
  if (surface < 0 || spec.features.length > 1) {
    return { path: ['features'], expected: `[{"kind":"surface"}], which ${kind} learns from` };
  }
  if (spec.estimator.classWeight !== 'none' && !settings.includes('classWeight')) {
    return { path: ['estimator', 'classWeight'], expected: `none: ${kind} cannot weigh classes` };
  }
  const differing = (path: string[], got: object, plain: object, free: string) =>
    Object.keys(plain)
      .filter((key) => key !== free && canonical(propertyOf(got, key)) !== canonical(propertyOf(plain, key)))
      .map((key) => ({
        path: [...path, key],
        expected: `${canonical(propertyOf(plain, key))}: surface features are read off the text as it is, and kept whole`,
      }));
  const [problem] = [
    ...differing(['features', '0'], spec.features[0], v.parse(featureSettings, {}), 'kind'),
    ...differing(['text'], spec.text, v.parse(textSettings, {}), 'language'),
    ...differing(['compact'], spec.compact, v.parse(compactSettings, {}), ''),
  ];
  return problem ?? null;
}

const canonical = (value: unknown) => JSON.stringify(value) ?? 'undefined';

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** Every field may be left out; parsing fills in the defaults. An unknown field is refused. */
export const pipelineSpecSchema = v.pipe(
  settingsOfPipeline,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || !estimatorOf(dataset.value.estimator.kind).countsOnly) return;
    const { value } = dataset;
    value.features.forEach((block, i) => {
      if (block.kind !== 'hashing' || !block.alternateSign) return;
      addIssue({
        message: 'false: naive Bayes takes no values below 0',
        received: 'true',
        path: [
          { type: 'object', origin: 'value', input: value, key: 'features', value: value.features },
          { type: 'array', origin: 'value', input: value.features, key: i, value: block },
          { type: 'object', origin: 'value', input: block, key: 'alternateSign', value: true },
        ],
      });
    });
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { compact, features } = dataset.value;
    if (compact.maxTerms === null || !features.some(({ kind }) => kind === 'hashing')) return;
    addIssue({
      message: 'null: hashed columns have no terms to choose from',
      received: String(compact.maxTerms),
      path: [
        { type: 'object', origin: 'value', input: dataset.value, key: 'compact', value: compact },
        { type: 'object', origin: 'value', input: compact, key: 'maxTerms', value: compact.maxTerms },
      ],
    });
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    const problem = dataset.typed ? surfaceProblem(dataset.value) : null;
    if (!dataset.typed || !problem) return;
    let input: unknown = dataset.value;
    const path = problem.path.map((key) => {
      const item = { type: 'unknown' as const, origin: 'value' as const, input, key, value: propertyOf(input, key) };
      input = item.value;
      return item;
    });
    const [first, ...rest] = path;
    addIssue({ message: problem.expected, received: canonical(input), path: [first, ...rest] });
  }),
);

export type PipelineSpecInput = v.InferInput<typeof pipelineSpecSchema>;
export type PipelineSpec = v.InferOutput<typeof pipelineSpecSchema>;
export type FeatureSettings = PipelineSpec['features'][number];
export type EstimatorSettings = PipelineSpec['estimator'];
export type CompactSettings = PipelineSpec['compact'];

/** True if the spec reads surface features. */
export function hasSurface({ features }: Pick<PipelineSpec, 'features'>): boolean {
  return features.some(({ kind }) => kind === 'surface');
}

/**
 * True if the estimator's scores are distances from its hyperplane, which are no log-odds until they are calibrated.
 */
export function hasMargins({ estimator }: Pick<PipelineSpec, 'estimator'>): boolean {
  return estimatorOf(estimator.kind).link === 'margin';
}

/** True if the spec asks for a model smaller than it comes out. */
export function isCompact({ compact }: Pick<PipelineSpec, 'compact'>): boolean {
  return compact.maxTerms !== null || compact.int8;
}

/**
 * Checks `input` and fills in every default.
 * @throws CodedError `spec-invalid` naming the path, what was got and what was expected.
 */
export function parsePipelineSpec(input: unknown): PipelineSpec {
  const result = v.safeParse(pipelineSpecSchema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const { path, got, expected } = describeIssue(issue);
  const known = issue.expected === 'never' ? namesBeside(v.getDotPath(issue) ?? '') : expected;
  throw new CodedError('spec-invalid', { path: path ?? '(whole spec)', got, expected: known });
}

/**
 * What valibot found, in words for an error: each at most a line long, as the input may be a stranger's file.
 * `path` is null for the input as a whole.
 */
export function describeIssue(issue: v.BaseIssue<unknown>): { path: string | null; got: string; expected: string } {
  const dotted = v.getDotPath(issue);
  const path = dotted === null ? null : oneLine(dotted);
  if (issue.expected === 'never') return { path, got: 'not a setting', expected: 'none of that name' };
  const inWords = issue.type === 'union' && !issue.message.startsWith('Invalid');
  return { path, got: describeInput(issue), expected: inWords ? issue.message : (issue.expected ?? issue.message) };
}

/** Longer lists and objects are not written out. */
const SHOWN_ITEMS = 8;

function describeInput({ input, received }: v.BaseIssue<unknown>): string {
  if (received === 'undefined') return 'nothing';
  if (!/^(Array|Object)$/.test(received) || typeof input !== 'object' || input === null) return oneLine(received);
  const items: unknown[] = Object.values(input);
  const short = items.length <= SHOWN_ITEMS && items.every((item) => typeof item !== 'object' || item === null);
  if (short) return oneLine(JSON.stringify(input));
  return Array.isArray(input) ? `a list of ${items.length}` : 'an object';
}

/** The settings that there are where `path` names one that is not, read off the defaults. */
function namesBeside(path: string): string {
  let level: unknown = v.parse(pipelineSpecSchema, {});
  for (const key of path.split('.').slice(0, -1)) {
    level = Array.isArray(level) ? level[0] : (level as Record<string, unknown>)[key];
  }
  return typeof level === 'object' && level !== null ? Object.keys(level).join(', ') : 'no settings within it';
}
