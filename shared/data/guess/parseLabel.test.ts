import { expect, test } from 'vitest';
import { parseLabel } from './parseLabel';

const encoder = new TextEncoder();

test.each([
  ...[
    '1',
    '1.0',
    '1,0',
    '01',
    '+1',
    '1e0',
    ' 1\n',
    'true',
    'TRUE',
    'Yes',
    'y',
    'Да',
    ' ДА ',
    'toxic',
    'токсичный',
    '0.5',
    '0,73',
  ].map((cell) => [cell, 1] as const),
  ...[
    '0',
    '0.0',
    '-0',
    '0.499',
    '.25',
    'false',
    'False',
    'NO',
    'n',
    'нет',
    'non-toxic',
    'Not Toxic',
    'нетоксичный',
  ].map((cell) => [cell, 0] as const),
  ...['', '   ', '\t\n', 'NaN', 'null', 'None', 'NA', 'n/a', '<NA>'].map((cell) => [cell, 'label-blank'] as const),
  ...['-1', '-1.0', ' -1 '].map((cell) => [cell, 'label-minus-one'] as const),
  ...['2', '1.01', '-0.5', 'maybe', '1 0', '0x1', 'Infinity', '1e400', '__proto__', 'constructor', '１'].map(
    (cell) => [cell, 'label-not-understood'] as const,
  ),
])('the label %j is %s, as text and as bytes', (cell, expected) => {
  expect(parseLabel(cell)).toBe(expected);
  expect(parseLabel(encoder.encode(cell))).toBe(expected);
});

test('a fraction is toxic from the cut on', () => {
  expect([parseLabel('0.69', 0.7), parseLabel('0.7', 0.7), parseLabel('1', 1), parseLabel('0.999', 1)]).toEqual([
    0, 1, 1, 0,
  ]);
});

test('a number of 64 characters is understood, white space around it aside, and a longer one is not', () => {
  const longest = `1.${'0'.repeat(62)}`;
  expect(longest).toHaveLength(64);
  for (const cell of [longest, `  ${longest}\n`]) {
    expect(parseLabel(cell)).toBe(1);
    expect(parseLabel(encoder.encode(cell))).toBe(1);
  }
  expect(parseLabel(`${longest}0`)).toBe('label-not-understood');
});

test('of one character 0 and 1 are labels, other digits are not', () => {
  for (const cell of ['2', '/', '3', 'x', '9']) {
    expect(parseLabel(cell), cell).toBe('label-not-understood');
    expect(parseLabel(encoder.encode(cell)), cell).toBe('label-not-understood');
  }
});
