import type { Json } from '#shared/base/canonicalJson';
import { CodedError } from '#shared/base/errors';
import { type Axis, gridCandidates, type RandomAxis, randomCandidates } from '#shared/ml/search/candidates';
import type { SearchMetric } from '#shared/ml/search/searchMetric';
import type { PipelineSpec } from '#shared/spec/pipelineSpec';
import { applies, type FormValue } from '../trainForm/specForm';

/*
 * What is searched: which settings, which values of each, and how candidates are made of them. The same setup, base and
 * seed make the same candidates as the runner's `search`.
 */

/** Sets of features to compare, by name. */
const PAIRS = { ngramRange: [1, 2], sublinearTf: true, minDf: 2 };
const characters = (min: number) => ({ analyzer: 'char_wb', ngramRange: [min, 5], sublinearTf: true, minDf: 2 });
export const FEATURE_SETS = {
  words: [{ sublinearTf: true, minDf: 2 }],
  pairs: [PAIRS],
  characters: [characters(1)],
  all: [PAIRS, characters(2)],
} satisfies Readonly<Record<string, readonly Json[]>>;
export type FeatureSet = keyof typeof FEATURE_SETS;

/** A setting that can be searched. */
export type SearchAxis =
  | {
      readonly path: string;
      readonly kind: 'numbers';
      readonly first: readonly number[];
      /** How random candidates are drawn between the lowest and the highest. */
      readonly scale: 'log' | 'linear' | 'whole';
    }
  | {
      readonly path: string;
      readonly kind: 'choices';
      readonly options: readonly string[];
      readonly first: readonly string[];
    };

/** In the order in which candidates vary: the last turns fastest, so features that are shared stay together. */
export const SEARCH_AXES: readonly SearchAxis[] = [
  {
    path: 'text.normalize',
    kind: 'choices',
    options: ['none', 'standard', 'deobfuscate'],
    first: ['none', 'deobfuscate'],
  },
  { path: 'text.tokens', kind: 'choices', options: ['plain', 'stem', 'lemma'], first: ['plain', 'stem'] },
  { path: 'features', kind: 'choices', options: Object.keys(FEATURE_SETS), first: ['pairs', 'characters', 'all'] },
  { path: 'features.0.minDf', kind: 'numbers', first: [1, 2, 4], scale: 'whole' },
  {
    path: 'estimator.kind',
    kind: 'choices',
    options: [
      'logisticRegression',
      'linearSvc',
      'multinomialNb',
      'complementNb',
      'nbLogisticRegression',
      'nbLinearSvc',
    ],
    first: ['logisticRegression', 'linearSvc', 'nbLogisticRegression', 'nbLinearSvc'],
  },
  { path: 'estimator.classWeight', kind: 'choices', options: ['none', 'balanced'], first: ['none', 'balanced'] },
  { path: 'estimator.alpha', kind: 'numbers', first: [0.03, 0.1, 0.3, 1], scale: 'log' },
  { path: 'estimator.beta', kind: 'numbers', first: [0.5, 0.75, 1], scale: 'linear' },
  { path: 'estimator.c', kind: 'numbers', first: [0.1, 0.25, 0.5, 1, 2], scale: 'log' },
];

export const SEARCH_METHODS = ['grid', 'random', 'halving'] as const;
export type SearchMethod = (typeof SEARCH_METHODS)[number];

export interface SearchSetup {
  readonly method: SearchMethod;
  /** By path: numbers as they were typed, or the choices; only those here are searched. */
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  /** Candidates of a random search. */
  readonly count: number;
  readonly folds: number;
  readonly seed: number;
  readonly metric: SearchMetric;
}

export const FIRST_SETUP: SearchSetup = {
  method: 'grid',
  values: { 'estimator.c': firstValues('estimator.c') },
  count: 20,
  folds: 5,
  seed: 0,
  metric: 'rocAuc',
};

/** Candidates of one search in the app. The runner allows more. */
export const APP_CANDIDATES = 200;
/** By successive halving a third of the candidates goes on. */
export const HALVING_FACTOR = 3;

/** What is typed or ticked when a setting is added to the search. */
export function firstValues(path: string): string | readonly string[] {
  const axis = SEARCH_AXES.find((each) => each.path === path);
  if (axis === undefined) return '';
  return axis.kind === 'numbers' ? axis.first.join(' ') : axis.first;
}

/** Whether searching a setting makes sense with the others as they are. */
export function searchable({ path }: SearchAxis, base: FormValue, { values }: SearchSetup): boolean {
  if (path === 'features' || path === 'estimator.kind') return true;
  if (path === 'features.0.minDf' && values.features !== undefined) return false;
  if (path.startsWith('estimator.') && values['estimator.kind'] !== undefined) return true;
  return applies(path.replace('features.0.', 'features.'), base);
}

/**
 * The numbers in a text, separated by spaces or semicolons; a comma may be a decimal sign. Null if there are others.
 */
