import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../base/random';
import { runStepsSync } from '../../runtime/steps';
import { createGramReader, GRAM_LETTERS } from './letterGrams';
import { createNearDuplicateFinder, NEAR } from './nearDuplicates';

const encoder = new TextEncoder();

/** The first text of the group of each of `texts`. */
function groupsOf(texts: readonly string[]): number[] {
  const finder = createNearDuplicateFinder();
  const encoded = texts.map((text) => encoder.encode(text));
  for (const bytes of encoded) finder.add(bytes, 0, bytes.length);
  const candidates = runStepsSync(finder.candidates());
  encoded.forEach((bytes, text) => {
    if (candidates[text] === 1) finder.keep(text, bytes, 0, bytes.length);
  });
  return Array.from(runStepsSync(finder.groups()));
}

/** The slow twin of the sets: grams as strings. */
function gramsOf(text: string): Set<string> {
  const stripped = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const letters = Array.from(stripped.replace(/[^\p{L}\p{N}]+/gu, ' ').trim());
  if (letters.length > 0 && letters.length < GRAM_LETTERS) return new Set([letters.join('')]);
  const grams = new Set<string>();
  for (let at = 0; at + GRAM_LETTERS <= letters.length; at++) grams.add(letters.slice(at, at + GRAM_LETTERS).join(''));
  return grams;
}

function jaccard(a: string, b: string): number {
  const [left, right] = [gramsOf(a), gramsOf(b)];
  const common = [...left].filter((gram) => right.has(gram)).length;
  return common / (left.size + right.size - common);
}

const SYLLABLES = 'ka lo mi ter un sho pra vel do fi gu бе да ко ми лю ста'.split(' ');

/** Texts of made-up words that share nothing but syllables. */
function writeText(random: Random, words: number): string {
  const word = () =>
    Array.from({ length: 2 + random.below(3) }, () => SYLLABLES[random.below(SYLLABLES.length)]).join('');
  return Array.from({ length: words }, word).join(' ');
}

/** Changes what people change: a letter here and there, a word left out or put in, case and marks. */
function edit(text: string, random: Random, edits: number): string {
  let edited = text;
  for (let i = 0; i < edits; i++) {
    const at = random.below(edited.length);
    const kind = random.below(4);
    if (kind === 0) edited = `${edited.slice(0, at)}z${edited.slice(at + 1)}`;
    else if (kind === 1) edited = edited.slice(0, at) + edited.slice(at + 1);
    else if (kind === 2) edited = `${edited.slice(0, at)}${edited[at].toUpperCase()}!${edited.slice(at + 1)}`;
    else edited = `${edited.slice(0, at)} so ${edited.slice(at)}`;
  }
  return edited;
}

test('grams are those of the letters, each once', () => {
  const reader = createGramReader(1);
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'Ж', 'é', ' ', '!', '_', '😀', 'ab', '  ')), (pieces) => {
      const text = pieces.join('');
      const bytes = encoder.encode(text);
      const { hashes, length } = reader.read(bytes, 0, bytes.length);
      expect(length).toBe(gramsOf(text).size);
      expect(new Set(hashes.subarray(0, length)).size).toBe(length);
    }),
    { numRuns: 1000 },
  );
  const same = ['Résumé, of THE day!', 'resume of the  day'].map((text) => {
    const bytes = encoder.encode(text);
    const { hashes, length } = reader.read(bytes, 0, bytes.length);
    return Array.from(hashes.subarray(0, length));
  });
  expect(same[0]).toEqual(same[1]);
});

test('edited texts are found, at a recall that the bands promise, and nothing is found that is not near', () => {
  const random = createRandom(7);
  const texts: string[] = [];
  for (let i = 0; i < 250; i++) {
    const text = writeText(random, 6 + random.below(60));
    texts.push(text, edit(text, random, 1 + random.below(5)), writeText(random, 5 + random.below(30)));
  }
  const groups = groupsOf(texts);
  let near = 0;
  let found = 0;
  for (let i = 0; i < texts.length; i += 3) {
    if (jaccard(texts[i], texts[i + 1]) >= NEAR) {
      near += 1;
      if (groups[i + 1] === groups[i]) found += 1;
    } else expect(groups[i + 1]).toBe(i + 1);
    expect(groups[i]).toBe(i);
    expect(groups[i + 2]).toBe(i + 2);
  }
  expect(near).toBeGreaterThan(120);
  expect(found / near).toBeGreaterThanOrEqual(0.98);
});

const short = fc.array(fc.constantFrom('you', 'are', 'a', 'stupid', 'page', 'talk', 'дурак', '!', ''), {
  maxLength: 8,
});

test('groups are what chains of near pairs connect, each named by its first text', () => {
  fc.assert(
    fc.property(fc.array(short, { maxLength: 14 }), (drawn) => {
      const texts = drawn.map((words) => words.join(' '));
      const groups = groupsOf(texts);
      groups.forEach((group, text) => {
        expect(group).toBeLessThanOrEqual(text);
        expect(groups[group]).toBe(group);
        if (group === text) return;
        const near = texts.some((other, i) => i !== text && groups[i] === group && jaccard(texts[text], other) >= NEAR);
        expect(near).toBe(true);
      });
      texts.forEach((text, i) => {
        const twin = texts.findIndex((other) => gramsOf(text).size > 0 && jaccard(text, other) === 1);
        if (twin >= 0) expect(groups[i]).toBe(groups[twin]);
      });
    }),
    { numRuns: 200 },
  );
});

test('texts without letters are near nothing', () => {
  expect(groupsOf(['', '...', '!!!', '', '😀'])).toEqual([0, 1, 2, 3, 4]);
});

test('the same letters drawn out are near; a short text is near only to itself', () => {
  expect(groupsOf(['hahahahaha', 'hahahahahahaha', 'ok', 'oky', 'Ok!'])).toEqual([0, 0, 2, 3, 2]);
});

test('thousands of texts from one template make one group', () => {
  const random = createRandom(3);
  const template = writeText(random, 40);
  const texts = Array.from({ length: 1500 }, (_, i) => `${template} ${i}`);
  expect(groupsOf(texts).every((group) => group === 0)).toBe(true);
});

test('one very long text is judged by its beginning', () => {
  const random = createRandom(5);
  const long = writeText(random, 12_000);
  expect(groupsOf([long, `${long} and an end`, writeText(random, 12_000)])).toEqual([0, 0, 2]);
});
