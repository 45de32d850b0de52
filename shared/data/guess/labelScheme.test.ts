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

/** The meaning of every value of the cells, by the value. */
const meanings = (cells: readonly string[], choices: LabelChoices = {}) =>
  Object.fromEntries(decide(cells, choices).values.map(({ value, meaning }) => [value, meaning]));

test('a cell that the first rows lack is read by what is known of the column', () => {
  const later = (cells: readonly string[], cell: string, choices: LabelChoices = {}, opposite = false) =>
    createLabelReader(decide(cells, choices, opposite).scheme).read(cell).label;
  expect(later(['1', ''], '0')).toBe(0);
  expect(later(['1', ''], '0', {}, true)).toBe(1);
  expect(later(['0', ''], '1')).toBe(1);
  expect(later(['0.2', '0.9'], '')).toBe('label-blank');
  expect(later(['0.2', '0.9'], '0.5')).toBe(1);
  expect(later(['0.2', '0.9'], '0.49')).toBe(0);
  expect(later(['0.2', '0.9'], 'insult')).toBe(1);
  expect(later(['0.2', '0.9'], 'odd')).toBe('label-not-understood');
  expect(later(['toxic', 'clean'], 'insult')).toBe(1);
  expect(later(['toxic', 'clean'], 'n/a')).toBe('label-blank');
  // Of words nobody knows what a number is, nor of what a person named what another value is.
  expect(later(['toxic', 'clean'], '1')).toBe('label-not-understood');
  expect(later(['1'], '0', { meanings: { '1': 'notToxic' } })).toBe('label-not-understood');
  expect(later(['a'], 'b', { meanings: { a: 'toxic' } })).toBe('label-not-understood');
  expect(later(['a', 'b'], 'c', { meanings: { a: 'toxic' }, others: 'notToxic' })).toBe(0);
  expect(later(['a'], 'b', { meanings: { a: 'toxic', b: 'notToxic' } })).toBe(0);
  expect(later(['yes', ''], 'n', {}, true)).toBe(1);
  expect(later(['yes', ''], 'y', {}, true)).toBe(0);
});

test('what a person chose asks no more about the rest; a cut that was chosen is no question', () => {
  const toxicOnly = ['toxic', '', ''];
  expect(decide(toxicOnly, { meanings: { toxic: 'toxic' } }).doubts).toEqual([]);
  expect(decide(['-2.5', '3'], { cut: { at: 0, toxic: 'from' } }).doubts).toEqual([]);
  expect(decide(['a', 'b'], { meanings: { a: 'toxic' } }).doubts).toEqual(['values']);
});

test('what the values mean is listed, the other way round for a name or a choice that says so', () => {
  expect(meanings(['0.2', '0.9', ''])).toEqual({ '0.2': 'notToxic', '0.9': 'toxic', '': 'leaveOut' });
  expect(decide(['0.2', '0.9'], { inverted: true }).scheme.cut).toEqual({ at: 0.5, toxic: 'below' });
  expect(meanings(['yes', 'no'], { inverted: true })).toEqual({ yes: 'notToxic', no: 'toxic' });
  expect(meanings(['1', '0'], { inverted: true })).toEqual({ '1': 'notToxic', '0': 'toxic' });
  expect(meanings(['yes', 'no'])).toEqual({ yes: 'toxic', no: 'notToxic' });
});

test('a class that is missing beside blanks is asked about, whichever it is, unless a person chose', () => {
  expect(decide(['clean', '']).doubts).toEqual(['one-class']);
  expect(decide(['0.9', '']).doubts).toEqual(['one-class']);
  expect(decide(['0.9', ''], { cut: { at: 0.5, toxic: 'from' } }).doubts).toEqual([]);
});

test('a scale is asked about with blanks beside it too, and not where a person said what all of it means', () => {
  expect(decide(['-0.5', '0.5']).doubts).toEqual(['cut']);
  expect(decide(['-2.5', '0', '3.25', '']).doubts).toEqual(['cut']);
  expect(decide(['-2.5', '0', '3.25'], { others: 'notToxic' }).doubts).toEqual([]);
});

test('up to twenty whole numbers are classes, more are a scale; minus ones leave no class out', () => {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
  expect(decide(upTo(20)).doubts).toEqual(['values']);
  expect(decide(upTo(21)).doubts).toEqual(['cut']);
  expect(decide(['-1', '0.2']).doubts).toEqual([]);
  expect(decide(['-1', '1', '1']).doubts).toEqual([]);
});

test('a blank beside one kind of mark may say no; beside several, or words, it says nothing', () => {
  for (const mark of ['x', 'х', '+', '✓', '❌']) expect(meanings([mark, ''])).toEqual({ [mark]: 'ask', '': 'ask' });
  expect(meanings(['✓', '✗', ''])).toMatchObject({ '': 'leaveOut' });
  for (const word of ['ax', 'xa']) expect(meanings([word, ''])).toEqual({ [word]: 'ask', '': 'leaveOut' });
  expect(meanings(['+', '-', ''])).toEqual({ '+': 'ask', '-': 'ask', '': 'ask' });
  expect(meanings(['+', 'x', '-', ''])).toMatchObject({ '-': 'ask', '': 'leaveOut' });
  expect(meanings(['v', 'x', '-'])).toMatchObject({ '-': 'leaveOut' });
  expect(meanings(['toxic', 'clean', '-'])).toMatchObject({ '-': 'leaveOut' });
});

