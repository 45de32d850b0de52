import type { CutFigures } from '#shared/ml/advice/heldOutAdvice';
import type { HoldOutMetrics } from '#shared/ml/model/manifest';

/*
 * The one thing to do next that promises most, from what a training has measured. Gains are in F1, the balance of
 * catches and false alarms, as a share.
 */

/** What is known after a training. */
export interface StepFacts {
  /** Null without a hold-out. */
  readonly own: HoldOutMetrics | null;
  readonly bestCut: CutFigures | null;
  readonly halfCut: CutFigures | null;
  /** The model that comes with the app, on the same comments. */
  readonly other: HoldOutMetrics | null;
  /** Whether the settings were the recommended ones. */
  readonly recommended: boolean;
}

export type NextStep =
  | { readonly kind: 'holdOut' }
  | { readonly kind: 'threshold'; readonly gain: number; readonly to: CutFigures }
  | { readonly kind: 'shipped'; readonly gain: number }
  | { readonly kind: 'moreData'; readonly gain: number }
  | { readonly kind: 'recommended'; readonly gain: number }
  /** What it brings is not known before. */
  | { readonly kind: 'search' }
  /** Too few comments were set aside to say; half the width of the 95 % interval of the share that is caught. */
  | { readonly kind: 'tooFew'; readonly margin: number };

/** Measured gains that are smaller may be chance. */
const WORTH_IT = 0.02;
/**
 * What the recommended settings bring, where nothing was measured on these very comments: a little under the median of
 * what they were better by than the best other preset in the trials that ARCHITECTURE.md lists.
 */
export const RECOMMENDED_GAIN = 0.09;

/** What to do next. */
export function nextStep({ own, bestCut, halfCut, other, recommended }: StepFacts): NextStep {
  if (own === null) return { kind: 'holdOut' };
  const f1 = own.f1 ?? 0;
  const shipped: NextStep = { kind: 'shipped', gain: (other?.f1 ?? 0) - f1 };
  if (bestCut === null) {
    const recall = own.recall ?? 0;
    if (shipped.gain >= 2 * WORTH_IT) return shipped;
    const spread = Math.sqrt(Math.max(0.25 / (own.positives + 1), recall * (1 - recall)) / Math.max(1, own.positives));
    return { kind: 'tooFew', margin: Math.min(1, 1.96 * spread) };
  }
  const steps: Exclude<NextStep, { kind: 'holdOut' | 'tooFew' | 'search' }>[] = [
    { kind: 'threshold', gain: bestCut.f1 - f1, to: bestCut },
    shipped,
    { kind: 'moreData', gain: halfCut === null ? 0 : bestCut.f1 - halfCut.f1 },
    { kind: 'recommended', gain: recommended ? 0 : RECOMMENDED_GAIN },
  ];
  const promising = steps.filter(({ gain }) => gain >= WORTH_IT);
  const [first] = promising.sort((a, b) => b.gain - a.gain);
  return first ?? { kind: 'search' };
}
