import { describe, expect, test } from 'vitest';
import { combine, createLabelReader } from './labelReader';
import { decideScheme } from './labelScheme';
import type { LabelChoices } from './meaning';

const decide = (cells: readonly string[], choices: LabelChoices = {}, opposite = false) => {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return decideScheme(counts, choices, { opposite, labelCut: 0.5 });
};

/** What each cell is read as: 1, 0, `left out`, or `asked`. */
const read = (cells: readonly string[], choices: LabelChoices = {}, opposite = false) => {
  const { scheme } = decide(cells, choices, opposite);
  const reader = createLabelReader(scheme);
  return cells.map((cell) => {
    const { label } = reader.read(cell);
    return typeof label === 'number' ? label : label === 'label-not-understood' ? 'asked' : 'left out';
  });
};

test('minus one beside shares from 0 to 1 says that nobody judged, wherever the cut is and whatever the name means', () => {
  expect(read(['-1', '0.2', '0.8', '-1.0'])).toEqual(['left out', 0, 1, 'left out']);
  expect(read(['-1', '0.2', '0.8'], {}, true)).toEqual(['left out', 1, 0]);
  expect(read(['-1', '0.2', '0.8'], { cut: { at: 0.1, toxic: 'from' } })).toEqual(['left out', 1, 1]);
  expect(read(['-1', '0.2', '0.8'], { meanings: { '-1': 'notToxic', '0.2': 'notToxic', '0.8': 'toxic' } })).toEqual([
    0, 0, 1,
  ]);
  // Also where none was among the rows that decided.
  expect(createLabelReader(decide(['0.2', '0.8']).scheme).read('-1').label).toBe('label-minus-one');
  // On a scale that goes below 0 it is a number.
  expect(read(['-3', '-1', '0', '2.5'], { cut: { at: 0, toxic: 'from' } })).toEqual([0, 0, 1, 1]);
});

describe('values whose meaning is known', () => {
  test.each<[string[], (0 | 1 | string)[]]>([
    [
      ['0', '1'],
      [0, 1],
    ],
    [
      ['0.0', '1.0', ''],
      [0, 1, 'left out'],
    ],
    [
      ['-1', '0', '1'],
      ['left out', 0, 1],
    ],
    [
      ['-1', '1'],
      [0, 1],
    ],
    [
      ['OFF', 'NOT'],
      [1, 0],
    ],
    [
      ['HOF', 'NOT', 'NULL'],
      [1, 0, 'left out'],
    ],
    [
      ['NOT_BAD', 'BAD'],
      [0, 1],
    ],
    [
      ['OFFENSE', 'OTHER'],
      [1, 0],
    ],
    [
      ['hate', 'noHate'],
      [1, 0],
    ],
    [
      ['sexist', 'not sexist'],
      [1, 0],
    ],
    [
      ['None', 'racism', 'sexism'],
      [0, 1, 1],
    ],
    [
      ['None', '0', '1'],
      ['left out', 0, 1],
    ],
    [
      ['оскорбление', 'нейтральный', 'не знаю'],
      [1, 0, 'left out'],
    ],
    [
      ["['toxic']", '[]'],
      [1, 0],
    ],
    [
      ['[1]', '[0]'],
      [1, 0],
    ],
    [
      ['3%', '97%'],
      [0, 1],
    ],
    [
      ['0,1', '0,9'],
      [0, 1],
    ],
    [
      ['٠', '١'],
      [0, 1],
    ],
    [
      ['1, 1', '0, 0', '0, 1, 1'],
      [1, 0, 1],
    ],
    [
      ['INSULT,THREAT', 'INSULT', 'THREAT', 'NORMAL'],
      [1, 1, 1, 0],
    ],
    [
      ['{"choices":["toxic"]}', '{"choices":["clean"]}'],
      [1, 0],
    ],
  ])('%j are read as %j', (cells, labels) => {
    expect(read(cells)).toEqual(labels);
    expect(decide(cells).doubts).toEqual([]);
  });
});

test.each([
  [['1', '2']],
  [['0', '1', '2']],
  [['positive', 'negative']],
  [['✅', '❌']],
  [['+', '-']],
  [['A', 'B']],
  [['0', '1', 'maybe so']],
  [['toxic', 'other', 'clean']],
  [['x', '']],
])('%j are asked about', (cells) => {
  expect(decide(cells).doubts).toEqual(['values']);
});

test('a class that is left out as a whole is asked about, rows that nobody judged are not', () => {
  expect(decide(['toxic', '', '']).doubts).toEqual(['one-class']);
  expect(decide(['1', '', '']).doubts).toEqual(['one-class']);
  expect(decide(['1', '1']).doubts).toEqual([]);
  expect(decide(['-1', '0']).doubts).toEqual(['values']);
});

test('numbers on a scale ask for a cut, in either direction', () => {
  const scale = ['-2.5', '0', '0.5', '3.25'];
  expect(decide(scale).doubts).toEqual(['cut']);
  expect(read(scale, { cut: { at: 0.5, toxic: 'from' } })).toEqual([0, 0, 1, 1]);
  expect(read(scale, { cut: { at: 0.5, toxic: 'below' } })).toEqual([1, 1, 0, 0]);
});

test('a name that means the opposite inverts numbers and yes and no, words keep their meaning', () => {
  expect(read(['1', '0'], {}, true)).toEqual([0, 1]);
  expect(read(['yes', 'no'], {}, true)).toEqual([0, 1]);
  expect(read(['0.9', '0.1'], {}, true)).toEqual([0, 1]);
  expect(read(['toxic', 'clean'], {}, true)).toEqual([1, 0]);
});

test('a person’s choice overrides the guess; with one side named the rest is the other', () => {
  expect(read(['1', '2', '3'], { meanings: { '2': 'toxic' }, others: 'notToxic' })).toEqual([0, 1, 0]);
  expect(read(['a', 'b', ''], { meanings: { A: 'notToxic' }, others: 'toxic' })).toEqual([0, 1, 'left out']);
  expect(read(['OFF', 'NOT', 'odd'], { meanings: { odd: 'leaveOut' } })).toEqual([1, 0, 'left out']);
});

test('every value is counted, also those of several in one cell', () => {
  const { values } = decide(['INSULT,THREAT', 'INSULT', 'THREAT', 'NORMAL', 'NORMAL', 'NORMAL']);
  expect(values.map(({ value, count }) => [value, count])).toEqual([
    ['NORMAL', 3],
    ['INSULT', 2],
    ['THREAT', 2],
  ]);
});

test('several columns make one label: any, a majority, at least so many votes, the mean', () => {
  const reader = createLabelReader(decide(['0', '1', '']).scheme);
  const votes = (...cells: string[]) => cells.map((cell) => reader.read(cell));
  expect(combine(votes('0', '1', '0'), { rule: 'any' })).toBe(1);
  expect(combine(votes('0', '1', '0'), { rule: 'majority' })).toBe(0);
  expect(combine(votes('1', '1', '0'), { rule: 'majority' })).toBe(1);
  expect(combine(votes('1', '0', ''), { rule: 'majority' })).toBe('label-tied');
  expect(combine(votes('1', '1', '0'), { rule: 'atLeast', votes: 3 })).toBe(0);
  expect(combine(votes('1', '0', '0'), { rule: 'mean', cut: 0.3 })).toBe(1);
  expect(combine(votes('', '', ''), { rule: 'any' })).toBe('label-blank');
});
