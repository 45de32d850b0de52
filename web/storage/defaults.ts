import { DEFAULTS_PATH, type DefaultModel, type DefaultModels, parseDefaultModels } from '#shared/api/defaultModels';
import { CodedError } from '#shared/errors';
import { inflateModelFile } from '#shared/ml/modelDeflation';
import { modelId } from '#shared/ml/modelFile';

/*
 * The models that come with the app, from its own origin. The service worker keeps the index and the recommended models; the
 * others are fetched the first time that they are used and then kept in a cache of their own, checked.
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
 * A default model's file, inflated and held against its id; kept from then on.
 * @throws CodedError `default-unreachable` where it is not kept and cannot be fetched; `model-corrupt` and what
 *   `inflateModelFile` refuses, when what was fetched is not the model that the index means.
 */
export async function readDefault(entry: DefaultModel): Promise<Uint8Array<ArrayBuffer>> {
  const url = urlOf(entry);
  const kept = await keptResponse(url);
  const packed = new Uint8Array(await (kept ?? (await fetchDefault(entry, url))).arrayBuffer());
  const bytes = inflateModelFile(packed, entry.file);
  const got = modelId(bytes);
  if (got !== entry.id) {
    throw new CodedError('model-corrupt', { where: `id of ${entry.file}`, got, expected: entry.id });
  }
  if (!kept) await (await openCache())?.put(url, new Response(packed));
  return bytes;
}

/** Ids of the default models that can be used without a network. */
export async function keptDefaults({ models }: DefaultModels): Promise<string[]> {
  const kept = await Promise.all(models.map((entry) => keptResponse(urlOf(entry))));
  return models.filter((_, i) => kept[i] !== undefined).map(({ id }) => id);
}

const urlOf = ({ file }: DefaultModel) => `${DEFAULTS_PATH}${file}`;

/** What is kept under `url`, by the service worker (which adds a revision to it) or here. */
async function keptResponse(url: string): Promise<Response | undefined> {
  return typeof caches === 'undefined' ? undefined : caches.match(url, { ignoreSearch: true });
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

/** Files of models that came with an older app. */
async function forgetOthers({ models }: DefaultModels): Promise<void> {
  const cache = await openCache();
  if (!cache) return;
  const current = new Set(models.map(urlOf));
  for (const request of await cache.keys()) {
    if (!current.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** Undefined over plain http on anything but localhost: there is no cache, and each visit fetches. */
async function openCache(): Promise<Cache | undefined> {
  return typeof caches === 'undefined' ? undefined : caches.open(CACHE);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
