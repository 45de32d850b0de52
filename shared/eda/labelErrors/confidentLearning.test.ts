import fc from 'fast-check';
import { expect, test } from 'vitest';
import answers from '../frozen/confidentLearning.json';
import { learnConfidently } from './confidentLearning';

test('thresholds, joint and suspects are those of the paper, worked out in numpy', () => {
  for (const { labels, probability, thresholds, joint, suspects } of answers.cases) {
    const found = learnConfidently(Uint8Array.from(labels), Float64Array.from(probability));
    found.thresholds.forEach((threshold, j) => {
      expect(threshold).toBeCloseTo(thresholds[j], 12);
    });
    found.joint.flat().forEach((share, i) => {
      expect(share).toBeCloseTo(joint.flat()[i], 12);
    });
    expect(Array.from(found.suspects)).toEqual(suspects);
  }
});

const rows = fc.array(fc.record({ label: fc.nat({ max: 1 }), p: fc.integer({ min: 0, max: 20 }) }), { maxLength: 60 });

test('a slow twin holds the same labels to be wrong', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const all = [{ label: 0, p: 5 }, { label: 1, p: 12 }, ...drawn].map(({ label, p }) => ({ label, p: p / 20 }));
      const of = (row: { p: number }, label: number) => (label === 1 ? row.p : 1 - row.p);
      const thresholds = [0, 1].map((label) => {
        const own = all.filter((row) => row.label === label);
        return own.reduce((sum, row) => sum + of(row, label), 0) / own.length;
      });
      const guess = (row: { p: number }) => {
        const able = [0, 1].filter((label) => of(row, label) >= thresholds[label] - 1e-12);
        return able.length < 2 ? able[0] : row.p > 1 - row.p ? 1 : 0;
      };
      const suspects = [0, 1].flatMap((label) => {
        const own = all.map((row, i) => ({ ...row, i })).filter((row) => row.label === label);
        const sure = own.filter((row) => guess(row) !== undefined);
        const wrong = sure.filter((row) => guess(row) !== label).length;
        const share = sure.length === 0 ? 0 : wrong / sure.length;
        own.sort((a, b) => of(a, label) - of(b, label) || a.i - b.i);
        return own.slice(0, Math.floor(share * own.length + 0.5));
      });
      suspects.sort((a, b) => of(a, a.label) - of(b, b.label) || a.i - b.i);

      const labels = Uint8Array.from(all, ({ label }) => label);
      const found = learnConfidently(
        labels,
        Float64Array.from(all, ({ p }) => p),
      );
      expect(Array.from(found.suspects)).toEqual(suspects.map(({ i }) => i));
      expect(found.joint.flat().reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    }),
    { numRuns: 1000 },
  );
});

test('labels that the model is sure of are never suspected', () => {
  const labels = Uint8Array.of(0, 0, 0, 1, 1, 1);
  expect(learnConfidently(labels, Float64Array.of(0.1, 0.2, 0.1, 0.9, 0.8, 0.9)).suspects).toHaveLength(0);
  expect(Array.from(learnConfidently(labels, Float64Array.of(0.1, 0.95, 0.1, 0.9, 0.8, 0.9)).suspects)).toEqual([1]);
});

test('one class, and lengths that differ, are refused', () => {
  expect(() => learnConfidently(Uint8Array.of(1, 1), Float64Array.of(0.5, 0.5))).toThrow('argument-invalid');
  expect(() => learnConfidently(Uint8Array.of(1, 0), Float64Array.of(0.5))).toThrow('shape-mismatch');
});
