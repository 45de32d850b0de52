import type { CodePoints } from '../decode/codePoints';
import { createTagger, type WordClass, wordClassOf } from '../tagging/partsOfSpeech';
import { taggedTokens } from './taggedTokens';

/** Words by class and in all, among the first `TAGGED_TOKENS` words and marks of a text. */
export type WordClassCounter = (text: CodePoints) => {
  readonly words: number;
  readonly classes: ReadonlyMap<WordClass, number>;
};

/** Loads a tagger of English with its lexicon of 2 MB, once. */
export async function createWordClassCounter(): Promise<WordClassCounter> {
  const tagger = await createTagger();
  return (text) => {
    const { tokens, isWord } = taggedTokens(text);
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
