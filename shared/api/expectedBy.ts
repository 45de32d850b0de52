/** What a schema found wrong, as far as it matters here. */
interface FoundIssue {
  readonly type?: unknown;
  readonly expected?: unknown;
  readonly message?: unknown;
}

/** Valibot's own sentence about a pattern that has no words. */
const OWN_SENTENCE = /^Invalid /;

/** What was expected, for an error that people read: of a pattern or a choice its words, if it has any, not its source. */
export function expectedBy({ type, expected, message = '' }: FoundIssue): string {
  const words = String(message);
  if ((type === 'regex' || type === 'union') && !OWN_SENTENCE.test(words)) return words.replace(/^expected /, '');
  return String(expected ?? words);
}
