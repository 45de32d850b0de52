import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { modelId } from '#shared/ml/model/digest';
import { specimenDefaults } from '#shared/testing/defaults';
import { keptDefaults, readDefault, readDefaults } from './defaults';

const { index, files } = specimenDefaults();
const [english, russian] = index.models;

const network = globalThis.fetch;
let asked: string[] = [];
let served = new Map<string, Uint8Array<ArrayBuffer> | string>();

/** A site that serves what is in `served`; anything else is 404, and nothing at all once it is offline. */
function serve(online = true): void {
  globalThis.fetch = async (input) => {
    const path = String(input);
    asked.push(path);
    if (!online) throw new TypeError('Failed to fetch');
    const body = served.get(path);
    return body === undefined ? new Response('', { status: 404 }) : new Response(body);
  };
}

const full = new DOMException('Quota exceeded.', 'QuotaExceededError');
/** What a private window answers. */
const blocked = new DOMException('The operation is insecure.', 'SecurityError');

beforeEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  asked = [];
  served = new Map<string, Uint8Array<ArrayBuffer> | string>([['/models/index.json', JSON.stringify(index)]]);
  for (const [name, bytes] of files) served.set(`/models/${name}`, bytes);
  serve();
});
afterEach(() => {
  vi.restoreAllMocks();
  globalThis.fetch = network;
});

test('a model is fetched once, checked, and from then on needs no network', async () => {
  expect(await keptDefaults(index)).toEqual([]);
  expect(modelId(await readDefault(russian))).toBe(russian.id);
  expect(await keptDefaults(index)).toEqual([russian.id]);
  serve(false);
  expect(modelId(await readDefault(russian))).toBe(russian.id);
  expect(asked).toEqual([`/models/${russian.file}`]);
});

test.each<[string, () => void]>([
  ['is full', () => vi.spyOn(Cache.prototype, 'put').mockRejectedValue(full)],
  [
    'cannot be opened',
    () => {
      vi.spyOn(caches, 'open').mockRejectedValue(blocked);
      vi.spyOn(caches, 'match').mockRejectedValue(blocked);
    },
  ],
])('a model is used all the same where the cache %s', async (_, spoil) => {
  spoil();
  expect((await readDefaults()).models).toHaveLength(index.models.length);
  expect(modelId(await readDefault(russian))).toBe(russian.id);
  expect(await keptDefaults(index)).toEqual([]);
});

test('a damaged cached copy is removed and fetched once more, wherever it was cached', async () => {
  const damaged = () => new Response(Uint8Array.of(1, 2, 3));
  await (await caches.open('default-models')).put(`/models/${russian.file}`, damaged());
  await (await caches.open('precache')).put(`/models/${russian.file}?__WB_REVISION__=1`, damaged());
  expect(modelId(await readDefault(russian))).toBe(russian.id);
  expect(asked).toEqual([`/models/${russian.file}`]);
  serve(false);
  expect(modelId(await readDefault(russian))).toBe(russian.id);
});

test('without a network, a damaged cached copy is removed and default-unreachable thrown', async () => {
  await (await caches.open('default-models')).put(`/models/${russian.file}`, new Response('damaged'));
  serve(false);
  await expect(readDefault(russian)).rejects.toMatchObject({ code: 'default-unreachable' });
  expect(await keptDefaults(index)).toEqual([]);
});

test('what the service worker has cached is not fetched again', async () => {
  const body = files.get(english.file);
  await (await caches.open('precache')).put(`/models/${english.file}?__WB_REVISION__=1`, new Response(body));
  expect(await keptDefaults(index)).toEqual([english.id]);
  expect(modelId(await readDefault(english))).toBe(english.id);
  expect(asked).toEqual([]);
});

test('without a network, a model that was never fetched is default-unreachable', async () => {
  serve(false);
  const failure = { code: 'default-unreachable', params: { name: 'en', reason: 'Failed to fetch' } };
  await expect(readDefault(english)).rejects.toMatchObject(failure);
});

test('a file that is another model, or none, is refused and not kept', async () => {
  const other = files.get(russian.file);
  if (!other) throw new Error('the specimen lacks a file');
  served.set(`/models/${english.file}`, other);
  await expect(readDefault(english)).rejects.toMatchObject({ code: 'model-corrupt', params: { got: russian.id } });
  served.set(`/models/${english.file}`, '<!doctype html>');
  await expect(readDefault(english)).rejects.toMatchObject({ code: 'model-corrupt' });
  served.delete(`/models/${english.file}`);
  await expect(readDefault(english)).rejects.toMatchObject({ params: { reason: 'HTTP 404' } });
  expect(await keptDefaults(index)).toEqual([]);
});

test('the index is checked, and models of an older one are forgotten', async () => {
  await readDefault(russian);
  served.set('/models/index.json', JSON.stringify({ ...index, models: [english] }));
  expect((await readDefaults()).models).toEqual([english]);
  expect(await keptDefaults(index)).toEqual([]);
  served.set('/models/index.json', JSON.stringify({ ...index, version: 9 }));
  await expect(readDefaults()).rejects.toMatchObject({ code: 'defaults-unreadable' });
});
