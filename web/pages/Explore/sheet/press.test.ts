import { expect, test } from 'vitest';
import { classFilter } from './press';

test('pressing a class asks for the comments of that class', () => {
  expect(classFilter('1')).toEqual({ kind: 'class', label: 1 });
  expect(classFilter('0')).toEqual({ kind: 'class', label: 0 });
  expect(classFilter('unlabelled')).toEqual({ kind: 'class', label: null });
});
