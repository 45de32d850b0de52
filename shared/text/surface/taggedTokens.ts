import type { CodePoints } from '../decode/codePoints';
import { isWordCodePoint } from '../unicode/characters';
import { isPunctuation } from './surfaceMarks';

/** Only so many words and marks from the beginning are tagged: shares settle long before, and tagging is what costs. */
export const TAGGED_TOKENS = 512;

const APOSTROPHES: ReadonlySet<number> = new Set([0x27, 0x2019]);

/**
 * The first `TAGGED_TOKENS` words and punctuation marks of a text, in order; "don't" is one.
 * @param apostrophes what joins words; models are fitted with those of the default.
 */
export function taggedTokens(
  { codePoints, length }: CodePoints,
  apostrophes = APOSTROPHES,
): { readonly tokens: string[]; readonly isWord: boolean[] } {
  const tokens: string[] = [];
  const isWord: boolean[] = [];
  const isWordAt = (at: number) => at < length && isWordCodePoint(codePoints[at]);
  for (let at = 0; at < length && tokens.length < TAGGED_TOKENS; ) {
    const begin = at;
    const word = isWordAt(at);
    if (word) {
      while (isWordAt(at) || (at < length && apostrophes.has(codePoints[at]) && isWordAt(at + 1))) at += 1;
    } else at += 1;
    if (!word && !isPunctuation(codePoints[begin])) continue;
    // The lexicon's words are shorter; a text of one long word must not become one long string.
    tokens.push(String.fromCodePoint(...codePoints.subarray(begin, Math.min(at, begin + 64))));
    isWord.push(word);
  }
  return { tokens, isWord };
}
