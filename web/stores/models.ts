import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { onChange } from '../storage/changes';
import { type DamagedRecord, deleteDamaged } from '../storage/damaged';
import { type ModelChange, type ModelList, readModelList, updateModel } from '../storage/models';
import type { ModelRecord as StoredModel } from '../storage/records';
import { scoring } from '../workers/score/client';
import type { ShippedModel } from './defaults';
import { createRemovals } from './removals';
import { keepOpen } from './tasks/runTask';

/** A model as pages see it: one that is kept on this device, or one that comes with the app (`shipped`). */
export type ModelRecord = (StoredModel & { readonly shipped?: undefined }) | ShippedModel;

/**
 * The result of importing a model file: the name of the model, and whether it was here before or comes with the app.
 */
export type ImportedModel =
  | { readonly kind: 'own'; readonly name: string; readonly existed: boolean }
  | { readonly kind: 'default'; readonly id: string };

const [list, setList] = createSignal<ModelList | undefined>();
const [error, setError] = createSignal<CodedError | null>(null);

let listening = false;

const removals = createRemovals('models', refreshModels, setError);

/** What is kept on this device, the newest first; undefined while it is being looked up. */
export const models = (): StoredModel[] | undefined => list()?.models;

/** Models that were removed and can be restored, the last removed first. */
export const removedModels = (): readonly StoredModel[] => list()?.removed ?? [];

/** Records of models that cannot be used. */
export const damagedModels = (): readonly DamagedRecord[] => list()?.damaged ?? [];

/** Why the models cannot be shown or removed, or null. */
export const modelsError = error;

/** Loads what is kept here, and keeps `models()` up to date from then on, also with changes by other tabs. */
export async function loadModels(): Promise<void> {
  if (!listening) {
    listening = true;
    onChange((change) => {
      if (change === 'models') void refreshModels();
    });
  }
  await refreshModels();
  await removals.sweep();
}

/** Reads the list again, after something was written here. */
export async function refreshModels(): Promise<void> {
  try {
    setList(await readModelList());
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
    setList((known) => known ?? { models: [], removed: [], damaged: [] });
  }
}

/**
 * Keeps the model in a `.moderato` file, after checking all of it; one that comes with the app is not kept again.
 * @throws CodedError `model-...` for a file that is not a complete model; `file-unreadable`; `storage-full`.
 */
export function importModelFile(file: File): Promise<ImportedModel> {
  return keepOpen(async () => {
    const found = await scoring.importModel(file);
    if (found.kind === 'default') return found;
    await refreshModels();
    return { kind: 'own', name: found.record.name, existed: found.existed };
  });
}

/** The model's file, to save. */
export async function exportModel(id: string): Promise<Blob> {
  return new Blob([await scoring.file(id)], { type: 'application/octet-stream' });
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

/**
 * Removes a model; it can be restored for seven days.
 * @throws CodedError `model-missing`; so does `restoreModel`.
 */
export function removeModel(id: string): Promise<void> {
  return removals.remove(id);
}

/** Removes every own model, and returns their ids, for `restoreModel`. Those that come with the app stay. */
export async function removeAllModels(): Promise<string[]> {
  const ids = (models() ?? []).map(({ id }) => id);
  for (const id of ids) await removals.remove(id);
  return ids;
}

/** Restores a removed model. */
export function restoreModel(id: string): Promise<void> {
  return removals.restore(id);
}

/** Deletes a removed model for good. */
export function deleteModelNow(id: string): Promise<void> {
  return removals.deleteNow(id);
}

/** Deletes a damaged record for good, with whatever else is stored under its id. */
export async function deleteDamagedModel(record: DamagedRecord): Promise<void> {
  await deleteDamaged(record);
  await refreshModels();
}
