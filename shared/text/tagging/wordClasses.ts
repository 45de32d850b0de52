/** The classes of words that are distinguished, in display order. */
export const WORD_CLASSES = [
  'noun',
  'properNoun',
  'verb',
  'adjective',
  'adverb',
  'pronoun',
  'determiner',
  'prepositionOrConjunction',
  'interjection',
  'number',
  'punctuation',
  'other',
] as const;
export type WordClass = (typeof WORD_CLASSES)[number];
