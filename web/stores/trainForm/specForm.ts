import * as v from 'valibot';
import { estimatorOf } from '#shared/spec/estimators';
import { hasMargins, type PipelineSpec, parsePipelineSpec, pipelineSpecSchema } from '#shared/spec/pipelineSpec';
import { APP_TEST_SIZE, type DataFacts, recommendedSpec } from './recommended';
import { specFields } from './specFields';

/** The form's value: a spec, except that mistyped values are NaN. */
export type FormValue = PipelineSpec;

export const PRESETS = ['recommended', 'standard', 'pairs', 'letters', 'bayes'] as const;
export type Preset = (typeof PRESETS)[number];

/** Data of which nothing is known yet. */
export const UNKNOWN_DATA: DataFacts = { language: null, smallestClass: 1000 };

/** The settings of a preset: the defaults, except for those it names. What is recommended depends on the data. */
export function presetSpec(preset: Preset, facts: DataFacts = UNKNOWN_DATA): PipelineSpec {
  const validation = { testSize: APP_TEST_SIZE };
  const pairs = { ngramRange: [1, 2], sublinearTf: true, minDf: 2 };
  switch (preset) {
    case 'recommended':
      return recommendedSpec(facts);
    case 'standard':
      return parsePipelineSpec({ validation });
    case 'pairs':
      return parsePipelineSpec({ validation, features: [pairs] });
    case 'letters':
      return parsePipelineSpec({
        validation,
        features: [pairs, { analyzer: 'char_wb', ngramRange: [2, 5], sublinearTf: true, minDf: 3 }],
      });
    case 'bayes':
      return parsePipelineSpec({
        validation,
        features: [{ kind: 'count' }],
        estimator: { kind: 'multinomialNb' },
      });
  }
}

/** The preset that `spec` is for such data, or null. */
export function presetOf(spec: PipelineSpec, facts: DataFacts = UNKNOWN_DATA): Preset | null {
  const text = JSON.stringify(spec);
  return PRESETS.find((preset) => JSON.stringify(presetSpec(preset, facts)) === text) ?? null;
}

/** Whether calibration or a threshold rule asks for scores of comments left out. */
const crossChecks = ({ calibration, threshold }: FormValue): boolean =>
  calibration !== 'none' || (typeof threshold === 'object' && threshold !== null);

const looksAtWords = ({ features }: FormValue): boolean => features.some(({ analyzer }) => analyzer === 'word');

/** Whether scores are shown as probabilities. */
const hasProbability = (spec: FormValue): boolean => !hasMargins(spec) || spec.calibration !== 'none';

/** Whether the model looks at how comments are written, for which there is nothing to choose. */
export const readsSurface = ({ estimator }: FormValue): boolean => estimatorOf(estimator.kind).surfaceOnly;

/** Whether the setting at `path` has any effect with the others. `block` is the position in `features`. */
export function applies(path: string, spec: FormValue, block = 0): boolean {
  if (readsSurface(spec) && /^(features|text|compact)\./.test(path)) return false;
  const setting = /^estimator\.(?!kind$)(.+)/.exec(path);
  if (setting) return estimatorOf(spec.estimator.kind).settings.some((name) => name === setting[1]);
  const features = spec.features[block];
  switch (path) {
    case 'features.useIdf':
    case 'features.sublinearTf':
      return features.kind === 'tfidf';
    case 'features.norm':
      return features.kind === 'tfidf' || features.kind === 'hashing';
    case 'features.minDf':
    case 'features.maxDf':
    case 'features.maxFeatures':
      return features.kind !== 'hashing';
    case 'features.hashBits':
    case 'features.alternateSign':
      return features.kind === 'hashing';
    case 'features.smoothIdf':
      return features.kind === 'tfidf' && features.useIdf;
    case 'text.tokens':
    case 'text.stopWords':
      return looksAtWords(spec);
    case 'text.language':
      return looksAtWords(spec) && spec.text.tokens !== 'plain'; // stems and lemmas are a language's own
    case 'compact.maxTerms':
      return spec.features.every(({ kind }) => kind !== 'hashing'); // hashed columns are no terms
    case 'validation.refit':
      return spec.validation.testSize !== 0;
    case 'validation.folds':
      return crossChecks(spec);
    case 'validation.seed':
    case 'validation.groupDuplicates':
    case 'validation.groupSimilar':
    case 'validation.prevalence':
      return spec.validation.testSize !== 0 || crossChecks(spec);
    default:
      return true;
  }
}

/** The value at a path such as `features.minDf` (of block `block`). */
export function valueAt(spec: FormValue, path: string, block = 0): unknown {
  let value: unknown = spec;
  for (const key of keysOf(path, block)) value = (value as Record<string, unknown>)[key];
  return value;
}

