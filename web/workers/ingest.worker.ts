import './wire';
import { expose } from 'comlink';
import { type CsvOptions, readCsv } from '#shared/data/readCsv';
import { type Preview, type SniffOptions, sniff } from '#shared/data/sniff';
import { CodedError } from '#shared/errors';
import { breathe, isAbort, throwIfAborted } from '#shared/steps';
import { writeDataset } from '../storage/datasetWriter';
import type { DatasetInfo } from '../storage/records';
import { throttled } from './progress';

/** How to read a file: what the preview guessed, as a person corrected it. */
export type ImportChoices = Omit<CsvOptions, 'name' | 'size'> & {
  /** What to call the dataset; the file's name if left out. */
  readonly datasetName?: string;
};

export interface ImportProgress {
  readonly bytesRead: number;
  readonly rows: number;
}

/** As much of a file as a preview reads. */
const HEAD_BYTES = 256 * 1024;

/** Milliseconds of work between two visits to the event loop, where a cancel may be waiting. */
const BREATH_MS = 24;

/** What a store may ask of the importing thread: files go in, ids and summaries come out; rows never cross. */
const api = {
  /** A look at the head of `file`. @throws CodedError `file-...`. */
  async preview(file: File, options: SniffOptions): Promise<Preview> {
    const head = await readPiece(file, 0, HEAD_BYTES);
    return sniff(head, file.name, { ...options, size: file.size });
  },

  /**
   * Reads `file` into the new dataset `id`, chunk by chunk. If it fails or `signal` fires, nothing of it stays.
   * @throws CodedError `file-...`, `csv-...`, `labels-none-usable`, `column-missing`, `storage-full`; an AbortError.
   */
  importFile(
    id: string,
    file: File,
    { datasetName, ...options }: ImportChoices,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ): Promise<DatasetInfo> {
    const report = throttled(onProgress);
    return writeDataset(id, async (writer) => {
      const reading = readCsv(pieces(file), { ...options, name: file.name, size: file.size });
      const labels: Uint8Array<ArrayBuffer>[] = [];
      let lastBreath = performance.now();
      try {
        for (;;) {
          throwIfAborted(signal);
          const step = await reading.next();
          if (step.done) {
            throwIfAborted(signal);
            const { columns, textColumn, labelColumn, ...counts } = step.value;
            const { rows, positives, negatives, unlabelled, fingerprint, textBytes } = counts;
            return await writer.finish(
              {
                name: datasetName ?? file.name,
                createdAt: Date.now(),
                rows,
                positives,
                negatives,
                unlabelled,
                columns,
                textColumn,
                labelColumn,
                fingerprint,
                textBytes,
                report: step.value,
              },
              concat(labels, rows),
            );
          }
          const event = step.value;
          if (event.kind === 'chunk') {
            labels.push(event.chunk.labels);
            await writer.write(event.chunk.columns);
          } else {
            report({ bytesRead: event.bytesRead, rows: event.rows });
          }
          if (performance.now() - lastBreath >= BREATH_MS) {
            await breathe();
            lastBreath = performance.now();
          }
        }
      } finally {
        await reading.return(undefined as never); // closes the file; the value is thrown away
      }
    });
  },
};

export type IngestApi = typeof api;

expose(api);

/** The file's bytes as they are read. Not every engine can iterate a ReadableStream by itself. */
async function* pieces(file: File): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = file.stream().getReader();
  try {
    for (;;) {
      const { done, value } = await readable(file, reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

async function readPiece(file: File, begin: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readable(file, file.slice(begin, end).arrayBuffer()));
}

/** A file that was moved, changed or shut away since it was picked cannot be read: say so with its name. */
async function readable<Result>(file: File, reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (isAbort(error)) throw error;
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
