import type { WordClass } from '../../text/tagging/wordClasses';
import type { ByClass } from '../section/classes';
import type { Share } from '../share/wilson';

/*
 * What the section of parts of speech reports: separate from what works it out, so that a page does not load the
 * tagger.
 */

/** The languages whose words can be tagged. */
export const TAGGED_LANGUAGES = ['en', 'ru'] as const;
export type TaggedLanguage = (typeof TAGGED_LANGUAGES)[number];

export interface WordClassShare {
  readonly wordClass: WordClass;
  /** Share of the words of each class, with a 95 % interval that allows for words of a comment being alike. */
  readonly shares: ByClass<Share>;
  /** Cohen's d of the share within a comment, class 1 less class 0; NaN without two classes. */
  readonly effect: number;
}

/** The parts of speech of the comments in one language. */
export interface LanguagePartsOfSpeech {
  readonly language: TaggedLanguage;
  /** Comments in this language that have words, and their words: of each comment 512 words and marks at most. */
  readonly rows: number;
  readonly words: number;
  /** Without the shares of a class of fewer than FEWEST_WORDS words; empty where no class has more. */
  readonly classes: readonly WordClassShare[];
}

export interface PartsOfSpeech {
  /** One for each language that can be tagged. */
  readonly languages: readonly LanguagePartsOfSpeech[];
  /** Comments with words that are in another language, or too short for its language to be known. */
  readonly otherRows: number;
}

/** A class with fewer words in a language gets no shares there: those of a handful are chance. */
export const FEWEST_WORDS = 100;