export function numbersIn(text: string): number[] | null {
  const parts = text.split(/[\s;]+/).filter((part) => part !== '');
  const numbers = parts.map((part) => Number(part.replace(',', '.')));
  return parts.length > 0 && numbers.every(Number.isFinite) ? [...new Set(numbers)] : null;
}

/** What is wrong with a field of the setup; the page has the sentence. `path` is a setting's, or `count`, `folds`. */
export type SetupProblem =
  | { readonly path: string; readonly kind: 'numbers' | 'choices' | 'value' | 'whole' }
  | { readonly path: string; readonly kind: 'tooMany'; readonly count: number; readonly limit: number }
  | { readonly path: 'folds'; readonly kind: 'folds'; readonly limit: number }
  | { readonly path: 'axes'; readonly kind: 'nothing' };

export interface SearchCandidates {
  readonly candidates: readonly PipelineSpec[];
  /** The settings in which they differ. */
  readonly paths: readonly string[];
}

/**
 * The candidates of a setup, or what is wrong with it, field by field.
 * @param smallestClass comments of the rarer class: no fold can do without one.
 */
export function candidatesOf(
  base: FormValue,
  setup: SearchSetup,
  smallestClass: number,
): SearchCandidates | { readonly problems: readonly SetupProblem[] } {
  const problems: SetupProblem[] = [];
  const { method, folds, count, seed } = setup;
  if (!Number.isInteger(folds) || folds < 2) problems.push({ path: 'folds', kind: 'whole' });
  else if (folds > smallestClass) problems.push({ path: 'folds', kind: 'folds', limit: smallestClass });
  if (method === 'random' && !(Number.isInteger(count) && count >= 1)) problems.push({ path: 'count', kind: 'whole' });
  if (method === 'random' && count > APP_CANDIDATES) {
    problems.push({ path: 'count', kind: 'tooMany', count, limit: APP_CANDIDATES });
  }
  const axes = SEARCH_AXES.filter((axis) => setup.values[axis.path] !== undefined && searchable(axis, base, setup));
  const grid: Axis[] = [];
  const random: RandomAxis[] = [];
  for (const axis of axes) {
    const values = valuesOf(axis, setup.values[axis.path]);
    if (values === null) problems.push({ path: axis.path, kind: axis.kind === 'numbers' ? 'numbers' : 'choices' });
    else {
      grid.push([axis.path, values]);
      random.push([axis.path, distributionOf(axis, values)]);
    }
  }
  if (axes.length === 0) problems.push({ path: 'axes', kind: 'nothing' });
  const combinations = grid.reduce((product, [, values]) => product * values.length, 1);
  if (method !== 'random' && combinations > APP_CANDIDATES) {
    problems.push({ path: 'axes', kind: 'tooMany', count: combinations, limit: APP_CANDIDATES });
  }
  if (problems.length > 0) return { problems };
  for (const [path, values] of grid) {
    try {
      gridCandidates(base, [[path, values]]); // one by one, so that the field with the bad value is known
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      problems.push({ path, kind: 'value' });
    }
  }
  if (problems.length > 0) return { problems };
  const candidates = method === 'random' ? randomCandidates(base, random, count, seed) : gridCandidates(base, grid);
  return { candidates, paths: grid.map(([path]) => path) };
}

function valuesOf(axis: SearchAxis, given: string | readonly string[]): Json[] | null {
  if (axis.kind === 'numbers') return typeof given === 'string' ? numbersIn(given) : null;
  if (typeof given === 'string') return null;
  const chosen = axis.options.filter((option) => given.includes(option));
  if (chosen.length === 0) return null;
  return axis.path === 'features' ? chosen.map((name) => FEATURE_SETS[name as FeatureSet] as Json) : chosen;
}

function distributionOf(axis: SearchAxis, values: readonly Json[]): RandomAxis[1] {
  const numbers = values.filter((value) => typeof value === 'number');
  if (axis.kind !== 'numbers' || numbers.length < 2) return { choice: values };
  const range = [Math.min(...numbers), Math.max(...numbers)] as const;
  if (axis.scale === 'whole') return numbers.every(Number.isInteger) ? { integer: range } : { uniform: range };
  return axis.scale === 'log' && range[0] > 0 ? { logUniform: range } : { uniform: range };
}

/** The value of a candidate's setting, as the axis names it: a set of features by its name. */
export function settingOf(spec: PipelineSpec, path: string): Json {
  if (path === 'features') {
    const analyzers = spec.features.map(({ analyzer }) => analyzer);
    if (analyzers.length > 1) return 'all';
    if (analyzers[0] !== 'word') return 'characters';
    return spec.features[0].ngramRange[1] > 1 ? 'pairs' : 'words';
  }
  let value: unknown = spec;
  for (const key of path.split('.')) value = (value as Record<string, unknown>)[key];
  return value as Json;
}