/** `spec` with another value at a path; the parts on the way are copied. */
export function withValue(spec: FormValue, path: string, value: unknown, block = 0): FormValue {
  const set = (node: unknown, keys: readonly string[]): unknown => {
    const [key, ...rest] = keys;
    if (key === undefined) return value;
    const child = set((node as Record<string, unknown>)[key], rest);
    return Array.isArray(node)
      ? node.map((item, i) => (String(i) === key ? child : item))
      : { ...(node as object), [key]: child };
  };
  // Its shape is kept: only the value of one field changes.
  return set(spec, keysOf(path, block)) as FormValue;
}

function keysOf(path: string, block: number): string[] {
  const keys = path.split('.');
  return keys[0] === 'features' && keys.length > 1 ? [keys[0], String(block), ...keys.slice(1)] : keys;
}

/** What is wrong with a field; the page has the sentence. */
export type FieldProblem =
  | {
      readonly kind:
        | 'number'
        | 'whole'
        | 'order'
        | 'probability'
        | 'noSigns'
        | 'noRounds'
        | 'emptyCheck'
        | 'emptyLearning'
        | 'other';
    }
  | { readonly kind: 'atLeast' | 'atMost' | 'above' | 'below' | 'fewerFolds'; readonly limit: number };

const LIMITS = {
  min_value: 'atLeast',
  max_value: 'atMost',
  gt_value: 'above',
  lt_value: 'below',
} as const;

/** The problems of a form, by path as in the schema's issues (`features.0.minDf`); empty if it is valid. */
export function problemsOf(form: FormValue): Map<string, FieldProblem> {
  const problems = new Map<string, FieldProblem>();
  const add = (path: string, problem: FieldProblem) => {
    if (!problems.has(path)) problems.set(path, problem);
  };
  const result = v.safeParse(pipelineSpecSchema, relevantSpec(form));
  for (const issue of result.issues ?? []) {
    const path = (v.getDotPath(issue) ?? '').replace(/(ngramRange|threshold)\.\w+$/, '$1');
    const sign = path.endsWith('.alternateSign');
    add(
      path,
      sign ? { kind: 'noSigns' } : problemOf(issue.type, 'requirement' in issue ? issue.requirement : undefined),
    );
  }
  const { threshold } = form;
  const share = typeof threshold === 'object' && threshold !== null && 'value' in threshold ? threshold.value : null;
  const probability = typeof threshold === 'number' && hasProbability(form) ? threshold : share;
  if (probability !== null && !(probability > 0 && probability < 1)) {
    problems.set('threshold', { kind: Number.isNaN(probability) ? 'number' : 'probability' });
  }
  return problems;
}

/**
 * The problems of a form with data of this label, by path: those of `problemsOf`, and settings for which there are too
 * few comments.
 * @param smallestClass comments of the rarer class of the first label, by which rows are divided.
 */
export function problemsWith(form: FormValue, smallestClass: number): Map<string, FieldProblem> {
  const problems = problemsOf(form);
  const { testSize, folds } = form.validation;
  const learnt = smallestClass - Math.round(smallestClass * testSize);
  if (testSize > 0 && !problems.has('validation.testSize')) {
    if (Math.round(smallestClass * testSize) < 1) problems.set('validation.testSize', { kind: 'emptyCheck' });
    else if (learnt < 1) problems.set('validation.testSize', { kind: 'emptyLearning' });
  }
  if (crossChecks(form) && !problems.has('validation.folds') && !problems.has('validation.testSize')) {
    if (learnt < 2) problems.set('validation.folds', { kind: 'noRounds' });
    else if (folds > learnt) problems.set('validation.folds', { kind: 'fewerFolds', limit: learnt });
  }
  return problems;
}

function problemOf(type: string, requirement: unknown): FieldProblem {
  if (type === 'number' || type === 'finite') return { kind: 'number' };
  if (type === 'integer') return { kind: 'whole' };
  if (type === 'check') return { kind: 'order' };
  if (type in LIMITS && typeof requirement === 'number') {
    return { kind: LIMITS[type as keyof typeof LIMITS], limit: requirement };
  }
  return { kind: 'other' };
}

/**
 * The spec of a form, with settings that have no effect at their defaults: they must not keep a form from being used,
 * nor make two equal models differ in name only (the spec is part of a model's bytes).
 */
export function relevantSpec(form: FormValue): FormValue {
  const defaults = parsePipelineSpec({ features: form.features.map(() => ({})) });
  const { stopWords } = form.text;
  let spec = stopWords.length === 0 ? withValue(form, 'text.stopWords', 'none') : form;
  for (const { path } of specFields) {
    const blocks = path.startsWith('features.') ? form.features.length : 1;
    for (let block = 0; block < blocks; block++) {
      if (!applies(path, form, block)) spec = withValue(spec, path, valueAt(defaults, path, block), block);
    }
  }
  if (readsSurface(spec)) {
    const surface = { features: [{ kind: 'surface' }], estimator: { kind: spec.estimator.kind } };
    spec = { ...spec, features: parsePipelineSpec(surface).features };
  }
  return spec;
}
