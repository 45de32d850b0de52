import type { FileMetaData, PageHeader, SchemaTree } from 'hyparquet';
import type { readPage } from 'hyparquet/src/column.js';
import type { convert } from 'hyparquet/src/convert.js';
import { FaultError } from '../../base/faults';
import { checkLevels, checkPage, checkValues, type RunLayout } from './parquetRuns';

/*
 * What must hold of a Parquet file before it is decoded. The library believes what a file says of itself: of a damaged
 * one it would make arrays and loops of whatever length stands there.
 */

/** Rows of one group that may be decoded at once. */
const GROUP_ROWS_LIMIT = 50_000_000;

export type RowGroup = FileMetaData['row_groups'][number];
type ColumnMetaData = NonNullable<RowGroup['columns'][number]['meta_data']>;
type Codec = ColumnMetaData['codec'];

/** A column of the file that holds values. */
export interface Leaf {
  /** Its path in the schema, joined by dots. */
  readonly name: string;
  readonly isBoolean: boolean;
  readonly maxRepetition: number;
  readonly maxDefinition: number;
}

/** Where the pages of one column of a group are, and how many values they hold. */
export interface ColumnChunk extends Leaf {
  readonly start: number;
  readonly end: number;
  readonly values: number;
  readonly codec: Codec;
  readonly metadata: ColumnMetaData;
  /** What the pages come to, unpacked. */
  readonly unpackedSize: number;
}

/** What is needed to look into pages, and to decode them one by one. */
export interface PageTools {
  readonly readPage: typeof readPage;
  readonly convert: typeof convert;
  decoderOf(tree: SchemaTree, column: ColumnMetaData): Parameters<typeof readPage>[2];
  /** Reads a header and moves past it. */
  readHeader(reader: { view: DataView; offset: number }): PageHeader;
  unpack(packed: Uint8Array, length: number, codec: Codec): Uint8Array;
}

/** The columns that hold values, in the order of the file. */
export function leavesOf(tree: SchemaTree, maxRepetition = 0, maxDefinition = 0): Leaf[] {
  if (tree.children.length === 0) {
    return [{ name: tree.path.join('.'), isBoolean: tree.element.type === 'BOOLEAN', maxRepetition, maxDefinition }];
  }
  return tree.children.flatMap((child) => {
    const { repetition_type: kind } = child.element;
    return leavesOf(
      child,
      maxRepetition + (kind === 'REPEATED' ? 1 : 0),
      maxDefinition + (kind === 'REQUIRED' ? 0 : 1),
    );
  });
}

/**
 * The columns of a group, if what the footer says of them can be.
 *
 * @param fileSize bytes.
 * @param byteLimit what a column may unpack to.
 * @throws FaultError that names what cannot be.
 */
export function columnChunksOf(
  group: RowGroup,
  leaves: readonly Leaf[],
  fileSize: number,
  byteLimit: number,
): ColumnChunk[] {
  const rows = wholeNumber(null, group.num_rows, GROUP_ROWS_LIMIT);
  if (group.columns.length !== leaves.length) {
    throw new FaultError('columns-differ', { got: group.columns.length, expected: leaves.length });
  }
  return group.columns.map(({ meta_data: data }, i) => {
    if (data === undefined) throw new FaultError('pages-elsewhere', { where: leaves[i].name });
    const { name } = leaves[i];
    const path = data.path_in_schema.join('.');
    if (path !== name) throw new FaultError('column-order', { where: name });
    const values = wholeNumber(name, data.num_values, GROUP_ROWS_LIMIT);
    if (values < rows) throw new FaultError('values-differ', { where: name, got: values, expected: rows });
    const first = wholeNumber(name, data.data_page_offset, fileSize);
    const dictionary = data.dictionary_page_offset ? wholeNumber(name, data.dictionary_page_offset, fileSize) : first;
    const start = Math.min(first, dictionary);
    const length = wholeNumber(name, data.total_compressed_size, fileSize - start);
    const unpackedSize = wholeNumber(name, data.total_uncompressed_size, byteLimit);
    return { ...leaves[i], start, end: start + length, values, codec: data.codec, metadata: data, unpackedSize };
  });
}

/**
 * Walks the pages of a column and holds their sizes, counts and runs against the footer's numbers and each other, a
 * page a step.
 * @param wanted values that are about to be read: pages after them are not looked at.
 * @throws FaultError that names what cannot be.
 */
export function* checkPages(
  column: ColumnChunk,
  bytes: ArrayBuffer,
  tools: PageTools,
  wanted: number,
): Generator<void, void, undefined> {
  const { name, values, unpackedSize } = column;
  const reader = { view: new DataView(bytes), offset: 0 };
  let found = 0;
  while (reader.offset < bytes.byteLength - 1 && found < wanted) {
    const header = tools.readHeader(reader);
    const size = wholeNumber(name, header.compressed_page_size, bytes.byteLength - reader.offset);
    wholeNumber(name, header.uncompressed_page_size, unpackedSize);
    const dictionary = header.dictionary_page_header;
    if (dictionary !== undefined) wholeNumber(name, dictionary.num_values, values);
    const page = header.data_page_header ?? header.data_page_header_v2;
    if (page !== undefined) {
      found += wholeNumber(name, page.num_values, values - found);
      checkRuns(column, header, new Uint8Array(bytes, reader.offset, size), tools);
    }
    reader.offset += size;
    yield;
  }
  if (found < wanted) throw new FaultError('values-differ', { where: name, got: found, expected: wanted });
}

/** Looks into the data page that is `bytes`. */
function checkRuns(column: ColumnChunk, header: PageHeader, bytes: Uint8Array, tools: PageTools): void {
  const { name, codec, isBoolean } = column;
  const { data_page_header: first, data_page_header_v2: second } = header;
  const layoutOf = ({ num_values, encoding }: { num_values: number; encoding: string }): RunLayout => ({
    ...column,
    values: num_values,
    runs: encoding.endsWith('_DICTIONARY') ? 'indices' : encoding === 'RLE' && isBoolean ? 'booleans' : null,
  });
  if (first !== undefined) {
    const layout = layoutOf(first);
    if (layout.runs === null && column.maxDefinition === 0 && column.maxRepetition === 0) return;
    checkPage(viewOf(tools.unpack(bytes, header.uncompressed_page_size, codec)), layout);
  }
  if (second === undefined) return;
  wholeNumber(name, second.num_rows, column.values);
  wholeNumber(name, second.num_nulls, second.num_values);
  const { definition_levels_byte_length: definition, repetition_levels_byte_length: repetition } = second;
  wholeNumber(name, definition, bytes.length);
  wholeNumber(name, repetition, bytes.length - definition);
  const levels = definition + repetition;
  const layout = layoutOf(second);
  checkLevels(viewOf(bytes), repetition, layout);
  if (layout.runs === null) return;
  const packed = bytes.subarray(levels);
  const size = header.uncompressed_page_size - levels;
  checkValues(viewOf(second.is_compressed !== false ? tools.unpack(packed, size, codec) : packed), 0, layout);
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** `value`, of the column `where`, as a number, if it is whole and between 0 and `most`. */
function wholeNumber(where: string | null, value: number | bigint | undefined, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new FaultError('number-impossible', { where, got: Number.isNaN(number) ? null : number, expected: most });
}
