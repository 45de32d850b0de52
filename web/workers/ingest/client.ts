import type { ReadProgress } from '#shared/data/readTable';
import { deleteDataset } from '../../storage/datasets';
import type { DatasetInfo } from '../../storage/records';
import { workerApi } from '../lib/workerApi';
import { createWorkerClient } from '../lib/workerClient';
import type { ImportChoices, IngestApi } from './ingest.worker';

/** Reads files. */
export const ingest = workerApi(
  createWorkerClient<IngestApi>({
    name: 'ingest',
    idleMs: 60_000,
    start: () => new Worker(new URL('./ingest.worker.ts', import.meta.url), { type: 'module', name: 'ingest' }),
  }),
);

/** Reads a file into a new dataset; nothing stays of one that fails or is cancelled, even if the worker is killed. */
export async function importDataset(
  file: File,
  choices: ImportChoices,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
  importFile = ingest.importFile,
): Promise<DatasetInfo> {
  const id = crypto.randomUUID?.() ?? uuidWithoutSecureContext();
  try {
    return await importFile(id, file, choices, onProgress, signal);
  } catch (error) {
    // The worker cleans up after itself; this is for one that was killed. Its lock has been released with it.
    // What cannot be deleted now is swept at the next start; the first error is the cause.
    await Promise.allSettled([deleteDataset(id)]);
    throw error;
  }
}

/** crypto.randomUUID is missing over plain http on anything but localhost; getRandomValues is not. */
function uuidWithoutSecureContext(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
