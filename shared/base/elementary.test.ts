import fc from 'fast-check';
import { expect, test } from 'vitest';
import frozen from '../ml/frozen/elementary.json';
import { exp, log, log1p, sigmoid, softplus } from './elementary';
import { sha256Hex } from './hash';
import { createRandom } from './random';

const functions = { exp, log, log1p, sigmoid, softplus };

/** The gap from |x| to the next double above it. */
function ulp(x: number): number {
  const view = new Float64Array([Math.abs(x)]);
  const bits = new BigInt64Array(view.buffer);
  bits[0] += 1n;
  return Number.isFinite(view[0]) ? view[0] - Math.abs(x) : 2 ** 971;
}

function ulpsApart(got: number, expected: number): number {
  return Object.is(got, expected) ? 0 : Math.abs(got - expected) / ulp(expected);
}

for (const [name, limit] of [
  ['exp', 1],
  ['log', 1],
  ['log1p', 1],
  ['sigmoid', 2],
  ['softplus', 2],
] as const) {
  test(`${name} is within ${limit} ulp of 60 decimal digits`, () => {
    expect(frozen.answers[name].length).toBeGreaterThan(100);
    for (const [x, expected] of frozen.answers[name]) {
      const got = functions[name](x);
      expect(ulpsApart(got, expected), `${name}(${x}) = ${got}, not ${expected}`).toBeLessThanOrEqual(limit);
    }
  });
}

const double = fc.double({ noNaN: true });
const within = (limit: number, ours: (x: number) => number, theirs: (x: number) => number) => (x: number) =>
  ulpsApart(ours(x), theirs(x)) <= limit;

test('exp, log and log1p are within 2 ulp of Math.* over the whole line', () => {
  fc.assert(fc.property(double, within(2, exp, Math.exp)), { numRuns: 20_000 });
  fc.assert(fc.property(fc.double({ min: -745, max: 710 }), within(2, exp, Math.exp)), { numRuns: 20_000 });
  fc.assert(fc.property(fc.double({ min: 0, noNaN: true }), within(2, log, Math.log)), { numRuns: 20_000 });
  fc.assert(fc.property(fc.double({ min: -1, noNaN: true }), within(2, log1p, Math.log1p)), { numRuns: 20_000 });
});

test('infinities, zeros and arguments outside the domain return what IEEE 754 prescribes', () => {
  expect([exp(0), exp(-0), exp(Infinity), exp(-Infinity), exp(NaN)]).toEqual([1, 1, Infinity, 0, NaN]);
  expect([exp(709.7827128933841), exp(1e308), exp(-745.14), exp(-1e308)]).toEqual([Infinity, Infinity, 0, 0]);
  expect([log(0), log(-0), log(1), log(Infinity), log(-1), log(NaN)]).toEqual([
    -Infinity,
    -Infinity,
    0,
    Infinity,
    NaN,
    NaN,
  ]);
  expect([log1p(0), log1p(-0), log1p(-1), log1p(Infinity), log1p(-1.5), log1p(-Infinity), log1p(NaN)]).toEqual([
    0,
    -0,
    -Infinity,
    Infinity,
    NaN,
    NaN,
    NaN,
  ]);
  expect([sigmoid(0), sigmoid(Infinity), sigmoid(-Infinity), sigmoid(NaN)]).toEqual([0.5, 1, 0, NaN]);
  expect([softplus(Infinity), softplus(-Infinity), softplus(NaN)]).toEqual([Infinity, 0, NaN]);
});

test('sigmoid stays in [0, 1] and softplus above max(x, 0)', () => {
  fc.assert(
    fc.property(double, (x) => {
      const share = sigmoid(x);
      return share >= 0 && share <= 1 && softplus(x) >= Math.max(x, 0);
    }),
    { numRuns: 20_000 },
  );
});

test('the bits of 50,000 results are the same on every engine', () => {
  const random = createRandom(7);
  const results = new Float64Array(50_000);
  for (let i = 0; i < results.length; i += 5) {
    const x = (random.unit() - 0.5) * (i % 2 === 0 ? 60 : 1400);
    results[i] = exp(x);
    results[i + 1] = log(Math.abs(x));
    results[i + 2] = log1p(random.unit() * 2 - 0.99);
    results[i + 3] = sigmoid(x);
    results[i + 4] = softplus(x);
  }
  expect(sha256Hex(new Uint8Array(results.buffer))).toBe(
    '6bb3edb94b9299f3791854ba8fe31076b02ac56a24af1d22ab8fb59956631d9f',
  );
});
