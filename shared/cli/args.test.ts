import { expect, test } from 'vitest';
import { type CommandLine, helpOf, numberOption, readOptions, required } from './args';

const command: CommandLine = {
  usage: 'fit --data FILE',
  summary: 'Trains.',
  options: { 'data!': ['FILE', 'comments'], count: ['N', 'how many'], json: [null, 'print JSON'] },
};

test('options are read by name, switches as true', () => {
  const given = readOptions(command, ['--data', 'a.csv', '--json']);
  expect([...given]).toEqual([
    ['data', 'a.csv'],
    ['json', 'true'],
  ]);
  expect(required(given, 'data')).toBe('a.csv');
});

test.each([
  ['an option that is not known', ['--data', 'x', '--dat', 'y']],
  ['a value that is missing', ['--data']],
  ['a switch with a value', ['--data', 'x', '--json=yes']],
  ['a word that belongs to no option', ['--data', 'x', 'y']],
  ['a required option that is missing', ['--json']],
  ['a second value of an option that has one', ['--data', 'x', '--data', 'y']],
])('%s is refused', (_, argv) => {
  expect(() => readOptions(command, argv)).toThrowError(/^argument-invalid/);
});

test.each([
  [['--data', 'x', '--dat', 'y'], '--dat', 'no option of this command', 'one of --data, --count, --json'],
  [['--data'], '--data', 'without a value', 'followed by one, as in fit --data FILE'],
  [['--data', '--json'], '--data', 'without a value', 'followed by one, as in fit --data FILE'],
  [['--data', 'x', '--json=yes'], '--json', 'followed by a value', 'given without one'],
])('what is wrong with %j is said of its option', (argv, argument, got, expected) => {
  const refuse = () => readOptions(command, argv);
  expect(refuse).toThrowError(expect.objectContaining({ params: { argument, got, expected } }));
});

const number = (text: string, bounds: { min: number; max?: number; whole?: boolean }) =>
  numberOption(new Map([['count', text]]), 'count', bounds);

test('both ends of a range are allowed, and what is beyond them is refused with the range', () => {
  expect([number('1', { min: 1, max: 256 }), number('256', { min: 1, max: 256 })]).toEqual([1, 256]);
  for (const text of ['0', '257', '1.5', '', ' ', 'x', '1e400', 'NaN']) {
    expect(() => number(text, { min: 1, max: 256 })).toThrowError(/a whole number, 1 to 256/);
  }
  expect(() => number('-1', { min: 0 })).toThrowError(/a whole number, 0 or more/);
  expect(number(`${Number.MAX_SAFE_INTEGER}`, { min: 0 })).toBe(Number.MAX_SAFE_INTEGER);
});

test('fractions are accepted if the option allows them, and a missing option is undefined', () => {
  expect(number('0.5', { min: 0, whole: false })).toBe(0.5);
  expect(() => number('-0.5', { min: 0, max: 1, whole: false })).toThrowError(/a number, 0 to 1/);
  expect(numberOption(new Map(), 'count', { min: 1 })).toBeUndefined();
});

test('help lists every option with its placeholder', () => {
  expect(helpOf(command).split('\n')).toEqual([
    'moderato fit --data FILE',
    '',
    'Trains.',
    '',
    '  --data FILE            comments',
    '  --count N              how many',
    '  --json                 print JSON',
  ]);
});

test('a negative number after an option is its value', () => {
  const given = readOptions(command, ['--data', '-1,-2', '--count', '-3', '--json']);
  expect([given.get('data'), given.get('count'), given.get('json')]).toEqual(['-1,-2', '-3', 'true']);
});
