import type { PipelineSpecInput } from '#shared/spec/pipelineSpec';
import type { TrainProgress } from '../workers/train/train.worker';

/** `start`: nothing has been reported yet. */
export type TrainingPhase = TrainProgress['phase'] | 'start';

/** How far a training is, for display. */
export interface TrainingState {
  readonly phase: TrainingPhase;
  /** Of this phase, 0 to 1. */
  readonly fraction: number;
  /** Of the whole, 0 to 1; never goes back. */
  readonly overall: number;
  /** While a solver runs. */
  readonly solver: { readonly iteration: number; readonly gradientNorm: number; readonly target: number } | null;
  /** Gradient norm at the start of this phase's solver, to measure how far it has come. */
  readonly firstGradientNorm: number | null;
  /** True once the hold-out has been measured: what follows is the second fit. */
  readonly measured: boolean;
}

export const NOT_STARTED: TrainingState = {
  phase: 'start',
  fraction: 0,
  overall: 0,
  solver: null,
  firstGradientNorm: null,
  measured: false,
};

/** Rough shares of the time, as trainings on 75 thousand comments took in Chromium; they only place the bar. */
const WITH_HOLD_OUT: readonly [TrainingPhase, number][] = [
  ['count', 0.3],
  ['vectorize', 0.17],
  ['fit', 0.08],
  ['evaluate', 0.18],
  ['vectorize', 0.08],
  ['refit', 0.07],
  ['encode', 0.12],
  ['compare', 0.12],
];
/** Cross-validation comes before the fit that it belongs to, and takes longer. */
const CROSS_CHECK = 0.6;
const WITHOUT_HOLD_OUT: readonly [TrainingPhase, number][] = [
  ['count', 0.45],
  ['vectorize', 0.22],
  ['fit', 0.13],
  ['encode', 0.2],
];

export type TrainingPlan = readonly (readonly [TrainingPhase, number])[];

/** What a training of these settings goes through, with the share of time that each phase takes. */
export function planOf({ validation, calibration, threshold }: PipelineSpecInput): TrainingPlan {
  const crossChecks = (calibration ?? 'none') !== 'none' || (typeof threshold === 'object' && threshold !== null);
  const steps = ((validation?.testSize ?? 0) > 0 ? WITH_HOLD_OUT : WITHOUT_HOLD_OUT).flatMap(
    (step): (readonly [TrainingPhase, number])[] =>
      crossChecks && step[0] === 'vectorize' ? [['calibrate', CROSS_CHECK], step] : [step],
  );
  const whole = steps.reduce((sum, [, share]) => sum + share, 0);
  return steps.map(([phase, share]) => [phase, share / whole]);
}

/** The state after `progress`. */
export function advance(state: TrainingState, progress: TrainProgress, plan: TrainingPlan): TrainingState {
  const measured = state.measured || progress.phase === 'evaluate';
  const solver = ('solver' in progress && progress.solver) || null;
  const samePhase = state.phase === progress.phase;
  // Before its first step a solver may not know its gradient: it reports Infinity.
  const measuredNorm = solver && Number.isFinite(solver.gradientNorm) ? solver.gradientNorm : null;
  const firstGradientNorm = (samePhase ? state.firstGradientNorm : null) ?? measuredNorm;
  const counted = progress.total > 0 ? progress.done / progress.total : 0;
  const solved =
    solver && firstGradientNorm !== null && measuredNorm !== null ? solvedShare(firstGradientNorm, solver) : 0;
  const reached = progress.total > 0 ? counted + solved / progress.total : solved;
  const fraction = Math.max(samePhase ? state.fraction : 0, Math.min(1, reached));
  const overall = Math.max(state.overall, shareOfPlan(plan, progress.phase, measured, fraction));
  return { phase: progress.phase, fraction, overall, solver, firstGradientNorm, measured };
}

/** Gradient norms fall geometrically, so progress is measured in their logarithms. */
function solvedShare(first: number, { gradientNorm, target }: { gradientNorm: number; target: number }): number {
  if (!(gradientNorm > target)) return 1;
  if (!(first > target) || target <= 0) return 0;
  return Math.max(0, Math.log(first / gradientNorm) / Math.log(first / target));
}

const TWICE = new Set<TrainingPhase>(['vectorize', 'calibrate']);

function shareOfPlan(plan: TrainingPlan, phase: TrainingPhase, measured: boolean, fraction: number): number {
  let before = 0;
  let passedEvaluate = false;
  for (const [step, share] of plan) {
    // With a hold-out some phases come twice: the second time after the measurement.
    if (step === phase && (!TWICE.has(step) || passedEvaluate === measured)) return before + share * fraction;
    passedEvaluate ||= step === 'evaluate';
    before += share;
  }
  return 0;
}
