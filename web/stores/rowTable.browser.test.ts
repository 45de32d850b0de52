import { deleteDB } from 'idb';
import { createRoot, createSignal } from 'solid-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closeDatabase, DATABASE_NAME } from '../storage/database';
import { editDataset } from '../storage/datasetEdits';
import { findRows, rowReading } from '../workers/rows/client';
import { datasets, importFile, loadDatasets } from './datasets';
import { createDuplicates, type Duplicates, type ListedDuplicates } from './duplicates';
import { labelRows, removeRows, restoreRows, undoEdit } from './edits';
import { EVERY_ROW, type RowFilter, type RowQuery } from './rowQuery';
import { createRowTable, type RowReader, type RowTable } from './rowTable';

/** Starting a worker may take a while. */
const until = <Value>(read: () => Value) => expect.poll(read, { timeout: 15_000 });

let stop = () => {};

beforeEach(async () => {
  await closeDatabase();
  await deleteDB(DATABASE_NAME);
  await loadDatasets();
});

afterEach(() => stop());

async function bring(texts: readonly string[]): Promise<string> {
  const lines = texts.map((text, row) => `"${text}",${row % 2},t${row % 3}`);
  return (await importFile(new File([`comment,toxic,topic\n${lines.join('\n')}\n`], 'talk.csv'), {})).id;
}

/** A table as a page has it. */
function open(id: string, first: Partial<RowQuery> = {}, reader?: RowReader) {
  return createRoot((dispose) => {
    stop = dispose;
    const [query, setQuery] = createSignal<RowQuery>({ ...EVERY_ROW, ...first });
    const [columns, setColumns] = createSignal<readonly number[]>([]);
    const dataset = () => {
      const found = datasets()?.find((other) => other.id === id);
      if (!found) throw new Error('The dataset is gone.');
      return found;
    };
    const table = createRowTable(dataset, query, columns, reader);
    table.show(0, 20);
    return { table, ask: (change: Partial<RowQuery>) => setQuery({ ...query(), ...change }), setColumns, dataset };
  });
}

const rowsOf = (table: RowTable) => [...(table.rows() ?? [])];
const textsOf = (table: RowTable) => rowsOf(table).map((_, place) => table.view(place)?.text);
const contains = (text: string): RowFilter => ({ kind: 'contains', text });

const TEXTS = ['a goose', 'bye now', 'geese are fine', 'Goose again, and again', 'x', 'goose'];

test('rows are found and read for the screen, filtered, ordered, and read with further columns', async () => {
  const { table, ask, setColumns } = open(await bring(TEXTS));
  await until(() => textsOf(table)).toEqual(TEXTS);
  ask({ filters: [contains('goose')] });
  await until(() => rowsOf(table)).toEqual([0, 3, 5]);
  ask({ sort: { by: 'length', descending: true } });
  await until(() => textsOf(table)).toEqual(['Goose again, and again', 'a goose', 'goose']);
  setColumns([2]);
  await until(() => table.view(0)?.cells).toEqual(['t0']);
  expect(table.finding()).toBeNull();
});

test('a label edited here changes in place, also in a view by class; an undo searches again', async () => {
  const id = await bring(TEXTS);
  const { table } = open(id, { filters: [{ kind: 'class', label: 1 }] });
  await until(() => textsOf(table)).toEqual(['bye now', 'Goose again, and again', 'goose']);
  await labelRows(id, Uint32Array.of(3), 0);
  await until(() => table.view(1)).toMatchObject({ label: 0, imported: 1 });
  expect(rowsOf(table)).toEqual([1, 3, 5]);
  await undoEdit(id);
  await until(() => table.view(1)?.imported).toBeUndefined();
  expect(rowsOf(table)).toEqual([1, 3, 5]);
});