test('what is none of the offences is clean only where nothing else is, an empty list beside what could be in it', () => {
  for (const rest of ['other', 'others']) {
    expect(meanings(['insult', rest])).toEqual({ insult: 'toxic', [rest]: 'notToxic' });
    expect(meanings(['insult', 'clean', rest])).toMatchObject({ [rest]: 'ask' });
    expect(meanings(['1', rest])).toMatchObject({ [rest]: 'ask' });
  }
  expect(meanings(['insult', 'thing'])).toMatchObject({ thing: 'ask' });
  expect(meanings(['1', '[]'])).toMatchObject({ '[]': 'notToxic' });
  expect(meanings(['thing', '[]'])).toMatchObject({ '[]': 'ask' });
  expect(meanings(['insult', 'clean', '[]'])).toMatchObject({ '[]': 'notToxic' });
});

test('`none` is a value beside words, and no value beside numbers, yes and no and blanks', () => {
  expect(meanings(['none', 'insult'])).toMatchObject({ none: 'notToxic' });
  for (const others of [['1', '0'], ['yes'], ['no'], ['n/a', '1']]) {
    expect(meanings(['none', ...others])).toMatchObject({ none: 'leaveOut' });
  }
});

test('a cell is taken apart where all of its parts are values by themselves, and a value that is known is not', () => {
  const values = (...cells: string[]) => Object.keys(meanings(cells)).sort();
  expect(values('insult;x', 'x')).toEqual(['insult', 'x']);
  expect(values('insult|threat')).toEqual(['insult', 'threat']);
  expect(values('A,B', 'A', 'B', 'C,D')).toEqual(['A', 'A,B', 'B', 'C,D']);
  expect(values('1. threats, plans to harm', 'clean')).toEqual(['1. threats, plans to harm', 'clean']);
  expect(values('0,5', '0', '5')).toEqual(['0', '0,5', '5']);
  expect(values('n/a', 'n', 'a')).toEqual(['a', 'n', 'n/a']);
  expect(values('insult,', 'threat')).toEqual(['insult,', 'threat']);
  expect(values(' insult ', 'clean')).toEqual(['clean', 'insult']);
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
  // A judgement that nobody understands may be any.
  for (const rule of ['any', 'majority'] as const) {
    expect(combine(votes('1', '1', 'odd'), { rule })).toBe('label-not-understood');
  }
});

test('a mean is one of toxicity, also of columns whose name or whose meanings are the opposite', () => {
  const mean = (cells: readonly string[], choices: LabelChoices, opposite: boolean, ...row: string[]) => {
    const reader = createLabelReader(decide(cells, choices, opposite).scheme);
    return [0.3, 0.7].map((cut) =>
      combine(
        row.map((cell) => reader.read(cell)),
        { rule: 'mean', cut },
      ),
    );
  };
  for (const [cells, toxic, clean] of [
    [['0', '1'], '1', '0'],
    [['0.0', '1.0', '0.5'], '1.0', '0.0'],
    [['yes', 'no'], 'yes', 'no'],
  ] as const) {
    expect(mean(cells, {}, false, toxic, toxic, toxic)).toEqual([1, 1]);
    expect(mean(cells, {}, false, toxic, toxic, clean)).toEqual([1, 0]);
    expect(mean(cells, {}, false, clean, clean, clean)).toEqual([0, 0]);
    expect(mean(cells, {}, true, clean, clean, clean)).toEqual([1, 1]);
    expect(mean(cells, {}, true, clean, clean, toxic)).toEqual([1, 0]);
    expect(mean(cells, {}, true, toxic, toxic, toxic)).toEqual([0, 0]);
  }
  const turned: LabelChoices = { meanings: { '0': 'toxic', '1': 'notToxic' } };
  expect(mean(['0', '1'], turned, false, '1', '1', '1')).toEqual([0, 0]);
  expect(mean(['0', '1'], turned, false, '0', '0', '1')).toEqual([1, 0]);
  // Of a scale it is that of the numbers themselves.
  const scale: LabelChoices = { meanings: { '4': 'toxic', '5': 'toxic' }, others: 'notToxic' };
  const reader = createLabelReader(decide(['0', '1', '4', '5'], scale).scheme);
  const votes = ['1', '5', '4'].map((cell) => reader.read(cell));
  expect([3, 4].map((cut) => combine(votes, { rule: 'mean', cut }))).toEqual([1, 0]);
});

