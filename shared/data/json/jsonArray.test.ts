import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { createJsonArray } from './jsonArray';
import { parseJson } from './relaxed';

interface Read {
  readonly values: unknown[];
  readonly lines: number[];
}

/** What the reader gives for `text` in pieces of the lengths in `sizes`, over and over. */
function read(text: string, sizes: readonly number[]): Read {
  const values: unknown[] = [];
  const lines: number[] = [];
  const reader = createJsonArray('a.json', (value, line) => {
    values.push(value);
    lines.push(line);
  });
  for (let at = 0, i = 0; at < text.length; at += sizes[i++ % sizes.length]) {
    reader.push(text.slice(at, at + sizes[i % sizes.length]));
  }
  reader.end();
  return { values, lines };
}

/** Code and parameters of the error that reading `text` ends in. */
function refusal(text: string, sizes: readonly number[] = [text.length || 1]): { code: string; params: object } | null {
  try {
    read(text, sizes);
    return null;
  } catch (error) {
    if (error instanceof CodedError) return { code: error.code, params: error.params };
    throw error;
  }
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
const blank = fc.string({ unit: fc.constantFrom(' ', '\n', '\t', '\r'), maxLength: 3 });

test('any array of values, laid out in any way and cut anywhere, gives its elements and their lines', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue(), { maxLength: 6 }),
      sizes,
      fc.array(blank, { minLength: 1 }),
      (list, cuts, gaps) => {
        const gap = (i: number) => gaps[i % gaps.length];
        let text = `${gap(0)}[`;
        const lines: number[] = [];
        list.forEach((value, i) => {
          text += `${i > 0 ? `${gap(i)},` : ''}${gap(i + 1)}`;
          lines.push(text.split('\n').length);
          text += JSON.stringify(value, null, i % 3);
        });
        text += `${gap(2)}]${gap(3)}`;
        expect(read(text, cuts)).toEqual({ values: parseJson(text), lines });
      },
    ),
    { numRuns: 500 },
  );
});

test('a text that was changed anywhere is read if JSON allows it, and refused in the same place however cut', () => {
  const valid = fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }).map((list) => JSON.stringify(list));
  const change = fc.constantFrom('"', '\\', ',', ']', '[', '{', '}', ':', '1', '\n', 'x', '');
  fc.assert(
    fc.property(valid, fc.nat(), fc.nat(2), change, sizes, (text, at, removed, put, cuts) => {
      const place = at % (text.length + 1);
      const changed = text.slice(0, place) + put + text.slice(place + removed);
      const error = refusal(changed, cuts);
      expect(error).toEqual(refusal(changed));
      if (Array.isArray(parsedOrNull(changed))) expect(error).toBeNull();
      else if (error === null) expect(parseJson(changed)).toEqual(read(changed, cuts).values);
      else expect(error.code).toMatch(/^json-/);
    }),
    { numRuns: 3000 },
  );
});

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

test.each([
  ['', { line: 1, column: 1 }],
  ['[', { line: 1, column: 2 }],
  ['[1,', { line: 1, column: 4 }],
  ['[1,\n 2 3]', { line: 2, column: 4 }],
  ['[{"a": 1,\n"b" 2}]', { line: 2, column: 5 }],
  ['[1] x', { line: 1, column: 5 }],
  ['[1,\n"never closed', { line: 2, column: 14 }],
  ['[,]', { line: 1, column: 2 }],
  ['[1,,2]', { line: 1, column: 4 }],
  ['[01]', { line: 1, column: 3 }],
])('%j is broken at %j', (text, place) => {
  expect(refusal(text)).toEqual({ code: 'json-broken', params: { name: 'a.json', ...place } });
});

test('what is no array is told by its first letter', () => {
  expect(refusal('\n {"a": [1]}')).toEqual({ code: 'json-not-a-list', params: { name: 'a.json', got: '{' } });
});

test('an element of ten megabytes in small pieces is read whole', () => {
  const long = 'words, "quoted" \\ and [brackets] '.repeat(300_000);
  expect(read(JSON.stringify([long, 1]), [65_536]).values).toEqual([long, 1]);
});

test('a string of two megabytes of escapes is read in linear time', () => {
  const escapes = '\\n'.repeat(1_000_000);
  const began = performance.now();
  expect(read(`[{"text":"${escapes}"}]`, [262_144]).values).toEqual([{ text: '\n'.repeat(1_000_000) }]);
  expect(performance.now() - began).toBeLessThan(4000); // it took minutes while the time grew with the square
});

test('a comma after the last value is allowed', () => {
  expect(read('[{"a":1,},\n]', [3]).values).toEqual([{ a: 1 }]);
});

test('a value nested deeper than 200 levels is refused alone, by its line', () => {
  const refused: number[] = [];
  const values: unknown[] = [];
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  const reader = createJsonArray(
    'a.json',
    (value) => values.push(value),
    (line) => refused.push(line),
  );
  reader.push(`[1,\n${deep},\n2]`);
  reader.end();
  expect([values, refused]).toEqual([[1, 2], [2]]);
});

test('objects one after another, over any number of lines, are a stream of values', () => {
  const values: unknown[] = [];
  const lines: number[] = [];
  const take = (value: unknown, line: number) => {
    values.push(value);
    lines.push(line);
  };
  const reader = createJsonArray('a.jsonl', take, undefined, 'stream');
  for (const piece of ['{"a":', '1}{"a":\n 2}\n', '{"a":"}"},\n', '{"a": NaN}\n']) reader.push(piece);
  reader.end();
  expect([values, lines]).toEqual([
    [{ a: 1 }, { a: 2 }, { a: '}' }, { a: null }],
    [1, 1, 3, 4],
  ]);
});
