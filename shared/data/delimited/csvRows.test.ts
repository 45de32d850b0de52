import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CodedError } from '../../base/errors';
import { csvLine } from './csvLine';
import { type CsvRowsSettings, createCsvRows } from './csvRows';
import { DELIMITERS, type Dialect } from './dialect';

interface Row {
  fields: string[];
  line: number;
  shape: string;
}

const COMMA: Dialect = { delimiter: ',', newline: '\n', quotes: 'csv' };

/** The rows of `text` pushed in pieces, or the code and line of the error. */
function rowsOf(text: string, dialect: Dialect, cuts: readonly number[] = [], settings: CsvRowsSettings = {}) {
  const rows: Row[] = [];
  const reader = createCsvRows(dialect, (fields, line, shape) => rows.push({ fields, line, shape }), settings);
  try {
    const borders = [...cuts.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b), text.length];
    let from = 0;
    for (const to of borders) {
      reader.push(text.slice(from, to));
      from = to;
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { rows, failed: { code: error.code, params: error.params } };
  }
  return { rows, failed: null };
}

/** The slow twin: letter by letter over the whole text. */
function twin(text: string, { delimiter, newline, quotes }: Dialect) {
  const rows: Row[] = [];
  const lineOf = (at: number) => text.slice(0, at).split(newline).length;
  let at = 0;
  while (at < text.length) {
    const start = at;
    const fields: string[] = [];
    let malformed = false;
    for (let rowOpen = true; rowOpen; ) {
      let field = '';
      if (quotes === 'csv' && text[at] === '"') {
        const opened = at++;
        for (;;) {
          if (at >= text.length) {
            return { rows, failed: { code: 'csv-quote-unclosed', params: { line: lineOf(opened + 1) } } };
          }
          if (text[at] !== '"') field += text[at++];
          else if (text[at + 1] === '"') {
            field += '"';
            at += 2;
          } else {
            let next = at + 1;
            while (next < text.length && text[next] !== delimiter && text[next] !== newline) next++;
            const closes = at + 1 === text.length || (next < text.length && text.slice(at + 1, next).trim() === '');
            if (closes) {
              at = next;
              break;
            }
            malformed = true;
            field += text[at++];
          }
        }
      } else {
        while (at < text.length && text[at] !== delimiter && text[at] !== newline) field += text[at++];
        if (newline === '\n' && text[at] === '\n' && field.endsWith('\r')) field = field.slice(0, -1);
      }
      fields.push(field);
      rowOpen = text[at] === delimiter;
      if (at < text.length) at++;
    }
    const blank = fields.length === 1 && fields[0] === '' && text[start] !== '"';
    rows.push({ fields, line: lineOf(start), shape: blank ? 'blank' : malformed ? 'malformed' : 'ordinary' });
  }
  return { rows, failed: null };
}

const anyText = fc
  .array(
    fc.constantFrom(
      '"',
      '""',
      ',',
      '\n',
      '\r\n',
      '\r',
      ' ',
      'a',
      'я',
      '😀',
      '"a"',
      ',"',
      '",',
      '"\n',
      '\n"',
      ';',
      '\t',
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''));
const anyCuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
const anyDialect = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  newline: fc.constantFrom('\n' as const, '\r' as const),
  quotes: fc.constantFrom('csv' as const, 'csv' as const, 'text' as const),
});

test('any text, cut anywhere, has the rows, lines and errors of the slow reference', () => {
  fc.assert(
    fc.property(anyText, anyDialect, anyCuts, fc.integer({ min: 1, max: 12 }), (text, dialect, cuts, pieceLetters) => {
      expect(rowsOf(text, dialect, cuts, { pieceLetters })).toEqual(twin(text, dialect));
    }),
    { numRuns: 3000 },
  );
});