test('a mean of a scale whose low numbers are toxic is toxic under its cut, and so is one that is asked for so', () => {
  const readers = (choices: LabelChoices) => createLabelReader(decide(['1', '2', '3', '4', '5'], choices).scheme);
  const low = readers({ cut: { at: 3, toxic: 'below' } });
  const high = readers({ cut: { at: 3, toxic: 'from' } });
  const mean = (row: readonly [typeof low, string][], cut: number, toxic?: 'below') =>
    combine(
      row.map(([reader, cell]) => reader.read(cell)),
      toxic === undefined ? { rule: 'mean', cut } : { rule: 'mean', cut, toxic },
    );
  expect(
    mean(
      [
        [low, '1'],
        [low, '4'],
      ],
      3,
    ),
  ).toBe(1);
  expect(
    mean(
      [
        [low, '2'],
        [low, '4'],
      ],
      3,
    ),
  ).toBe(0);
  expect(
    mean(
      [
        [low, '4'],
        [low, '5'],
      ],
      3,
    ),
  ).toBe(0);
  expect(
    mean(
      [
        [high, '1'],
        [high, '4'],
      ],
      3,
    ),
  ).toBe(0);
  expect(
    mean(
      [
        [high, '1'],
        [high, '4'],
      ],
      3,
      'below',
    ),
  ).toBe(1);
  expect(
    mean(
      [
        [low, '1'],
        [high, '4'],
      ],
      3,
    ),
  ).toBe('label-not-understood');
  const named = readers({ meanings: { '1': 'toxic', '2': 'toxic' }, others: 'notToxic' });
  expect(
    mean(
      [
        [named, '1'],
        [named, '2'],
      ],
      3,
    ),
  ).toBe(1);
  const said = readers({
    meanings: { '1': 'toxic', '2': 'toxic', '4': 'notToxic', '5': 'notToxic' },
    others: 'leaveOut',
  });
  expect(
    mean(
      [
        [said, '1'],
        [said, '4'],
      ],
      3,
    ),
  ).toBe(1);
});

test('where a cell holds as many judgements for as against, any and at least so many may be unknown', () => {
  const reader = createLabelReader(decide(['0, 1', '1', '0']).scheme);
  const votes = (...cells: string[]) => cells.map((cell) => reader.read(cell));
  expect(combine(votes('0, 1', '0'), { rule: 'any' })).toBe('label-tied');
  expect(combine(votes('0, 1', '1'), { rule: 'any' })).toBe(1);
  expect(combine(votes('0, 1', '1', '0'), { rule: 'atLeast', votes: 2 })).toBe('label-tied');
  expect(combine(votes('0, 1', '0', '0'), { rule: 'atLeast', votes: 2 })).toBe(0);
  expect(combine(votes('0, 1', '1', '0'), { rule: 'majority' })).toBe('label-tied');
  expect(combine(votes('0, 1', '1', '1', '0'), { rule: 'majority' })).toBe(1);
});

test('a cell without a label says why: nothing in it, nobody judged, left out, not understood', () => {
  const reason = (cell: string, choices: LabelChoices = {}) =>
    createLabelReader(decide(['toxic', 'clean', cell], choices).scheme).read(cell).label;
  for (const blank of ['', ' ', '-', 'nan', 'NULL', 'n/a', '<na>', 'nil'])
    expect(reason(blank), blank).toBe('label-blank');
  for (const unsure of ['skip', 'not sure', 'idk']) expect(reason(unsure)).toBe('label-left-out');
  expect(reason('odd', { meanings: { odd: 'leaveOut' } })).toBe('label-left-out');
  expect(reason('annual', { meanings: { annual: 'leaveOut' } })).toBe('label-left-out');
  expect(reason('odd')).toBe('label-not-understood');
  expect(createLabelReader(decide(['0', '1', '-1']).scheme).read('-1').label).toBe('label-minus-one');
  // One judgement that nobody understands makes the cell one, whatever stands beside or after it.
  const reader = createLabelReader(decide(['["toxic"]', '["clean"]']).scheme);
  for (const cell of ['["toxic", "odd"]', '["odd", "toxic"]', '["odd", "skip"]']) {
    expect(reader.read(cell).label).toBe('label-not-understood');
  }
  expect(reader.read('["toxic", "skip"]').label).toBe(1);
});

test('cells are counted by their text, white space at the ends aside', () => {
  const reader = createLabelReader(decide(['0', '1']).scheme);
  for (const cell of ['1', ' 1', '0', '1', '']) reader.read(cell);
  expect([...reader.counts()]).toEqual([
    ['1', 3],
    ['0', 1],
    ['', 1],
  ]);
});

test('the mean of a cell is that of its judgements; a scale of which 1 is not toxic and 0 is keeps its numbers', () => {
  const mean = (cell: string, choices: LabelChoices = {}) =>
    createLabelReader(decide(['0', '1', cell], choices).scheme).read(cell).mean;
  expect(mean('1, 1, 0, 0')).toBe(0.5);
  expect(mean('')).toBeNaN();
  expect(mean('4', { meanings: { '0': 'toxic' }, others: 'notToxic' })).toBe(4);
  expect(mean('4', { cut: { at: 3, toxic: 'below' } })).toBe(4);
  expect(mean('', { meanings: { '': 'toxic' } })).toBe(1);
});
