import type { LearningPoint } from './learningCurve';

/** What a learning curve says about more comments. */
export type CurveVerdict =
  /** It still rises: the gain of the last doubling, and what to expect of the next. */
  | { readonly kind: 'moreData'; readonly lastGain: number; readonly nextGain: number }
  /**
   * It is flat, and it scores as well on what it has learnt: other settings or features would help, more comments not.
   */
  | { readonly kind: 'flat'; readonly lastGain: number }
  /** Flat, but far better on what it has learnt than on the rest: less freedom to fit may help. */
  | { readonly kind: 'overfits'; readonly lastGain: number; readonly gap: number }
  /** The folds differ by more than the curve rises. */
  | { readonly kind: 'unclear'; readonly lastGain: number; readonly spread: number }
  /** Fewer than two sizes could be fitted. */
  | { readonly kind: 'unknown' };

/** A gain that is worth labelling twice as many comments for. */
const WORTH_IT = 0.005;
/** A difference between what is learnt and what is not that is worth a word. */
const WIDE_GAP = 0.1;

/**
 * Reads a curve: the gain of the last doubling of the comments, from the last two sizes, against the standard error of
 * the mean over the folds. The next doubling is expected to bring as much less as the last one did against the one
 * before it, and never more than the last.
 */
export function curveVerdict(points: readonly LearningPoint[]): CurveVerdict {
  // Of few comments two sizes may come to the same rows, from which nothing was gained.
  const known = points
    .filter(({ validation }) => !Number.isNaN(validation.mean))
    .toSorted((a, b) => a.size - b.size)
    .filter(({ rows }, i, sorted) => i === 0 || rows > sorted[i - 1].rows);
  if (known.length < 2) return { kind: 'unknown' };
  const gains = known.slice(1).map((point, i) => {
    const doublings = Math.log2(point.rows / known[i].rows);
    return (point.validation.mean - known[i].validation.mean) / doublings;
  });
  const last = known[known.length - 1];
  const lastGain = gains[gains.length - 1];
  const spread = last.validation.sd / Math.sqrt(Math.max(1, last.validation.scores.length - 1));
  if (lastGain >= WORTH_IT && lastGain > spread) {
    const before = gains.at(-2);
    const decay = before !== undefined && before > 0 ? Math.min(1, lastGain / before) : 1;
    return { kind: 'moreData', lastGain, nextGain: lastGain * decay };
  }
  if (lastGain >= WORTH_IT) return { kind: 'unclear', lastGain, spread };
  const gap = last.train.mean - last.validation.mean;
  return gap > WIDE_GAP ? { kind: 'overfits', lastGain, gap } : { kind: 'flat', lastGain };
}
