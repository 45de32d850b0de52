import { expect, test } from 'vitest';
import { zipNames } from './zipNames';

test('files of one zip have names of their own, also where case is ignored', () => {
  const names = ['a.moderato', 'A 2.moderato', 'b-c.moderato', 'b-c 2.moderato'];
  expect(zipNames(['a', 'A', 'b/c', 'b:c'])).toEqual(names);
  const long = 'x'.repeat(200);
  expect(new Set(zipNames([long, `${long}y`, `${long}z`])).size).toBe(3);
});
