/** A stretch of text and what it adds to a score. UTF-16 offsets, in order, not overlapping. */
export interface TintSpan {
  readonly begin: number;
  readonly end: number;
  readonly contribution: number;
}

/** A stretch to draw; level 1 (faint) to LEVELS (strong). */
export interface Tint {
  readonly begin: number;
  readonly end: number;
  readonly kind: 'toxic' | 'other';
  readonly level: number;
}

export const LEVELS = 6;
/** A contribution of this size (log-odds) is drawn as strong even if nothing in the text is stronger. */
const STRONG = 0.8;
/** Contributions below this share of the strongest are not worth a mark. */
const FAINT = 0.04;

/**
 * Which stretches to mark and how strongly; of more than `limit` the strongest. In text order.
 */
export function tintsOf(spans: readonly TintSpan[], limit: number): Tint[] {
  let strongest = STRONG;
  for (const { contribution } of spans) strongest = Math.max(strongest, Math.abs(contribution));
  let marked = spans.filter(({ contribution }) => Math.abs(contribution) >= FAINT * strongest);
  if (marked.length > limit) {
    marked = marked.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, limit);
    marked.sort((a, b) => a.begin - b.begin);
  }
  return marked.map(({ begin, end, contribution }) => ({
    begin,
    end,
    kind: contribution > 0 ? 'toxic' : 'other',
    level: Math.min(LEVELS, Math.max(1, Math.ceil((Math.abs(contribution) / strongest) * LEVELS))),
  }));
}

/**
 * The tints of `before`, moved to where their words are in `after`: text was typed, pasted or cut in one place. Tints
 * that touch that place are dropped. Keeps the marks in place until the new scores arrive.
 */
export function moveTints(tints: readonly Tint[], before: string, after: string): Tint[] {
  if (before === after) return [...tints];
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before.charCodeAt(same) === after.charCodeAt(same)) same++;
  let sameEnd = 0;
  while (
    sameEnd < shorter - same &&
    before.charCodeAt(before.length - 1 - sameEnd) === after.charCodeAt(after.length - 1 - sameEnd)
  ) {
    sameEnd++;
  }
  const shift = after.length - before.length;
  const tail = before.length - sameEnd;
  const moved: Tint[] = [];
  for (const tint of tints) {
    if (tint.end <= same) moved.push(tint);
    else if (tint.begin >= tail) moved.push({ ...tint, begin: tint.begin + shift, end: tint.end + shift });
  }
  return moved;
}
