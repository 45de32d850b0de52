import type { Json } from '../../base/canonicalJson';
import { exp, log } from '../../base/elementary';
import { CodedError } from '../../base/errors';
import { createRandom, type Random } from '../../base/random';
import { type PipelineSpec, type PipelineSpecInput, parsePipelineSpec } from '../../spec/pipelineSpec';

/*
 * Candidates for a search: a spec with other values in some settings. A setting is named by its path, such as
 * `estimator.c` or `features.0.ngramRange`; a whole part (`features`) or the whole of a choice can be named too.
 */

/** A path and its values. */
export type Axis = readonly [path: string, values: readonly Json[]];

/** What values are drawn from: one of a list, or numbers between two bounds. */
export type Distribution =
  | { readonly choice: readonly Json[] }
  | { readonly uniform: readonly [low: number, high: number] }
  /** Whole numbers, both bounds among them. */
  | { readonly integer: readonly [low: number, high: number] }
  /** Uniform in the logarithm: as many between 0.1 and 1 as between 1 and 10. Bounds above 0. */
  | { readonly logUniform: readonly [low: number, high: number] };

/** A path and what its values are drawn from. */
export type RandomAxis = readonly [path: string, distribution: Distribution];

/** The most candidates of one search. */
export const CANDIDATE_LIMIT = 10_000;

/**
 * Every combination of the axes' values, the last axis turning fastest, as scikit-learn's ParameterGrid. Without axes,
 * `base` alone.
 *
 * @throws CodedError `spec-invalid` for a path that no spec has or an invalid value; `argument-invalid` for an
 *   axis without values, a path given twice, or more than 10,000 combinations.
 */
export function gridCandidates(base: PipelineSpecInput, axes: readonly Axis[]): PipelineSpec[] {
  checkPaths(axes);
  let count = 1;
  for (const [path, values] of axes) {
    if (values.length === 0) refuse(path, 'no values', 'one or more');
    count *= values.length;
  }
  if (count > CANDIDATE_LIMIT) refuse('grid', `${count} candidates`, `at most ${CANDIDATE_LIMIT}`);
  let candidates = [parsePipelineSpec(base)];
  for (const [path, values] of axes) {
    candidates = candidates.flatMap((spec) => values.map((value) => withSetting(spec, path, value)));
  }
  return candidates;
}

/**
 * `count` candidates, each axis drawn independently. The same base, axes and seed return the same candidates on every
 * engine, and a larger count begins with those of a smaller one.
 *
 * @throws CodedError `spec-invalid` as `gridCandidates`; `argument-invalid` for a count that is not 1 to 10,000, bounds
 *   that are not finite and in order (above 0 for logUniform, whole for integer), an empty choice, a path given twice.
 */
export function randomCandidates(
  base: PipelineSpecInput,
  axes: readonly RandomAxis[],
  count: number,
  seed: number,
): PipelineSpec[] {
  checkPaths(axes);
  if (!(Number.isInteger(count) && count >= 1 && count <= CANDIDATE_LIMIT)) {
    refuse('count', `${count}`, `a whole number from 1 to ${CANDIDATE_LIMIT}`);
  }
  const draws = axes.map(([path, distribution]) => [path, drawFrom(path, distribution)] as const);
  const random = createRandom(seed);
  const whole = parsePipelineSpec(base);
  return Array.from({ length: count }, () =>
    draws.reduce((spec, [path, draw]) => withSetting(spec, path, draw(random)), whole),
  );
}

/** Reads a grid from JSON: `{"estimator.c": [0.1, 1, 10]}`. @throws CodedError `argument-invalid`. */
export function parseGrid(json: Json): Axis[] {
  return entriesOf('grid', json).map(([path, values]) => {
    if (!Array.isArray(values)) return refuse(path, JSON.stringify(values), 'a list of values');
    return [path, values];
  });
}

/**
 * Reads random axes from JSON: `{"estimator.c": {"logUniform": [0.01, 100]}, "estimator.kind": ["linearSvc",
 * "logisticRegression"]}`; a list is a choice. @throws CodedError `argument-invalid`.
 */
