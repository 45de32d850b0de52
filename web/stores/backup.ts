import { createSignal } from 'solid-js';
import * as v from 'valibot';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import type { CheckSummary, Finding } from '../storage/backup/checkEverything';
import { clearEverything } from '../storage/backup/clearEverything';
import type { BackupSummary, RestoreMode, RestoreSummary } from '../storage/backup/format';
import type { RawSummary } from '../storage/backup/writeRawParts';
import { deleteDatabase } from '../storage/database';
import { deleteDataset } from '../storage/datasets';
import { deleteModel } from '../storage/models';
import { deleteTasks } from '../storage/tasks';
import { backingUp } from '../workers/backup/client';
import { readKept, writeKept } from './browserStorage';
import { refreshStorage } from './device';
import { readKeptSettings, replaceKeptSettings } from './keptSettings';
import { askWhereToSave } from './rowActions';
import { signOut } from './server/connection';
import { storageFault } from './storageFault';
import { keepOpen } from './tasks/runTask';

export type { Damage, Finding } from '../storage/backup/checkEverything';
export type { BackupSummary, NotSaved, RestoreMode } from '../storage/backup/format';

/** Saving, restoring or checking, under way. */
export interface BackupWork {
  readonly doing: 'save' | 'restore' | 'saveRaw' | 'check';
  /** 0 to 1. */
  readonly fraction: number;
  /** As performance.now. */
  readonly startedAt: number;
}

/** How the last work ended. */
export type BackupEnd =
  | ({ readonly did: 'saved' } & BackupSummary)
  | { readonly did: 'merged'; readonly datasets: number; readonly models: number; readonly here: number }
  | { readonly did: 'replaced'; readonly datasets: number; readonly models: number }
  /** As `replaced`, though the settings could not be written. */
  | { readonly did: 'replaced-without-settings'; readonly datasets: number; readonly models: number }
  | { readonly did: 'cleared' }
  | ({ readonly did: 'saved-raw' } & RawSummary)
  | ({ readonly did: 'checked' } & CheckSummary)
  | { readonly did: 'failed'; readonly what: BackupWork['doing'] | 'clear'; readonly error: CodedError };

const [work, setWork] = createSignal<BackupWork | null>(null);
const [end, setEnd] = createSignal<BackupEnd | null>(null);

/** What is under way, or null. */
export const backupWork = work;

/** How the last work ended; null: none has, or it was stopped. */
export const backupEnd = end;

let controller: AbortController | null = null;

/** Stops what is under way. */
export function stopBackup(): void {
  controller?.abort();
}

/** Forgets how the last work ended. */
export function dismissBackupEnd(): void {
  setEnd(null);
}

async function run(
  doing: BackupWork['doing'],
  job: (onFraction: (fraction: number) => void, signal: AbortSignal) => Promise<BackupEnd>,
): Promise<void> {
  if (work() !== null) return;
  controller = new AbortController();
  setEnd(null);
  setWork({ doing, fraction: 0, startedAt: performance.now() });
  const { signal } = controller;
  try {
    const ended = await keepOpen(() => job((fraction) => setWork((now) => now && { ...now, fraction }), signal));
    setEnd(ended);
  } catch (error) {
    if (!isAbort(error)) setEnd({ did: 'failed', what: doing, error: toCodedError(error) });
  } finally {
    controller = null;
    setWork(null);
    void refreshStorage();
  }
}

/**
 * Saves everything in one file; call it in a click handler, as it asks where to. Where the browser cannot ask, `save`
 * gets a Blob to be downloaded. How it ends is in `backupEnd`.
 */
export async function saveBackup(name: string, save: (blob: Blob, name: string) => void): Promise<void> {
  await run('save', async (onFraction, signal) => {
    const target = await askWhereToSave(name, 'application/zip');
    const { summary, blob } = await backingUp.save(
      readKeptSettings(),
      target,
      storageFault() !== null,
      onFraction,
      signal,
    );
    if (blob !== null) save(blob, name);
    return { did: 'saved', ...summary };
  });
}

