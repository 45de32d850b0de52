import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emitCells } from './jsonRecord';
import { parseJson } from './relaxed';

const cellsOf = (value: unknown) => {
  const cells: [string, string, boolean][] = [];
  return emitCells(value, (...cell) => cells.push(cell)) ? cells : null;
};

test('fields are cells as people would write them; null is an empty one', () => {
  expect(cellsOf({ text: 'a', n: 1.5, yes: true, none: null, list: [1, 'x'], long: 1e21 })).toEqual([
    ['text', 'a', false],
    ['n', '1.5', false],
    ['yes', 'true', false],
    ['none', '', false],
    ['list', '[1,"x"]', false],
    ['long', '1e+21', false],
  ]);
});

test('objects within objects are told by their path, very deep ones as JSON', () => {
  expect(cellsOf({ a: { b: { c: 1 }, d: 'x' }, e: {} })).toEqual([
    ['a.b.c', '1', true],
    ['a.d', 'x', true],
  ]);
  let deep: unknown = 'end';
  for (let i = 0; i < 12; i++) deep = { k: deep };
  expect(cellsOf(deep)).toEqual([['k.k.k.k.k.k.k.k', '{"k":{"k":{"k":{"k":"end"}}}}', true]]);
});

test('names like __proto__ and constructor are names', () => {
  expect(cellsOf(parseJson('{"__proto__": "a", "constructor": {"prototype": "b"}}'))).toEqual([
    ['__proto__', 'a', false],
    ['constructor.prototype', 'b', true],
  ]);
});

test('a string is a record of one field; numbers, lists and null are none', () => {
  expect(cellsOf('a')).toEqual([['text', 'a', false]]);
  for (const value of [1, true, null, ['a']]) expect(cellsOf(value)).toBeNull();
});

test('long numbers keep all their digits, also beside strings that look like them', () => {
  const text =
    '{"id": 12345678901234567890, "text": "\\"12345678901234567890\\" 1", "f": -0.12345678901234567, "m": -9007199254740993, "n": 7}';
  expect(cellsOf(parseJson(text))).toEqual([
    ['id', '12345678901234567890', false],
    ['text', '"12345678901234567890" 1', false],
    ['f', '-0.12345678901234566', false],
    ['m', '-9007199254740993', false],
    ['n', '7', false],
  ]);
});

test('without long numbers it is JSON.parse', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      fc.pre(!/\d{16}/.test(text));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});
