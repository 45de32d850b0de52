import * as v from 'valibot';
import { expect, test } from 'vitest';
import { expectedBy } from './expectedBy';
import { digest, name } from './fields';

const expectedOf = (schema: v.GenericSchema, input: unknown) => {
  const [issue] = v.safeParse(schema, input).issues ?? [];
  return issue === undefined ? null : expectedBy(issue);
};

test('a pattern is described by its words, anything else by what it expects', () => {
  expect(expectedOf(name, 'Ann\0')).toBe('text without the character U+0000 and lone surrogates');
  expect(expectedOf(digest, 'abc')).toBe('64 lower-case hexadecimal digits');
  expect(expectedOf(v.pipe(v.string(), v.regex(/^a$/)), 'b')).toBe('/^a$/');
  expect(expectedOf(name, 3)).toBe('string');
});
