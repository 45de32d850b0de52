import { createSignal } from 'solid-js';
import type { ModelOnServer } from '#shared/api/models';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import { scoring } from '../../workers/score/client';
import { models, refreshModels } from '../models';
import { createReread } from '../reread';
import { keepOpen } from '../tasks/runTask';
import { withServer } from './connection';
import { server } from './kept';

/*
 * Models that a team shares: those on the server, which of them are here, and the way from there to here. Taking a
 * model is done at once, and changes nothing here unless it succeeds. The way back is in sharing.ts.
 */

export type { ModelOnServer } from '#shared/api/models';

const [list, setList] = createSignal<readonly ModelOnServer[] | undefined>();
const [error, setError] = createSignal<CodedError | null>(null);
/** Shares of models on their way here, by id. */
const [taking, setTaking] = createSignal<ReadonlyMap<string, number>>(new Map());

/** What people shared on the server, the latest first, as it was last seen; undefined before that. */
export const sharedModels = (): readonly ModelOnServer[] | undefined =>
  server() === null ? undefined : list()?.filter((model) => model.default === null);

/** Why the list could not be read the last time, or null. */
export const sharedError = error;

/** The share of a model that has come, 0 to 1; undefined if it is not on its way. */
export const takenShare = (id: string): number | undefined => taking().get(id);
/** Whether something is on its way. */
export const isTaking = (): boolean => taking().size > 0;

/** A model as it is on the server; undefined if it is not there, as far as is known. */
export const sharedModel = (id: string): ModelOnServer | undefined => sharedModels()?.find((model) => model.id === id);

/** Looks up what is on the server anew. The reason of a failure is in `sharedError()`. */
export const refreshShared = createReread(async () => {
  const asked = server();
  if (asked === null) return;
  try {
    const found = await withServer((api) => api.call('models.list', undefined));
    if (server() !== asked) return;
    setList(found);
    setError(null);
  } catch (failure) {
    if (server() === asked) setError(toCodedError(failure));
  }
});

/** Those that are on the server and not here. */
export function newModels(): readonly ModelOnServer[] {
  const here = new Set(models()?.map(({ id }) => id));
  return sharedModels()?.filter(({ id }) => !here.has(id)) ?? [];
}

let stop: AbortController | null = null;

/** Stops what is on its way here; what has come stays. */
export function stopTaking(): void {
  stop?.abort();
}

/**
 * Takes models from the server, one after the other: each is checked, byte by byte, before it is kept. Those that are
 * here already are not fetched.
 * @returns how many were taken.
 * @throws CodedError `server-...`, `digest-mismatch`, `model-...`, `storage-full`; those before it are kept. An
 *   AbortError.
 */
export function takeModels(wanted: readonly ModelOnServer[]): Promise<number> {
  stop?.abort();
  const controller = new AbortController();
  stop = controller;
  const { signal } = controller;
  return keepOpen(async () => {
    let taken = 0;
    try {
      for (const { id, name } of wanted) {
        if (models()?.some((model) => model.id === id)) continue;
        const show = (share: number) => setTaking(new Map([[id, share]]));
        show(0);
        const file = await withServer((api) => api.pullModel(id, show, signal));
        await scoring.keepShared(file, { id, name, datasetName: null, origin: 'imported' });
        taken++;
      }
      return taken;
    } catch (failure) {
      if (!isAbort(failure)) void refreshShared(); // one that is gone leaves the list
      throw failure;
    } finally {
      if (stop === controller) {
        stop = null;
        setTaking(new Map());
      }
      await refreshModels();
    }
  });
}
