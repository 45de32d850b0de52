import { CodedError } from '#shared/base/errors';
import { type MeasuredGroup, measureGroups } from './groups';
import { type Costs, type ModelFigures, modelFigures } from './modelFigures';
import { comparePairs, type Pair } from './pairs';
import type { JudgedRows } from './scoredModel';
import { type MeasuredSlice, measureSlices, type Slice } from './slices';

/** Rows divided by one thing they have: a length, a language, the value of a column. */
export interface Slicing {
  /** `length`, `language`, or the name of a column. */
  readonly by: string;
  readonly slices: readonly Slice[];
  /** Rows in no slice, because their value is rare. */
  readonly rest: number;
}

export interface MeasuredSlicing {
  readonly by: string;
  readonly slices: readonly MeasuredSlice[];
  readonly rest: number;
}

export interface Comparison {
  readonly rows: number;
  readonly positives: number;
  readonly models: readonly ModelFigures[];
  readonly pairs: readonly Pair[];
  readonly slicings: readonly MeasuredSlicing[];
  readonly groups: readonly MeasuredGroup[];
}

/** What has become known, in this order: what is looked at first comes first. */
export type ComparisonStep =
  | { readonly part: 'model'; readonly at: number; readonly figures: ModelFigures }
  | { readonly part: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly part: 'slicing'; readonly slicing: MeasuredSlicing }
  | { readonly part: 'groups'; readonly groups: readonly MeasuredGroup[] }
  | { readonly part: 'working' };

const WORKING: ComparisonStep = { part: 'working' };

/**
 * Compares models on the same labelled rows. A generator that yields each part as it is known, and in between.
 * @param judged rows with a label; the arrays of every model have one entry per row.
 * @throws CodedError `shape-mismatch` if they have not; `comparison-no-rows` without rows; else as `checkRows`.
 */
export function* compareModels(
  judged: JudgedRows,
  costs: Costs,
  slicings: readonly Slicing[],
  groups: readonly Slice[],
): Generator<ComparisonStep, Comparison, undefined> {
  const { truth, models } = judged;
  if (truth.length === 0) throw new CodedError('comparison-no-rows', {});
  for (const { name, scores } of models) {
    if (scores.length !== truth.length) {
      throw new CodedError('shape-mismatch', { what: name, got: scores.length, expected: truth.length });
    }
  }
  const measured: ModelFigures[] = [];
  for (const model of models) {
    const figures = modelFigures(truth, model, costs);
    measured.push(figures);
    yield { part: 'model', at: measured.length - 1, figures };
  }
  const further = yield* compareFurther(judged, slicings, groups);
  const positives = truth.reduce((sum, label) => sum + label, 0);
  return { rows: truth.length, positives, models: measured, ...further };
}

/** What follows the figures of each model: tests of every two, slices, groups. As `compareModels`. */
export function* compareFurther(
  judged: JudgedRows,
  slicings: readonly Slicing[],
  groups: readonly Slice[],
): Generator<ComparisonStep, Pick<Comparison, 'pairs' | 'slicings' | 'groups'>, undefined> {
  const pairs = yield* working(comparePairs(judged));
  yield { part: 'pairs', pairs };
  const sliced: MeasuredSlicing[] = [];
  for (const { by, slices, rest } of slicings) {
    const slicing = { by, slices: yield* working(measureSlices(judged, slices)), rest };
    sliced.push(slicing);
    yield { part: 'slicing', slicing };
  }
  const named = yield* working(measureGroups(judged, groups));
  yield { part: 'groups', groups: named };
  return { pairs, slicings: sliced, groups: named };
}

function* working<Result>(steps: Generator<number, Result, undefined>): Generator<ComparisonStep, Result, undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield WORKING;
  }
}
