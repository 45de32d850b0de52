import type { FileMetaData } from 'hyparquet';

/*
 * What must hold of a Parquet file before it is decoded. The library believes what a file says of itself: of a damaged one
 * it would make arrays and loops of whatever length stands there.
 */

/** Rows of one group that may be decoded at once. */
const GROUP_ROWS_LIMIT = 50_000_000;

export type RowGroup = FileMetaData['row_groups'][number];

/** Where the pages of one column of a group are, and how many values they hold. */
interface ColumnChunk {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly values: number;
  /** What the pages come to, unpacked. */
  readonly unpackedSize: number;
}

/** What one page says of itself. */
export interface PageHeader {
  readonly compressed_page_size: number;
  readonly uncompressed_page_size: number;
  readonly data_page_header?: { readonly num_values: number };
  readonly data_page_header_v2?: {
    readonly num_values: number;
    readonly num_nulls: number;
    readonly num_rows: number;
    readonly definition_levels_byte_length: number;
    readonly repetition_levels_byte_length: number;
  };
  readonly dictionary_page_header?: { readonly num_values: number };
}

/**
 * The columns of a group, if what the footer says of them can be.
 *
 * @param leaves how often each path may occur: the paths of the schema that hold values, joined by dots.
 * @param fileSize bytes.
 * @param byteLimit what a column may unpack to.
 * @throws Error that says what cannot be.
 */
export function columnChunksOf(
  group: RowGroup,
  leaves: readonly string[],
  fileSize: number,
  byteLimit: number,
): ColumnChunk[] {
  const rows = wholeNumber('rows of a group', group.num_rows, GROUP_ROWS_LIMIT);
  if (group.columns.length !== leaves.length) {
    throw new Error(`${group.columns.length} columns in a group, ${leaves.length} expected`);
  }
  return group.columns.map(({ meta_data: data }, i) => {
    if (data === undefined) throw new Error('the pages of a column are in another file');
    const name = data.path_in_schema.join('.');
    if (name !== leaves[i]) throw new Error(`column “${name}” where “${leaves[i]}” was expected`);
    const values = wholeNumber(`values of “${name}”`, data.num_values, GROUP_ROWS_LIMIT);
    if (values < rows) throw new Error(`${values} values of “${name}” in ${rows} rows`);
    const first = wholeNumber(`place of “${name}”`, data.data_page_offset, fileSize);
    const dictionary = data.dictionary_page_offset
      ? wholeNumber(`dictionary of “${name}”`, data.dictionary_page_offset, fileSize)
      : first;
    const start = Math.min(first, dictionary);
    const length = wholeNumber(`length of “${name}”`, data.total_compressed_size, fileSize - start);
    const unpackedSize = wholeNumber(`size of “${name}”`, data.total_uncompressed_size, byteLimit);
    return { name, start, end: start + length, values, unpackedSize };
  });
}

/**
 * Walks the pages of a column and holds their sizes and counts against the footer's.
 *
 * @param readHeader reads a header and moves past it.
 * @throws Error that says what cannot be.
 */
export function checkPages(
  { name, values, unpackedSize }: ColumnChunk,
  bytes: ArrayBuffer,
  readHeader: (reader: { view: DataView; offset: number }) => PageHeader,
): void {
  const reader = { view: new DataView(bytes), offset: 0 };
  let found = 0;
  while (reader.offset < bytes.byteLength - 1 && found < values) {
    const header = readHeader(reader);
    const size = wholeNumber(`page of “${name}”`, header.compressed_page_size, bytes.byteLength - reader.offset);
    wholeNumber(`page of “${name}”`, header.uncompressed_page_size, unpackedSize);
    const { data_page_header: data, data_page_header_v2: second, dictionary_page_header: dictionary } = header;
    if (dictionary !== undefined) wholeNumber(`dictionary of “${name}”`, dictionary.num_values, values);
    if (second !== undefined) {
      wholeNumber(`rows of a page of “${name}”`, second.num_rows, values);
      wholeNumber(`nulls of a page of “${name}”`, second.num_nulls, second.num_values);
      const levels = wholeNumber(`levels of “${name}”`, second.definition_levels_byte_length, size);
      wholeNumber(`levels of “${name}”`, second.repetition_levels_byte_length, size - levels);
    }
    const page = data ?? second;
    if (page !== undefined) found += wholeNumber(`values of a page of “${name}”`, page.num_values, values - found);
    reader.offset += size;
  }
  if (found !== values) throw new Error(`${found} values in the pages of “${name}”, ${values} expected`);
}

/** `value` as a number, if it is whole and between 0 and `most`. */
function wholeNumber(what: string, value: number | bigint | undefined, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= most) return number;
  throw new Error(`${what}: ${value}, where 0 to ${most} can be`);
}