export function parseRandomAxes(json: Json): RandomAxis[] {
  return entriesOf('random', json).map(([path, value]) => {
    if (Array.isArray(value)) return [path, { choice: value }];
    const [[kind, given] = ['', null], ...more] = entriesOf(path, value);
    if (more.length > 0 || !Array.isArray(given)) return refuse(path, JSON.stringify(value), DISTRIBUTIONS);
    if (kind === 'choice') return [path, { choice: given }];
    const [low, high, ...rest] = given;
    if (typeof low !== 'number' || typeof high !== 'number' || rest.length > 0) {
      return refuse(path, JSON.stringify(given), 'two numbers');
    }
    if (kind === 'uniform') return [path, { uniform: [low, high] }];
    if (kind === 'integer') return [path, { integer: [low, high] }];
    if (kind === 'logUniform') return [path, { logUniform: [low, high] }];
    return refuse(path, kind, DISTRIBUTIONS);
  });
}

const DISTRIBUTIONS = 'a list, or one of choice, uniform, integer, logUniform';

function refuse(argument: string, got: string, expected: string): never {
  throw new CodedError('argument-invalid', { argument, got, expected });
}

function entriesOf(argument: string, json: Json): [string, Json][] {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    return refuse(argument, JSON.stringify(json), 'an object');
  }
  return Object.entries(json);
}

function checkPaths(axes: readonly (readonly [string, unknown])[]): void {
  const seen = new Set<string>();
  for (const [path] of axes) {
    if (seen.has(path)) refuse(path, 'given twice', 'each path once');
    seen.add(path);
  }
}

function drawFrom(path: string, distribution: Distribution): (random: Random) => Json {
  if ('choice' in distribution) {
    const { choice } = distribution;
    if (choice.length === 0) refuse(path, 'no values', 'one or more');
    return (random) => choice[random.below(choice.length)];
  }
  if ('uniform' in distribution) {
    const [low, high] = bounds(path, distribution.uniform);
    return (random) => low + random.unit() * (high - low);
  }
  if ('integer' in distribution) {
    const [low, high] = bounds(path, distribution.integer);
    if (!Number.isInteger(low) || !Number.isInteger(high)) refuse(path, `${low}, ${high}`, 'whole numbers');
    if (high - low >= 2 ** 32) refuse(path, `${low}, ${high}`, 'bounds nearer to each other');
    return (random) => low + random.below(high - low + 1);
  }
  const [low, high] = bounds(path, distribution.logUniform);
  if (!(low > 0)) refuse(path, `${low}`, 'bounds above 0');
  const begin = log(low);
  const span = log(high) - begin;
  // exp and log round, and a draw must not leave the bounds.
  return (random) => Math.min(high, Math.max(low, exp(begin + random.unit() * span)));
}

function bounds(path: string, [low, high]: readonly [number, number]): readonly [number, number] {
  if (Number.isFinite(low) && Number.isFinite(high) && low <= high) return [low, high];
  return refuse(path, `${low}, ${high}`, 'two finite numbers, the smaller first');
}

/** `spec` with the setting at `path` replaced. */
function withSetting(spec: PipelineSpec, path: string, value: Json): PipelineSpec {
  return parsePipelineSpec(replaced(spec, path.split('.'), value, path));
}

function replaced(part: Json, [key, ...rest]: readonly string[], value: Json, path: string): Json {
  if (part === null || typeof part !== 'object' || !Object.hasOwn(part, key)) {
    const expected = 'the path of a setting, such as estimator.c or features.0.ngramRange';
    throw new CodedError('spec-invalid', { path, got: key, expected });
  }
  if (isList(part)) {
    const at = Number(key);
    if (!Number.isInteger(at)) throw new CodedError('spec-invalid', { path, got: key, expected: 'a number' });
    return part.map((item, i) => (i !== at ? item : rest.length === 0 ? value : replaced(item, rest, value, path)));
  }
  const child = rest.length === 0 ? value : replaced(part[key], rest, value, path);
  return { ...part, [key]: child };
}

/** True for a JSON array; `Array.isArray` does not narrow a readonly one. */
export function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}
