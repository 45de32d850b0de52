import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { createJsonLines } from '../json/jsonLines';
import { createPlainLines } from './plainLines';

function pieces(text: string, sizes: readonly number[]): string[] {
  const parts: string[] = [];
  for (let at = 0, i = 0; at < text.length; i++) {
    parts.push(text.slice(at, at + sizes[i % sizes.length]));
    at += sizes[i % sizes.length];
  }
  return parts;
}

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });
const text = fc.string({ unit: fc.constantFrom('a', 'я', '\n', '\r', '"', ' '), maxLength: 30 });

test('any text, cut anywhere, has the lines of the slow reference with their numbers', () => {
  fc.assert(
    fc.property(text, sizes, fc.constantFrom('\n' as const, '\r' as const), (whole, cuts, newline) => {
      const twin = whole.split(newline);
      if (twin.at(-1) === '') twin.pop();
      const expected = twin.map((line, i) => [newline === '\n' ? line.replace(/\r$/, '') : line, i + 1]);
      const lines: [string, number][] = [];
      const reader = createPlainLines(newline, (line, number) => lines.push([line, number]));
      for (const piece of pieces(whole, cuts)) reader.push(piece);
      reader.end();
      expect(lines).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('a line without end is refused with its number', () => {
  const reader = createPlainLines('\n', () => undefined);
  reader.push('one\ntwo\n');
  const long = 'x'.repeat(1 << 20);
  expect(() => {
    for (let i = 0; i < 40; i++) reader.push(long);
  }).toThrow(new CodedError('csv-field-too-large', { line: 3, limitBytes: 32 * 1024 * 1024 }).message);
});

test('JSON Lines are read value by value with their lines; blank lines are skipped, broken ones reported', () => {
  const values: [unknown, number][] = [];
  const broken: [number, string][] = [];
  const deep: number[] = [];
  const reader = createJsonLines(
    'a.jsonl',
    (value, line) => values.push([value, line]),
    (line, wrong) => broken.push([line, wrong]),
    (line) => deep.push(line),
  );
  for (const piece of pieces(`{"a": 1}\r\n\n"b"\n{"a": \n [3]\n\nnull\n${'['.repeat(5000)}`, [3])) reader.push(piece);
  reader.end();
  expect(values).toEqual([
    [{ a: 1 }, 1],
    ['b', 3],
    [[3], 5],
    [null, 7],
  ]);
  expect(broken).toEqual([[4, '{"a": ']]);
  expect(deep).toEqual([8]);
});
