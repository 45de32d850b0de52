import * as v from 'valibot';
import type { RowFilter } from '#shared/eda/filters/rowFilter';
import { LENGTH_MEASURES } from '#shared/eda/lengths/measures';
import { PERSONAL_DATA } from '#shared/eda/personalData/kinds';
import { EDA_DEFAULTS, type EdaSettings, LEFT_OUT } from '#shared/eda/section/settings';
import { STYLE_MARKS } from '#shared/eda/style/marks';
import { WORD_CLASSES } from '#shared/text/tagging/wordClasses';

/*
 * Which rows the table of a dataset shows, and in which order, as the search of an address, so that Explore can link to
 * them, Back works, and a view can be passed on: /data/<id>?filter=[{"kind":"class","label":1}]&sort=length-down
 */

export type { RowFilter } from '#shared/eda/filters/rowFilter';

export const SORT_KEYS = ['row', 'class', 'length'] as const;

/** `length` in characters. Rows that are equal by it stay in the order of their numbers. */
export type RowSort =
  | { readonly by: (typeof SORT_KEYS)[number]; readonly descending: boolean }
  /** By the cells of a column of the file, position from 0. */
  | { readonly by: 'column'; readonly column: number; readonly descending: boolean };

export interface RowQuery {
  /** A row is shown if it passes all of them. */
  readonly filters: readonly RowFilter[];
  readonly sort: RowSort;
  /** How terms are read, for filters that name one. */
  readonly settings: EdaSettings;
  /** True: of the rows that were removed; else of those that are kept. */
  readonly removed: boolean;
  /** The name of the label that classes, filters and edits are about; null: the dataset's first. */
  readonly label: string | null;
}

/** The decoded search of an address, from the router. A parameter that occurs more than once is an array. */
export interface RowSearch {
  readonly filter?: string | string[] | undefined;
  readonly sort?: string | string[] | undefined;
  readonly settings?: string | string[] | undefined;
  readonly removed?: string | string[] | undefined;
  readonly label?: string | string[] | undefined;
}

export const EVERY_ROW: RowQuery = {
  filters: [],
  sort: { by: 'row', descending: false },
  settings: EDA_DEFAULTS,
  removed: false,
  label: null,
};

/** Whether which rows a query shows, or their order, depends on its label. */
export function dependsOnLabel({ filters, sort }: Pick<RowQuery, 'filters' | 'sort'>): boolean {
  return sort.by === 'class' || filters.some(({ kind }) => kind === 'class' || kind === 'edited');
}

/** Longer ones were not made here. */
const LONGEST_TEXT = 10_000;
const MAX_FILTERS = 32;
const MAX_ROWS = 10_000;

const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT));
const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const filterSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('class'), label: v.nullable(v.picklist([0, 1])) }),
  v.strictObject({
    kind: v.literal('length'),
    measure: v.picklist(LENGTH_MEASURES),
    from: v.pipe(v.number(), v.minValue(0)),
    to: v.nullable(v.pipe(v.number(), v.minValue(0))),
  }),
  v.strictObject({ kind: v.literal('term'), term: text }),
  v.strictObject({ kind: v.literal('contains'), text }),
  v.strictObject({ kind: v.literal('pattern'), source: text, ignoreCase: v.boolean() }),
  v.strictObject({ kind: v.literal('column'), column: wholeNumber, equals: text }),
  v.strictObject({
    kind: v.literal('number'),
    column: wholeNumber,
    from: v.nullable(v.pipe(v.number(), v.finite())),
    to: v.nullable(v.pipe(v.number(), v.finite())),
  }),
  v.strictObject({ kind: v.literal('language'), language: v.picklist(['en', 'ru', 'other', 'unknown']) }),
  v.strictObject({ kind: v.literal('empty') }),
  v.strictObject({ kind: v.literal('missing') }),
  v.strictObject({ kind: v.literal('style'), mark: v.picklist(STYLE_MARKS) }),
  v.strictObject({ kind: v.literal('identity'), group: text }),
  v.strictObject({ kind: v.literal('personalData'), what: v.picklist(PERSONAL_DATA) }),
  v.strictObject({
    kind: v.literal('wordClass'),
    wordClass: v.picklist(WORD_CLASSES),
    language: v.optional(v.picklist(['en', 'ru'])),
  }),
  v.strictObject({ kind: v.literal('rows'), rows: v.pipe(v.array(wholeNumber), v.maxLength(MAX_ROWS)) }),
  v.strictObject({ kind: v.literal('edited') }),
  v.strictObject({ kind: v.literal('part'), part: text }),
]) satisfies v.GenericSchema<unknown, RowFilter>;

