import { rowText, type TextColumn } from '#shared/data/column/textColumn';
import { createRowMatcher } from '#shared/eda/filters/matchRows';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import type { EdaSettings } from '#shared/eda/section/settings';
import { valuesOf } from '../storage/records';
import { createCellOrder } from './cellOrder';
import type { RowSource } from './rowSource';

/** Which rows to find, and how to order them. */
export interface RowQuestion {
  readonly filters: readonly RowFilter[];
  readonly settings: EdaSettings;
  readonly sort:
    | { readonly by: 'row' | 'class' | 'length'; readonly descending: boolean }
    | { readonly by: 'column'; readonly column: number; readonly descending: boolean };
  /** True: of the rows that were removed; else of those that are kept. */
  readonly removed: boolean;
  /** The label that filters and order are about, by its position in `labelsOf`; absent, or none there: the first. */
  readonly label?: number;
}

export interface FindProgress {
  readonly done: number;
  readonly total: number;
}

/** Filters that do not read the text. */
const WITHOUT_TEXT: readonly RowFilter['kind'][] = ['class', 'part', 'edited', 'rows', 'column', 'number'];

/**
 * Numbers of the rows that pass every filter, in the requested order; rows that are equal by it stay in the order of
 * their numbers. By class: other, toxic, none (descending: toxic, other, none). By length: code points. By a column:
 * cellOrder.ts. The text is read only if the question needs it.
 *
 * @throws CodedError what `createRowMatcher` throws; `column-missing`; `dataset-missing`.
 */
export async function* findRows(
  source: RowSource,
  { filters, settings, sort, removed, label = 0 }: RowQuestion,
): AsyncGenerator<FindProgress, Uint32Array<ArrayBuffer>, undefined> {
  const { info, stored } = source;
  const matcher = filters.length === 0 ? null : await createRowMatcher(filters, settings);
  const { values, original } = valuesOf(stored, label) ?? { values: stored.labels, original: stored.original };
  const byLength = sort.by === 'length';
  const readsText = byLength || filters.some(({ kind }) => !WITHOUT_TEXT.includes(kind));
  const wanted = (row: number) => (stored.keep === undefined || stored.keep[row] === 1) !== removed;

  const found = new Uint32Array(info.rows);
  const lengths = byLength ? new Uint32Array(info.rows) : null;
  const cells = sort.by === 'column' ? createCellOrder(info.rows) : null;
  let count = 0;
  for (let chunk = 0; chunk < info.chunks; chunk++) {
    const start = info.chunkStarts[chunk];
    const end = info.chunkStarts[chunk + 1];
    yield { done: start, total: info.rows };
    if (!someRow(start, end, wanted)) continue;
    const text = readsText ? await source.chunk(info.textColumn, chunk) : blankColumn(end - start);
    let matches: Uint8Array | null = null;
    if (matcher !== null) {
      const columns = new Map<number, TextColumn>();
      for (const column of matcher.columns) columns.set(column, await source.chunk(column, chunk));
      const steps = matcher.match({
        text,
        labels: values.subarray(start, end),
        imported: original?.subarray(start, end),
        firstRow: start,
        columns,
        parts: stored.parts?.of.subarray(start, end),
        partNames: stored.parts?.names,
      });
      let step = steps.next();
      for (; !step.done; step = steps.next()) yield { done: start + step.value, total: info.rows };
      matches = step.value;
    }
    const sorted = sort.by === 'column' ? await source.chunk(sort.column, chunk) : null;
    for (let row = start; row < end; row++) {
      if (!wanted(row) || matches?.[row - start] === 0) continue;
      if (lengths !== null) lengths[count] = characters(text, row - start);
      if (cells !== null && sorted !== null) cells.add(count, rowText(sorted, row - start));
      found[count++] = row;
    }
  }
  yield { done: info.rows, total: info.rows };
  const rows = found.slice(0, count);
  if (lengths !== null) return orderedByLength(rows, lengths.subarray(0, count), sort.descending);
  if (cells !== null) return cells.order(rows, sort.descending);
  if (sort.by === 'class') return orderedByClass(rows, values, sort.descending);
  return sort.descending ? rows.reverse() : rows;
}

function someRow(start: number, end: number, wanted: (row: number) => boolean): boolean {
  for (let row = start; row < end; row++) if (wanted(row)) return true;
  return false;
}

/** A column of `rows` empty texts, for matchers that do not read the text. */
function blankColumn(rows: number): TextColumn {
  return { bytes: new Uint8Array(0), offsets: new Uint32Array(rows + 1) };
}

/** Code points of row `row`: the number of bytes that begin one. */
export function characters({ bytes, offsets }: TextColumn, row: number): number {
  let count = 0;
  for (let at = offsets[row]; at < offsets[row + 1]; at++) if ((bytes[at] & 0xc0) !== 0x80) count++;
  return count;
}

/** A length and a place in one number: at most 2^26 characters times 2^26 rows, far from where doubles lose digits. */
function orderedByLength(
  rows: Uint32Array<ArrayBuffer>,
  lengths: Uint32Array,
  descending: boolean,
): Uint32Array<ArrayBuffer> {
  const n = rows.length;
  const longest = lengths.reduce((max, length) => Math.max(max, length), 0);
  const keys = Float64Array.from(lengths, (length, i) => (descending ? longest - length : length) * n + i).sort();
  return Uint32Array.from(keys, (key) => rows[key % n]);
}

function orderedByClass(
  rows: Uint32Array<ArrayBuffer>,
  labels: Uint8Array,
  descending: boolean,
): Uint32Array<ArrayBuffer> {
  const ordered = new Uint32Array(rows.length);
  let count = 0;
  const isClass = [(label: number) => label === 0, (label: number) => label === 1];
  if (descending) isClass.reverse();
  for (const is of [...isClass, (label: number) => label > 1]) {
    for (const row of rows) if (is(labels[row])) ordered[count++] = row;
  }
  return ordered;
}
