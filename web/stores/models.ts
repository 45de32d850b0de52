import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/errors';
import { onChange } from '../storage/changes';
import { deleteModel, listModels, type ModelChange, readModelBytes, updateModel } from '../storage/models';
import type { ModelRecord } from '../storage/records';
import { importModelInWorker } from '../workers/clients';
import { asJob } from './jobs';
import { createRemovals } from './removals';

export type { ModelRecord } from '../storage/records';

/** A model from a file; `existed`: it was here already, and its record stayed as it was. */
export interface ImportedModel extends ModelRecord {
  readonly existed: boolean;
}

const [stored, setStored] = createSignal<readonly ModelRecord[] | undefined>();
const [error, setError] = createSignal<CodedError | null>(null);

let listening = false;

const removals = createRemovals(
  async (id) => {
    await deleteModel(id);
    await refreshModels();
  },
  (failure) => setError(toCodedError(failure)),
);

/** What is kept on this device, the newest first; undefined while it is being looked up. */
export const models = (): ModelRecord[] | undefined => stored()?.filter(({ id }) => !removals.hidden(id));

/** Why the models cannot be shown or removed, or null. */
export const modelsError = error;

/** Looks up what is kept here, and keeps `models()` up to date from then on, with what other tabs do as well. */
export async function loadModels(): Promise<void> {
  if (!listening) {
    listening = true;
    onChange((change) => {
      if (change === 'models') void refreshModels();
    });
  }
  await refreshModels();
}

/** Reads the list again, after something was written here. */
export async function refreshModels(): Promise<void> {
  try {
    setStored(await listModels());
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
    setStored((known) => known ?? []);
  }
}

/**
 * Keeps the model in a `.moderato` file, after checking all of it.
 * @throws CodedError `model-...` for a file that is no whole model; `file-unreadable`; `storage-full`.
 */
export function importModelFile(file: File): Promise<ImportedModel> {
  return asJob(async () => {
    const { record, existed } = await importModelInWorker(file);
    removals.undo(record.id); // brought back while its removal was pending
    await refreshModels();
    return { ...record, existed };
  });
}

/** The model's file, to save. */
export async function exportModel(id: string): Promise<Blob> {
  return new Blob([await readModelBytes(id)], { type: 'application/octet-stream' });
}

/** @throws CodedError `model-missing`. */
export function renameModel(id: string, name: string): Promise<void> {
  return changeModel(id, { name });
}

/**
 * Changes the name, the notes or the chosen threshold (as a score; null for the file's own).
 * @throws CodedError `model-missing`.
 */
export async function changeModel(id: string, change: ModelChange): Promise<void> {
  await updateModel(id, change);
  await refreshModels();
}

/** Removes a model; `undoRemoveModel` brings it back for eight seconds. */
export function removeModel(id: string): void {
  removals.remove(id);
}

/** Takes a removal back. */
export function undoRemoveModel(id: string): void {
  removals.undo(id);
}
