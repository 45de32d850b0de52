import type { EdaReport } from './sections';

/** Why a figure of this name may not be defined. */
const REASONS = new Map([
  ['chiSquared', 'every labelled row holds the term, or none does'],
  ['logOdds', 'a class has no other terms'],
  ['z', 'a class has no other terms'],
  ['effect', 'it needs rows of both classes, and some that differ'],
  ['value', 'there is nothing to take a share of'],
  ['low', 'there is nothing to take a share of'],
  ['high', 'there is nothing to take a share of'],
]);

/**
 * The report as JSON has it: what is not a number is null, and an `undefined` field next to it has the reason, by name.
 * @returns plain objects, arrays, strings, finite numbers, booleans and nulls.
 */
export function reportJson(report: EdaReport): unknown {
  return withReasons(report);
}

function withReasons(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withReasons);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const missing = entries.filter(([, figure]) => typeof figure === 'number' && !Number.isFinite(figure));
  const plain = entries.map(([key, figure]) => [key, withReasons(figure)]);
  if (missing.length === 0) return Object.fromEntries(plain);
  const reasons = missing.map(([key]) => [key, REASONS.get(key) ?? 'it is not defined for these rows']);
  const nulls = missing.map(([key]) => [key, null]);
  return Object.fromEntries([...plain, ...nulls, ['undefined', Object.fromEntries(reasons)]]);
}
