import type { WordLists } from './entries';
import { createWordMatcher, type WordMatch } from './wordMatcher';

export interface ListMatches {
  readonly allow: readonly WordMatch[];
  /** Without those inside a match of the other list. */
  readonly deny: readonly WordMatch[];
}

export interface WordListReader {
  /** False if neither list can match. */
  readonly active: boolean;
  find(text: string): ListMatches;
}

const NONE: ListMatches = { allow: [], deny: [] };

/**
 * Makes the reader of both lists. An entry of `deny` within a longer match of `allow` does not count ("kill"
 * denied, "kill the process" allowed); where both lists match the same or separate words, `deny` wins.
 */
export function createWordListReader({ allow, deny }: WordLists): WordListReader {
  const allowed = createWordMatcher(allow);
  const denied = createWordMatcher(deny);
  return {
    active: allowed.size + denied.size > 0,
    find(text) {
      if (allowed.size + denied.size === 0) return NONE;
      const exempt = allowed.find(text);
      const covers = (outer: WordMatch, inner: WordMatch) =>
        outer.begin <= inner.begin && outer.end >= inner.end && outer.end - outer.begin > inner.end - inner.begin;
      return {
        allow: exempt,
        deny: denied.find(text).filter((match) => !exempt.some((outer) => covers(outer, match))),
      };
    },
  };
}

/** `text` without the stretches that match; what is between them stays. */
export function withoutMatches(text: string, matches: readonly WordMatch[]): string {
  return replaceMatches(text, matches, () => '');
}

/** `text` with a `*` in place of every character of the stretches that match. */
export function maskMatches(text: string, matches: readonly WordMatch[]): string {
  return replaceMatches(text, matches, (piece) => '*'.repeat([...piece].length));
}

function replaceMatches(text: string, matches: readonly WordMatch[], replace: (piece: string) => string): string {
  let result = '';
  let at = 0;
  for (const { begin, end } of matches) {
    const from = Math.max(at, begin); // matches may overlap
    if (end <= from) continue;
    result += text.slice(at, from) + replace(text.slice(from, end));
    at = end;
  }
  return result + text.slice(at);
}
