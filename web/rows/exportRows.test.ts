import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowCount, rowText } from '#shared/data/column/textColumn';
import { readTable } from '#shared/data/readTable';
import { runSteps } from '#shared/runtime/steps';
import type { DatasetEdit } from '../storage/applyEdit';
import { type ExportOptions, exportRows } from './exportRows';
import type { RowSource } from './rowSource';
import { memoryRows, relabelling } from './testing/memoryRows';

async function written(source: RowSource, rows: readonly number[], options: ExportOptions): Promise<string> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  await runSteps(exportRows(source, Uint32Array.from(rows), options, async (piece) => void pieces.push(piece)));
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await new Blob(pieces).arrayBuffer());
}

/** RFC 4180 to the letter. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const last = rows[rows.length - 1];
    if (quoted) {
      if (text[i] !== '"') cell += text[i];
      else if (text[i + 1] === '"') cell += text[i++];
      else quoted = false;
    } else if (text[i] === '"' && cell === '') quoted = true;
    else if (text[i] === ',') {
      last.push(cell);
      cell = '';
    } else if (text.startsWith('\r\n', i)) {
      last.push(cell);
      cell = '';
      rows.push([]);
      i++;
    } else cell += text[i];
  }
  return rows.slice(0, -1);
}

const csv: ExportOptions = { format: 'csv', safe: false };
const jsonl: ExportOptions = { format: 'jsonl', safe: false };

test('rows are written in the order of the file, with every column and the label as it is now', async () => {
  const source = memoryRows(
    ['one', 'two, "2"', 'three\nlines', 'four'],
    [0, 1, 1, 0],
    [relabelling([0, 2], [1, 255])],
    2,
    {
      id: ['7', '8', '9', '10'],
    },
  );
  expect(await written(source, [2, 0, 1], csv)).toBe(
    'comment,toxic,id\r\none,1,7\r\n"two, ""2""",1,8\r\n"three\nlines",,9\r\n',
  );
  expect(await written(source, [1, 2], jsonl)).toBe(
    '{"comment":"two, \\"2\\"","toxic":1,"id":"8"}\n{"comment":"three\\nlines","toxic":null,"id":"9"}\n',
  );
});

/** A file of rows, as an import reads it; the cells are texts. */
async function readBack(
  source: RowSource,
  rows: readonly number[],
  format: ExportOptions['format'],
): Promise<string[][]> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const options = { format, safe: false };
  await runSteps(exportRows(source, Uint32Array.from(rows), options, async (piece) => void pieces.push(piece)));
  const read: string[][] = [];
  for await (const event of readTable(new File(pieces, `a.${format}`), { textColumn: 0, labelColumn: null })) {
    if (event.kind === 'columns') read.push([...event.columns]);
    if (event.kind !== 'chunk') continue;
    for (let row = 0; row < rowCount(event.columns[0]); row++) {
      read.push(event.columns.map((column) => rowText(column, row)));
    }
  }
  return read;
}

test.each(['xlsx', 'parquet'] as const)(
  '%s has every column, scores among them, and the label as it is now',
  async (format) => {
    const source = memoryRows(
      ['=1+1', '42', 'three\nlines', 'four'],
      [0, 1, 1, 0],
      [relabelling([0, 2], [1, 255])],
      2,
      {
        score: ['-1.25', '0.1', '', '3'],
        label: ['0', '1', 'unsure', '1'],
        id: ['007', '8', '9', '10'],
      },
    );
    expect(await readBack(source, [2, 0, 1], format)).toEqual([
      ['comment', 'toxic', 'score', 'label', 'id'],
      ['=1+1', '1', '-1.25', '0', '007'],
      ['42', '1', '0.1', '1', '8'],
      ['three\nlines', '', '', 'unsure', '9'],
    ]);
  },
);

test('more rows than Excel holds are refused before anything is written', async () => {
  const source = memoryRows(['one'], [1]);
  const written: unknown[] = [];
  const rows = new Uint32Array(1_048_576);
  const steps = exportRows(source, rows, { format: 'xlsx', safe: false }, async (piece) => void written.push(piece));
  await expect(runSteps(steps)).rejects.toMatchObject({ code: 'export-limit', params: { what: 'rows' } });
  expect(written).toEqual([]);
});

/** Rows whose label cells are written in words and fractions. */
function judged(cells: readonly string[], labels: readonly number[], edits: readonly DatasetEdit[] = []): RowSource {
  const source = memoryRows(
    cells.map((cell) => `text ${cell}`),
    labels,
    edits,
    2,
    { judged: cells },
  );
  return { ...source, info: { ...source.info, labelColumn: 2 } };
}

test('a label cell that is still right stays as it was imported', async () => {
  const cells = ['0.73', 'toxic', 'no', '0.6', 'yes'];
  // 0.6 was imported with toxicity from 0.7 on.
  const source = judged(cells, [1, 1, 0, 0, 1], [relabelling([4], [0])]);
  const data = readCsv(await written(source, [0, 1, 2, 3, 4], csv));
  expect(data.slice(1).map((row) => row[2])).toEqual(['0.73', 'toxic', 'no', '0', '0']);
});

