import { CodedError } from '#shared/base/errors';
import type { DataFile } from '#shared/data/bytes/source';
import type { TableChunk } from '#shared/data/column/chunkBuilder';
import { createFingerprint } from '#shared/data/column/fingerprint';
import { plainValue } from '#shared/data/column/plainValue';
import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import type { ReadOptions } from '#shared/data/filePlan';
import { createColumnLabels } from '#shared/data/guess/columnLabels';
import type { ReadingQuestion } from '#shared/data/guess/questions';
import type { LabelReading, ReadingReport } from '#shared/data/importReport';
import type { ReadingPlan } from '#shared/data/inspect';
import { openTable } from '#shared/data/openTable';
import { importUnsettled } from '#shared/data/readTable';
import type { LabelColumn, LabelledText } from '#shared/ml/pipeline/pipeline';
import { mixLabels } from '#shared/ml/training/mixLabels';
import { createColumnTies } from '#shared/ml/validation/columnTies';
import { runSteps } from '#shared/runtime/steps';
import { type ReadingSummary, summaryOfReading } from './readingReport';
import { questionText } from './readingText';
import { optionsOfReading, type ReadSettings } from './readSettings';

/** The comments and labels of a file, held in memory as bytes. */
export interface LabelledFile {
  readonly chunks: readonly TextColumn[];
  readonly labels: readonly LabelColumn[];
  /** The cells of the column `ReadSettings.groupBy`, whose equal values tie rows together; absent without it. */
  readonly tying?: readonly TextColumn[];
  readonly report: ReadingReport;
  /** What was read, for `--json`. */
  readonly reading: ReadingSummary;
}

/** Readings of one file: what the whole of it shows may ask for another. */
const READINGS = 3;

/** What is known of a file before its rows are read, and the options to read it with. */
export interface PlannedReading extends Omit<ReadingPlan, 'report'> {
  readonly names: readonly string[];
  readonly textColumn: number;
  readonly labelColumns: readonly number[];
  /** About the choice of columns. */
  readonly questions: readonly ReadingQuestion[];
}

/**
 * How the file will be read: `settings` where given, guesses from its beginning for the rest.
 * @throws CodedError as `openTable`; `file-no-text-column`.
 */
export async function planReading(file: DataFile, settings: ReadSettings): Promise<PlannedReading> {
  let options = optionsOfReading(settings);
  let opened = await openTable(file, { ...options, labelColumns: undefined });
  // A name that holds commas may be meant as a whole.
  const whole = settings.wholeLabel;
  if (whole !== undefined && opened.source.plan.names.includes(whole)) options = { ...options, labelColumns: [whole] };
  if (options.labelColumns !== undefined) {
    await opened.source.close();
    opened = await openTable(file, options);
  }
  const { source, ...facts } = opened;
  await source.close();
  const { hasHeader, facts: columns, names, textColumn, labelColumns, labelCandidates, questions } = source.plan;
  if (textColumn === null) throw new CodedError('file-no-text-column', { name: file.name, columns: names });
  return { ...facts, hasHeader, columns, names, textColumn, labelColumns, labelCandidates, questions, options };
}

/** What `readLabelledFile` reads and calls. */
export interface LabelledReading {
  /** The file as errors and the summary name it. */
  readonly path: string;
  readonly settings: ReadSettings;
  /** True: a file without a label column is refused. */
  readonly labelled: boolean;
  /** Called once with what was understood, before a question that is left refuses the file. */
  readonly onReading?: (summary: ReadingSummary) => void;
  /** Called with the comments as they are read, chunk by chunk; null: they are read again from the first. */
  readonly onText?: (chunk: TextColumn | null) => void;
}

/**
 * Reads the comments and labels of a file into memory; `labels` is empty if it has no label column.
 * @throws CodedError as `readTable`; `argument-invalid` without a label column where one is needed; `reading-unclear`
 *   if the settings leave a question open.
 */
