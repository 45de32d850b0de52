import { CodedError } from '#shared/base/errors';
import { INFLATION_LIMITS, type InflationLimits } from '#shared/data/archive/inflation';
import type { ReadOptions } from '#shared/data/filePlan';
import { type ColumnLabels, createColumnLabels } from '#shared/data/guess/columnLabels';
import type { SchemeDecision } from '#shared/data/guess/labelScheme';
import { DEFAULT_LABEL_CUT, parseLabel } from '#shared/data/guess/parseLabel';
import type { ReadingQuestion } from '#shared/data/guess/questions';
import type { LabelReading } from '#shared/data/importReport';
import { type Inspection, inspectFully } from '#shared/data/inspect';
import { importTable, type ReadProgress } from '#shared/data/readTable';
import { type Preview, sniff } from '#shared/data/sniff';
import { runSteps } from '#shared/runtime/steps';
import { countsOf } from '../../storage/applyEdit';
import { writeDataset } from '../../storage/datasetWriter';
import type { DatasetInfo, MoreLabel } from '../../storage/records';
import { writableBytes } from '../../storage/removal';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';
import { type FileIdentity, identify } from './fileIdentity';

/** How to read a file: the guesses of the preview with a person's corrections. */
export type ReadChoices = Omit<ReadOptions, 'limits'>;

export interface ImportChoices extends ReadChoices {
  /** What to call the dataset; the file's name if left out. */
  readonly datasetName?: string;
  /** The column of a model's scores, position from 0, of a file that was scored here. */
  readonly scoreColumn?: number;
}

/** The importing worker's API for the stores: files go in, ids and summaries come out; rows never cross. */
const api = {
  /**
   * A preview of the beginning of `file`.
   * @throws CodedError whatever `sniff` throws; `file-too-large` if it would not fit into the browser's storage.
   */
  async preview(file: File, choices: ReadChoices, _signal: AbortSignal): Promise<Preview> {
    const room = await writableBytes();
    if (room !== null && file.size > room) {
      throw new CodedError('file-too-large', { name: file.name, bytes: file.size, limitBytes: room });
    }
    return sniff(file, { ...choices, limits: limitsFor(room) });
  },

  /**
   * A look at all of `file`: how it is read, and every value of its labels with its count. Nothing is kept.
   * @throws CodedError whatever `inspectFully` throws; an AbortError.
   */
  async inspect(
    file: File,
    choices: ReadChoices,
    onProgress: (progress: ReadProgress) => void,
    signal: AbortSignal,
  ): Promise<Inspection> {
    const steps = inspectFully(file, { ...choices, limits: limitsFor(await writableBytes()) });
    return runSteps(steps, signal, throttled(onProgress));
  },

  /** By what `file` is known again. */
  identify(file: File): Promise<FileIdentity> {
    return identify(file);
  },

  /**
   * Reads `file` into the new dataset `id`, chunk by chunk. If it fails or `signal` fires, nothing of it stays. Without
   * schemes among the choices, what the labels mean is found out first, over the whole file.
   * @throws CodedError whatever `readTable` throws (`csv-quote-unclosed` also for a quote that only a person can
   *   judge), `storage-full`, `storage-unavailable`; an AbortError.
   */
  importFile(
    id: string,
    file: File,
    { datasetName, scoreColumn, ...choices }: ImportChoices,
    onProgress: (progress: ReadProgress) => void,
    signal: AbortSignal,
  ): Promise<DatasetInfo> {
    return writeDataset(id, async (writer) => {
      const labels: Uint8Array<ArrayBuffer>[] = [];
      const source = await identify(file);
      let positions = choices.labelColumns?.map(Number) ?? [];
      let schemes = choices.schemes ?? [];
      let options: ReadOptions = { ...choices, limits: limitsFor(await writableBytes()) };
      if (options.schemes === undefined) {
        const found = await runSteps(inspectFully(file, options), signal);
        refuseStrayQuote(found.report.questions);
        options = found.options;
        positions = found.report.labelling.map(({ column }) => column);
        schemes = found.report.labelling;
      }
      const further = options.combine === undefined ? furtherLabels(positions, schemes) : [];
      const reading = importTable(file, options, (chunk) => {
        labels.push(chunk.labels);
        for (const { column, labels: reader, parts } of further) parts.push(reader.read(chunk.columns[column]));
        return writer.write(chunk.columns);
      });
      const { labelling, questions, again, firstText, cleaning, ...report } = await runSteps(
        reading,
        signal,
        throttled(onProgress),
      );
      const { refused, notices, ...facts } = report;
      return writer.finish(
        {
          name: datasetName ?? file.name,
          createdAt: Date.now(),
          ...facts,
          ...meaningOf(options, labelling),
          ...(further.length === 0 ? {} : { moreLabels: further.map(countedLabel) }),
          ...(scoreColumn === undefined ? {} : { scoreColumn }),
          source,
          report,
        },
        concat(labels, report.rows),
        further.length === 0 ? undefined : further.map(({ parts }) => concat(parts, report.rows)),
      );
    });
  },
};

