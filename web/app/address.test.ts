import { expect, test } from 'vitest';
import { readablePath } from './address';

test.each(['/', '/data', '/data/0b1c', '/explore/%D0%BF', '/no such page'])('%s is shown as it is', (path) => {
  expect(readablePath(path)).toBe(path);
});

test.each(['/data/%E0%A4%A', '/%', '//x/data', '///', '/data/%ff'])('%s leads to no page', (path) => {
  expect(readablePath(path)).toBe('/not-found');
});
