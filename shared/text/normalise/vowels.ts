import { lowerOf } from './letterCase';

const VOWELS = new Set(
  Array.from('aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿаеёиоуыэюяіїєαεηιουωάέήίόύώ', (c) => c.codePointAt(0)),
);

/** True for a vowel of the Latin, Cyrillic or Greek script, in either case. */
export function isVowel(code: number): boolean {
  return VOWELS.has(lowerOf(code));
}
