import { decodeHTMLStrict } from 'entities/decode';

/*
 * What a comment carries from the page or the program that it was copied out of, and what it looked like there. Unlike
 * `normalise`, which undoes what people do to words on purpose, this undoes what programs did to the text.
 */

/** Kinds of leftovers, in the order in which they are undone. */
export const LEFTOVERS = ['entities', 'escapes', 'decomposed', 'zeroWidth'] as const;

export type Leftover =
  /** `&amp;`, `&#8217;`: HTML, decoded as often as it was encoded. */
  | 'entities'
  /** A backslash and `n`, or `u2019`, in place of the character. */
  | 'escapes'
  /** A letter and its accent as two characters (NFD) where there is one for both. */
  | 'decomposed'
  /** Characters without width that belong to no script or emoji around them. */
  | 'zeroWidth';

export interface CleanedText {
  readonly text: string;
  /** What was undone; empty: `text` is as it was. */
  readonly found: readonly Leftover[];
}

/** Whether there can be anything to undo: most comments have none of these characters, and are done with one look. */
const SUSPECT = /&[#A-Za-z]|\\[nru]|[\u0300-\u036f\u200b-\u200d\u2060\ufeff\u00ad]/;

/** Text that was encoded more often than this was written by hand. */
const ROUNDS = 3;

/** `text` as it was meant, without what programs left in it. */
export function cleanText(text: string): CleanedText {
  if (!SUSPECT.test(text)) return { text, found: [] };
  const found: Leftover[] = [];
  let cleaned = text;
  for (const leftover of LEFTOVERS) {
    const before = cleaned;
    cleaned = UNDO[leftover](before);
    if (cleaned !== before) found.push(leftover);
  }
  return { text: cleaned, found };
}

const UNDO: Readonly<Record<Leftover, (text: string) => string>> = {
  entities(text) {
    let decoded = text;
    for (let round = 0; round < ROUNDS && decoded.includes('&'); round++) {
      const next = decodeHTMLStrict(decoded);
      if (next === decoded) break;
      decoded = next;
    }
    return decoded;
  },
  escapes: (text) => (text.includes('\\') ? text.replace(ESCAPES, unescaped) : text),
  decomposed: (text) => (/[\u0300-\u036f]/.test(text) ? text.normalize('NFC') : text),
  zeroWidth: (text) => text.replace(ZERO_WIDTH, ''),
};

/**
 * Windows paths and escaped backslashes are passed over, so that `C:\new` and `\\n` stay; so are halves of a pair of
 * surrogates and control characters, which would be no text.
 */
const ESCAPES =
  /\b[A-Za-z]:\\\S*|\\\\\S*|\\r\\n|\\[nr](?![A-Za-z]*\{)|\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u(?![dD][89a-fA-F]|00[01]|007[fF])[0-9A-Fa-f]{4}/g;

function unescaped(match: string): string {
  if (match === '\\r\\n' || match === '\\n' || match === '\\r') return '\n';
  if (match.startsWith('\\u')) {
    const units = match.split('\\u').slice(1);
    return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
  }
  return match;
}

/**
 * A zero-width space, a word joiner, a byte order mark or a soft hyphen anywhere; joiners only beside letters of
 * scripts that have no use for them, since emoji, Arabic and the scripts of India are written with them.
 */
const ZERO_WIDTH =
  /[\u200b\u2060\ufeff\u00ad]|(?<=[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{N}\s]|^)[\u200c\u200d]+(?=[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{N}\s]|$)/gu;
