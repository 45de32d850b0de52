/** Points of a curve in the unit square, for drawing. */
export interface Curve {
  readonly x: Float64Array<ArrayBuffer>;
  readonly y: Float64Array<ArrayBuffer>;
}

/**
 * Leaves out points that a drawing cannot show: those nearer than `step` to the last one kept, in both directions,
 * unless the curve turns there by more than `step`. What is left is on the curve, with its first and last point, and no
 * point left out is further than `step` from the line that replaces it.
 * @param x shape (n,), monotone.
 * @param y shape (n,).
 * @param step in units of the axes: .001 is less than a pixel of a chart of 800.
 */
export function thinCurve(x: Float64Array, y: Float64Array, step = 0.001): Curve {
  const kept: number[] = [];
  const n = x.length;
  for (let i = 0; i < n; i++) {
    const last = kept[kept.length - 1];
    if (i === 0 || i === n - 1 || Math.abs(x[i] - x[last]) >= step || Math.abs(y[i] - y[last]) >= step) {
      // A jump: the corner before it belongs to the shape.
      const before = i - 1;
      const jumps = before > 0 && (Math.abs(x[i] - x[before]) >= step || Math.abs(y[i] - y[before]) >= step);
      if (jumps && last !== before) kept.push(before);
      kept.push(i);
    }
  }
  return { x: Float64Array.from(kept, (i) => x[i]), y: Float64Array.from(kept, (i) => y[i]) };
}
