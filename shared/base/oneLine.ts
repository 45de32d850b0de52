/** Code units of a value out of a file that an error may repeat: about a line of text. */
const LIMIT = 80;

// Line ends, tabs and other controls; marks that turn the direction of what follows; lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * `text` made fit for a sentence: on one line, without marks that would reorder the sentence around it, and cut to
 * `limit` code units with an ellipsis in place of the rest. As quick for a text of megabytes as for a short one.
 */
export function oneLine(text: string, limit = LIMIT): string {
  const begun = text.slice(0, limit + 1).replace(UNPRINTABLE, ' ');
  return text.length <= limit ? begun : `${begun.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
