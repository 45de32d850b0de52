/**
 * exp, log, log1p, sigmoid and softplus with the same bits on every engine: Math.exp and Math.log are only
 * "implementation-approximated" in ECMAScript and do differ (Node 20 against Chromium 156), so that one model would
 * have two ids. Used here are only + − × ÷, Math.floor and moves of bits, all of them exact or correctly rounded by
 * IEEE 754.
 *
 * exp, log and log1p are within 1 ulp, sigmoid and softplus within 2 (measured against 50 digits: elementary.test.ts).
 * Each function is derived above it; series are Taylor's, cut where the first term left out is below 2⁻⁵⁶ of the
 * result.
 */

/** One double seen as two halves. Every engine's target is little-endian, so [1] is sign, exponent and top bits. */
const asDouble = new Float64Array(1);
const asHalves = new Int32Array(asDouble.buffer);

/** 2^k at k + 1023 for the exponents of normal doubles, −1022 to 1023. Quicker than writing an exponent's bits. */
const POWERS_OF_TWO = new Float64Array(2047);
for (let k = 0, power = 1; k <= 1023; k++, power *= 2) {
  POWERS_OF_TWO[1023 + k] = power;
  if (k < 1023) POWERS_OF_TWO[1023 - k] = 1 / power;
}
const TWO_TO_54 = 18014398509481984;

/** ln 2 = LN2_HIGH + LN2_LOW; LN2_HIGH has 32 bits, so that k · LN2_HIGH is exact for every exponent k. */
const LN2_HIGH = 2977044471 / 4294967296;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;

/** Above it e^x rounds to Infinity; below EXP_UNDERFLOW to 0. */
const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019412;

/**
 * e^x. Infinity above 709.78..., 0 below −745.13..., NaN for NaN.
 *
 * x = k ln 2 + r with |r| ≤ ln 2 / 2, and e^x = 2^k · e^r, where e^r = 1 + (r + r²/2! + ... + r¹³/13!). r is carried as
 * high − low, as one double of it would lose the bits that k ln 2 took.
 */
export function exp(x: number): number {
  if (!(x <= EXP_OVERFLOW)) return x > EXP_OVERFLOW ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x < EXP_UNDERFLOW) return 0;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const rr = r * r;
  // Even and odd powers apart: two short chains of multiplications run side by side.
  const even = 1 / 2 + rr * (1 / 24 + rr * (1 / 720 + rr * (1 / 40320 + rr * (1 / 3628800 + rr * (1 / 479001600)))));
  const odd =
    1 / 6 + rr * (1 / 120 + rr * (1 / 5040 + rr * (1 / 362880 + rr * (1 / 39916800 + rr * (1 / 6227020800)))));
  const tail = high - r - low; // what rounding took from r
  const power = 1 + (r + (tail + rr * (even + r * odd)));
  if (k >= -1021 && k <= 1023) return power * POWERS_OF_TWO[k + 1023];
  // 2^k is no normal double, or the result may be subnormal: scale by 2^(k ∓ 54) exactly, then round once.
  if (k > 0) return power * POWERS_OF_TWO[k - 54 + 1023] * TWO_TO_54;
  return (power * POWERS_OF_TWO[k + 54 + 1023]) / TWO_TO_54;
}

/**
 * log(1 + f) + e ln 2 + correction for √½ − 1 ≤ f ≤ √2 − 1.
 *
 * With s = f/(2 + f), log(1 + f) = 2 artanh s = 2s + R, R = s(2s²/3 + 2s⁴/5 + ...). As 2s = f − sf and sf = f²/2 −
 * s·f²/2, it is f − (f²/2 − s(f²/2 + R/s)): f exactly, and small terms whose rounding hardly shows.
 */
function logOfReduced(f: number, e: number, correction: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const zz = z * z;
  const odd = 2 / 3 + zz * (2 / 7 + zz * (2 / 11 + zz * (2 / 15 + zz * (2 / 19))));
  const even = 2 / 5 + zz * (2 / 9 + zz * (2 / 13 + zz * (2 / 17 + zz * (2 / 21))));
  const series = z * (odd + z * even);
  const half = 0.5 * f * f;
  return e * LN2_HIGH + (f - (half - (s * (half + series) + (e * LN2_LOW + correction))));
}

/**
 * The natural logarithm. −Infinity at ±0, Infinity at Infinity, NaN below 0 and for NaN.
 *
 * x = 2^e · m with √½ ≤ m < √2, then log x = log m + e ln 2.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < 2.2250738585072014e-308) {
    const normal = x * TWO_TO_54; // exact
    const e = exponentToUnit(normal);
    return logOfReduced(normal * POWERS_OF_TWO[1023 - e] - 1, e - 54, 0);
  }
  const e = exponentToUnit(x);
  return logOfReduced(scaleToUnit(x, e) - 1, e, 0);
}

/** The e with √½ ≤ x / 2^e < √2 (by the top 20 bits of the mantissa), for a normal positive x. −1022 to 1024. */
function exponentToUnit(x: number): number {
  asDouble[0] = x;
  const top = asHalves[1];
  return (top >> 20) - 1023 + ((top & 0x000fffff) >= 0x0006a09e ? 1 : 0);
}

/** x / 2^e, exactly. 2^−1023 and 2^−1024 are no normal doubles, so those two go by halves. */
function scaleToUnit(x: number, e: number): number {
  return e < 1023 ? x * POWERS_OF_TWO[1023 - e] : x * 0.25 * POWERS_OF_TWO[1025 - e];
}

/**
 * log(1 + x), right also where x is so small that 1 + x loses it. −Infinity at −1, NaN below.
 *
 * u = 1 + x rounded; what rounding took, c, returns as log(u + c) ≈ log u + c/u.
 */
export function log1p(x: number): number {
  if (x > -0.29 && x < 0.41) return x === 0 ? x : logOfReduced(x, 0, 0);
  const u = 1 + x;
  if (!(u > 0) || u === Number.POSITIVE_INFINITY) {
    if (u === 0) return Number.NEGATIVE_INFINITY;
    return u > 0 ? u : Number.NaN;
  }
  const lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
  const e = exponentToUnit(u);
  return logOfReduced(scaleToUnit(u, e) - 1, e, lost / u);
}

/** 1 / (1 + e^−x), the inverse of the log-odds. In [0, 1]; NaN for NaN. */
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const power = exp(x);
  return power / (1 + power);
}

/** log(1 + e^x), the logistic loss of a margin −x. Never below max(x, 0); NaN for NaN. */
export function softplus(x: number): number {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}
