/** What lists of words leave out unless it is kept: negations and pronouns with the stop words, and noise always. */
export const LEFT_OUT = ['negations', 'pronouns', 'noise'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export interface EdaSettings {
  /** Of stop words, stems and lemmas; `auto` decides by the script of each word. */
  readonly language: 'auto' | 'en' | 'ru';
  readonly tokens: 'plain' | 'stem' | 'lemma';
  /** A list of stopwords-iso, both (`auto`), or words of one's own. */
  readonly stopWords: 'none' | 'auto' | 'en' | 'ru' | readonly string[];
  /**
   * In the order of LEFT_OUT. Noise is halves of contractions, links, RT and HTML entities (words/noise.ts); without
   * stop words the others change nothing.
   */
  readonly keep: readonly LeftOut[];
  /** Terms that occur less often in the whole text are left out. */
  readonly minCount: number;
  /** Terms kept for each class and n. */
  readonly topTerms: number;
}

export const EDA_DEFAULTS: EdaSettings = {
  language: 'auto',
  tokens: 'plain',
  stopWords: 'none',
  keep: ['negations'],
  minCount: 1,
  topTerms: 1000,
};

/** For whoever looks for words as they typed them: nothing is left out. */
export const EDA_AS_WRITTEN: EdaSettings = { ...EDA_DEFAULTS, keep: LEFT_OUT };
