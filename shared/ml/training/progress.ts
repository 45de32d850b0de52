export type FitPhase = 'count' | 'vectorize' | 'calibrate' | 'fit' | 'evaluate' | 'refit' | 'encode';

/** How far a training is. */
export interface FitProgress {
  readonly phase: FitPhase;
  readonly done: number;
  /** 0 when not known. */
  readonly total: number;
  /** While a solver runs: where it is, and the gradient norm at which it stops. */
  readonly solver?: { readonly iteration: number; readonly gradientNorm: number; readonly target: number };
}
