import { expect, test } from 'vitest';
import { runStepsSync } from '../../../runtime/steps';
import { append, appendAll, createLongList, joined, lengthOf } from './longList';

const BUT = 99;

const same = (one: Uint32Array, other: Uint32Array) =>
  one.length === other.length && one.every((number, i) => number === other[i]);

/** A list long enough for several blocks, with what it ought to hold. */
function filled() {
  const list = createLongList();
  const expected: number[] = [];
  for (let i = 0; expected.length < 700_000; i++) {
    const numbers = Uint32Array.from({ length: (i * 37) % 5000 }, (_, k) => (k + i) % 100);
    appendAll(list, numbers, numbers.length, BUT);
    for (const number of numbers) if (number !== BUT) expected.push(number);
    append(list, i % 7);
    expected.push(i % 7);
  }
  return { list, expected };
}

test('numbers come out side by side as they went in, block after block', () => {
  const { list, expected } = filled();
  expect(lengthOf(list)).toBe(expected.length);
  expect(same(runStepsSync(joined(list, null)), Uint32Array.from(expected))).toBe(true);
  expect(lengthOf(list)).toBe(0);
  append(list, 5);
  expect(runStepsSync(joined(list, null))).toEqual(Uint32Array.of(5));
});

test('a map renames them on the way', () => {
  const { list, expected } = filled();
  const map = Uint32Array.from({ length: 100 }, (_, i) => 1000 - i);
  expect(
    same(
      runStepsSync(joined(list, map)),
      Uint32Array.from(expected, (i) => 1000 - i),
    ),
  ).toBe(true);
});

test('an empty list is no numbers', () => {
  expect(runStepsSync(joined(createLongList(), null))).toEqual(new Uint32Array(0));
});
