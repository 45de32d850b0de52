import { expect, test } from 'vitest';
import { UNKNOWN } from './labelledText';
import { mixLabels } from './mixLabels';

const column = (name: string, ...values: number[]) => ({ name, values: Uint8Array.from(values) });
const source = (weight: number, ...labels: ReturnType<typeof column>[]) => ({
  rows: labels[0]?.values.length ?? 2,
  labels,
  weight,
});

test('one source of weight 1 stays as it is', () => {
  const label = column('toxic', 1, 0);
  const { labels, mix } = mixLabels([source(1, label)], null);
  expect(labels).toEqual([label]);
  expect(labels[0].values).toBe(label.values);
  expect(mix).toBeUndefined();
});

test('an only label goes with the first one of the others, and each row has the weight of its source', () => {
  const { labels, mix } = mixLabels(
    [source(1, column('toxic', 1, 0, 0)), source(2.5, column('rude', 0, 1), column('x', 0, 0))],
    null,
  );
  expect(labels).toEqual([
    { name: 'toxic', values: Uint8Array.of(1, 0, 0, 0, 1), weights: Float64Array.of(1, 1, 1, 2.5, 2.5) },
  ]);
  expect(mix).toEqual([
    { rows: 3, weight: 1 },
    { rows: 2, weight: 2.5 },
  ]);
});

test('several labels go by name, and a source without one, or without any, leaves it unknown', () => {
  const first = source(1, column('toxic', 1, 0), column('threat', 0, 1));
  const { labels } = mixLabels([first, source(1, column('threat', 1, 1)), source(1)], ['toxic', 'threat']);
  expect(labels).toEqual([
    column('toxic', 1, 0, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
    column('threat', 0, 1, 1, 1, UNKNOWN, UNKNOWN),
  ]);
});

test('a weight that is no number above 0 and a label that is not there are refused', () => {
  for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => mixLabels([source(weight, column('toxic', 1, 0))], null)).toThrow(
      expect.objectContaining({ code: 'argument-invalid' }),
    );
  }
  expect(() => mixLabels([source(1, column('toxic', 1, 0))], ['threat'])).toThrow(
    expect.objectContaining({ code: 'column-missing' }),
  );
});
