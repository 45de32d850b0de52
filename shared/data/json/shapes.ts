import { CodedError } from '../../base/errors';
import { plainValue } from '../column/plainValue';
import { isKnownName } from '../guess/columnNames';
import { knownMeaning } from '../guess/valueWords';

/*
 * The shapes in which programs write a table as one JSON value: lists of records and of lists, pandas' orientations,
 * answers of the datasets server and of the interfaces of forums, where the records lie in a list somewhere within.
 */

/** Fields of an answer in which the records lie, by what people's programs call them. */
const LISTS = [
  'rows',
  'data',
  'records',
  'items',
  'comments',
  'messages',
  'results',
  'examples',
  'annotations',
  'posts',
  'children',
];

/**
 * The records of a JSON value that is no list.
 * @throws CodedError `json-not-a-list` if it holds none.
 */
export function* recordsOf(value: unknown, name: string): Generator<unknown, void, undefined> {
  if (Array.isArray(value)) {
    const thread = value.length > 1 && value.every(isListing);
    for (const item of value) {
      if (thread) yield* listed(item, true);
      else yield unwrapped(item);
    }
    return;
  }
  if (isListing(value)) return yield* listed(value, false);
  if (!isObject(value)) throw new CodedError('json-not-a-list', { name, got: String(value) });
  const { columns, data } = value;
  if (Array.isArray(columns) && Array.isArray(data)) return yield* splitRecords(columns, data);
  const classes = classesOf(value);
  if (classes !== null) return yield* classes;
  const splits = splitsOf(value);
  if (splits !== null) return yield* splits;
  const pairs = textPairs(value);
  if (pairs !== null) return yield* pairs;
  const byId = textsById(value);
  if (byId !== null) return yield* byId;
  const table = columnRecords(value);
  if (table !== null) return yield* table;
  const records = Object.values(value);
  if (areRecords(records)) {
    yield* records;
    return;
  }
  const list = findList(value, 0);
  if (list !== null) {
    const labelNames = classNamesOf(value.features);
    for (const item of list) yield withClassNames(unwrapped(item), labelNames);
    return;
  }
  if (records.length > 1 && records.every((record) => isObject(record) || Array.isArray(record))) return yield* records;
  throw new CodedError('json-not-a-list', { name, got: '{' });
}

/** Objects with the same fields, by some key: pandas' `index`, data sets by the id of their posts. */
function areRecords(values: readonly unknown[]): boolean {
  if (values.length < 2 || !values.every(isObject)) return false;
  const fields = Object.keys(values[0]);
  return fields.length > 1 && values.slice(1, 20).every((value) => fields.every((field) => field in value));
}

/** pandas' `split`: names of the columns, and rows as lists. */
function* splitRecords(columns: readonly unknown[], rows: readonly unknown[]): Generator<unknown, void, undefined> {
  for (const row of rows) {
    const record: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    if (Array.isArray(row)) for (const [i, column] of columns.entries()) record[String(column)] = row[i];
    yield record;
  }
}

/**
 * Lists of records of the same fields by the name of their part: `{"train": [...], "test": [...]}`. Null if it is none.
 */
function splitsOf(value: Readonly<Record<string, unknown>>): Generator<unknown, void, undefined> | null {
  const parts = Object.entries(value);
  if (parts.length < 2) return null;
  const lists: (readonly [string, readonly Readonly<Record<string, unknown>>[]])[] = [];
  let fields: readonly string[] | null = null;
  for (const [name, list] of parts) {
    if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return null;
    const own = Object.keys(list[0]);
    fields ??= own;
    if (own.length !== fields.length || !fields.every((field) => own.includes(field))) return null;
    lists.push([name, list]);
  }
  return splitRecordsOf(lists);
}

function* splitRecordsOf(
  parts: readonly (readonly [string, readonly Readonly<Record<string, unknown>>[]])[],
): Generator<unknown, void, undefined> {
  for (const [split, list] of parts) for (const record of list) yield { ...record, split: record.split ?? split };
}

/** Comments in a list by their label: `{"toxic": ["..."], "ok": ["..."]}`. Null if it is none. */
function classesOf(value: Readonly<Record<string, unknown>>): Generator<unknown, void, undefined> | null {
  const lists = Object.entries(value);
  const meanings = lists.map(([label]) => knownMeaning(plainValue(label)));
  if (!meanings.includes('toxic') || !meanings.includes('notToxic') || meanings.includes(undefined)) return null;
  const areTexts = (list: unknown) => Array.isArray(list) && list.every((text) => typeof text === 'string');
  return lists.every(([, list]) => areTexts(list)) ? classRecords(lists as [string, string[]][]) : null;
}

function* classRecords(lists: readonly (readonly [string, readonly string[]])[]): Generator<unknown, void, undefined> {
  for (const [label, texts] of lists) for (const text of texts) yield { text, label };
}

/** Reddit's lists of posts and comments. */
interface Listing {
  readonly kind: 'Listing';
  readonly data: { readonly children: readonly unknown[] };
}

function isListing(value: unknown): value is Listing {
  return isObject(value) && value.kind === 'Listing' && isObject(value.data) && Array.isArray(value.data.children);
}

/**
 * What a listing holds, the replies to each comment after it.
 * @param comments without the post that they are about, whose fields are others.
 */
function* listed({ data }: Listing, comments: boolean): Generator<unknown, void, undefined> {
  for (const child of data.children) {
    const record = unwrapped(child);
    if (!isObject(record) || (isObject(child) && (child.kind === 'more' || (comments && child.kind !== 't1'))))
      continue;
    const { replies, ...fields } = record;
    yield isListing(replies) ? fields : record;
    if (isListing(replies)) yield* listed(replies, comments);
  }
}

