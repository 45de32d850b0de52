import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readShared, removeShared, SHARE_LIFE_MS, SHARE_LIMITS, storeShared, sweepShared } from './shared';

beforeEach(() => caches.delete('shared'));
afterEach(() => vi.restoreAllMocks());

function form(text: string, ...files: readonly File[]): FormData {
  const fields = new FormData();
  if (text !== '') fields.set('text', text);
  for (const file of files) fields.append('files', file);
  return fields;
}

async function stored(fields: FormData, referrer = '', now = Date.now()): Promise<string> {
  const outcome = await storeShared(fields, referrer, now);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.id;
}

const entries = async () => (await (await caches.open('shared')).keys()).length;

test('a share is read as often as needed, until it was used', async () => {
  const id = await stored(form('hello', new File(['a,b'], 'обмен.csv', { type: 'text/csv' })));
  for (let times = 0; times < 2; times++) {
    const share = await readShared(id);
    expect(share).toMatchObject({ id, text: 'hello', source: null });
    expect(share?.files.map(({ name, type, size }) => [name, type, size])).toEqual([['обмен.csv', 'text/csv', 3]]);
  }
  await removeShared(id);
  expect(await readShared(id)).toBeNull();
  expect(await entries()).toBe(0);
});

test('a share names the site that posted it', async () => {
  const source = async (referrer: string) => (await readShared(await stored(form('x'), referrer)))?.source;
  expect(await source('https://elsewhere.example/page?q=1')).toBe('https://elsewhere.example');
  expect(await source('')).toBeNull();
  expect(await source('about:client')).toBeNull();
});

test('a share that is too large or has too many files is refused and leaves nothing', async () => {
  const many = Array.from({ length: SHARE_LIMITS.files + 1 }, (_, i) => new File(['x'], `${i}.csv`));
  expect(await storeShared(form('', ...many), '')).toEqual({ refused: 'too-large' });
  const large = new File([], 'large.csv');
  Object.defineProperty(large, 'size', { value: SHARE_LIMITS.bytes + 1 });
  const fields = new FormData();
  vi.spyOn(fields, 'getAll').mockReturnValue([large]);
  expect(await storeShared(fields, '')).toEqual({ refused: 'too-large' });
  expect(await entries()).toBe(0);
});

test('a share that does not fit is refused and leaves nothing', async () => {
  const put = Cache.prototype.put;
  let puts = 0;
  vi.spyOn(Cache.prototype, 'put').mockImplementation(function (this: Cache, ...args) {
    if (++puts > 1) return Promise.reject(new DOMException('Quota exceeded.', 'QuotaExceededError'));
    return put.apply(this, args);
  });
  expect(await storeShared(form('', new File(['x'], 'a.csv'), new File(['y'], 'b.csv')), '')).toEqual({
    refused: 'no-room',
  });
  expect(await entries()).toBe(0);
});

test('however many shares are posted, only the newest few are stored', async () => {
  const ids: string[] = [];
  for (let i = 0; i < SHARE_LIMITS.waiting + 3; i++) ids.push(await stored(form(`share ${i}`), '', 1000 + i));
  const kept = await Promise.all(ids.map(readShared));
  expect(kept.map((share) => share?.text ?? null)).toEqual([
    ...Array.from({ length: 3 }, () => null),
    ...Array.from({ length: SHARE_LIMITS.waiting }, (_, i) => `share ${i + 3}`),
  ]);
});

test('unanswered and truncated shares are deleted', async () => {
  const abandoned = await stored(form('old'), '', 1000);
  const waiting = await stored(form('new'), '', 1000 + SHARE_LIFE_MS);
  await (await caches.open('shared')).put('/cut-short/text', new Response('half'));
  await sweepShared(1001 + SHARE_LIFE_MS);
  expect(await readShared(abandoned)).toBeNull();
  expect((await readShared(waiting))?.text).toBe('new');
  expect(await entries()).toBe(2);
});
