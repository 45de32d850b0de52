import { createSignal } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import type { DefaultModel } from '#shared/ml/model/defaultModels';
import type { ModelRecord as StoredModel } from '../storage/records';
import { scoring } from '../workers/score/client';

export type { DefaultModel } from '#shared/ml/model/defaultModels';

/** A model that comes with the app, in the shape that own models have. It never changes. */
export interface ShippedModel extends Omit<StoredModel, 'origin'> {
  readonly origin: 'default';
  readonly shipped: DefaultModel;
}

const [defaults, setDefaults] = createSignal<readonly ShippedModel[] | undefined>();
const [defaultsError, setError] = createSignal<CodedError | null>(null);
const [keptDefaults, setKept] = createSignal<ReadonlySet<string>>(new Set());

/**
 * The models that come with the app, undefined until they were asked for; why they cannot be listed, or null; and the
 * ids of those that work without a network.
 */
export { defaults, defaultsError, keptDefaults };

let asking: Promise<void> | null = null;

/** Loads the list of what comes with the app, unless it is known. Starts the scoring worker. */
export function loadDefaults(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<void> {
  if (defaults()?.length) return;
  try {
    const { models } = await scoring.defaults();
    setDefaults(models.map(shippedModel));
    setError(null);
  } catch (failure) {
    setDefaults([]);
    setError(toCodedError(failure));
  }
}

/** Looks up anew which of them work without a network. */
export async function refreshKeptDefaults(): Promise<void> {
  setKept(new Set(await scoring.keptDefaults()));
}

function shippedModel(shipped: DefaultModel): ShippedModel {
  const { id, name, bytes, manifest } = shipped;
  return {
    id,
    name,
    createdAt: 0,
    bytes,
    manifest,
    datasetName: null,
    origin: 'default',
    notes: '',
    threshold: null,
    shipped,
  };
}
