import { CodedError } from '#shared/base/errors';
import {
  DEFAULTS_PATH,
  type DefaultModel,
  type DefaultModels,
  parseDefaultModels,
} from '#shared/ml/model/defaultModels';
import { modelId } from '#shared/ml/model/digest';
import { inflateModelFile } from '#shared/ml/model/modelDeflation';

/*
 * The models that come with the app, from its own origin. The service worker keeps the index and the recommended
 * models; the others are fetched the first time that they are used and then kept in a cache of their own, checked.
 */

const CACHE = 'default-models';

/**
 * What comes with the app.
 * @throws CodedError `defaults-unreadable`.
 */
export async function readDefaults(): Promise<DefaultModels> {
  const where = `${DEFAULTS_PATH}index.json`;
  let input: unknown;
  try {
    input = await (await fetchWhole(where)).json();
  } catch (error) {
    throw new CodedError('defaults-unreadable', { where, reason: reasonOf(error) }, error);
  }
  const defaults = parseDefaultModels(input, where);
  await forgetOthers(defaults);
  return defaults;
}

/**
 * The file of a default model, inflated and checked against its id. It is cached for offline use where the browser
 * allows that; a full or blocked cache is no obstacle. A damaged cached copy is removed and the file fetched once more.
 * @throws CodedError `default-unreachable` where no good copy is cached and the file cannot be fetched; `model-corrupt`
 *   and what `inflateModelFile` refuses, when the fetched file is not the model that the index names.
 */
export async function readDefault(entry: DefaultModel): Promise<Uint8Array<ArrayBuffer>> {
  const url = urlOf(entry);
  const cached = await readCached(entry, url);
  if (cached !== null) return cached;
  const packed = new Uint8Array(await (await fetchDefault(entry, url)).arrayBuffer());
  const bytes = checked(packed, entry);
  await keep(url, packed);
  return bytes;
}

/** Ids of the default models that can be used without a network. */
export async function keptDefaults({ models }: DefaultModels): Promise<string[]> {
  const kept = await Promise.all(models.map((entry) => cachedResponse(urlOf(entry))));
  return models.filter((_, i) => kept[i] !== undefined).map(({ id }) => id);
}

/** The cached copy, if there is a good one; a damaged one is removed from every cache. */
async function readCached(entry: DefaultModel, url: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await cachedResponse(url);
  if (response === undefined) return null;
  try {
    return checked(new Uint8Array(await response.arrayBuffer()), entry);
  } catch {
    await forget(url); // Cut short or overwritten: the network has a good one.
    return null;
  }
}

/** @throws CodedError `model-corrupt` and what `inflateModelFile` refuses. */
function checked(packed: Uint8Array<ArrayBuffer>, { id, file }: DefaultModel): Uint8Array<ArrayBuffer> {
  const bytes = inflateModelFile(packed, file);
  const got = modelId(bytes);
  if (got !== id) throw new CodedError('model-corrupt', { where: `id of ${file}`, got, expected: id });
  return bytes;
}

const urlOf = ({ file }: DefaultModel) => `${DEFAULTS_PATH}${file}`;

/** What is cached under `url`, by the service worker (which adds a revision to it) or here. */
function cachedResponse(url: string): Promise<Response | undefined> {
  return bestEffort(async () => caches.match(url, { ignoreSearch: true }));
}

async function keep(url: string, packed: Uint8Array<ArrayBuffer>): Promise<void> {
  await bestEffort(async () => (await caches.open(CACHE)).put(url, new Response(packed)));
}

async function forget(url: string): Promise<void> {
  await bestEffort(async () => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(url, { ignoreSearch: true });
  });
}

/**
 * What a cache answers, or undefined where it fails: full storage, a private window, blocked site data, plain http. A
 * model in hand works without being cached, and `keptDefaults` shows which are.
 */
async function bestEffort<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  if (typeof caches === 'undefined') return undefined;
  try {
    return await work();
  } catch {
    return undefined;
  }
}

async function fetchDefault({ name }: DefaultModel, url: string): Promise<Response> {
  try {
    return await fetchWhole(url);
  } catch (error) {
    throw new CodedError('default-unreachable', { name, reason: reasonOf(error) }, error);
  }
}

async function fetchWhole(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

/** Removes cached files of models that came with an older version of the app. */
async function forgetOthers({ models }: DefaultModels): Promise<void> {
  const current = new Set(models.map(urlOf));
  await bestEffort(async () => {
    const cache = await caches.open(CACHE);
    for (const request of await cache.keys()) {
      if (!current.has(new URL(request.url).pathname)) await cache.delete(request);
    }
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