test('an edited label is written as 0 or 1, whatever the cut of the import was', async () => {
  const low = judged(['0.4', '0.2', '0.4'], [1, 0, 1], [relabelling([0], [0])]); // toxic from 0.3 on
  expect(readCsv(await written(low, [0, 1, 2], csv)).map((row) => row[2])).toEqual(['judged', '0', '0.2', '1']);
  const high = judged(['0.6', '0.8', '0.6'], [0, 1, 0], [relabelling([0], [1])]); // toxic from 0.7 on
  expect(readCsv(await written(high, [0, 1, 2], csv)).map((row) => row[2])).toEqual(['judged', '1', '0.8', '0']);
});

test('comments imported without labels and labelled here get a label column', async () => {
  const labelled = memoryRows(['a', 'b'], [255, 255], [relabelling([1], [1])], 2, { toxic_note: ['x', 'y'] });
  const unlabelled = { ...labelled, info: { ...labelled.info, labelColumn: null } };
  expect(await written(unlabelled, [0, 1], csv)).toBe('comment,toxic,toxic_note,toxic (2)\r\na,,x,\r\nb,,y,1\r\n');
  expect(await written(unlabelled, [1], jsonl)).toBe('{"comment":"b","toxic":"","toxic_note":"y","toxic (2)":1}\n');
  const none = memoryRows(['a'], [255]);
  expect(await written({ ...none, info: { ...none.info, labelColumn: null } }, [0], csv)).toBe(
    'comment,toxic\r\na,\r\n',
  );
});

test('cells that a spreadsheet would run as formulas get an apostrophe if `safeFormulas`', async () => {
  const texts = ['=1+1', '+7', '-x', '@all', '\ttab', '\rreturn', "'quoted", 'a=b', ''];
  const source = memoryRows(
    texts,
    texts.map(() => 0),
  );
  const rows = [...texts.keys()];
  const read = (text: string) =>
    readCsv(text)
      .slice(1)
      .map((row) => row[0]);
  expect(read(await written(source, rows, csv))).toEqual(texts);
  expect(read(await written(source, rows, { format: 'csv', safe: true }))).toEqual([
    "'=1+1",
    "'+7",
    "'-x",
    "'@all",
    "'\ttab",
    "'\rreturn",
    "'quoted",
    'a=b',
    '',
  ]);
});

test('whatever was written can be read back cell by cell', async () => {
  const cell = fc.string({ unit: 'binary', maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
      const texts = rows.map(([text]) => text);
      const source = memoryRows(
        texts,
        texts.map((_, i) => i % 2),
        [],
        7,
        { note: rows.map(([, note]) => note) },
      );
      const every = [...texts.keys()];
      const data = readCsv(await written(source, every, csv));
      expect(data.slice(1)).toEqual(rows.map(([text, note], i) => [text, `${i % 2}`, note]));
      const lines = (await written(source, every, jsonl)).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual(
        rows.map(([comment, note], i) => ({ comment, toxic: i % 2, note })),
      );
    }),
  );
});

test.each(['csv', 'jsonl', 'xlsx', 'parquet'] as const)(
  '%s of texts full of control characters is no binary file when it is read again',
  async (format) => {
    const control = fc.integer({ min: 0, max: 0x1f }).map((unit) => String.fromCharCode(unit));
    const unit = fc.oneof(
      control,
      control,
      fc.constant('\0'),
      fc.constantFrom('"', ',', '\x7f', ' '),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const cell = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''));
    // Reading trims nothing but a mark of the byte order at the beginning of a file.
    const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const texts = cells.map(([text], i) => `text ${i} ${text}`);
        const notes = cells.map(([, note]) => `${note}.`);
        const labels = texts.map((_, i) => i % 2);
        const source = memoryRows(texts, labels, [], 7, { note: notes });
        // A text file has no NUL: the reader reports each.
        const read = (text: string) => (format === 'csv' ? text.replaceAll('\0', '\ufffd') : text);
        expect(await readBack(source, [...texts.keys()], format)).toEqual([
          ['comment', 'toxic', 'note'],
          ...texts.map((text, i) => [read(text), `${labels[i]}`, read(notes[i])]),
        ]);
      }),
      { numRuns: 300 },
    );
  },
);

test('a large file is written in pieces', async () => {
  const texts = Array.from({ length: 300 }, (_, i) => `${i} ${'x'.repeat(10_000)}`);
  const source = memoryRows(
    texts,
    texts.map(() => 0),
    [],
    64,
  );
  let pieces = 0;
  let bytes = 0;
  await runSteps(
    exportRows(source, Uint32Array.from(texts.keys()), csv, async (piece) => {
      pieces++;
      bytes += piece.length;
    }),
  );
  expect(pieces).toBe(3);
  expect(bytes).toBeGreaterThan(3_000_000);
});

test('further labels are written as they are now: in their columns, or beside cells that are words', async () => {
  const source = memoryRows(
    ['one', 'two', 'three'],
    [0, 1, 1],
    [relabelling([0, 1], [1, 255], 1), relabelling([2], [1], 2)],
    2,
    { threat: ['0', '0', '1'], severity: ['low', 'high', 'low'], insult: ['no', 'yes', ''] },
    { threat: [0, 0, 1], severity: [0, 1, 0], insult: [0, 1, 255] },
  );
  expect(await written(source, [0, 1, 2], csv)).toBe(
    [
      'comment,toxic,threat,severity,insult,toxic (severity)',
      'one,0,1,low,no,0',
      'two,1,,high,yes,1',
      'three,1,1,low,,1',
      '',
    ].join('\r\n'),
  );
  expect(await written(source, [1], jsonl)).toBe(
    '{"comment":"two","toxic":1,"threat":"","severity":"high","insult":"yes","toxic (severity)":1}\n',
  );
});
