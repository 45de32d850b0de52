import { expect, test } from 'vitest';
import type { TrainProgress } from '../workers/train/train.worker';
import { advance, NOT_STARTED, planOf, type TrainingState } from './trainingProgress';

const solver = (iteration: number, gradientNorm: number) => ({ iteration, gradientNorm, target: 0.01 });

/** What a training with a hold-out reports, in order. */
const WITH_HOLD_OUT: TrainProgress[] = [
  { phase: 'wait', done: 0, total: 0 },
  { phase: 'count', done: 500, total: 1000 },
  { phase: 'count', done: 1000, total: 1000 },
  { phase: 'vectorize', done: 0, total: 1 },
  { phase: 'vectorize', done: 1, total: 1 },
  { phase: 'fit', done: 0, total: 1, solver: solver(0, 100) },
  { phase: 'fit', done: 0, total: 1, solver: solver(1, 1) },
  { phase: 'fit', done: 0, total: 1, solver: solver(2, 0.009) },
  { phase: 'evaluate', done: 200, total: 200 },
  { phase: 'vectorize', done: 0, total: 1 },
  { phase: 'vectorize', done: 1, total: 1 },
  { phase: 'refit', done: 0, total: 1, solver: solver(0, 100) },
  { phase: 'refit', done: 0, total: 1, solver: solver(3, 0.01) },
  { phase: 'encode', done: 1, total: 1 },
  { phase: 'compare', done: 200, total: 200 },
];

function statesOf(steps: readonly TrainProgress[], holdOut: boolean): TrainingState[] {
  const plan = planOf(holdOut ? { validation: { testSize: 0.2 } } : {});
  let state = NOT_STARTED;
  return steps.map((step) => {
    state = advance(state, step, plan);
    return state;
  });
}

test('the fraction never decreases and ends at 1', () => {
  for (const holdOut of [true, false]) {
    const steps = holdOut
      ? WITH_HOLD_OUT
      : WITH_HOLD_OUT.filter(({ phase }, i) => i < 8 && phase !== 'evaluate').concat(
          WITH_HOLD_OUT.filter(({ phase }) => phase === 'encode'),
        );
    const overall = statesOf(steps, holdOut).map((state) => state.overall);
    expect(overall).toEqual(overall.toSorted((a, b) => a - b));
    expect(overall[0]).toBe(0);
    expect(overall.at(-1)).toBeCloseTo(1);
  }
});

test('the second vectorizing comes after the measurement', () => {
  const states = statesOf(WITH_HOLD_OUT, true);
  expect(states[9].overall).toBe(states[8].overall);
  expect(states[10].overall).toBeGreaterThan(states[9].overall);
  expect(states[9].measured).toBe(true);
});

test('a solver is half way when half of the decades of its gradient are done', () => {
  const states = statesOf(WITH_HOLD_OUT, true);
  expect(states[5].fraction).toBe(0);
  expect(states[6].fraction).toBeCloseTo(0.5);
  expect(states[7].fraction).toBe(1);
});

test('a gradient that grows for a while does not move the bar back', () => {
  const states = statesOf(
    [
      { phase: 'fit', done: 0, total: 1, solver: solver(0, 10) },
      { phase: 'fit', done: 0, total: 1, solver: solver(1, 0.1) },
      { phase: 'fit', done: 0, total: 1, solver: solver(2, 50) },
    ],
    false,
  );
  expect(states[2].fraction).toBe(states[1].fraction);
});

test('a solver that does not know its gradient yet leaves the bar where it is', () => {
  const steps: TrainProgress[] = [
    { phase: 'fit', done: 0, total: 1, solver: solver(0, Number.POSITIVE_INFINITY) },
    { phase: 'fit', done: 0, total: 1, solver: solver(1, 50) },
    { phase: 'fit', done: 0, total: 1, solver: solver(2, 0.5) },
  ];
  const states = statesOf(steps, true);
  for (const { overall } of states) expect(Number.isFinite(overall)).toBe(true);
  expect(states[2].overall).toBeGreaterThan(states[1].overall);
});

test('a solver that knows no gradient norm yet leaves the bar where it is', () => {
  const states = statesOf(
    [
      { phase: 'fit', done: 0, total: 1, solver: solver(0, Number.POSITIVE_INFINITY) },
      { phase: 'fit', done: 0, total: 1, solver: solver(1, 10) },
      { phase: 'fit', done: 0, total: 1, solver: solver(2, Number.NaN) },
      { phase: 'fit', done: 0, total: 1, solver: solver(3, 0.1) },
    ],
    false,
  );
  expect(states.map(({ overall }) => Number.isFinite(overall))).toEqual([true, true, true, true]);
  expect(states[3].fraction).toBeGreaterThan(states[2].fraction);
});

test('a plan with cross-validation has it before each fit, and its shares add up to 1', () => {
  for (const spec of [{}, { validation: { testSize: 0.2 } }, { calibration: 'sigmoid' as const }]) {
    const plan = planOf(spec);
    expect(plan.reduce((sum, [, share]) => sum + share, 0)).toBeCloseTo(1);
  }
  const phases = planOf({ validation: { testSize: 0.2 }, threshold: { rule: 'maxF1' } }).map(([phase]) => phase);
  expect(phases.filter((phase) => phase === 'calibrate')).toHaveLength(2);
  expect(planOf({}).some(([phase]) => phase === 'calibrate')).toBe(false);
});

test('a report of a phase that is over, or that the plan has not, leaves the bar where it is', () => {
  const before = statesOf(
    [
      { phase: 'count', done: 1, total: 1 },
      { phase: 'fit', done: 1, total: 2 },
    ],
    false,
  )[1];
  expect(before.overall).toBeGreaterThan(0.5);
  const plan = planOf({});
  for (const phase of ['count', 'wait', 'calibrate'] as const) {
    const { overall } = advance(before, { phase, done: 0, total: 0 }, plan);
    expect(overall, phase).toBe(before.overall);
  }
});
