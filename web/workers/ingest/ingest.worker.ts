import { CodedError } from '#shared/base/errors';
import { INFLATION_LIMITS, type InflationLimits } from '#shared/data/archive/inflation';
import { DEFAULT_LABEL_CUT } from '#shared/data/column/labels';
import type { ReadOptions } from '#shared/data/filePlan';
import { importTable, type ReadProgress } from '#shared/data/readTable';
import { type Preview, sniff } from '#shared/data/sniff';
import { runSteps } from '#shared/runtime/steps';
import { writeDataset } from '../../storage/datasetWriter';
import type { DatasetInfo } from '../../storage/records';
import { writableBytes } from '../../storage/removal';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';

/** How to read a file: the guesses of the preview with a person's corrections. */
export type ReadChoices = Omit<ReadOptions, 'limits'>;

export interface ImportChoices extends ReadChoices {
  /** What to call the dataset; the file's name if left out. */
  readonly datasetName?: string;
}

/** The importing worker's API for the stores: files go in, ids and summaries come out; rows never cross. */
const api = {
  /**
   * A preview of the beginning of `file`.
   * @throws CodedError whatever `sniff` throws; `file-too-large` if it would not fit into the browser's storage.
   */
  async preview(file: File, choices: ReadChoices): Promise<Preview> {
    const room = await writableBytes();
    if (room !== null && file.size > room) {
      throw new CodedError('file-too-large', { name: file.name, bytes: file.size, limitBytes: room });
    }
    return sniff(file, { ...choices, limits: limitsFor(room) });
  },

  /**
   * Reads `file` into the new dataset `id`, chunk by chunk. If it fails or `signal` fires, nothing of it is kept.
   * @throws CodedError whatever `readTable` throws, `storage-full`, `storage-unavailable`; an AbortError.
   */
  importFile(
    id: string,
    file: File,
    { datasetName, ...choices }: ImportChoices,
    onProgress: (progress: ReadProgress) => void,
    signal: AbortSignal,
  ): Promise<DatasetInfo> {
    return writeDataset(id, async (writer) => {
      const labels: Uint8Array<ArrayBuffer>[] = [];
      const reading = importTable(file, { ...choices, limits: limitsFor(await writableBytes()) }, (chunk) => {
        labels.push(chunk.labels);
        return writer.write(chunk.columns);
      });
      const report = await runSteps(reading, signal, throttled(onProgress));
      const { refused, notices, ...facts } = report;
      return writer.finish(
        { name: datasetName ?? file.name, createdAt: Date.now(), ...facts, ...cutOf(choices), report },
        concat(labels, report.rows),
      );
    });
  },
};

export type IngestApi = typeof api;

exposeApi(api);

/** The cut of the labels, where it is not the default one. */
function cutOf({ labelCut }: ReadChoices): Pick<DatasetInfo, 'labelCut'> {
  return labelCut === undefined || labelCut === DEFAULT_LABEL_CUT ? {} : { labelCut };
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
