const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/**
 * Marks that turn the direction of text around; a name has no use for them, and an unclosed one would affect the text
 * after it.
 */
const CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Characters that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** Most characters of a name or cell inside a sentence. */
const MAX_LENGTH = 200;

/**
 * `text` from a person or a file as part of a sentence: cut at 200 characters, and unable to reorder the words around
 * it. Text written from right to left is wrapped in a first strong isolate (U+2068…U+2069); marks of direction are left
 * out. In HTML, an element with `dir="auto"` or `unicode-bidi: isolate` does the same.
 */
export function isolated(text: string): string {
  const clean = cut(text, MAX_LENGTH).replace(CONTROLS, '');
  return RIGHT_TO_LEFT.test(clean) ? `${FIRST_STRONG_ISOLATE}${clean}${POP_DIRECTIONAL_ISOLATE}` : clean;
}

/** The first `length` characters of `text`, with an ellipsis if there are more; no character is cut in two. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length - 1);
  const last = start.charCodeAt(start.length - 1);
  return `${last >= 0xd800 && last < 0xdc00 ? start.slice(0, -1) : start}…`;
}
