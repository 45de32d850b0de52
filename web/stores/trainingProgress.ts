import type { TrainProgress } from '../workers/train.worker';

/** `start`: nothing has been heard of it yet. */
export type TrainingPhase = TrainProgress['phase'] | 'start';

/** How far a training is, for eyes. */
export interface TrainingState {
  readonly phase: TrainingPhase;
  /** Of this phase, 0 to 1. */
  readonly fraction: number;
  /** Of the whole, 0 to 1; never goes back. */
  readonly overall: number;
  /** While a solver runs. */
  readonly solver: { readonly iteration: number; readonly gradientNorm: number; readonly target: number } | null;
  /** Gradient norm the solver of this phase began with, to tell how far it has come. */
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

/** Rough shares of the time, from trainings of 20 to 160 thousand comments; they only place the bar. */
const WITH_HOLD_OUT: readonly [TrainingPhase, number][] = [
  ['count', 0.4],
  ['vectorize', 0.06],
  ['fit', 0.16],
  ['evaluate', 0.1],
  ['vectorize', 0.06],
  ['refit', 0.18],
  ['encode', 0.04],
];
const WITHOUT_HOLD_OUT: readonly [TrainingPhase, number][] = [
  ['count', 0.6],
  ['vectorize', 0.08],
  ['fit', 0.28],
  ['encode', 0.04],
];

/** The state after `progress`. */
export function advance(state: TrainingState, progress: TrainProgress, holdOut: boolean): TrainingState {
  const measured = state.measured || progress.phase === 'evaluate';
  const solver = ('solver' in progress && progress.solver) || null;
  const samePhase = state.phase === progress.phase;
  // Before its first step a solver may not know its gradient: it says Infinity.
  const measuredNorm = solver && Number.isFinite(solver.gradientNorm) ? solver.gradientNorm : null;
  const firstGradientNorm = (samePhase ? state.firstGradientNorm : null) ?? measuredNorm;
  const counted = progress.total > 0 ? progress.done / progress.total : 0;
  const solved =
    solver && firstGradientNorm !== null && measuredNorm !== null ? solvedShare(firstGradientNorm, solver) : 0;
  const reached = progress.total > 0 ? counted + solved / progress.total : solved;
  const fraction = Math.max(samePhase ? state.fraction : 0, Math.min(1, reached));
  const plan = holdOut ? WITH_HOLD_OUT : WITHOUT_HOLD_OUT;
  const overall = Math.max(state.overall, shareOfPlan(plan, progress.phase, measured, fraction));
  return { phase: progress.phase, fraction, overall, solver, firstGradientNorm, measured };
}

/** Gradient norms fall geometrically, so the way is measured in their logarithms. */
function solvedShare(first: number, { gradientNorm, target }: { gradientNorm: number; target: number }): number {
  if (!(gradientNorm > target)) return 1;
  if (!(first > target) || target <= 0) return 0;
  return Math.max(0, Math.log(first / gradientNorm) / Math.log(first / target));
}

function shareOfPlan(
  plan: readonly [TrainingPhase, number][],
  phase: TrainingPhase,
  measured: boolean,
  fraction: number,
): number {
  let before = 0;
  let passedEvaluate = false;
  for (const [step, share] of plan) {
    // `vectorize` comes twice with a hold-out: the second time after the measurement.
    if (step === phase && (step !== 'vectorize' || passedEvaluate === measured)) return before + share * fraction;
    passedEvaluate ||= step === 'evaluate';
    before += share;
  }
  return 0;
}
