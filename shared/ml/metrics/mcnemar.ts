import { CodedError } from '../../base/errors';
import { twoSidedP } from './normal';

/** Rows on which exactly one of two models decides rightly, and how surprising their imbalance is. */
export interface McNemar {
  /** Rows only model A decides rightly. */
  readonly onlyA: number;
  /** Rows only model B decides rightly. */
  readonly onlyB: number;
  /** Two-sided p-value of both models being right equally often; 1 if they are never right alone. */
  readonly p: number;
}

/** Up to this many rows the binomial is summed exactly; 2⁻¹⁰⁰⁰ is still a normal double. */
const EXACT_LIMIT = 1000;

/**
 * McNemar's test of two models' decisions on the same rows. With n rows decided rightly by one of them only, the
 * smaller side is binomial(n, ½) if the models are equally good: the exact two-sided p-value for n up to 1000, above it
 * the normal approximation with Edwards's continuity correction.
 *
 * @param truth shape (n,); 1 is positive, 0 negative.
 * @param flaggedA shape (n,); 1 where model A flags, else 0.
 * @param flaggedB shape (n,); the same of model B.
 * @throws CodedError `shape-mismatch` if the lengths differ.
 *
 * Sources: McNemar (1947), Psychometrika 12; Edwards (1948), Psychometrika 13.
 */
export function mcnemar(truth: Uint8Array, flaggedA: Uint8Array, flaggedB: Uint8Array): McNemar {
  const n = truth.length;
  for (const [what, { length }] of Object.entries({ flaggedA, flaggedB })) {
    if (length !== n) throw new CodedError('shape-mismatch', { what, got: length, expected: n });
  }
  let onlyA = 0;
  let onlyB = 0;
  for (let i = 0; i < n; i++) {
    if (flaggedA[i] === flaggedB[i]) continue;
    if (flaggedA[i] === truth[i]) onlyA++;
    else onlyB++;
  }
  const alone = onlyA + onlyB;
  if (alone > EXACT_LIMIT) {
    const z = Math.max(0, Math.abs(onlyA - onlyB) - 1) / Math.sqrt(alone);
    return { onlyA, onlyB, p: twoSidedP(z) };
  }
  let term = 1;
  for (let i = 0; i < alone; i++) term /= 2;
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyA, onlyB); k++) {
    tail += term;
    term *= (alone - k) / (k + 1); // the next binomial coefficient
  }
  return { onlyA, onlyB, p: Math.min(1, 2 * tail) };
}