export async function readLabelledFile(
  file: DataFile,
  { path, settings, labelled, onReading, onText }: LabelledReading,
): Promise<LabelledFile> {
  const plan = await planReading(file, settings);
  const { names, textColumn, labelColumns } = plan;
  const tying = settings.groupBy === undefined ? null : names.indexOf(settings.groupBy);
  if (tying !== null && tying < 0)
    throw new CodedError('column-missing', { column: settings.groupBy ?? '', columns: names });
  if (labelColumns.length === 0 && labelled) {
    const expected = `one or more of ${names.join(', ')}`;
    throw new CodedError('argument-invalid', { argument: '--label', got: 'nothing', expected });
  }
  let options: ReadOptions = { ...plan.options, textColumn, labelColumns };
  for (let reading = 1; ; reading++) {
    const chunks: TextColumn[] = [];
    const parts: Uint8Array[] = [];
    const tied: TextColumn[] = [];
    const more: TextColumn[][] = labelColumns.slice(1).map(() => []);
    const keep = ({ columns, labels }: TableChunk) => {
      chunks.push(columns[textColumn]);
      onText?.(columns[textColumn]);
      parts.push(labels);
      if (tying !== null) tied.push(columns[tying]);
      labelColumns.slice(1).forEach((column, i) => void more[i].push(columns[column]));
    };
    const report = await runSteps(importUnsettled(file, options, keep));
    if (report.again !== null && reading < READINGS) {
      options = { ...options, ...report.again };
      onText?.(null);
      continue;
    }
    const reported = { ...report, questions: [...plan.questions, ...report.questions] };
    const summary = summaryOfReading(path, { ...plan, report: reported });
    onReading?.(summary);
    refuseUnclear(path, settings, reported);
    const labels = labelsOf(report.labelling, joined(parts), more, options.combine !== undefined);
    return { chunks, labels, report, reading: summary, ...(tying === null ? {} : { tying: tied }) };
  }
}

/** @throws CodedError `reading-unclear`, and `argument-invalid` for a value that the labels do not have. */
export function refuseUnclear(
  path: string,
  { values = [] }: ReadSettings,
  { labelling, questions }: Pick<ReadingReport, 'labelling' | 'questions'>,
): void {
  const known = new Set(labelling.flatMap((reading) => reading.values.map(({ value }) => plainValue(value))));
  for (const value of values) {
    if (known.has(plainValue(value))) continue;
    const expected = labelling.flatMap((reading) => reading.values.slice(0, 20).map((one) => one.value)).join(', ');
    throw new CodedError('argument-invalid', { argument: 'label values', got: value, expected });
  }
  if (questions.length > 0) {
    throw new CodedError('reading-unclear', { name: path, questions: questions.map(questionText) });
  }
}

/** The label columns by name. Combined ones are one, called after the first. */
function labelsOf(
  labelling: readonly LabelReading[],
  first: Uint8Array<ArrayBuffer>,
  more: readonly (readonly TextColumn[])[],
  combined: boolean,
): LabelColumn[] {
  if (labelling.length === 0) return [];
  const labels: LabelColumn[] = [{ name: labelling[0].name, values: first }];
  if (combined) return labels;
  for (const [i, chunks] of more.entries()) {
    const { name, scheme } = labelling[i + 1];
    const column = createColumnLabels(scheme);
    labels.push({ name, values: joined(chunks.map((cells) => column.read(cells))) });
  }
  return labels;
}

/** A file as training data for a pipeline. */
export function dataOf(file: LabelledFile): LabelledText {
  const { chunks, labels, report } = file;
  return { rows: report.rows, chunks: () => chunks, labels, fingerprint: report.fingerprint, ...tiesOf([file]) };
}

/**
 * Several files as training data, one after another, as `mixLabels` puts their labels together.
 * @param weights how many times a comment of each file counts, one number a file.
 * @param names the labels to learn, in the first file; null for all.
 * @throws CodedError as `mixLabels`.
 */
export function mixedDataOf(
  files: readonly LabelledFile[],
  weights: readonly number[],
  names: readonly string[] | null,
): LabelledText {
  const sources = files.map(({ report, labels }, i) => ({ rows: report.rows, labels, weight: weights[i] }));
  const mixed = mixLabels(sources, names);
  if (files.length === 1) return { ...dataOf(files[0]), ...mixed };
  const chunks = files.flatMap((file) => file.chunks);
  const print = createFingerprint();
  let rows = 0;
  for (const column of chunks) {
    print.rows(column, mixed.labels[0].values.subarray(rows, rows + rowCount(column)));
    rows += rowCount(column);
  }
  return { ...mixed, rows, chunks: () => chunks, fingerprint: print.hex(), ...tiesOf(files) };
}

/** Which rows the tying columns of the files tie together, across files too. */
function tiesOf(files: readonly LabelledFile[]): Pick<LabelledText, 'ties'> {
  if (files[0].tying === undefined) return {};
  const ties = createColumnTies();
  for (const { tying = [] } of files) for (const cells of tying) ties.add(cells);
  return { ties: ties.ties() };
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
