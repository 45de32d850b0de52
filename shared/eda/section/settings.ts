export interface EdaSettings {
  /** Of stop words, stems and lemmas; `auto` decides by the script of each word. */
  readonly language: 'auto' | 'en' | 'ru';
  readonly tokens: 'plain' | 'stem' | 'lemma';
  readonly stopWords: 'none' | 'auto' | 'en' | 'ru' | readonly string[];
  /** Terms that occur less often in the whole text are left out. */
  readonly minCount: number;
  /** Terms kept for each class and n. */
  readonly topTerms: number;
}

export const EDA_DEFAULTS: EdaSettings = {
  language: 'auto',
  tokens: 'plain',
  stopWords: 'none',
  minCount: 1,
  topTerms: 1000,
};
