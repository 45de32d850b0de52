import type { CodePoints } from '../decode/codePoints';
import { createTagger, type WordClass, wordClassOf } from '../tagging/partsOfSpeech';
import { isWordCodePoint } from '../unicode/characters';
import { isPunctuation } from './surfaceMarks';

/** Only so many words and marks from the beginning are tagged: shares settle long before, and tagging is what costs. */
export const TAGGED_TOKENS = 512;

const APOSTROPHES = new Set([0x27, 0x2019]);

/** The first words and punctuation marks of a text, in order; "don't" is one. */
function tokensOf({ codePoints, length }: CodePoints): { readonly tokens: string[]; readonly isWord: boolean[] } {
  const tokens: string[] = [];
  const isWord: boolean[] = [];
  const isWordAt = (at: number) => at < length && isWordCodePoint(codePoints[at]);
  for (let at = 0; at < length && tokens.length < TAGGED_TOKENS; ) {
    const begin = at;
    const word = isWordAt(at);
    if (word) {
      while (isWordAt(at) || (at < length && APOSTROPHES.has(codePoints[at]) && isWordAt(at + 1))) at += 1;
    } else at += 1;
    if (!word && !isPunctuation(codePoints[begin])) continue;
    // The lexicon's words are shorter; a text of one long word must not become one long string.
    tokens.push(String.fromCodePoint(...codePoints.subarray(begin, Math.min(at, begin + 64))));
    isWord.push(word);
  }
  return { tokens, isWord };
}

/** Words by class and in all, among the first `TAGGED_TOKENS` words and marks of a text. */
export type WordClassCounter = (text: CodePoints) => {
  readonly words: number;
  readonly classes: ReadonlyMap<WordClass, number>;
};

/** Loads a tagger of English with its lexicon of 2 MB, once. */
export async function createWordClassCounter(): Promise<WordClassCounter> {
  const tagger = await createTagger();
  return (text) => {
    const { tokens, isWord } = tokensOf(text);
    const classes = new Map<WordClass, number>();
    let words = 0;
    tagger.tags(tokens).forEach((tag, i) => {
      if (!isWord[i]) return;
      words += 1;
      const wordClass = wordClassOf(tag);
      classes.set(wordClass, (classes.get(wordClass) ?? 0) + 1);
    });
    return { words, classes };
  };
}
