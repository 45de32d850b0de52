import { expect, test } from 'vitest';
import { CodedError } from '../base/errors';
import { sentenceIn } from './index';
import { cut, isolated } from './isolated';

test('a name written from left to right is part of a sentence as it is', () => {
  for (const name of ['comments.csv', 'комментарии (2).csv', 'コメント.csv', '😀']) expect(isolated(name)).toBe(name);
});

test('a name written from right to left is isolated', () => {
  expect(isolated('תגובות.csv')).toBe('\u2068תגובות.csv\u2069');
});

test('directional marks are removed from a name', () => {
  expect(isolated('a\u202egpj.exe')).toBe('agpj.exe');
  expect(isolated('\u2069\u202eתגובות')).toBe('\u2068תגובות\u2069');
});

test('a long name is cut between characters', () => {
  expect(isolated('x'.repeat(300))).toBe(`${'x'.repeat(199)}…`);
  expect(cut(`${'x'.repeat(3)}😀😀`, 5)).toBe('xxx…');
  expect(cut('x😀😀', 5)).toBe('x😀😀');
  expect(cut('x😀😀😀', 5)).toBe('x😀…');
});

test.each(['en', 'ru'] as const)('sentences of errors isolate and cut what comes from a file (%s)', (language) => {
  const sentence = (name: string) => sentenceIn(language, new CodedError('file-empty', { name }));
  expect(sentence('a\u202egpj.exe')).toContain('agpj.exe');
  expect(sentence('a\u202egpj.exe')).not.toContain('\u202e');
  expect(sentence('x'.repeat(1_000_000)).length).toBeLessThan(400);
});
