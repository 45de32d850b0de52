import { cleanText, LEFTOVERS, type Leftover } from '../text/clean/cleanText';
import { shorten } from './filePlan';
import type { Cleaning } from './importReport';

/** Counts what programs left in comments, and undoes it. */
export interface CommentCleaner {
  /** @returns the comment without it. */
  clean(comment: string): string;
  counted(): Cleaning;
}

/** Examples kept: one for each new combination of kinds. */
const EXAMPLES = 4;
/** UTF-16 code units of an example, and of what it shows before the place that changes. */
const EXAMPLE_LENGTH = 100;
const BEFORE = 20;

export function createCommentCleaner(): CommentCleaner {
  let of = 0;
  let rows = 0;
  const found: Record<Leftover, number> = { entities: 0, escapes: 0, decomposed: 0, zeroWidth: 0 };
  const shown = new Set<string>();
  const examples: { before: string; after: string }[] = [];
  return {
    clean(comment) {
      of++;
      const cleaned = cleanText(comment);
      if (cleaned.found.length === 0) return comment;
      rows++;
      for (const leftover of cleaned.found) found[leftover]++;
      const kinds = cleaned.found.join();
      if (examples.length < EXAMPLES && !shown.has(kinds)) {
        shown.add(kinds);
        examples.push(exampleOf(comment, cleaned.text));
      }
      return cleaned.text;
    },
    counted: () => ({ of, rows, found: { ...found }, examples: [...examples] }),
  };
}

/** Whether so many comments hold leftovers that a person should be asked: one of two hundred, and two at least. */
export function isWorthCleaning({ rows, of }: Pick<Cleaning, 'rows' | 'of'>): boolean {
  return rows >= 2 && rows * 200 >= of;
}

/** The kinds that were found, the most frequent first. */
export function kindsFound({ found }: Pick<Cleaning, 'found'>): Leftover[] {
  return LEFTOVERS.filter((leftover) => found[leftover] > 0).toSorted((a, b) => found[b] - found[a]);
}

function exampleOf(before: string, after: string): { before: string; after: string } {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let from = Math.max(0, same - BEFORE);
  // Neither within a pair of surrogates nor within a word, if one begins nearby.
  const space = before.indexOf(' ', from);
  if (from > 0 && space >= 0 && space < same) from = space + 1;
  else if (from > 0 && (before.charCodeAt(from) & 0xfc00) === 0xdc00) from--;
  const cut = (text: string) => `${from > 0 ? '…' : ''}${shorten(text.slice(from), EXAMPLE_LENGTH)}`;
  return { before: cut(before), after: cut(after) };
}
