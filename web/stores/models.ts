import { createSignal } from 'solid-js';
import { CodedError, toCodedError } from '#shared/base/errors';
import type { LeftOut } from '#shared/ml/exchange/sklearn/exportSklearn';
import { onChange } from '../storage/changes';
import { type DamagedRecord, deleteDamaged } from '../storage/damaged';
import { type ModelChange, type ModelList, readModelList, updateModel } from '../storage/models';
import type { ModelRecord as StoredModel } from '../storage/records';
import { scoring } from '../workers/score/client';
import type { ExportKind } from '../workers/score/score.worker';
import type { ShippedModel } from './defaults';
import { createRemovals } from './removals';
import { createReread } from './reread';
import { keepOpen } from './tasks/runTask';

export type { LeftOut } from '#shared/ml/exchange/sklearn/exportSklearn';
export type { ExportKind } from '../workers/score/score.worker';

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

/** What is being written: it is shown from when a person asks for it. */
let changes: readonly { readonly id: string; readonly change: ModelChange }[] = [];

/** A record as it will be. */
function changed(record: StoredModel): StoredModel {
  return Object.assign({}, record, ...changes.filter(({ id }) => id === record.id).map(({ change }) => change));
}

/** Reads the list again, after something was written here or by another tab. */
export const refreshModels = createReread(async () => {
  try {
    const read = await readModelList();
    setList((known) => ({ ...read, models: read.models.map((model) => unchanged(changed(model), known?.models)) }));
    setError(null);
  } catch (failure) {
    setError(toCodedError(failure));
    setList((known) => known ?? { models: [], removed: [], damaged: [] });
  }
});

const removals = createRemovals('models', refreshModels, setError);

/** The object that is known already, if nothing changed: so that what shows it is not made again. */
function unchanged(model: StoredModel, known: readonly StoredModel[] = []): StoredModel {
  const same = known.find(({ id }) => id === model.id);
  if (same === undefined) return model;
  const { name, notes, threshold } = same;
  return name === model.name && notes === model.notes && threshold === model.threshold ? same : model;
}

/**
 * Keeps the models in a file (`.moderato`, a zip of several, JSON of scikit-learn's), after checking all of them; those
 * that come with the app are not kept again.
 * @throws CodedError `model-...`, `sklearn-...`, `archive-...` for a file that holds no complete model;
 *   `file-unreadable`; `storage-full`.
 */
export function importModelFile(file: File): Promise<ImportedModel[]> {
  return keepOpen(async () => {
    try {
      const found = await scoring.importModels(file);
      return found.map((one) =>
        one.kind === 'default' ? one : { kind: 'own', name: one.record.name, existed: one.existed },
      );
    } finally {
      await refreshModels(); // where storage was full in the middle, some are here
    }
  });
}

/** The model's file, to save. */
export async function exportModel(id: string): Promise<Blob> {
  return new Blob([await scoring.file(id)], { type: 'application/octet-stream' });
}

/**
 * The files of several models as a zip.
 * @param names of the files in it, all different.
 */
export function exportModels(ids: readonly string[], names: readonly string[]): Promise<Blob> {
  return scoring.zip(ids, names);
}

/**
 * A model as another program reads it, and what it lacks there.
 * @throws CodedError `export-unsupported`, `model-missing`.
 */
export async function exportModelAs(
  id: string,
  kind: ExportKind,
): Promise<{ readonly file: Blob; readonly leftOut: readonly LeftOut[] }> {
  const { text, leftOut } = await scoring.exportAs(id, kind);
  return {
    file: new Blob([text], { type: kind === 'sklearn-json' ? 'application/json' : 'text/javascript' }),
    leftOut,
  };
}

/**
 * Renames a model.
 * @throws CodedError `model-missing`; `name-taken` by another model of one's own.
 */
export async function renameModel(id: string, name: string): Promise<void> {
  const same = (other: string) => other.trim().toLowerCase() === name.trim().toLowerCase();
  if (models()?.some((other) => other.id !== id && same(other.name))) throw new CodedError('name-taken', { name });
  await changeModel(id, { name });
}

/**
 * Changes the name, the notes or the chosen threshold (as a score; null for the file's own).
 * @throws CodedError `model-missing`.
 */
export async function changeModel(id: string, change: ModelChange): Promise<void> {
  const mine = { id, change };
  changes = [...changes, mine];
  setList(
    (known) => known && { ...known, models: known.models.map((each) => (each.id === id ? changed(each) : each)) },
  );
  try {
    await updateModel(id, change);
  } finally {
    changes = changes.filter((each) => each !== mine);
    await refreshModels();
  }
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