/** Saves all records as they are, readable or not; as `saveBackup`. */
export async function saveRawParts(name: string, save: (blob: Blob, name: string) => void): Promise<void> {
  await run('saveRaw', async (onFraction, signal) => {
    const target = await askWhereToSave(name, 'application/zip');
    const { summary, blob } = await backingUp.saveRaw(target, onFraction, signal);
    if (blob !== null) save(blob, name);
    return { did: 'saved-raw', ...summary };
  });
}

/** Reads everything that is kept. What it found is in `backupEnd`. */
export async function checkStorage(): Promise<void> {
  await run('check', async (onFraction, signal) => ({
    did: 'checked',
    ...(await backingUp.check(onFraction, signal)),
  }));
}

/** Deletes for good what a check found damaged, and checks again. */
export async function deleteFound(finding: Finding): Promise<void> {
  const { kind, id } = finding;
  if (id === null) return;
  setEnd(null);
  try {
    if (kind === 'dataset') await deleteDataset(id);
    else if (kind === 'model') await deleteModel(id);
    else await deleteTasks([id]);
    await checkStorage();
  } catch (error) {
    setEnd({ did: 'failed', what: 'clear', error: toCodedError(error) });
  }
}

/**
 * Deletes the database, whatever its state, and opens the Storage page anew; settings stay. A failure is in
 * `backupEnd`.
 */
export async function startAnew(): Promise<void> {
  setEnd(null);
  try {
    await deleteDatabase();
    writeKept('sessionStorage', KEY, { did: 'cleared' } satisfies BackupEnd);
    location.assign('/storage'); // where a backup can be restored
  } catch (error) {
    setEnd({ did: 'failed', what: 'clear', error: toCodedError(error) });
  }
}

/** Restores a backup. How it ends is in `backupEnd`; after everything was replaced the page is loaded anew. */
export async function restoreBackup(file: File, mode: RestoreMode): Promise<void> {
  await run('restore', async (onFraction, signal) => {
    const summary = await backingUp.restore(file, mode, onFraction, signal);
    return finishRestore(mode, summary);
  });
}

function finishRestore(mode: RestoreMode, { datasets, models, here, settings }: RestoreSummary): BackupEnd {
  if (mode === 'merge' || settings === null) return { did: 'merged', datasets, models, here };
  const did = replaceKeptSettings(settings) ? 'replaced' : 'replaced-without-settings';
  const ended: BackupEnd = { did, datasets, models };
  reloadWith(ended);
  return ended;
}

/** Deletes everything, settings included, and loads the page anew. A failure is in `backupEnd`. */
export async function clearAll(): Promise<void> {
  setEnd(null);
  try {
    await keepOpen(clearEverything);
    replaceKeptSettings({});
    signOut();
    reloadWith({ did: 'cleared' });
  } catch (error) {
    setEnd({ did: 'failed', what: 'clear', error: toCodedError(error) });
  }
}

/** Carries how something ended over the reload that follows it. */
const KEY = 'moderato.storage-end';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const endSchema = v.variant('did', [
  v.object({ did: v.literal('replaced'), datasets: count, models: count }),
  v.object({ did: v.literal('replaced-without-settings'), datasets: count, models: count }),
  v.object({ did: v.literal('cleared') }),
]);

function reloadWith(ended: BackupEnd): void {
  // Where it cannot be kept, the page shows what there is, only not the sentence about it.
  writeKept('sessionStorage', KEY, ended);
  location.reload();
}

/** Called when the Storage page opens: how something ended before the reload. */
export function recallBackupEnd(): void {
  const ended = readKept('sessionStorage', KEY, endSchema);
  if (ended === null) return;
  writeKept('sessionStorage', KEY, null);
  setEnd(ended);
}