/** Comments as keys, their labels as values: `{"a comment": 1, "another one": 0}`. Null if it is none. */
function textPairs(value: Readonly<Record<string, unknown>>): Generator<unknown, void, undefined> | null {
  const pairs = Object.entries(value);
  if (pairs.length < 3 || pairs.some(([, label]) => typeof label === 'object')) return null;
  const sentences = pairs.filter(([text]) => /\S\s+\S/.test(text)).length;
  return sentences > pairs.length / 2 ? pairRecords(pairs) : null;
}

function* pairRecords(pairs: readonly (readonly [string, unknown])[]): Generator<unknown, void, undefined> {
  for (const [text, label] of pairs) yield { text, label };
}

/** Comments as values, their ids as keys: `{"c101": "a comment", "c102": "another one"}`. Null if it is none. */
function textsById(value: Readonly<Record<string, unknown>>): Generator<unknown, void, undefined> | null {
  const pairs = Object.entries(value);
  if (pairs.length < 2 || !pairs.every(([id, text]) => typeof text === 'string' && /^\S*\d\S*$/.test(id))) return null;
  const sentences = pairs.filter(([, text]) => /\S\s+\S/.test(String(text))).length;
  return sentences > pairs.length / 2 ? idRecords(pairs) : null;
}

function* idRecords(pairs: readonly (readonly [string, unknown])[]): Generator<unknown, void, undefined> {
  for (const [id, text] of pairs) yield { id, text };
}

/** Columns by name, each a list or an object by row: pandas' `columns` (its default) and `list`. Null if it is none. */
function columnRecords(value: Readonly<Record<string, unknown>>): Generator<unknown, void, undefined> | null {
  const columns = Object.entries(value);
  if (columns.length === 0) return null;
  if (
    columns.every(
      ([, column]) => Array.isArray(column) && column.length === firstLength(columns) && !column.some(isObject),
    )
  ) {
    if (firstLength(columns) < 2 && columns.length < 2) return null;
    return listRecords(columns as [string, unknown[]][]);
  }
  if (!columns.every(([, column]) => isObject(column))) return null;
  const objects = columns as [string, Record<string, unknown>][];
  const keys = Object.keys(objects[0][1]);
  const isScalar = (cell: unknown) => !isObject(cell);
  // Rows by number have columns within them, columns have rows: 0, 1, 2 ... are rows.
  const numbered = keys.length > 0 && keys.every((key, i) => key === String(i) || /^\d+$/.test(key));
  const rowsOutside = objects.every(([key]) => /^\d+$/.test(key));
  // Where the rows have names of their own, known names of columns say which of the two is outside.
  const named = objects.some(([key]) => isKnownName(key)) && !keys.some((key) => isKnownName(key));
  if (!(numbered || named) || (rowsOutside && objects.length > 1)) return null;
  if (!objects.every(([, column]) => Object.values(column).every(isScalar))) return null;
  return objectRecords(objects, keys);
}

function firstLength(columns: readonly (readonly [string, unknown])[]): number {
  const [, first] = columns[0];
  return Array.isArray(first) ? first.length : -1;
}

function* listRecords(
  columns: readonly (readonly [string, readonly unknown[]])[],
): Generator<unknown, void, undefined> {
  for (let row = 0; row < columns[0][1].length; row++) {
    yield Object.fromEntries(columns.map(([name, column]) => [name, column[row]]));
  }
}

function* objectRecords(
  columns: readonly (readonly [string, Readonly<Record<string, unknown>>])[],
  keys: readonly string[],
): Generator<unknown, void, undefined> {
  for (const key of keys) yield Object.fromEntries(columns.map(([name, column]) => [name, column[key]]));
}

/** The list of records within an answer: under a name that such lists have, else the longest list of objects. */
function findList(value: Readonly<Record<string, unknown>>, depth: number): readonly unknown[] | null {
  for (const name of LISTS) {
    const list = value[name];
    if (Array.isArray(list) && list.length > 0 && list.every((item) => isObject(item) || Array.isArray(item)))
      return list;
  }
  let longest: readonly unknown[] | null = null;
  for (const inner of Object.values(value)) {
    if (Array.isArray(inner) && inner.some(isObject) && inner.length > (longest?.length ?? 0)) longest = inner;
  }
  if (longest !== null || depth > 3) return longest;
  for (const inner of Object.values(value)) {
    const list = isObject(inner) ? findList(inner, depth + 1) : null;
    if (list !== null && list.length > (longest?.length ?? 0)) longest = list;
  }
  return longest;
}

/** What a row of the datasets server or of Reddit holds its record in. */
function unwrapped(item: unknown): unknown {
  if (!isObject(item)) return item;
  if (isObject(item.row) && 'row_idx' in item) return item.row;
  if (isObject(item.data) && typeof item.kind === 'string' && Object.keys(item).length === 2) return item.data;
  return item;
}

/** Names of the classes of columns that hold numbers for them, as the datasets server describes its features. */
function classNamesOf(features: unknown): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  if (!Array.isArray(features)) return names;
  for (const feature of features) {
    if (!isObject(feature) || typeof feature.name !== 'string' || !isObject(feature.type)) continue;
    const { names: classes } = feature.type;
    if (Array.isArray(classes) && classes.every((one) => typeof one === 'string')) names.set(feature.name, classes);
  }
  return names;
}

function withClassNames(record: unknown, names: ReadonlyMap<string, readonly string[]>): unknown {
  if (names.size === 0 || !isObject(record)) return record;
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      typeof value === 'number' ? (names.get(key)?.[value] ?? value) : value,
    ]),
  );
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
