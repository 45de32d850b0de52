import { ticks } from 'd3-array';
import { scaleLinear, scaleLog } from 'd3-scale';

/** From a value to a place along an axis, in pixels. */
export type Scale = (value: number) => number;

/** A linear axis: `from` is at pixel `start`, `to` at `end`. An axis without width puts everything in the middle. */
export function linearScale(from: number, to: number, start: number, end: number): Scale {
  if (!(to > from)) return () => (start + end) / 2;
  const scale = scaleLinear([from, to], [start, end]);
  return (value) => scale(value);
}

/** A logarithmic axis over positive values, as `linearScale` otherwise. */
export function logScale(from: number, to: number, start: number, end: number): Scale {
  if (!(to > from)) return () => (start + end) / 2;
  const scale = scaleLog([from, to], [start, end]);
  return (value) => scale(value);
}

/**
 * Round values between `from` and `to` to write at an axis: between one and `limit` of them, 1, 2 or 5 times a power of
 * ten apart. Empty for an axis without width.
 */
export function linearTicks(from: number, to: number, limit: number): number[] {
  if (!(to > from) || limit < 1) return [];
  // d3 treats the number as a hint and may return twice as many.
  for (let count = limit; count >= 1; count--) {
    const found = ticks(from, to, count);
    if (found.length <= limit + 1) return found;
  }
  return [];
}

/**
 * As `linearTicks` for a logarithmic axis: 1, 3 (or 2 and 5) and 10 times powers of ten, or every few powers. (d3 has
 * either all nine multiples of each power or only the powers: too many labels for a chart of 300 px, or too few.)
 */
export function logTicks(from: number, to: number, limit: number): number[] {
  if (!(to > from) || !(from > 0) || limit < 1) return [];
  const low = Math.floor(Math.log10(from) + 1e-9);
  const high = Math.ceil(Math.log10(to) - 1e-9);
  for (const within of [[1, 2, 5], [1, 3], [1]]) {
    const ticks = decades(low, high, 1, within).filter((tick) => tick >= from * 0.999 && tick <= to * 1.001);
    if (ticks.length <= limit && ticks.length > 1) return ticks;
  }
  const every = Math.max(1, Math.ceil((high - low + 1) / limit));
  const ticks = decades(low, high, every, [1]).filter((tick) => tick >= from * 0.999 && tick <= to * 1.001);
  return ticks.length > 0 ? ticks.slice(0, limit) : linearTicks(from, to, limit);
}

function decades(low: number, high: number, every: number, within: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let power = Math.ceil(low / every) * every; power <= high; power += every) {
    for (const times of within) ticks.push(tidy(times * 10 ** power));
  }
  return ticks;
}

/** Removes rounding errors of summation: 0.30000000000000004 → 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
