import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { onChange } from '../storage/changes';
import { deleteModel, listModels, type ModelChange, updateModel } from '../storage/models';
import type { ModelRecord as StoredModel } from '../storage/records';
import { importModelInWorker, modelFileInWorker } from '../workers/clients';
import type { ShippedModel } from './defaults';
import { asJob } from './jobs';
import { createRemovals } from './removals';

/** A model as pages see it: one that is kept on this device, or one that comes with the app (`shipped`). */
export type ModelRecord = (StoredModel & { readonly shipped?: undefined }) | ShippedModel;

/** What came of a model file: the name of the model, and whether it was here before or comes with the app. */
export type ImportedModel =
  | { readonly kind: 'own'; readonly name: string; readonly existed: boolean }
  | { readonly kind: 'default'; readonly id: string };

const [stored, setStored] = createSignal<readonly StoredModel[] | undefined>();
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
export const models = (): StoredModel[] | undefined => stored()?.filter(({ id }) => !removals.hidden(id));

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
 * Keeps the model in a `.moderato` file, after checking all of it; one that comes with the app is not kept again.
 * @throws CodedError `model-...` for a file that is no whole model; `file-unreadable`; `storage-full`.
 */
export function importModelFile(file: File): Promise<ImportedModel> {
  return asJob(async () => {
    const found = await importModelInWorker(file);
    if (found.kind === 'default') return found;
    removals.undo(found.record.id); // brought back while its removal was pending
    await refreshModels();
    return { kind: 'own', name: found.record.name, existed: found.existed };
  });
}

/** The model's file, to save. */
export async function exportModel(id: string): Promise<Blob> {
  return new Blob([await modelFileInWorker(id)], { type: 'application/octet-stream' });
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

/** Removes every own model, and answers with their ids, for `undoRemoveModel`. Those that come with the app stay. */
export function removeAllModels(): string[] {
  const ids = (models() ?? []).map(({ id }) => id);
  for (const id of ids) removals.remove(id);
  return ids;
}

/** Takes a removal back. */
export function undoRemoveModel(id: string): void {
  removals.undo(id);
}
