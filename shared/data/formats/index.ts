/*
 * The formats that can be read. What the choosers of the app accept, what the installed app opens, which files of a zip
 * are tables, the help of the runner and the lists in messages follow from the rows here; what reads a format is in
 * readers.ts.
 */

/** First bytes by which a file is known, whatever its name. */
export interface Magic {
  readonly bytes: readonly number[];
  /** Of a format that is a zip by itself: the file that it holds. */
  readonly holds?: string;
}

/** What is known of a format before a file is read. */
export interface FormatRow {
  /** What it is called in messages and in the help: a proper name, the same in every language. */
  readonly label: string;
  /** Extensions, in lower case with their dot, by media type. */
  readonly mediaTypes: Readonly<Record<string, readonly string[]>>;
  /** Null: a text, which is known by what it says. */
  readonly magic: Magic | null;
  /** Its first row may name the columns or not, which a person can choose. */
  readonly header: boolean;
}

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** By name, in the order in which a form offers them. */
export const FORMATS = {
  csv: {
    label: 'CSV',
    mediaTypes: { 'text/csv': ['.csv'], 'text/tab-separated-values': ['.tsv', '.tab'] },
    magic: null,
    header: true,
  },
  jsonl: {
    label: 'JSON Lines',
    mediaTypes: { 'application/x-ndjson': ['.jsonl', '.ndjson'] },
    magic: null,
    header: false,
  },
  json: { label: 'JSON', mediaTypes: { 'application/json': ['.json'] }, magic: null, header: false },
  lines: { label: 'TXT', mediaTypes: { 'text/plain': ['.txt'] }, magic: null, header: true },
  fasttext: { label: 'fastText', mediaTypes: {}, magic: null, header: false },
  marked: { label: 'Vowpal Wabbit', mediaTypes: {}, magic: null, header: false },
  chat: { label: 'WhatsApp', mediaTypes: {}, magic: null, header: false },
  parquet: {
    label: 'Parquet',
    mediaTypes: { 'application/vnd.apache.parquet': ['.parquet'] },
    magic: { bytes: [0x50, 0x41, 0x52, 0x31] },
    header: false,
  },
  xlsx: {
    label: 'Excel (.xlsx)',
    mediaTypes: { [SHEET]: ['.xlsx'] },
    magic: { bytes: [0x50, 0x4b, 0x03, 0x04], holds: 'xl/workbook.xml' },
    header: true,
  },
} as const satisfies Readonly<Record<string, FormatRow>>;

/** Every format that a file of comments may be in. */
export type TableFormat = keyof typeof FORMATS;

type Rows = typeof FORMATS;
/** The formats that are texts: their encoding, and which of them a text is, can be chosen. */
export type TextFormat = { [Format in TableFormat]: Rows[Format]['magic'] extends null ? Format : never }[TableFormat];
/** The formats that are known by their first bytes. */
export type BinaryFormat = Exclude<TableFormat, TextFormat>;

export const TABLE_FORMATS = Object.keys(FORMATS) as readonly TableFormat[];
export const TEXT_FORMATS = TABLE_FORMATS.filter(isTextFormat);
export const BINARY_FORMATS = TABLE_FORMATS.filter((format): format is BinaryFormat => !isTextFormat(format));

/** Packings in which any of the formats may be: extensions by media type. */
export const PACKINGS: FormatRow['mediaTypes'] = { 'application/gzip': ['.gz'], 'application/zip': ['.zip'] };

export function formatOf(format: TableFormat): FormatRow {
  return FORMATS[format];
}

export function isTextFormat(format: TableFormat): format is TextFormat {
  return FORMATS[format].magic === null;
}

/** The file by which a zip is known to be of this format; null if its own first bytes do. */
export function holderOf(format: BinaryFormat): string | null {
  const magic: Magic = FORMATS[format].magic;
  return magic.holds ?? null;
}

/** The extensions of a format. */
export function extensionsOf(format: TableFormat): readonly string[] {
  return Object.values(formatOf(format).mediaTypes).flat();
}

/** The formats as messages and help name them. */
export const FORMAT_LABELS: readonly string[] = TABLE_FORMATS.map((format) => FORMATS[format].label);

/** Extensions of all files that can be read, packed ones too, by media type. */
export const READABLE_FILES: Readonly<Record<string, readonly string[]>> = Object.assign(
  {},
  ...TABLE_FORMATS.map((format) => FORMATS[format].mediaTypes),
  PACKINGS,
);

/** The same as `<input accept>` takes it. Some systems know extensions, others media types. */
export const ACCEPTED_FILES = [...Object.values(READABLE_FILES).flat(), ...Object.keys(READABLE_FILES)].join(',');

const TABLE_EXTENSIONS = TABLE_FORMATS.flatMap(extensionsOf);
const PACKED_EXTENSIONS = Object.values(PACKINGS).flat();

/** Whether a path ends as a table does, packed or not: `a/b.csv`, `a.csv.gz`. */
export function isTableName(path: string): boolean {
  const name = path.toLowerCase();
  const packing = PACKED_EXTENSIONS.find((extension) => name.endsWith(extension)) ?? '';
  const bare = name.slice(0, name.length - packing.length);
  return TABLE_EXTENSIONS.some((extension) => bare.endsWith(extension));
}
