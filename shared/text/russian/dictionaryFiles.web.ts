import grammemes from 'az/dicts/grammemes.json?url';
import external from 'az/dicts/gramtab-opencorpora-ext.json?url';
import internal from 'az/dicts/gramtab-opencorpora-int.json?url';
import probabilities from 'az/dicts/p_t_given_w.intdawg?url';
import paradigms from 'az/dicts/paradigms.array?url';
import suffixes0 from 'az/dicts/prediction-suffixes-0.dawg?url';
import suffixes1 from 'az/dicts/prediction-suffixes-1.dawg?url';
import suffixes2 from 'az/dicts/prediction-suffixes-2.dawg?url';
import suffixes from 'az/dicts/suffixes.json?url';
import words from 'az/dicts/words.dawg?url';
import { CodedError } from '#shared/base/errors';
import type { DictionaryFile } from './dictionaryFiles';

/*
 * `#russian-dictionary` of package.json in a browser: 11 MB that are loaded when Russian words are first needed. They
 * are kept in a cache of their own: the service worker installs without them.
 */

const CACHE = 'russian-dictionary';

const ADDRESSES: Readonly<Record<DictionaryFile, string>> = {
  'words.dawg': words,
  'prediction-suffixes-0.dawg': suffixes0,
  'prediction-suffixes-1.dawg': suffixes1,
  'prediction-suffixes-2.dawg': suffixes2,
  'p_t_given_w.intdawg': probabilities,
  'grammemes.json': grammemes,
  'gramtab-opencorpora-int.json': internal,
  'gramtab-opencorpora-ext.json': external,
  'suffixes.json': suffixes,
  'paradigms.array': paradigms,
};

export async function readDictionaryFile(name: DictionaryFile): Promise<ArrayBuffer> {
  const address = ADDRESSES[name];
  const cache = await openCache();
  try {
    const kept = await cache?.match(address);
    if (kept) return await kept.arrayBuffer();
    const response = await fetch(address);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    await keep(cache, address, response.clone());
    return await response.arrayBuffer();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodedError('dictionary-unreachable', { language: 'ru', reason }, error);
  }
}

/** The cache, without what another version of the app left there; null where the browser allows none. */
async function openCache(): Promise<Cache | null> {
  try {
    const cache = await caches.open(CACHE);
    const wanted = new Set(Object.values(ADDRESSES).map((address) => new URL(address, location.href).href));
    for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
    return cache;
  } catch {
    return null; // as in private windows: the dictionary works, and is fetched again next time
  }
}

async function keep(cache: Cache | null, address: string, response: Response): Promise<void> {
  try {
    await cache?.put(address, response);
  } catch {
    // Storage is full: the dictionary works, and is fetched again next time.
  }
}
