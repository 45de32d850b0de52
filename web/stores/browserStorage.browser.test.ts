import * as v from 'valibot';
import { afterEach, expect, test, vi } from 'vitest';
import { readKept, writeKept } from './browserStorage';

const KEY = 'moderato.trial';
const schema = v.object({ n: v.number() });

afterEach(() => {
  vi.restoreAllMocks();
  for (const storage of [localStorage, sessionStorage]) storage.removeItem(KEY);
});

test.each(['localStorage', 'sessionStorage'] as const)('a value is kept in %s, read back, and taken away', (place) => {
  expect(readKept(place, KEY, schema)).toBeNull();
  expect(writeKept(place, KEY, { n: 3 })).toBe(true);
  expect(globalThis[place].getItem(KEY)).toBe('{"n":3}');
  expect(readKept(place, KEY, schema)).toEqual({ n: 3 });
  expect(writeKept(place, KEY, null)).toBe(true);
  expect(globalThis[place].getItem(KEY)).toBeNull();
});

test.each(['', '{', '7', 'null', '{"n":"three"}'])('%j is as if nothing had been kept', (text) => {
  localStorage.setItem(KEY, text);
  expect(readKept('localStorage', KEY, schema)).toBeNull();
});

test('where site data is blocked nothing is read, and writing says that nothing was kept', () => {
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
  expect(readKept('localStorage', KEY, schema)).toBeNull();
  expect(writeKept('localStorage', KEY, { n: 1 })).toBe(false);
});
