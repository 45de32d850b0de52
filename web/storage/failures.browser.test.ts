import { afterEach, expect, test, vi } from 'vitest';
import { CodedError } from '#shared/base/errors';
import { storageError } from './failures';

afterEach(() => vi.restoreAllMocks());

const full = new DOMException('Quota exceeded.', 'QuotaExceededError');

test.each<[string, number | null, number, number | null]>([
  ['is named where it is too little', 5000, 1000, 1000],
  ['is left out where it would have been enough', 5000, 11_000_000_000, null],
  ['is left out where the required space is unknown', null, 11_000_000_000, null],
])('free space %s', async (_, neededBytes, free, freeBytes) => {
  vi.spyOn(navigator.storage, 'estimate').mockResolvedValue({ quota: free + 700, usage: 700 });
  const error = await storageError(full, neededBytes);
  expect(error).toMatchObject({ code: 'storage-full', params: { neededBytes, freeBytes }, cause: full });
});

test('storage that cannot be used is one code, whatever the browser calls it', async () => {
  for (const name of ['SecurityError', 'InvalidStateError', 'UnknownError', 'VersionError', 'AbortError']) {
    const error = new DOMException(`because of ${name}`, name);
    expect(await storageError(error)).toMatchObject({
      code: 'storage-unavailable',
      params: { reason: `because of ${name}` },
    });
  }
});

test('errors that are not about storage are rethrown unchanged', async () => {
  for (const error of [new RangeError('x'), new CodedError('dataset-missing', { id: 'd' }), 'text']) {
    expect(await storageError(error)).toBe(error);
  }
});
