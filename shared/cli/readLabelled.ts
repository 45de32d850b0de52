import { CodedError } from '#shared/base/errors';
import type { Encoding } from '#shared/data/bytes/encoding';
import type { DataFile } from '#shared/data/bytes/source';
import type { TableChunk } from '#shared/data/column/chunkBuilder';
import { labelsOfColumn } from '#shared/data/column/labels';
import type { TextColumn } from '#shared/data/column/textColumn';
import { type Delimiter, parseDelimiter } from '#shared/data/delimited/dialect';
import type { ReadOptions } from '#shared/data/filePlan';
import type { TextFormat } from '#shared/data/guess/textFormat';
import type { ImportReport } from '#shared/data/importReport';
import { importTable } from '#shared/data/readTable';
import { type Preview, sniff } from '#shared/data/sniff';
import type { LabelColumn, LabelledText } from '#shared/ml/pipeline/pipeline';
import { runSteps } from '#shared/runtime/steps';
import { openSource } from './io';

/** The comments and labels of a file, in memory as bytes. */
export interface LabelledFile {
  readonly chunks: readonly TextColumn[];
  readonly labels: readonly LabelColumn[];
  readonly report: ImportReport;
}

/** How to read a file; the same options for every command. */
export interface ReadSettings {
  readonly text?: string;
  /** Names of label columns; the first decides which rows are kept. Undefined: guessed. */
  readonly labels?: readonly string[];
  readonly delimiter?: Delimiter;
  readonly format?: TextFormat;
  readonly encoding?: Encoding;
  readonly entry?: string;
  readonly sheet?: string;
}

/** Command-line options that control how the data is read. */
export const READ_OPTIONS = {
  text: ['COL', 'column of the comments (default: guessed)'],
  label: ['COL,...', 'column or columns of the labels (default: guessed)'],
  format: ['NAME', 'csv, jsonl, json or lines (default: detected)'],
  encoding: ['NAME', 'utf-8, utf-16le, utf-16be, windows-1251 or windows-1252 (default: guessed)'],
  delimiter: ['CHAR', 'column separator: , ; or tab (default: detected from the header)'],
  entry: ['PATH', 'file inside a zip'],
  sheet: ['NAME', 'sheet of an Excel file (default: the one that most resembles comments)'],
} as const;

/** The formats that every command reads, for its help. */
export const READABLE = 'CSV, TSV, JSON, JSON Lines, lines, Parquet or Excel, also gzipped or zipped';

/** The values of READ_OPTIONS. */
export function readSettingsOf(given: ReadonlyMap<string, string>): ReadSettings {
  const delimiter = given.get('delimiter');
  return {
    text: given.get('text'),
    labels: given
      .get('label')
      ?.split(',')
      .map((name) => name.trim()),
    delimiter: delimiter === undefined ? undefined : parseDelimiter(/^(tab|\\t)$/.test(delimiter) ? '\t' : delimiter),
    // Unknown names are refused when the file is opened.
    format: given.get('format') as TextFormat | undefined,
    encoding: given.get('encoding') as Encoding | undefined,
    entry: given.get('entry'),
    sheet: given.get('sheet'),
  };
}

/** How the file will be read: `settings`, with guesses from the start of the file for what they leave open. */
export async function planReading(
  file: DataFile,
  { text, labels, ...settings }: ReadSettings,
): Promise<{ preview: Preview; options: ReadOptions }> {
  const options: ReadOptions = { ...settings, textColumn: text, labelColumn: labels?.[0] };
  return { preview: await sniff(file, options), options };
}

/**
 * Reads a file of labelled comments.
 * @throws CodedError as `readTable`; `argument-invalid` if it has no label column.
 */
export function readLabelled(path: string, settings: ReadSettings): Promise<LabelledFile> {
  return read(path, settings, true);
}

/**
 * Reads a file of comments; `labels` is empty if it has no label column.
 * @throws CodedError as `readTable`.
 */
export function readComments(path: string, settings: ReadSettings): Promise<LabelledFile> {
  return read(path, settings, false);
}

async function read(path: string, settings: ReadSettings, labelled: boolean): Promise<LabelledFile> {
  const file = openSource(path);
  const { preview, options } = await planReading(file, settings);
  const { header, textColumn, labelColumn } = preview;
  if (textColumn === null) throw new CodedError('file-no-text-column', { name: file.name, columns: header });
  if (labelColumn === null && labelled) {
    const expected = `one or more of ${header.join(', ')}`;
    throw new CodedError('argument-invalid', { argument: '--label', got: 'nothing', expected });
  }
  const names = settings.labels ?? (labelColumn === null ? [] : [header[labelColumn]]);
  const more = names.slice(1).map((name) => {
    const at = header.indexOf(name);
    if (at < 0) throw new CodedError('column-missing', { column: name, columns: header });
    return at;
  });

  const chunks: TextColumn[] = [];
  const parts: Uint8Array[][] = names.map(() => []);
  const keep = ({ columns, labels }: TableChunk) => {
    chunks.push(columns[textColumn]);
    parts[0]?.push(labels);
    more.forEach((at, i) => void parts[i + 1].push(labelsOfColumn(columns[at])));
  };
  const report = await runSteps(importTable(file, { ...options, textColumn, labelColumn }, keep));
  return { chunks, labels: names.map((name, i) => ({ name, values: joined(parts[i]) })), report };
}

/** A file as training data for a pipeline. */
export function dataOf({ chunks, labels, report }: LabelledFile): LabelledText {
  return { rows: report.rows, chunks: () => chunks, labels, fingerprint: report.fingerprint };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