const filtersSchema = v.pipe(v.array(filterSchema), v.maxLength(MAX_FILTERS));

const settingsSchema = v.partial(
  v.strictObject({
    language: v.picklist(['auto', 'en', 'ru']),
    tokens: v.picklist(['plain', 'stem', 'lemma']),
    stopWords: v.union([v.picklist(['none', 'auto', 'en', 'ru']), v.array(text)]),
    keep: v.array(v.picklist(LEFT_OUT)),
    minCount: wholeNumber,
    topTerms: wholeNumber,
  }),
) satisfies v.GenericSchema<unknown, Partial<EdaSettings>>;

/**
 * The query of an address.
 * @returns also whether all of it was understood: what was not is ignored, and the page should report that.
 */
export function parseRowQuery({ filter, sort, settings, removed, label }: RowSearch): {
  query: RowQuery;
  understood: boolean;
} {
  const filters = decoded(filtersSchema, filter, EVERY_ROW.filters);
  const order = parseSort(sort);
  const read = decoded<Partial<EdaSettings>>(settingsSchema, settings, {});
  return {
    query: {
      filters: filters ?? EVERY_ROW.filters,
      sort: order ?? EVERY_ROW.sort,
      settings: { ...EDA_DEFAULTS, ...read },
      removed: removed === '1',
      label: typeof label === 'string' && label !== '' ? label : null,
    },
    understood:
      filters !== null && order !== null && read !== null && (removed ?? '1') === '1' && !Array.isArray(label),
  };
}

/** A sort as addresses have it: `length-down`, `column.5-up`. */
export function sortText(sort: RowSort): string {
  const key = sort.by === 'column' ? `column.${sort.column}` : sort.by;
  return `${key}-${sort.descending ? 'down' : 'up'}`;
}

/** The search of an address for `query`; default values are undefined, which the router leaves out. */
export function rowSearch({
  filters,
  sort,
  settings,
  removed,
  label,
}: Partial<RowQuery>): Record<keyof RowSearch, string | undefined> {
  const differing = Object.entries(settings ?? {}).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(EDA_DEFAULTS[key as keyof EdaSettings]),
  );
  const usual = sort === undefined || (sort.by === 'row' && !sort.descending);
  return {
    filter: filters === undefined || filters.length === 0 ? undefined : JSON.stringify(filters),
    sort: usual ? undefined : sortText(sort),
    settings: differing.length === 0 ? undefined : JSON.stringify(Object.fromEntries(differing)),
    removed: removed ? '1' : undefined,
    label: label ?? undefined,
  };
}

/** The address of the table with the rows of a dataset that match `query`: a link for any page. */
export function rowsAddress(datasetId: string, query: Partial<RowQuery> = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(rowSearch(query))) if (value !== undefined) search.set(key, value);
  const asked = search.size === 0 ? '' : `?${search}`;
  return `/data/${encodeURIComponent(datasetId)}${asked}`;
}

/** `usual` if there is none, null if it is invalid. */
function decoded<Value>(
  schema: v.GenericSchema<unknown, Value>,
  asked: string | string[] | undefined,
  usual: Value,
): Value | null {
  if (asked === undefined || asked === '') return usual;
  if (typeof asked !== 'string') return null;
  let value: unknown;
  try {
    value = JSON.parse(asked);
  } catch {
    return null; // cut short or mistyped: the caller reports it
  }
  const result = v.safeParse(schema, value);
  return result.success ? result.output : null;
}

/** Reads what `sortText` writes; null for anything else, and the order of the file for nothing. */
export function parseSort(asked: string | string[] | undefined): RowSort | null {
  if (asked === undefined || asked === '') return EVERY_ROW.sort;
  if (typeof asked !== 'string') return null;
  const [, key, column, direction] = /^([a-z]+)(?:\.(\d{1,9}))?-(up|down)$/.exec(asked) ?? [];
  const descending = direction === 'down';
  if (key === 'column' && column !== undefined) return { by: 'column', column: Number(column), descending };
  const by = SORT_KEYS.find((known) => known === key);
  return by === undefined || column !== undefined ? null : { by, descending };
}
