import { createSignal } from 'solid-js';
import { scoring } from '../workers/score/client';
import type { LoadedModel } from '../workers/score/score.worker';
import { loadedLimit } from './settings';

/*
 * Which models the scoring worker holds ready. A model is loaded by its first use; loading it before saves that wait.
 */

const [loaded, setLoaded] = createSignal<ReadonlyMap<string, number>>(new Map());

/** Milliseconds that each model in memory took to load, by id; as last reported. */
export { loaded };

/** Loads a model. @throws CodedError `model-missing`, `model-corrupt`, `default-unreachable`, `worker-failed`. */
export async function loadModel(id: string): Promise<void> {
  keep(await scoring.load(id, loadedLimit()));
}

/** Unloads an own model. */
export async function unloadModel(id: string): Promise<void> {
  keep(await scoring.unload(id));
}

/** Asks the worker again: scoring loads models too, and an idle worker ends. */
export async function refreshLoaded(): Promise<void> {
  keep(await scoring.loaded(loadedLimit()));
}

function keep(models: readonly LoadedModel[]): void {
  setLoaded(new Map(models.map(({ id, milliseconds }) => [id, milliseconds])));
}
