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
    const response = await fetch(where);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    input = await response.json();
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
  const kept = await openCache();
  const known = await kept?.match(url);
  const packed = known ? new Uint8Array(await known.arrayBuffer()) : await fetchDefault(entry, url);
  const bytes = inflateModelFile(packed, entry.file);
  const got = modelId(bytes);
  if (got !== entry.id) {
    throw new CodedError('model-corrupt', { where: `id of ${entry.file}`, got, expected: entry.id });
  }
  if (!known && !entry.recommended) await kept?.put(url, new Response(packed));
  return bytes;
}

/** Ids of the default models that can be used without a network. */
export async function keptDefaults({ models }: DefaultModels): Promise<string[]> {
  if (typeof caches === 'undefined') return [];
  const found = await Promise.all(models.map((entry) => caches.match(urlOf(entry), { ignoreSearch: true })));
  return models.filter((_, i) => found[i] !== undefined).map(({ id }) => id);
}

const urlOf = ({ file }: DefaultModel) => `${DEFAULTS_PATH}${file}`;

async function fetchDefault({ name }: DefaultModel, url: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new CodedError('default-unreachable', { name, reason: reasonOf(error) }, error);
  }
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