export type IngestApi = typeof api;

exposeApi(api);

/** Whether a quote may run over the rows below it is a question for a person: here it was not asked. */
function refuseStrayQuote(questions: readonly ReadingQuestion[]): void {
  const stray = questions.find(({ code }) => code === 'quotes-swallow-lines');
  if (stray?.code === 'quotes-swallow-lines') throw new CodedError('csv-quote-unclosed', { line: stray.lines[0] });
}

/** A label other than the first, as it is read chunk by chunk. */
interface FurtherLabel {
  readonly column: number;
  readonly inverted: boolean;
  readonly labels: ColumnLabels;
  readonly parts: Uint8Array<ArrayBuffer>[];
}

/**
 * The labels other than the first, of columns that stay separate.
 * @param positions of all label columns, the first one first.
 * @param schemes how each is read.
 */
function furtherLabels(positions: readonly number[], schemes: readonly SchemeDecision[]): FurtherLabel[] {
  return positions.slice(1).map((column, i) => {
    const { scheme, inverted } = schemes[i + 1];
    return { column, inverted, labels: createColumnLabels(scheme), parts: [] };
  });
}

function countedLabel({ column, inverted, parts }: FurtherLabel): MoreLabel {
  const sums = { positives: 0, negatives: 0, unlabelled: 0 };
  for (const part of parts) {
    const counts = countsOf(part);
    sums.positives += counts.positives;
    sums.negatives += counts.negatives;
    sums.unlabelled += counts.unlabelled;
  }
  return { column, ...sums, ...(inverted ? { inverted } : {}) };
}

/** What the labels were made of, where it is not simply their column. */
function meaningOf(
  { combine, labelCut }: ReadOptions,
  labelling: readonly LabelReading[],
): Pick<DatasetInfo, 'labelCut' | 'labelInverted' | 'labelDecided' | 'labelsFrom'> {
  const [first] = labelling;
  if (first === undefined) return {};
  const cut = first.scheme.cut?.toxic === 'from' && first.scheme.cut.at <= 1 ? first.scheme.cut.at : labelCut;
  return {
    ...(cut === undefined || cut === DEFAULT_LABEL_CUT || cut <= 0 ? {} : { labelCut: cut }),
    ...(combine === undefined && isPlain(first, cut) ? {} : { labelDecided: true }),
    ...(first.inverted ? { labelInverted: true } : {}),
    ...(combine === undefined || labelling.length < 2
      ? {}
      : { labelsFrom: { columns: labelling.map(({ column }) => column), rule: combine } }),
  };
}

/** Whether every value of the label column is a label as it is: an export can write it as it was. */
function isPlain({ values }: LabelReading, cut: number | undefined): boolean {
  return values.every(({ value, meaning }) => {
    const label = parseLabel(value, cut);
    return meaning === (label === 1 ? 'toxic' : label === 0 ? 'notToxic' : 'leaveOut');
  });
}

/** A packed file must not unpack to more than there is space for. */
function limitsFor(room: number | null): InflationLimits {
  return { ...INFLATION_LIMITS, bytes: Math.min(INFLATION_LIMITS.bytes, room ?? INFLATION_LIMITS.bytes) };
}

function concat(parts: readonly Uint8Array<ArrayBuffer>[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
