/**
 * The surface features of a comment, in the order of their columns: sorted by bytes, as terms are. The names are in
 * model files, so a change of this list or of what a name means calls for a new version of the format.
 *
 * Counts are log(1 + count), so that a long comment or a held-down key is not a hundred times a mark; shares are in [0,
 * 1], and 0 where there is nothing to take a share of. What each one counts:
 *
 * - `adjectiveShare`, `adverbShare`, `interjectionShare`, `nounShare` (proper ones too), `pronounShare`, `verbShare`:
 *   of the words that were tagged (surfaceTags.ts); 0 for Russian, for which there is no tagger
 * - `capitalShare`: capitals among letters; `shoutedWordShare`: words of two or more letters, all of them capitals
 * - `characters`: code points; `words`: runs of letters, digits and underscores; `sentences`: as sentences.ts splits
 * - `digitShare`: 0 to 9 among code points; `punctuationShare`: punctuation marks among code points
 * - `ellipses`: three dots or more, or a character that is one, each run once
 * - `emoji`: a family or a flag is one; emoticons of letters and marks are none
 * - `exclamationMarks`, `questionMarks`, `quotationMarks` (double ones and guillemets), `lineBreaks`
 * - `firstPersonShare`, `secondPersonShare`: words such as "we" and "you", English and Russian (surfaceWords.ts)
 * - `meanWordLength`: in code points
 * - `mentions`: an @ and a name; `urls`: http://, https:// or www.
 * - `mixedAlphabetWords`: words of more than one of Latin, Cyrillic and Greek letters
 * - `obfuscatedWords`: between white space, a letter, then digits or any of @ $ € * # |, then a letter; addresses aside
 * - `punctuationRuns`: two or more of ! and ?, or three or more of one other mark but the dot
 * - `repeatedLetters`: the same letter three times or more in a row, large or small; "www." aside
 * - `uniqueWordShare`: different words (large or small) among words
 */
export const SURFACE_NAMES = [
  'adjectiveShare',
  'adverbShare',
  'capitalShare',
  'characters',
  'digitShare',
  'ellipses',
  'emoji',
  'exclamationMarks',
  'firstPersonShare',
  'interjectionShare',
  'lineBreaks',
  'meanWordLength',
  'mentions',
  'mixedAlphabetWords',
  'nounShare',
  'obfuscatedWords',
  'pronounShare',
  'punctuationRuns',
  'punctuationShare',
  'questionMarks',
  'quotationMarks',
  'repeatedLetters',
  'secondPersonShare',
  'sentences',
  'shoutedWordShare',
  'uniqueWordShare',
  'urls',
  'verbShare',
  'words',
] as const;

export type SurfaceName = (typeof SURFACE_NAMES)[number];
