/*
 * Lists of words as they are written. Separate from their reader, which knows all of Unicode: a page that shows the
 * lists does not need that.
 */

/** Words and phrases of a person's own. */
export interface WordLists {
  /** Words that count for nothing: a comment is not flagged for them. */
  readonly allow: readonly string[];
  /** Words for which a comment is always flagged. */
  readonly deny: readonly string[];
}

/** Entries in a list and UTF-16 code units in an entry that are accepted. */
export const LIST_LIMIT = 10_000;
export const ENTRY_LIMIT = 200;

/** The entries of a list that is written one entry a line; empty lines and those that begin with `#` are left out. */
export function parseWordList(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('# ') && line !== '#');
}
