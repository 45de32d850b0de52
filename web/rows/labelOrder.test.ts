import { expect, test } from 'vitest';
import { isHeldOut, labelOrder } from './labelOrder';

const candidates = Array.from({ length: 500 }, (_, row) => ({ row, score: ((row * 37) % 101) / 10 - 5 }));

test('every row comes up once, those nearest to the threshold first', () => {
  const order = labelOrder(candidates, 1);
  expect(order.map(({ row }) => row).sort((a, b) => a - b)).toEqual(candidates.map(({ row }) => row));
  const distances = order.filter(({ row }) => !isHeldOut(row)).map(({ score }) => Math.abs(score - 1));
  expect(distances).toEqual([...distances].sort((a, b) => a - b));
});

test('about a fifth is held out, one after every four others, in an order that scores do not decide', () => {
  const order = labelOrder(candidates, 1);
  const held = order.filter(({ row }) => isHeldOut(row));
  expect(held.length).toBeGreaterThan(70);
  expect(held.length).toBeLessThan(130);
  expect(order.slice(0, 50).map(({ row }) => isHeldOut(row))).toEqual(
    Array.from({ length: 50 }, (_, i) => i % 5 === 4),
  );
  const mean = (of: typeof held) => of.reduce((sum, { score }) => sum + Math.abs(score - 1), 0) / of.length;
  expect(Math.abs(mean(held.slice(0, 40)) - mean(held))).toBeLessThan(1);
});

test('what is left keeps its order when some were labelled', () => {
  const order = labelOrder(candidates, 1);
  const left = labelOrder(
    candidates.filter(({ row }) => row % 3 !== 0),
    1,
  );
  const heldRows = (of: typeof order) => of.map(({ row }) => row).filter(isHeldOut);
  expect(heldRows(left)).toEqual(heldRows(order).filter((row) => row % 3 !== 0));
});

test('nothing to label is an empty queue', () => {
  expect(labelOrder([], 0)).toEqual([]);
});
