import { expect, test } from 'vitest';
import { createCodePointReader } from '../decode/codePoints';
import { createWordClassCounter } from './surfaceTags';
import { TAGGED_TOKENS } from './taggedTokens';

async function classesOf(text: string) {
  const bytes = new TextEncoder().encode(text);
  const countClasses = await createWordClassCounter();
  const { words, classes } = countClasses(
    createCodePointReader({ lowercase: false, stripAccents: 'none' }).read(bytes, 0, bytes.length),
  );
  return { words, ...Object.fromEntries(classes) };
}

test('words are counted by class, marks are not', async () => {
  expect(await classesOf('You are a stupid man!')).toEqual({
    words: 5,
    pronoun: 1,
    verb: 1,
    determiner: 1,
    adjective: 1,
    noun: 1,
  });
});

test('a text without words has none', async () => {
  expect(await classesOf(' ... 😀')).toEqual({ words: 0 });
});

test('Russian words are of no class that is counted', async () => {
  expect(await classesOf('ты глупый')).toEqual({ words: 2, other: 2 });
});

test('only the first tokens are tagged, and a token is never long', async () => {
  expect((await classesOf('man '.repeat(TAGGED_TOKENS + 50))).words).toBe(TAGGED_TOKENS);
  expect((await classesOf('a'.repeat(500_000))).words).toBe(1);
});
