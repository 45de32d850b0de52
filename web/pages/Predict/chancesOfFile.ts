import type { Chances } from '../../stores/scoring';

/** What a line flags of a file. */
export interface Flagged {
  /** Comments from the line on, of all. */
  readonly rows: number;
  readonly all: number;
  /** Of 100 flagged, how many are toxic by the model's own estimate; null: none is flagged. */
  readonly right: number | null;
  /** Toxic comments below the line, by the same estimate. */
  readonly missed: number;
}

/** @param at whole per cent. */
export function flaggedFrom({ counts, sums }: Pick<Chances, 'counts' | 'sums'>, at: number): Flagged {
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const rows = sumOf(counts.slice(at));
  return {
    rows,
    all: sumOf(counts),
    right: rows === 0 ? null : (100 * sumOf(sums.slice(at))) / rows,
    missed: sumOf(sums.slice(0, at)),
  };
}

/** Per cent in a bin that is drawn. */
const WIDTH = 5;

/** Comments on either side of a line, in wider bins to draw. */
export function binsOf(
  { counts }: Pick<Chances, 'counts'>,
  at: number,
): { readonly edges: readonly number[]; readonly below: readonly number[]; readonly above: readonly number[] } {
  const bins = counts.length / WIDTH;
  const gathered = (wanted: (percent: number) => boolean) =>
    Array.from({ length: bins }, (_, bin) =>
      counts.slice(bin * WIDTH, (bin + 1) * WIDTH).reduce((sum, n, i) => sum + (wanted(bin * WIDTH + i) ? n : 0), 0),
    );
  return {
    edges: Array.from({ length: bins + 1 }, (_, i) => i * WIDTH),
    below: gathered((percent) => percent < at),
    above: gathered((percent) => percent >= at),
  };
}
