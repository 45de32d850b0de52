import type { ListMatches } from '../../text/wordLists/wordLists';
import { withoutMatches } from '../../text/wordLists/wordLists';

/** What decided whether a comment is flagged: the model, or a list of a person's own. */
export type DecidedBy = 'model' | 'allow' | 'deny';

/** The label of a comment once word lists have been applied. */
export interface Decision {
  readonly label: 0 | 1;
  readonly by: DecidedBy;
  /** The entries that decided, each once; empty where the model did. */
  readonly entries: readonly string[];
}

/**
 * Applies word lists after the model. A denied word flags the comment, whatever its score. Else allowed words count
 * for nothing: a comment that the model flags is not flagged if the model does not flag the rest of it either, without
 * them; with something else in it that the model flags, it stays flagged.
 *
 * @param label the model's.
 * @param labelOf the model's label of another text; called at most once.
 */
export function decide(text: string, label: 0 | 1, matches: ListMatches, labelOf: (rest: string) => 0 | 1): Decision {
  const settled = decideWithout(text, label, matches);
  if (settled.decision !== null) return settled.decision;
  const { rest, entries } = settled;
  return labelOf(rest) === 0 ? { label: 0, by: 'allow', entries } : { label: 1, by: 'model', entries: [] };
}

/** `decide` up to where the model has to be asked again: about `rest`, the comment without its allowed words. */
export function decideWithout(
  text: string,
  label: 0 | 1,
  { allow, deny }: ListMatches,
): { decision: Decision } | { decision: null; rest: string; entries: readonly string[] } {
  if (deny.length > 0) return { decision: { label: 1, by: 'deny', entries: entriesOf(deny) } };
  if (label === 0 || allow.length === 0) return { decision: { label, by: 'model', entries: [] } };
  return { decision: null, rest: withoutMatches(text, allow), entries: entriesOf(allow) };
}

function entriesOf(matches: readonly { readonly entry: string }[]): string[] {
  return [...new Set(matches.map(({ entry }) => entry))];
}
