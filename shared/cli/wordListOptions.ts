import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { CodedError } from '#shared/base/errors';
import { ENTRY_LIMIT, LIST_LIMIT, parseWordList } from '#shared/text/wordLists/entries';
import { createWordListReader, type WordListReader } from '#shared/text/wordLists/wordLists';
import { createWordMatcher } from '#shared/text/wordLists/wordMatcher';
import type { GivenOptions } from './args';
import { openSource } from './io';

/** Word lists of one's own; the same options for every command that scores. */
export const WORD_LIST_OPTIONS = {
  allow: [
    'FILE|WORDS',
    'words that count for nothing: a file with one a line, or words with commas between (fool* for any ending)',
  ],
  deny: [
    'FILE|WORDS',
    'words for which a comment is always flagged; they win over --allow, except inside a longer phrase of it',
  ],
} as const;

/**
 * The lists of the command line; null if neither is given.
 * @throws CodedError `file-unreadable`, `word-list-invalid`.
 */
export async function wordListsOf(given: GivenOptions): Promise<WordListReader | null> {
  if (!given.has('allow') && !given.has('deny')) return null;
  const [allow, deny] = await Promise.all([readList('--allow', given), readList('--deny', given)]);
  return createWordListReader({ allow, deny });
}

async function readList(option: '--allow' | '--deny', given: GivenOptions): Promise<string[]> {
  const lists = await Promise.all(given.all(option.slice(2)).map((argument) => readArgument(option, argument)));
  return lists.flat();
}

async function readArgument(option: string, argument: string): Promise<string[]> {
  const isFile = existsSync(argument) || /[/\\]|\.(txt|csv|lst|list)$/i.test(argument);
  if (isFile) openSource(argument);
  const entries = isFile
    ? parseWordList(await readFile(argument, 'utf8'))
    : argument.split(',').map((word) => word.trim());
  const list = isFile ? argument : option;
  if (entries.length > LIST_LIMIT) {
    const expected = `at most ${LIST_LIMIT} entries`;
    throw new CodedError('argument-invalid', { argument: list, got: `${entries.length} entries`, expected });
  }
  entries.forEach((entry, i) => {
    const reason =
      entry.length > ENTRY_LIMIT
        ? `${entry.length} characters`
        : createWordMatcher([entry]).size === 0
          ? 'nothing in it can be found'
          : null;
    if (reason !== null) {
      throw new CodedError('word-list-invalid', { list, line: i + 1, entry: entry.slice(0, ENTRY_LIMIT), reason });
    }
  });
  return entries;
}
