import type { TextSink } from '../delimited/plainLines';

/*
 * JSON text sequences (RFC 7464): each value is preceded by the control character U+001E, which JSON allows nowhere
 * else. It becomes a blank.
 */

const SEPARATOR = '\u001e';

/** Whether a text begins as a sequence. */
export function isSequence(text: string): boolean {
  return text.trimStart().startsWith(SEPARATOR);
}

/** A text with blanks for the separators, if it is a sequence. */
export function unseparated(text: string): string {
  return isSequence(text) ? blanks(text) : text;
}

/** A sink for the text of a sequence. */
export function withoutSeparators(values: TextSink): TextSink {
  return { push: (text) => values.push(blanks(text)), end: () => values.end() };
}

const blanks = (text: string) => text.replaceAll(SEPARATOR, ' ');
