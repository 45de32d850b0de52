import type { ClassKey } from '#shared/eda/section/classes';

/** The name of a class as part of a style sheet's names: `is-toxic`, `fill-toxic` ... */
export const CLASS_STYLE = { '0': 'other', '1': 'toxic', unlabelled: 'unlabelled' } as const satisfies Record<
  ClassKey,
  string
>;

/** The outline of the mark of a class, `size` across: a square for toxic, a circle for the others. */
export function shapePath(of: ClassKey, x: number, y: number, size: number): string {
  const half = size / 2;
  if (of === '1') {
    const side = size * 0.92; // a square looks larger than a circle as wide
    return `M${round(x - side / 2)} ${round(y - side / 2)}h${round(side)}v${round(side)}h${round(-side)}z`;
  }
  return `M${round(x - half)} ${round(y)}a${half} ${half} 0 1 0 ${size} 0a${half} ${half} 0 1 0 ${-size} 0z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
