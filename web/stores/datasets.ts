import { createMemo, createRoot, createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { Inspection } from '#shared/data/inspect';
import type { ReadProgress } from '#shared/data/readTable';
import type { Preview } from '#shared/data/sniff';
import { onChange } from '../storage/changes';
import { type DamagedRecord, deleteDamaged } from '../storage/damaged';
import { type DatasetList, readDatasetList, renameDataset as storeName, sweepOrphans } from '../storage/datasets';
import type { DatasetInfo } from '../storage/records';
import { importDataset, ingest } from '../workers/ingest/client';
import type { ImportChoices, ReadChoices } from '../workers/ingest/ingest.worker';
import { createRemovals } from './removals';
import { createReread } from './reread';
import { cancelTask, currentTask, runTask } from './tasks/runTask';

export type { Inspection } from '#shared/data/inspect';
export type { Preview } from '#shared/data/sniff';
export { type DatasetInfo, type DatasetLabel, keptCount, labelName, labelsOf, NAME_LIMIT } from '../storage/records';
export type { ImportChoices, ReadChoices } from '../workers/ingest/ingest.worker';

/** An import in progress, in this tab or another. */
export interface Importing {
  readonly name: string;
  /** 0 to 1; null while nothing is known. */
  readonly fraction: number | null;
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rows: number;
  /** Milliseconds until it is done, about; null: not known. */
  readonly left: number | null;
}

/** What is kept of an import to run it again: browsers do not let a page keep the file over a reload. */
export interface ImportAgain {
  readonly fileName: string;
}

const [list, setList] = createSignal<DatasetList | undefined>();
const [error, setError] = createSignal<CodedError | null>(null);
let listening = false;

/** Counts the edits that were shown before they were read. */
let noted = 0;

const refresh = createReread(async () => {
  try {
    let before: number;
    let read: DatasetList;
    do {
      before = noted;
      read = await readDatasetList();
    } while (noted !== before); // what was read may be from before the edit
    setList((known) => ({ ...read, datasets: read.datasets.map((info) => unchanged(info, known?.datasets)) }));
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
    setList((known) => known ?? { datasets: [], removed: [], damaged: [] });
  }
});

/** The object that is known already, if nothing changed: so that what shows it, and is typed there, is not made again. */
function unchanged(info: DatasetInfo, known: readonly DatasetInfo[] = []): DatasetInfo {
  const same = known.find(({ id }) => id === info.id);
  return same !== undefined && JSON.stringify(same) === JSON.stringify(info) ? same : info;
}

const removals = createRemovals('datasets', refresh, setError);

/** What is kept on this device, the newest first; undefined while it is being looked up. */
export const datasets = (): DatasetInfo[] | undefined => list()?.datasets;

/** Datasets that were removed and can be restored, the last removed first. */
export const removedDatasets = (): readonly DatasetInfo[] => list()?.removed ?? [];

/** Records of datasets that cannot be used. */
export const damagedDatasets = (): readonly DamagedRecord[] => list()?.damaged ?? [];

/** Why the datasets cannot be shown or removed, or null. */
export const datasetsError = error;

/** The import in progress, or null. */
export const importing = createRoot(() =>
  createMemo((): Importing | null => {
    const task = currentTask('import');
    if (task === null) return null;
    const { bytesRead = 0, bytesTotal = 0, rows = 0 } = task.counts;
    return { name: task.title, fraction: task.fraction, bytesRead, bytesTotal, rows, left: task.left };
  }),
);

/** Loads what is kept here, and keeps `datasets()` up to date from then on, also with changes by other tabs. */
export async function loadDatasets(): Promise<void> {
  await refresh();
  await removals.sweep();
  if (listening) return;
  listening = true;
  onChange((change) => {
    if (change === 'datasets') void refresh();
  });
  try {
    await sweepOrphans();
  } catch (failure) {
    setError(toCodedError(failure));
  }
}

/** Shows the new info of a dataset, for example after an edit made here; one that was not there comes first. */
export function noteDataset(info: DatasetInfo): void {
  noted++;
  setList((known) => {
    if (known === undefined) return known;
    const there = known.datasets.some(({ id }) => id === info.id);
    const datasets = there
      ? known.datasets.map((other) => (other.id === info.id ? info : other))
      : [info, ...known.datasets];
    return { ...known, datasets };
  });
}

/** A look at the head of a file, with guesses that the import dialog lets a person change. */
export function previewFile(file: File, choices: ReadChoices, signal: AbortSignal): Promise<Preview> {
  return ingest.preview(file, choices, signal);
}

/** A look at all of a file: every value of its labels, counted. @throws CodedError; an AbortError. */
export function inspectFile(
  file: File,
  choices: ReadChoices,
  onProgress: (progress: ReadProgress) => void,
  signal: AbortSignal,
): Promise<Inspection> {
  return ingest.inspect(file, choices, onProgress, signal);
}

/** The dataset that was imported from this very file, whatever it was called then; null if there is none. */
export async function findSameFile(file: File): Promise<DatasetInfo | null> {
  const alike = (await readDatasetList()).datasets.filter(({ source }) => source?.bytes === file.size);
  if (alike.length === 0) return null;
  const { hash } = await ingest.identify(file);
  return alike.find(({ source }) => source?.hash === hash) ?? null;
}

/** Another dataset with the very same comments and labels as were imported; undefined if there is none. */
export function sameComments({ id, report }: DatasetInfo): DatasetInfo | undefined {
  return datasets()?.find((other) => other.id !== id && other.report.fingerprint === report.fingerprint);
}

/**
 * Reads a file into a dataset. One at a time: a second waits for the first.
 * @throws CodedError for anything wrong with the file, `storage-full`; an AbortError after `cancelImport`. Nothing
 *   half-written stays.
 */
export function importFile(file: File, choices: ImportChoices): Promise<DatasetInfo> {
  const again: ImportAgain = { fileName: file.name };
  const result = ({ id }: DatasetInfo) => ({ kind: 'dataset' as const, id });
  return runTask({ kind: 'import', title: choices.datasetName ?? file.name, again, result }, async (report, signal) => {
    const info = await importDataset(
      file,
      choices,
      ({ bytesRead, totalBytes, rows }) => {
        const bytesTotal = totalBytes ?? file.size;
        const fraction = bytesTotal === 0 ? null : Math.min(1, bytesRead / bytesTotal);
        report({ fraction, counts: { bytesRead, bytesTotal, rows } });
      },
      signal,
    );
    await refresh();
    return info;
  });
}

/** Stops the import in progress, if any; its promise rejects with an AbortError. */
export function cancelImport(): void {
  const task = currentTask('import');
  if (task !== null) cancelTask(task.id);
}

/** Gives a dataset another name. @throws CodedError `dataset-missing`. */
export async function renameDataset(id: string, name: string): Promise<void> {
  await storeName(id, name);
  await refresh();
}

/**
 * Removes a dataset; it can be restored for seven days.
 * @throws CodedError `dataset-missing`; so does `restoreDataset`.
 */
export function removeDataset(id: string): Promise<void> {
  return removals.remove(id);
}

/** Restores a removed dataset. */
export function restoreDataset(id: string): Promise<void> {
  return removals.restore(id);
}

/** Deletes a removed dataset for good. */
export function deleteDatasetNow(id: string): Promise<void> {
  return removals.deleteNow(id);
}

/** Deletes a damaged record for good, with whatever else is stored under its id. */
export async function deleteDamagedDataset(record: DamagedRecord): Promise<void> {
  await deleteDamaged(record);
  await refresh();
}