test('a table written by csvLine reads back as it was, with each row on its physical line', () => {
  const cell = fc
    .array(
      fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', '\r\n', ' ', 'word', 'слово', '😀', '\ufeff', '\u0085'),
      {
        maxLength: 5,
      },
    )
    .map((parts) => parts.join(''));
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
    );
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(...DELIMITERS),
      fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      anyCuts,
      (rows, delimiter, lineEnds, lone, cuts) => {
        let text = '';
        const lines: number[] = [];
        for (const [i, row] of rows.entries()) {
          lines.push(text.split(lone ? '\r' : '\n').length);
          text += csvLine(row, delimiter) + (lone ? '\r' : lineEnds[i % lineEnds.length]);
        }
        const dialect: Dialect = { delimiter, newline: lone ? '\r' : '\n', quotes: 'csv' };
        const read = rowsOf(text, dialect, cuts, { pieceLetters: 1 }).rows;
        expect(read.map((row) => row.fields)).toEqual(rows);
        expect(read.map((row) => row.line)).toEqual(lines);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a row may end in \\n or \\r\\n, each for itself, and a quoted field keeps its own carriage return', () => {
  const { rows } = rowsOf('a,b\r\nc,d\n"e","f\r"\r\n"g,h\r"\r\ni,"j"\r\n', COMMA);
  expect(rows.map((row) => row.fields)).toEqual([['a', 'b'], ['c', 'd'], ['e', 'f\r'], ['g,h\r'], ['i', 'j']]);
});

test('lines are physical: newlines inside quotes count, \\r\\n once', () => {
  const { rows } = rowsOf('h1,h2\n"a\nb\r\nc",1\n\nd,2\n', COMMA);
  expect(rows.map((row) => [row.line, row.shape])).toEqual([
    [1, 'ordinary'],
    [2, 'ordinary'],
    [5, 'blank'],
    [6, 'ordinary'],
  ]);
});

test('a blank line is distinguished from a quoted empty field', () => {
  expect(rowsOf('\n""\n\r\n', COMMA).rows.map((row) => row.shape)).toEqual(['blank', 'ordinary', 'blank']);
});

test('text after a closing quote is kept with its quotes, and the row is marked', () => {
  const { rows } = rowsOf('"She said "stupid" twice",1\nfine,0\n', COMMA);
  expect(rows).toEqual([
    { fields: ['She said "stupid" twice', '1'], line: 1, shape: 'malformed' },
    { fields: ['fine', '0'], line: 2, shape: 'ordinary' },
  ]);
});

test('an unclosed quote is refused with the line on which it opened', () => {
  const text = 'text,toxic\n"two\nlines",0\nb,"never closed\nand on\nand on';
  expect(rowsOf(text, COMMA, [0.3, 0.6], { pieceLetters: 1 }).failed).toEqual({
    code: 'csv-quote-unclosed',
    params: { line: 4 },
  });
});

test('with quotes as text an opening quote is a character and every line a row', () => {
  const { rows } = rowsOf('"never closed,1\nb"b,0\n', { ...COMMA, quotes: 'text' });
  expect(rows.map((row) => row.fields)).toEqual([
    ['"never closed', '1'],
    ['b"b', '0'],
  ]);
});

test('a field over the limit is refused with its line, before or after its end has come', () => {
  const settings = { fieldLimitBytes: 100, pieceLetters: 16 };
  const tooLarge = (line: number) => ({ code: 'csv-field-too-large', params: { line, limitBytes: 100 } });
  const long = 'x'.repeat(101);
  const cuts = Array.from({ length: 50 }, (_, i) => i / 50);
  expect(rowsOf(`a,"b\n",c\nd,${long},e\n`, COMMA, [], settings).failed).toEqual(tooLarge(3));
  expect(rowsOf(`a,b\n"1\n2","${long}`, COMMA, cuts, settings).failed).toEqual(tooLarge(3));
  expect(rowsOf(`a,b\nc,${long}${long}`, COMMA, cuts, settings).failed).toEqual(tooLarge(2));
  expect(rowsOf(`a,b\n${'я'.repeat(51)},c\n`, COMMA, [], settings).failed).toEqual(tooLarge(2));
  expect(rowsOf(`a,b\n${'я'.repeat(50)},${'x'.repeat(100)}\n`, COMMA, cuts, settings).failed).toBeNull();
});

test('a row of many fields may be longer than one field', () => {
  const row = Array.from({ length: 7 }, () => 'x'.repeat(99)).join(',');
  const cuts = Array.from({ length: 20 }, (_, i) => i / 20);
  expect(rowsOf(`${row}\n`, COMMA, cuts, { fieldLimitBytes: 100, pieceLetters: 16 }).rows[0].fields).toHaveLength(7);
});

test('a row of millions of delimiters is refused before its end has come', () => {
  const reader = createCsvRows({ delimiter: ',', newline: '\n', quotes: 'csv' }, () => undefined);
  reader.push('text,label\n');
  expect(() => {
    for (let i = 0; i < 20; i++) reader.push(','.repeat(1 << 20));
  }).toThrow(/csv-row-too-wide.*"line":2/);
});
