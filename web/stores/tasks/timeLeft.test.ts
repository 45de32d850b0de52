import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Estimate, nextEstimate, startEstimate } from './timeLeft';

/** The shown times left of a task whose progress is `fractionAt(milliseconds)`, looked at every `step` milliseconds. */
function shown(fractionAt: (at: number) => number, until: number, step = 250): [at: number, left: number | null][] {
  let estimate = startEstimate(0);
  const seen: [number, number | null][] = [];
  for (let at = step; at <= until; at += step) {
    estimate = nextEstimate(estimate, fractionAt(at), at);
    seen.push([at, estimate.left]);
  }
  return seen;
}

test('of steady work the time left is right as soon as it is shown, and runs down like a clock', () => {
  const times = shown((at) => at / 60_000, 60_000).filter(([at]) => at > 3000);
  for (const [at, left] of times) expect(Math.abs((left ?? 0) - (60_000 - at))).toBeLessThan(400);
});

test('nothing is shown in the first two seconds, nor before three hundredths are done', () => {
  expect(shown((at) => at / 10_000, 1900).every(([, left]) => left === null)).toBe(true);
  expect(shown((at) => at / 1_000_000, 29_000).every(([, left]) => left === null)).toBe(true);
});

test('progress in large steps makes no steps in the time left', () => {
  const times = shown((at) => Math.floor(at / 6000) / 10, 60_000).filter(([, left]) => left !== null);
  for (let i = 1; i < times.length; i++) {
    const change = (times[i][1] ?? 0) - (times[i - 1][1] ?? 0);
    expect(Math.abs(change)).toBeLessThan(2000);
  }
  // It is near the truth all the same, from half way on.
  for (const [at, left] of times.filter(([at]) => at > 30_000)) {
    expect(Math.abs((left ?? 0) - (60_000 - at))).toBeLessThan(12_000);
  }
});

test('when the work becomes slower the time left grows slowly, and is right in the end', () => {
  const half = 20_000;
  const fractionAt = (at: number) => (at <= half ? at / 2 / half : 0.5 + (at - half) / 4 / half / 2);
  const times = shown(fractionAt, 5 * half - 250);
  for (let i = 1; i < times.length; i++) {
    if (times[i - 1][1] === null) continue;
    expect((times[i][1] ?? 0) - (times[i - 1][1] ?? 0)).toBeLessThan(1000);
  }
  const truth = 5 * half;
  for (const [at, left] of times.filter(([at]) => at > 3 * half)) {
    expect(Math.abs((left ?? 0) - (truth - at))).toBeLessThan(0.5 * (truth - at) + 4000);
  }
});

test('whatever is reported, the time left is no negative or infinite number, and never jumps by more than an eighth', () => {
  const reports = fc.array(
    fc.record({
      after: fc.integer({ min: 1, max: 1000 }),
      fraction: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    }),
    { maxLength: 200 },
  );
  fc.assert(
    fc.property(reports, (all) => {
      let now = 0;
      let estimate: Estimate = startEstimate(0);
      for (const { after, fraction } of all) {
        now += after;
        const next = nextEstimate(estimate, fraction, now);
        if (next.left !== null) {
          expect(Number.isFinite(next.left)).toBe(true);
          expect(next.left).toBeGreaterThanOrEqual(0);
        }
        if (next.left !== null && estimate.left !== null) {
          expect(next.left).toBeGreaterThanOrEqual((estimate.left - after) * (1 - 1 / 8) - 1);
        }
        estimate = next;
      }
    }),
  );
});

test('a report of the same moment changes nothing', () => {
  const estimate = nextEstimate(startEstimate(0), 0.5, 5000);
  expect(nextEstimate(estimate, 0.9, 5000)).toBe(estimate);
});
