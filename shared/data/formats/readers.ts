import { chatReader } from '../delimited/chatReader';
import { csvReader } from '../delimited/csvReader';
import { fasttextReader } from '../delimited/fasttextReader';
import { linesReader } from '../delimited/linesReader';
import { markedReader } from '../delimited/markedReader';
import { jsonLinesReader, jsonReader } from '../json/jsonReader';
import type { BinaryReader } from './binaryReader';
import type { BinaryFormat, TextFormat } from './index';
import type { TextReader } from './textReader';

/** What reads each text format. */
export const TEXT_READERS: Readonly<Record<TextFormat, TextReader>> = {
  csv: csvReader,
  jsonl: jsonLinesReader,
  json: jsonReader,
  lines: linesReader,
  fasttext: fasttextReader,
  marked: markedReader,
  chat: chatReader,
};

/** What reads each other format; the code loads with the first file of its kind. */
export const BINARY_READERS: Readonly<Record<BinaryFormat, () => Promise<BinaryReader>>> = {
  parquet: async () => (await import('../parquet/parquetSource')).openParquetSource,
  xlsx: async () => (await import('../xlsx/xlsxSource')).openXlsxSource,
};
