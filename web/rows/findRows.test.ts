import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import { runSteps } from '#shared/runtime/steps';
import { columnValues } from './columnValues';
import { findRows, type RowQuestion } from './findRows';
import { withChunksKept } from './rowSource';
import { readRowViews } from './rowViews';
import { memoryRows, relabelling, removal } from './testing/memoryRows';

const question = (
  filters: readonly RowFilter[],
  by: Exclude<RowQuestion['sort']['by'], 'column'> = 'row',
  descending = false,
  removed = false,
): RowQuestion => ({ filters, settings: EDA_DEFAULTS, sort: { by, descending }, removed });

const TEXTS = ['a fine day', 'You goose', '', 'привет, гусь', 'b', '🦆🦆', 'a goose again'];
const LABELS = [0, 1, 0, 255, 0, 1, 1];

async function find(
  asked: RowQuestion,
  edits: Parameters<typeof memoryRows>[2] = [],
  further = {},
): Promise<{ rows: number[]; reads: string[] }> {
  const source = memoryRows(TEXTS, LABELS, edits, 3, further);
  return { rows: [...(await runSteps(findRows(source, asked)))], reads: source.reads };
}

test('rows are found by class, words, expression, length and cell, all filters together', async () => {
  expect((await find(question([]))).rows).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect((await find(question([{ kind: 'class', label: 1 }]))).rows).toEqual([1, 5, 6]);
  expect((await find(question([{ kind: 'class', label: null }]))).rows).toEqual([3]);
  expect((await find(question([{ kind: 'contains', text: 'GOOSE' }]))).rows).toEqual([1, 6]);
  expect((await find(question([{ kind: 'pattern', source: '^.{2}$', ignoreCase: false }]))).rows).toEqual([5]);
  expect((await find(question([{ kind: 'length', measure: 'characters', from: 1, to: 3 }]))).rows).toEqual([4, 5]);
  const both: RowFilter[] = [
    { kind: 'contains', text: 'goose' },
    { kind: 'length', measure: 'characters', from: 10, to: null },
  ];
  expect((await find(question(both))).rows).toEqual([6]);
  const further = { author: ['ann', 'bob', 'ann', '', 'ann', 'bob', 'Ann'] };
  expect((await find(question([{ kind: 'column', column: 2, equals: 'ann' }]), [], further)).rows).toEqual([0, 2, 4]);
});

test('a part is a filter', async () => {
  const of = Uint8Array.of(0, 1, 1, 0, 255, 1, 0);
  const divided = [{ kind: 'parts' as const, parts: { names: ['train', 'check'], of } }];
  expect((await find(question([{ kind: 'part', part: 'check' }]), divided)).rows).toEqual([1, 2, 5]);
  expect((await find(question([{ kind: 'part', part: 'check' }]))).rows).toEqual([]);
});

test('edited rows are found by their labels, without reading the text', async () => {
  const edited = question([{ kind: 'edited' }]);
  expect(await find(edited)).toEqual({ rows: [], reads: [] });
  const edits = [relabelling([1, 3, 6], [0, 1, 1]), relabelling([1, 4], [1, 1])]; // 6 was 1 already, 1 is 1 again
  expect(await find(edited, edits)).toEqual({ rows: [3, 4], reads: [] });
});

test('removed rows are found only if `removed` is asked for', async () => {
  const edits = [removal(1, 4), relabelling([6], [0])];
  expect((await find(question([{ kind: 'class', label: 1 }]), edits)).rows).toEqual([5]);
  expect((await find(question([], 'row', false, true), edits)).rows).toEqual([1, 4]);
});

test('the text is not read for filters on what is stored separately, nor are chunks without kept rows', async () => {
  expect((await find(question([{ kind: 'class', label: 1 }], 'class'))).reads).toEqual([]);
  expect((await find(question([{ kind: 'contains', text: 'a' }]), [removal(3, 4, 5)])).reads).toEqual(['0/0', '0/2']);
});

test('rows are ordered by number, class and length, ascending or descending, equal ones by number', async () => {
  expect((await find(question([], 'row', true))).rows).toEqual([6, 5, 4, 3, 2, 1, 0]);
  expect((await find(question([], 'class'))).rows).toEqual([0, 2, 4, 1, 5, 6, 3]);
  expect((await find(question([], 'class', true))).rows).toEqual([1, 5, 6, 0, 2, 4, 3]);
  expect((await find(question([], 'length'))).rows).toEqual([2, 4, 5, 1, 0, 3, 6]);
  expect((await find(question([], 'length', true))).rows).toEqual([6, 3, 0, 1, 5, 4, 2]);
});

test('the order by length equals that of Array.sort', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'binary', maxLength: 8 }), { maxLength: 40 }),
      fc.boolean(),
      async (texts, descending) => {
        const source = memoryRows(
          texts,
          texts.map(() => 0),
          [],
          7,
        );
        const found = await runSteps(findRows(source, question([], 'length', descending)));
        const length = (row: number) => [...texts[row]].length * (descending ? -1 : 1);
        expect([...found]).toEqual([...texts.keys()].sort((a, b) => length(a) - length(b) || a - b));
      },
    ),
  );
});

