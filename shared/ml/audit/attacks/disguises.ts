import type { Random } from '../../../base/random';
import { ACCENTED, INVISIBLE, LEET, LOOK_ALIKES, NEIGHBOURS, OTHER_ALPHABETS, PICTURES, VOWELS } from './letters';

/** The ways to disguise a word that are tried, in the order in which they are shown. */
export const ATTACK_KINDS = [
  'leet',
  'spacing',
  'masking',
  'lookAlikes',
  'repeats',
  'typos',
  'invisible',
  'punctuation',
  'case',
  'accents',
  'separators',
  'pictures',
  'doubling',
  'alphabets',
] as const;

export type AttackKind = (typeof ATTACK_KINDS)[number];

const SEPARATORS = [' ', ' ', ' ', '.', '-', '_', '*'] as const;
const MASKS = ['*', '*', '*', '#', '_'] as const;
const MARKS = ['.', '-', "'", ',', '|', '/'] as const;
const LIST_SEPARATORS = ['/', ',', '|', '\n'] as const;
const MOST_EXTRA_LETTERS = 4;
const MOST_INVISIBLE = 3;
const LONG_WORD = 6;

/** The minimum length at which a disguised word stays readable. */
const FEWEST_LETTERS: Readonly<Record<AttackKind, number>> = {
  leet: 3,
  spacing: 3,
  masking: 3,
  lookAlikes: 3,
  repeats: 3,
  typos: 4,
  invisible: 3,
  punctuation: 4,
  case: 3,
  accents: 3,
  separators: 4,
  pictures: 4,
  doubling: 3,
  alphabets: 3,
};

const DISGUISES: Readonly<Record<AttackKind, (word: string, random: Random) => string>> = {
  leet: (word, random) => replaceSome(word, random, (letter) => LEET.get(letter.toLowerCase())),
  spacing: (word, random) => Array.from(word).join(pick(SEPARATORS, random)),
  masking,
  lookAlikes: (word, random) => replaceSome(word, random, (letter) => LOOK_ALIKES.get(letter)),
  repeats: (word, random) => repeatLetter(word, random.below(word.length), 2 + random.below(MOST_EXTRA_LETTERS - 1)),
  typos: typo,
  invisible,
  punctuation: (word, random) => insert(word, 2 + random.below(word.length - 3), pick(MARKS, random)),
  case: mixCase,
  // A mark after the last letter would be outside the word as much as in it.
  accents: (word, random) =>
    replaceSome(word.slice(0, -1), random, (letter) => ACCENTED.get(letter)) + word.charAt(word.length - 1),
  separators: (word, random) => Array.from(word).join(pick(LIST_SEPARATORS, random)),
  pictures: (word, random) => Array.from(word).join(pick(PICTURES, random)),
  doubling: (word) => Array.from(word, (letter) => letter + letter).join(''),
  alphabets: (word, random) => replaceSome(word, random, (letter) => OTHER_ALPHABETS.get(letter)),
};

/**
 * `word` disguised so that people still read it.
 * @param word Latin or Russian letters only.
 * @returns `word` itself if it is too short or has no letter that can be disguised so.
 */
export function disguiseWord(word: string, kind: AttackKind, random: Random): string {
  return word.length < FEWEST_LETTERS[kind] ? word : DISGUISES[kind](word, random);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)];
}

function insert(word: string, at: number, added: string): string {
  return word.slice(0, at) + added + word.slice(at);
}

function repeatLetter(word: string, at: number, times: number): string {
  return insert(word, at, word.charAt(at).repeat(times));
}

/** Replaces each letter that can be with the chance of one half, one at least. */
function replaceSome(word: string, random: Random, twinsOf: (letter: string) => readonly string[] | undefined): string {
  const letters = Array.from(word);
  const places = [...letters.keys()].filter((at) => twinsOf(letters[at]) !== undefined);
  if (places.length === 0) return word;
  const certain = pick(places, random);
  for (const at of places) {
    const twins = twinsOf(letters[at]);
    if (twins && (at === certain || random.below(2) === 1)) letters[at] = pick(twins, random);
  }
  return letters.join('');
}

/** `st*pid`, `st**id`: a letter inside, a vowel if there is one; in a long word perhaps the one after it too. */
function masking(word: string, random: Random): string {
  const inside = Array.from({ length: word.length - 2 }, (_, i) => i + 1);
  const vowels = inside.filter((at) => VOWELS.has(word.charAt(at).toLowerCase()));
  const at = pick(vowels.length > 0 ? vowels : inside, random);
  const covered = word.length >= LONG_WORD && at + 2 < word.length && random.below(3) === 0 ? 2 : 1;
  return word.slice(0, at) + pick(MASKS, random).repeat(covered) + word.slice(at + covered);
}

/** One slip of the fingers after the first letter: two letters swapped, one left out, doubled, or its neighbour hit. */
function typo(word: string, random: Random): string {
  const at = 1 + random.below(word.length - 2);
  const slip = random.below(4);
  if (slip === 0) return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  if (slip === 1) return word.slice(0, at) + word.slice(at + 1);
  if (slip === 2) return repeatLetter(word, at, 1);
  const letter = word.charAt(at);
  const neighbours = NEIGHBOURS.get(letter.toLowerCase());
  if (!neighbours) return repeatLetter(word, at, 1);
  const hit = pick(neighbours, random);
  return word.slice(0, at) + (letter === letter.toLowerCase() ? hit : hit.toUpperCase()) + word.slice(at + 1);
}

function invisible(word: string, random: Random): string {
  let disguised = word;
  for (let left = 1 + random.below(MOST_INVISIBLE); left > 0; left--) {
    disguised = insert(disguised, 1 + random.below(disguised.length - 1), pick(INVISIBLE, random));
  }
  return disguised;
}

/** Each letter large or small by chance, at least one otherwise than it was. */
function mixCase(word: string, random: Random): string {
  const certain = random.below(word.length);
  return Array.from(word, (letter, at) => {
    const small = letter.toLowerCase();
    const large = small.toUpperCase();
    if (at === certain) return letter === small ? large : small;
    return random.below(2) === 1 ? large : small;
  }).join('');
}
