import { expect, test } from 'vitest';
import { parsePipelineSpec } from '#shared/spec/pipelineSpec';
import { estimateRun, type RunRecord, ruleOfThumb, workOf } from './runEstimate';
import { presetSpec } from './specForm';

const standard = presetSpec('standard');
const recommended = presetSpec('recommended');

/** A run on a device that is `times` slower than the rule of thumb has it. */
function run(spec: typeof standard, textBytes: number, times: number): RunRecord {
  const { milliseconds, memoryBytes } = ruleOfThumb(spec, textBytes);
  return { work: workOf(spec), textBytes, milliseconds: milliseconds * times, memoryBytes: memoryBytes * times };
}

test('before the first run the rule of thumb is all there is', () => {
  expect(estimateRun(standard, 1e6, [])).toEqual({ ...ruleOfThumb(standard, 1e6), runs: 0 });
});

test('on a device ten times slower the next run of any settings and size is estimated ten times longer', () => {
  const estimate = estimateRun(recommended, 5e6, [run(standard, 1e6, 10)]);
  const { milliseconds, memoryBytes } = ruleOfThumb(recommended, 5e6);
  expect(estimate.milliseconds / milliseconds).toBeCloseTo(10);
  expect(estimate.memoryBytes / memoryBytes).toBeCloseTo(10);
  expect(estimate.runs).toBe(1);
});

test('runs of the same settings count most', () => {
  const runs = [run(standard, 1e6, 1), run(recommended, 1e6, 4)];
  const factor = estimateRun(recommended, 1e6, runs).milliseconds / ruleOfThumb(recommended, 1e6).milliseconds;
  expect(factor).toBeGreaterThan(4 / 1.5);
  expect(estimateRun(standard, 1e6, runs).milliseconds / ruleOfThumb(standard, 1e6).milliseconds).toBeLessThan(1.5);
});

test('cross-checks, a second fit and more lengths of n-grams take longer', () => {
  const milliseconds = (spec: unknown) => ruleOfThumb(parsePipelineSpec(spec), 1e6).milliseconds;
  const plain = milliseconds({});
  for (const spec of [
    { calibration: 'sigmoid' },
    { threshold: { rule: 'maxF1' } },
    { validation: { testSize: 0.2 } },
    { features: [{ ngramRange: [1, 2] }] },
    { features: [{ analyzer: 'char_wb' }] },
  ]) {
    expect(milliseconds(spec)).toBeGreaterThan(plain);
  }
});

test('a run of settings that this version does not know is left out', () => {
  const runs = [{ work: '[{"no":"spec"}]', textBytes: 1, milliseconds: 1e9, memoryBytes: 1e9 }];
  expect(estimateRun(standard, 1e6, runs).milliseconds).toBe(ruleOfThumb(standard, 1e6).milliseconds);
});
