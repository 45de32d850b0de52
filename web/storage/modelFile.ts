import type { DefaultModel, DefaultModels } from '#shared/ml/model/defaultModels';
import { readDefault, readDefaults } from './defaults';
import { readModelBytes } from './models';

/*
 * The files of all models, for the workers that score: those that come with the app, and those that are kept here. A
 * worker reads the index of the former once.
 */

let index: Promise<DefaultModels> | null = null;

/**
 * What comes with the app. A failure is forgotten, so that the next call tries again.
 * @throws CodedError `defaults-unreadable`.
 */
export function readIndex(): Promise<DefaultModels> {
  if (index) return index;
  const reading = readDefaults();
  reading.catch(() => {
    index = null;
  });
  index = reading;
  return reading;
}

/**
 * The default model with that id. An index that cannot be read is reported where it is listed; own models work without.
 */
export async function defaultOf(id: string): Promise<DefaultModel | undefined> {
  const known = await readIndex().catch(() => null);
  return known?.models.find((entry) => entry.id === id);
}

/** A model's file, not deflated. */
export interface ModelFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** It comes with the app. */
  readonly shipped: boolean;
}

/** @throws CodedError `model-missing`, `default-unreachable`, `model-corrupt`. */
export async function readModelFile(id: string): Promise<ModelFile> {
  const entry = await defaultOf(id);
  if (entry === undefined) return { bytes: await readModelBytes(id), shipped: false };
  return { bytes: await readDefault(entry), shipped: true };
}
