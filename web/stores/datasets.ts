import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { Preview } from '#shared/data/sniff';
import { onChange } from '../storage/changes';
import { deleteDataset, listDatasets, sweepDebris } from '../storage/datasets';
import type { DatasetInfo } from '../storage/records';
import { importInWorker, previewInWorker } from '../workers/clients';
import type { ImportChoices, ReadChoices } from '../workers/ingest/ingest.worker';
import { createQueue } from './jobs';
import { createRemovals } from './removals';

export type { Preview } from '#shared/data/sniff';
export { type DatasetInfo, keptCount } from '../storage/records';
export type { ImportChoices, ReadChoices } from '../workers/ingest/ingest.worker';

/** An import under way. */
export interface Importing {
  readonly name: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  /** Milliseconds, as performance.now. */
  readonly startedAt: number;
}

const [stored, setStored] = createSignal<readonly DatasetInfo[] | undefined>();
const [error, setError] = createSignal<CodedError | null>(null);
const [current, setCurrent] = createSignal<Importing | null>(null);

const queued = createQueue();
let cancelCurrent: (() => void) | null = null;
let listening = false;

const removals = createRemovals(
  async (id) => {
    await deleteDataset(id);
    await refresh();
  },
  (failure) => setError(toCodedError(failure)),
);

/** What is kept on this device, the newest first; undefined while it is being looked up. */
export const datasets = (): DatasetInfo[] | undefined => stored()?.filter(({ id }) => !removals.hidden(id));

/** Why the datasets cannot be shown or removed, or null. */
export const datasetsError = error;

/** The import under way in this tab, or null. */
export const importing = current;

/** Looks up what is kept here, and keeps `datasets()` up to date from then on, with what other tabs do as well. */
export async function loadDatasets(): Promise<void> {
  await refresh();
  if (listening) return;
  listening = true;
  onChange((change) => {
    if (change === 'datasets') void refresh();
  });
  try {
    await sweepDebris();
  } catch (failure) {
    setError(toCodedError(failure));
  }
}

async function refresh(): Promise<void> {
  try {
    setStored(await listDatasets());
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
    setStored((known) => known ?? []);
  }
}

/** Shows what a dataset has become, as after an edit made here. */
export function noteDataset(info: DatasetInfo): void {
  setStored((known) => known?.map((other) => (other.id === info.id ? info : other)));
}

/** A look at the head of a file, with guesses that the import dialog lets a person change. */
export function previewFile(file: File, choices: ReadChoices): Promise<Preview> {
  return previewInWorker(file, choices);
}

/**
 * Reads a file into a dataset. One at a time: a second waits for the first.
 * @throws CodedError for anything wrong with the file or the room for it; an AbortError after `cancelImport`. Nothing
 *   half-written stays.
 */
export function importFile(file: File, choices: ImportChoices): Promise<DatasetInfo> {
  return queued(async () => {
    const controller = new AbortController();
    const started: Importing = {
      name: file.name,
      bytesRead: 0,
      bytesTotal: file.size,
      rows: 0,
      startedAt: performance.now(),
    };
    cancelCurrent = () => controller.abort();
    setCurrent(started);
    try {
      const info = await importInWorker(
        file,
        choices,
        ({ bytesRead, totalBytes, rows }) =>
          setCurrent((now) => now && { ...started, bytesRead, bytesTotal: totalBytes ?? file.size, rows }),
        controller.signal,
      );
      await refresh();
      return info;
    } finally {
      cancelCurrent = null;
      setCurrent(null);
    }
  });
}

/** Stops the import under way, if any; its promise rejects with an AbortError. */
export function cancelImport(): void {
  cancelCurrent?.();
}

/** Removes a dataset; `undoRemoveDataset` brings it back for eight seconds. */
export function removeDataset(id: string): void {
  removals.remove(id);
}

/** Takes a removal back. */
export function undoRemoveDataset(id: string): void {
  removals.undo(id);
}
