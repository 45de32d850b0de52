import { IDENTITY_GROUPS, identityWords } from '../../text/identityTerms';
import { isOfOneself, negationIn, quotationsIn } from '../../text/reported';
import type { Span } from './explain';

/*
 * Where a model that adds up words is known to misread: it flags a comment for naming a group of people, for a rude
 * word that is denied, quoted, or said by the writer of himself. Each is looked for only in a comment that is flagged,
 * and found only where it decides: without it the comment would not be flagged. A negation cannot be taken out of what
 * it denies, so it is found where it stands before the word that weighs most.
 */

/** What decides although it should not. */
export type Misreading =
  | { readonly kind: 'group' /** Names in the comment, as written, each once. */; readonly names: readonly string[] }
  | { readonly kind: 'negation' /** As written. */; readonly negation: string; readonly word: string }
  | { readonly kind: 'quotation' }
  /** The word that weighs most is said by the writer of himself or herself. */
  | { readonly kind: 'self'; readonly word: string };

let names: ReadonlySet<string> | null = null;

function groupNames(): ReadonlySet<string> {
  names ??= new Set(IDENTITY_GROUPS.flatMap(identityWords));
  return names;
}

/** UTF-16 offsets. */
interface Stretch {
  readonly begin: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}]+/gu;

/**
 * What may mislead the model in a comment that it flags.
 * @param spans of its explanation.
 * @param flags whether the model flags another text; asked once for names and once for quotations, at most.
 */
export function misreadingsOf(text: string, spans: readonly Span[], flags: (text: string) => boolean): Misreading[] {
  const found: Misreading[] = [];
  const named = [...text.matchAll(WORD)].filter(([word]) => groupNames().has(word.toLowerCase()));
  const places = named.map((match) => ({ begin: match.index, end: match.index + match[0].length }));
  if (places.length > 0 && !flags(without(text, places))) {
    found.push({ kind: 'group', names: [...new Set(named.map(([word]) => word))] });
  }
  const quoted = quotationsIn(text);
  if (quoted.length > 0 && !flags(without(text, quoted))) found.push({ kind: 'quotation' });
  const weightiest = spans.reduce<Span | null>(
    (most, span) => (span.contribution > (most?.contribution ?? 0) ? span : most),
    null,
  );
  const negation = weightiest && negationIn(text.slice(0, weightiest.begin));
  if (weightiest && negation) found.push({ kind: 'negation', negation, word: weightiest.text.trim() });
  else if (weightiest && isOfOneself(text.slice(0, weightiest.begin))) {
    found.push({ kind: 'self', word: weightiest.text.trim() });
  }
  return found;
}

/** `text` with spaces in place of the stretches. */
function without(text: string, stretches: readonly Stretch[]): string {
  let rest = text;
  for (const { begin, end } of stretches) rest = rest.slice(0, begin) + ' '.repeat(end - begin) + rest.slice(end);
  return rest;
}
