import './wire';
import { expose } from 'comlink';
import { HEAD_BYTES, type ReadOptions } from '#shared/data/filePlan';
import { importCsv, type ReadProgress } from '#shared/data/readCsv';
import { type Preview, sniff } from '#shared/data/sniff';
import { bytesOfBlob } from '#shared/data/source';
import { CodedError } from '#shared/errors';
import { runSteps, throwIfAborted } from '#shared/steps';
import { writeDataset } from '../storage/datasetWriter';
import type { DatasetInfo } from '../storage/records';
import { throttled } from './progress';

/** How to read a file: what the preview guessed, as a person corrected it. */
export type ReadChoices = Omit<ReadOptions, 'name' | 'size'>;

export interface ImportChoices extends ReadChoices {
  /** What to call the dataset; the file's name if left out. */
  readonly datasetName?: string;
}

/** What a store may ask of the importing thread: files go in, ids and summaries come out; rows never cross. */
const api = {
  /** A look at the head of `file`. @throws CodedError whatever `sniff` throws, `file-unreadable`. */
  async preview(file: File, choices: ReadChoices): Promise<Preview> {
    return sniff(await readHead(file), { ...choices, name: file.name, size: file.size });
  },

  /**
   * Reads `file` into the new dataset `id`, chunk by chunk. If it fails or `signal` fires, nothing of it stays.
   * @throws CodedError whatever `readCsv` throws, `storage-full`, `storage-unavailable`; an AbortError.
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
      const reading = importCsv(bytesOfBlob(file), { ...choices, name: file.name, size: file.size }, (chunk) => {
        labels.push(chunk.labels);
        return writer.write(chunk.columns);
      });
      const report = await runSteps(reading, signal, throttled(onProgress));
      throwIfAborted(signal);
      const { refused, notices, ...facts } = report;
      return writer.finish(
        { name: datasetName ?? file.name, createdAt: Date.now(), ...facts, report },
        concat(labels, report.rows),
      );
    });
  },
};

export type IngestApi = typeof api;

expose(api);

/** A file that was moved, changed or shut away since it was picked cannot be read: say so with its name. */
async function readHead(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('file-unreadable', { name: file.name, reason }, error);
  }
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
