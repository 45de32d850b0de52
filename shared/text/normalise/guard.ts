import type { CodePoints } from '../decode/codePoints';
import { createSegments, findChunks, type Segments } from '../decode/segments';
import { GUARD, LETTER, traitsOf, WORDISH } from './traits';

/*
 * Links, e-mail addresses, mentions and domain names are left as they are: what looks like a disguise in them is their
 * spelling. They are found chunk by chunk (between white space) and marked by adding GUARD to each code point, which
 * removes all traits from them, so that later stages need no special case.
 */

const AT = 0x40;
const COLON = 0x3a;
const DOT = 0x2e;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;
const WWW = Uint32Array.from('www.', (c) => c.charCodeAt(0));
/** Top-level domains that are not words: a dot before one of these, and no letter after it, makes a domain name. */
const DOMAINS = ['com', 'net', 'org', 'edu', 'gov', 'info', 'biz', 'ru', 'uk', 'de', 'io', 'рф'].map((name) =>
  Uint32Array.from(name, (c) => c.charCodeAt(0)),
);

const segments: Segments = createSegments();

/** True if `expected` (lower case) is at `at`, in either case of ASCII. */
function matchesAt(codes: Uint32Array, at: number, end: number, expected: Uint32Array): boolean {
  if (at + expected.length > end) return false;
  for (let i = 0; i < expected.length; i++) {
    const code = codes[at + i];
    if ((code >= 0x41 && code <= 0x5a ? code | 32 : code) !== expected[i]) return false;
  }
  return true;
}

const isNamePart = (code: number) => (traitsOf(code) & WORDISH) !== 0 || code === UNDERSCORE || code === HYPHEN;

/**
 * True if the chunk `codes[begin .. end)` is or holds a link (`://`, `www.`), an e-mail address (`a@b.c`), a domain
 * name with a well-known ending, or, after any punctuation, starts with a mention (`@name`).
 */
function isProtected(codes: Uint32Array, begin: number, end: number): boolean {
  let hasMark = false;
  for (let i = begin; i < end && !hasMark; i++) {
    hasMark = codes[i] === DOT || codes[i] === AT || codes[i] === COLON;
  }
  if (!hasMark) return false;
  let start = begin;
  while (start < end && codes[start] !== AT && !isNamePart(codes[start])) start += 1;
  if (start + 1 < end && codes[start] === AT && isNamePart(codes[start + 1])) return true;
  if (matchesAt(codes, start, end, WWW)) return true;
  let at = -1; // of the last @ between name parts, with nothing but name parts since
  for (let i = start + 1; i + 1 < end; i++) {
    const code = codes[i];
    if (code === COLON && codes[i + 1] === SLASH && i + 2 < end && codes[i + 2] === SLASH) return true;
    if (isNamePart(code)) continue;
    if (code === AT && isNamePart(codes[i - 1])) at = i;
    else if (code === DOT && isNamePart(codes[i - 1])) {
      if (at >= 0 && isNamePart(codes[i + 1])) return true;
      for (const domain of DOMAINS) {
        const after = i + 1 + domain.length;
        if (matchesAt(codes, i + 1, end, domain) && (after === end || !isNamePart(codes[after]))) return true;
      }
      at = -1;
    } else at = -1;
  }
  return false;
}

/** Adds GUARD to the code points of every protected chunk. @returns whether there was one. */
export function guardChunks(text: CodePoints): boolean {
  findChunks(text, segments);
  const { codePoints } = text;
  let found = false;
  for (let i = 0; i < segments.length; i++) {
    const begin = segments.begins[i];
    const end = segments.ends[i];
    if (!isProtected(codePoints, begin, end)) continue;
    found = true;
    for (let k = begin; k < end; k++) codePoints[k] += GUARD;
  }
  return found;
}

/** Removes GUARD again. */
export function releaseChunks(text: CodePoints): void {
  const { codePoints, length } = text;
  for (let i = 0; i < length; i++) if (codePoints[i] >= GUARD) codePoints[i] -= GUARD;
}

export const isLetter = (code: number) => (traitsOf(code) & LETTER) !== 0;