test('a row removed here leaves at once, and comes back with an undo; the removed ones can be asked for', async () => {
  const id = await bring(TEXTS);
  const { table, ask } = open(id);
  await until(() => rowsOf(table)).toHaveLength(6);
  const removing = removeRows(id, Uint32Array.of(1, 4));
  await removing;
  expect(rowsOf(table)).toEqual([0, 2, 3, 5]);
  ask({ removed: true });
  await until(() => textsOf(table)).toEqual(['bye now', 'x']);
  ask({ removed: false });
  await until(() => rowsOf(table)).toEqual([0, 2, 3, 5]);
  await undoEdit(id);
  await until(() => rowsOf(table)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('an edit by another tab starts a new search', async () => {
  const id = await bring(TEXTS);
  const { table } = open(id);
  await until(() => rowsOf(table)).toHaveLength(6);
  await editDataset(id, { kind: 'keep', rows: Uint32Array.of(0), values: Uint8Array.of(0) });
  const otherTab = new BroadcastChannel('moderato-changes');
  otherTab.postMessage('datasets');
  otherTab.close();
  await until(() => rowsOf(table)).toEqual([1, 2, 3, 4, 5]);
});

/** Something to wait for, opened by the test. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

test('after scrolling over 2,000 rows, labels edited in quick succession all change on screen', async () => {
  const id = await bring(Array.from({ length: 2600 }, (_, row) => `comment ${row}`)); // odd rows are toxic
  let held: ReturnType<typeof gate> | null = null;
  let reads = 0;
  const reader: RowReader = {
    find: findRows,
    async read(...request) {
      reads++;
      const views = await rowReading.read(...request);
      await held?.opened;
      return views;
    },
  };
  const { table } = open(id, {}, reader);
  await until(() => rowsOf(table)).toHaveLength(2600);
  for (let from = 0; from < 2000; from += 500) {
    table.show(from, from + 500);
    await until(() => table.view(from + 499)).toBeDefined();
  }
  table.show(1980, 1999);
  held = gate();
  const before = reads;
  await labelRows(id, Uint32Array.of(1980), 1);
  await until(() => reads).toBe(before + 1);
  await labelRows(id, Uint32Array.of(1982), 1);
  await labelRows(id, Uint32Array.of(1983), 0);
  held.open();
  held = null;
  await until(() => [1980, 1982, 1983].map((place) => table.view(place)?.label)).toEqual([1, 1, 0]);
});

test('rows of an outdated search are not shown', async () => {
  const id = await bring(TEXTS);
  const [first, second] = [gate(), gate()];
  const gates = [first, second];
  let finds = 0;
  const reader: RowReader = {
    read: rowReading.read,
    async find(...request) {
      const mine = gates[finds++];
      // Answers although it was cancelled, as a worker does whose last message was under way.
      const [dataset, question, report] = request;
      const rows = await findRows(dataset, question, report, new AbortController().signal);
      await mine.opened;
      return rows;
    },
  };
  const { table, ask } = open(id, { filters: [contains('goose')] }, reader);
  await until(() => finds).toBe(1);
  ask({ filters: [contains('bye')] });
  first.open();
  await until(() => finds).toBe(2); // the first search has ended, the second has begun
  expect(table.rows()).toBeUndefined();
  second.open();
  await until(() => rowsOf(table)).toEqual([1]);
});

test('a row that is restored leaves the view of removed rows at once', async () => {
  const id = await bring(TEXTS);
  await removeRows(id, Uint32Array.of(1, 4, 5));
  const { table } = open(id, { removed: true });
  await until(() => rowsOf(table)).toEqual([1, 4, 5]);
  await restoreRows(id, Uint32Array.of(4));
  expect(rowsOf(table)).toEqual([1, 5]);
  await removeRows(id, Uint32Array.of(4));
  await until(() => rowsOf(table)).toEqual([1, 4, 5]);
});

test('a query typed during a search is the one that is answered in the end', async () => {
  const id = await bring(Array.from({ length: 9000 }, (_, row) => `comment ${row} ${'and '.repeat(40)}`));
  const begun: string[] = [];
  const reader: RowReader = {
    read: rowReading.read,
    find(...request) {
      begun.push(JSON.stringify(request[1].filters));
      return findRows(...request);
    },
  };
  const { table, ask } = open(id, {}, reader);
  const typed = ['c', 'co', 'com', 'comment 12', 'comment 123'];
  for (const text of typed) {
    const searches = begun.length;
    ask({ filters: [contains(text)] });
    // The next key is pressed while this search is under way; the last two at once.
    if (text !== 'comment 12') await until(() => begun.length).toBeGreaterThan(searches);
  }
  await until(() => rowsOf(table)[0]).toBe(123);
  expect(rowsOf(table)).toHaveLength(11);
  expect(table.error()).toBeNull();
  expect(begun.at(-1)).toContain('comment 123');
});

test('an invalid expression is an error, which a valid one clears', async () => {
  const { table, ask } = open(await bring(TEXTS), {
    filters: [{ kind: 'pattern', source: 'goose(', ignoreCase: true }],
  });
  await until(() => table.error()).toMatchObject({ code: 'pattern-invalid', params: { pattern: 'goose(' } });
  ask({ filters: [{ kind: 'pattern', source: '^goose', ignoreCase: true }] });
  await until(() => rowsOf(table)).toEqual([3, 5]);
  expect(table.error()).toBeNull();
});

test('an expression that would run for ever is stopped with an error, and the next search works', async () => {
  const { table, ask } = open(await bring([...TEXTS, 'a'.repeat(60)]), {
    filters: [{ kind: 'pattern', source: '^(a+)+b$', ignoreCase: false }],
  });
  await until(() => table.error()).toMatchObject({
    code: 'pattern-too-slow',
    params: { pattern: '^(a+)+b$' },
  });
  ask({ filters: [contains('bye')] });
  await until(() => textsOf(table)).toEqual(['bye now']);
});

test('a search can be stopped and begun again', async () => {
  const { table } = open(await bring(['a'.repeat(60), 'b']), {
    filters: [{ kind: 'pattern', source: '^(a+)+b$', ignoreCase: false }],
  });
  await until(() => table.finding()).not.toBeNull();
  table.stop();
  expect(table.finding()).toBeNull();
  expect(table.error()).toBeNull();
  expect(rowsOf(table)).toEqual([]);
  table.again();
  expect(table.finding()).not.toBeNull();
});

test('groups of duplicates follow removals, labels and undo', async () => {
  const id = await bring(['same', 'Same', 'other', 'same!', 'other', 'single']); // labels 0 1 0 1 0 1
  const repeated = createRoot((dispose) => {
    stop = dispose;
    const [kind, setKind] = createSignal<ListedDuplicates>('exact');
    const dataset = () => {
      const found = datasets()?.find((other) => other.id === id);
      if (!found) throw new Error('The dataset is gone.');
      return found;
    };
    return { ...createDuplicates(dataset, kind), setKind };
  });
  const groups = (from: Pick<Duplicates, 'groups'>) =>
    from.groups()?.map(({ rows, conflicting }) => [...rows, conflicting]);
  await until(() => groups(repeated)).toEqual([
    [0, 1, 3, true],
    [2, 4, false],
  ]);
  repeated.setKind('conflicting');
  expect(groups(repeated)).toEqual([[0, 1, 3, true]]);
  await labelRows(id, Uint32Array.of(0), 1);
  expect(groups(repeated)).toEqual([]);
  repeated.setKind('exact');
  await removeRows(id, Uint32Array.of(4, 3));
  expect(groups(repeated)).toEqual([[0, 1, false]]);
  await undoEdit(id);
  await undoEdit(id);
  expect(groups(repeated)).toEqual([
    [0, 1, 3, true],
    [2, 4, false],
  ]);
});
