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
