import type { ReadProgress } from '#shared/data/readTable';
import { deleteDataset } from '../../storage/datasets';
import { newId } from '../../storage/newId';
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
  const id = newId();
  try {
    return await importFile(id, file, choices, onProgress, signal);
  } catch (error) {
    // The worker cleans up after itself; this is for one that was killed. Its lock has been released with it.
    // What cannot be deleted now is swept at the next start; the first error is the cause.
    await Promise.allSettled([deleteDataset(id)]);
    throw error;
  }
}