test('an invalid expression and a missing column are refused with their codes', async () => {
  await expect(find(question([{ kind: 'pattern', source: '(', ignoreCase: true }]))).rejects.toMatchObject({
    code: 'pattern-invalid',
    params: { pattern: '(' },
  });
  await expect(find(question([{ kind: 'column', column: 9, equals: '' }]))).rejects.toMatchObject({
    code: 'column-missing',
  });
});

test('rows on screen are in the requested order, with labels and cells, long texts cut between characters', async () => {
  const source = memoryRows(TEXTS, LABELS, [relabelling([0], [1]), removal(2)], 3, {
    author: ['ann', 'bob', 'кто-то', '', 'ann', 'bob', 'Ann'],
  });
  const views = await readRowViews(source, Uint32Array.of(3, 0, 5, 2, 99), { columns: [2], clip: 5 });
  expect(views).toEqual([
    { row: 3, text: 'пр', characters: 12, clipped: true, label: null, part: null, removed: false, cells: [''] },
    {
      row: 0,
      text: 'a fin',
      characters: 10,
      clipped: true,
      label: 1,
      imported: 0,
      part: null,
      removed: false,
      cells: ['ann'],
    },
    { row: 5, text: '🦆', characters: 2, clipped: true, label: 1, part: null, removed: false, cells: ['bob'] },
    { row: 2, text: '', characters: 0, clipped: false, label: 0, part: null, removed: true, cells: ['кт'] },
  ]);
});

test('the most recently used chunks are kept, up to a limit', async () => {
  const source = memoryRows(['aa', 'bb', 'cc'], [0, 0, 0], [], 1);
  const keeping = withChunksKept(25)(source); // two chunks of ten bytes
  for (const chunk of [0, 1, 0, 2, 0, 1]) await keeping.chunk(0, chunk);
  expect(source.reads).toEqual(['0/0', '0/1', '0/2', '0/1']);
});

test('chunks are forgotten in the order of their last use, whatever their sizes', async () => {
  const sizes = [1, 4, 9, 2, 30, 6];
  const source = memoryRows(
    sizes.map((size) => 'x'.repeat(size)),
    sizes.map(() => 0),
    [],
    1,
  );
  const bytesOf = (chunk: number) => sizes[chunk] + 8; // two offsets
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(sizes.length - 1), { maxLength: 40 }),
      fc.integer({ min: 1, max: 80 }),
      async (asked, limit) => {
        source.reads.length = 0;
        const keeping = withChunksKept(limit)(source);
        let kept: number[] = [];
        const expected: string[] = [];
        for (const chunk of asked) {
          await keeping.chunk(0, chunk);
          if (!kept.includes(chunk)) expected.push(`0/${chunk}`);
          kept = [...kept.filter((other) => other !== chunk), chunk];
          while (kept.length > 1 && kept.reduce((sum, other) => sum + bytesOf(other), 0) > limit) kept.shift();
        }
        expect(source.reads).toEqual(expected);
      },
    ),
  );
});

test('values of a column are counted over the kept rows, the commonest first', async () => {
  const source = memoryRows(TEXTS, LABELS, [removal(0)], 3, {
    author: ['ann', 'bob', 'ann', '', 'ann', 'bob', 'x'.repeat(300)],
  });
  expect(await runSteps(columnValues(source, 2, 2))).toEqual([
    { value: 'ann', rows: 2 },
    { value: 'bob', rows: 2 },
  ]);
});

test('rows are ordered by the cells of a column: numbers, then other texts, empty ones last', async () => {
  const further = { score: ['0.5', '-3', '', '1e-3', 'b', '0.5', 'a'] };
  const by = (descending: boolean, filters: readonly RowFilter[] = []): RowQuestion => ({
    ...question(filters),
    sort: { by: 'column', column: 2, descending },
  });
  expect(await find(by(false), [], further)).toEqual({ rows: [1, 3, 0, 5, 6, 4, 2], reads: ['2/0', '2/1', '2/2'] });
  expect((await find(by(true), [], further)).rows).toEqual([0, 5, 3, 1, 4, 6, 2]);
  expect((await find(by(true, [{ kind: 'class', label: 1 }]), [removal(5)], further)).rows).toEqual([1, 6]);
});

test('rows are found by a range of numbers, without reading the text', async () => {
  const further = { score: ['0.5', '-3', '', '1e-3', 'b', '0.75', ' 2 '] };
  const between = (from: number | null, to: number | null) =>
    find(question([{ kind: 'number', column: 2, from, to }]), [], further);
  expect(await between(0.5, 0.75)).toEqual({ rows: [0, 5], reads: ['2/0', '2/1', '2/2'] });
  expect((await between(null, 0.5)).rows).toEqual([0, 1, 3]);
  expect((await between(0.6, null)).rows).toEqual([5, 6]);
  expect((await between(null, null)).rows).toEqual([0, 1, 3, 5, 6]);
});
