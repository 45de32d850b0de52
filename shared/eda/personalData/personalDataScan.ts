import type { CodePoints } from '../../text/decode/codePoints';
import { isLetter } from '../../text/surface/surfaceMarks';
import { isSpaceCodePoint, isWordCodePoint } from '../../text/unicode/characters';
import type { PersonalDataKind } from './kinds';
import { findPhones } from './phoneNumbers';

/** Something personal: code points `begin .. end` of a text. */
export interface Occurrence {
  readonly kind: PersonalDataKind;
  readonly begin: number;
  readonly end: number;
}

const DOT = 0x2e;
const COLON = 0x3a;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const AT_SIGN = 0x40;
const UNDERSCORE = 0x5f;
const ZERO = 0x30;
const OPENING = 0x28;
const CLOSING = 0x29;

const codesOf = (characters: string) => Uint32Array.from(characters, (c) => c.codePointAt(0) ?? 0);
const setOf = (characters: string): ReadonlySet<number> => new Set(codesOf(characters));
/** What an address may hold before its @, besides word characters. */
const LOCAL_SIGNS = setOf(".%+-'");
const URL_ENDERS = setOf('<>"«»“”„`{}|\\^[]');
/** Marks that end the sentence around a link and not the link. */
const TRAILING = setOf(".,;:!?…'’*_~");
/** After what looks like a host, these go on with the name of an address. */
const JOINING = setOf('_+%');
const AFTER_HOST = setOf('/?#:');
/**
 * Top-level domains under which a bare name (no http, no www) is taken for a link; none that ends a sentence as a word.
 */
const DOMAINS = [
  'com',
  'net',
  'org',
  'edu',
  'gov',
  'info',
  'biz',
  'ru',
  'su',
  'ua',
  'uk',
  'de',
  'fr',
  'eu',
  'io',
  'рф',
].map(codesOf);
const SCHEMES = ['http', 'https', 'ftp'].map(codesOf);
const WWW = codesOf('www.');
const LONGEST_OCTET = 3;
/** "@ss" and the like are no names. */
const SHORTEST_HANDLE = 3;

const isDigit = (code: number) => code >= ZERO && code <= 0x39;
const lowerAscii = (code: number) => (code >= 0x41 && code <= 0x5a ? code | 32 : code);
const isAsciiName = (code: number) =>
  isDigit(code) || code === UNDERSCORE || (lowerAscii(code) >= 0x61 && lowerAscii(code) <= 0x7a);
const isHex = (code: number) => isDigit(code) || (lowerAscii(code) >= 0x61 && lowerAscii(code) <= 0x66);

/** True for what host names are made of, dots included. Kept quick for ASCII. */
function isHostPart(code: number): boolean {
  if (code < 0x80) return (isAsciiName(code) && code !== UNDERSCORE) || code === DOT || code === HYPHEN;
  return isWordCodePoint(code);
}

function equals(codes: Uint32Array, begin: number, end: number, expected: Uint32Array): boolean {
  if (end - begin !== expected.length) return false;
  for (let i = 0; i < expected.length; i++) {
    const code = codes[begin + i];
    // Cyrillic capitals of the basic alphabet stand 32 before the small ones.
    const lower = code >= 0x410 && code <= 0x42f ? code + 32 : lowerAscii(code);
    if (lower !== expected[i]) return false;
  }
  return true;
}

/**
 * Finds in a text, in order and without overlap, what may lead to a person:
 *
 * - `url`: http://, https:// or ftp:// and what follows, www. and a host, or a host under one of the usual top-level
 *   domains; up to white space, a quote or a bracket, without the marks that end the sentence;
 * - `email`: name@host with a top-level domain of letters;
 * - `ip`: four numbers up to 255 with dots, or an IPv6 address with a digit in it, that are not part of a longer word;
 * - `handle`: @name of Latin letters, digits and underscores, three or more, not after a word character;
 * - `phone`: see phoneNumbers.ts.
 *
 * Shapes, not truths: 1.2.3.4 may be a version. O(n) for any text: each character is looked at a bounded number of
 * times.
 */
export function findPersonalData(text: CodePoints): readonly Occurrence[] {
  const { codePoints, length } = text;
  const found: Occurrence[] = [];
  let digits = 0;
  let signs = 0; // that an address cannot do without
  let colons = 0;
  let begin = 0;
  for (let at = 0; at <= length; at++) {
    const code = at < length ? codePoints[at] : 0x20;
    if (code <= 0x20 ? isSpaceCodePoint(code) : code >= 0x80 && isSpaceCodePoint(code)) {
      if (signs > 0 && at - begin > 3) findAddresses(codePoints, begin, at, colons, found);
      begin = at + 1;
      signs = 0;
      colons = 0;
    } else if (isDigit(code)) digits += 1;
    else if (code === DOT || code === AT_SIGN) signs += 1;
    else if (code === COLON) {
      signs += 1;
      colons += 1;
    }
  }
  if (digits >= 7) return findPhones(text, found);
  return found;
}

/** Finds all but phone numbers in `codes[begin .. end)`, which holds no white space. */
function findAddresses(codes: Uint32Array, begin: number, end: number, colons: number, found: Occurrence[]): void {
  const first = found.length;
  let localBegin = begin; // of the characters before an @ that may belong to its address
  for (let at = begin; at < end; ) {
    const code = codes[at];
    if (isHostPart(code)) {
      const from = at;
      while (at < end && isHostPart(codes[at])) at += 1;
      const after = readRun(codes, from, at, end, found);
      if (after > from) {
        at = Math.max(at, after);
        localBegin = at;
      }
    } else if (code === AT_SIGN) {
      const after = readAt(codes, localBegin, at, end, found);
      at = Math.max(after, at + 1);
      localBegin = at;
    } else {
      at += 1;
      if (code !== UNDERSCORE && !LOCAL_SIGNS.has(code)) localBegin = at;
    }
  }
  if (colons >= 2) findIpv6(codes, begin, end, found, first);
}

/** Reads a run of host characters. @returns the end of the link or address that it begins, or `begin` for none. */
function readRun(codes: Uint32Array, begin: number, end: number, limit: number, found: Occurrence[]): number {
  const next = end < limit ? codes[end] : 0;
  if (next === AT_SIGN) return begin;
  if (next === COLON && end + 3 < limit && codes[end + 1] === SLASH && codes[end + 2] === SLASH) {
    if (!SCHEMES.some((scheme) => equals(codes, begin, end, scheme)) || !isHostPart(codes[end + 3])) return begin;
    return putUrl(codes, begin, end + 3, limit, found);
  }
  let last = end;
  while (last > begin && !isWordCodePoint(codes[last - 1])) last -= 1;
  let first = begin;
  while (first < last && !isWordCodePoint(codes[first])) first += 1;
  let lastDot = -1;
  let dots = 0;
  for (let i = first; i < last; i++) {
    if (codes[i] !== DOT) continue;
    if (codes[i + 1] === DOT) return begin; // three dots, or two: no name of a host
    lastDot = i;
    dots += 1;
  }
  if (dots === 0) return begin;
  const joined = begin > 0 && codes[begin - 1] === UNDERSCORE;
  if (dots === 3 && !joined && isIpv4(codes, first, last)) {
    found.push({ kind: 'ip', begin: first, end: last });
    return last;
  }
  const www = last - first > WWW.length && equals(codes, first, first + WWW.length, WWW);
  const named = () => DOMAINS.some((domain) => equals(codes, lastDot + 1, last, domain));
  if (!www && (JOINING.has(next) || !named())) return begin;
  return AFTER_HOST.has(next) && last === end
    ? putUrl(codes, first, end, limit, found)
    : put('url', first, last, found);
}

function put(kind: PersonalDataKind, begin: number, end: number, found: Occurrence[]): number {
  found.push({ kind, begin, end });
  return end;
}

/** Follows a link from `at` to its end. */
function putUrl(codes: Uint32Array, begin: number, at: number, limit: number, found: Occurrence[]): number {
  let end = at;
  let open = 0; // brackets: a link may hold pairs, and stand in a pair itself
  for (; end < limit && !URL_ENDERS.has(codes[end]); end++) {
    if (codes[end] === OPENING) open += 1;
    else if (codes[end] === CLOSING && --open < 0) break;
  }
  while (end > at && TRAILING.has(codes[end - 1])) end -= 1;
  return put('url', begin, end, found);
}

/** Reads the text around an @. @returns the end of what was found, or 0. */
function readAt(codes: Uint32Array, localBegin: number, at: number, limit: number, found: Occurrence[]): number {
  let begin = localBegin;
  while (begin < at && !isWordCodePoint(codes[begin])) begin += 1;
  if (begin < at) {
    if (codes[at - 1] === DOT) return 0;
    const end = endOfDomain(codes, at + 1, limit);
    return end > 0 ? put('email', begin, end, found) : 0;
  }
  if (at > 0 && isWordCodePoint(codes[at - 1])) return 0;
  let end = at + 1;
  while (end < limit && isAsciiName(codes[end])) end += 1;
  const name = end - at - 1 >= SHORTEST_HANDLE && !isDigit(codes[at + 1]);
  const cut = end < limit && (codes[end] === AT_SIGN || isWordCodePoint(codes[end]));
  return name && !cut ? put('handle', at, end, found) : 0;
}

/** The end of the domain name at `begin`, two labels or more, the last of two letters or more; 0 if there is none. */
function endOfDomain(codes: Uint32Array, begin: number, limit: number): number {
  let end = begin;
  while (end < limit && isHostPart(codes[end]) && !(codes[end] === DOT && end + 1 < limit && codes[end + 1] === DOT)) {
    end += 1;
  }
  while (end > begin && !isWordCodePoint(codes[end - 1])) end -= 1;
  let label = end;
  while (label > begin && isLetter(codes[label - 1])) label -= 1;
  const named = end - label >= 2 && label - begin >= 2 && codes[label - 1] === DOT && isWordCodePoint(codes[begin]);
  return named ? end : 0;
}

function isIpv4(codes: Uint32Array, begin: number, end: number): boolean {
  let value = 0;
  let size = 0;
  for (let i = begin; i <= end; i++) {
    if (i < end && isDigit(codes[i])) {
      value = 10 * value + codes[i] - ZERO;
      size += 1;
      if (size > LONGEST_OCTET || value > 255) return false;
    } else {
      if ((i < end && codes[i] !== DOT) || size === 0) return false;
      value = 0;
      size = 0;
    }
  }
  return true;
}

/**
 * Finds IPv6 addresses (RFC 4291): eight groups of hexadecimal digits, or fewer with one `::`.
 * @param first of what was found between the same two spaces.
 */
function findIpv6(codes: Uint32Array, begin: number, end: number, found: Occurrence[], first: number): void {
  const others = found.splice(first);
  const isFree = (i: number) => i < begin || i >= end || !(isWordCodePoint(codes[i]) || codes[i] === DOT);
  for (let at = begin; at < end; ) {
    const other = others[0];
    if (other !== undefined && other.begin <= at) {
      found.push(other);
      others.shift();
      at = other.end;
      continue;
    }
    if (!isHex(codes[at]) && codes[at] !== COLON) {
      at += 1;
      continue;
    }
    const from = at;
    const limit = other === undefined ? end : other.begin;
    while (at < limit && (isHex(codes[at]) || codes[at] === COLON)) at += 1;
    const last = codes[at - 1] === COLON && codes[at - 2] !== COLON ? at - 1 : at;
    if (isFree(from - 1) && isFree(at) && isIpv6(codes, from, last)) put('ip', from, last, found);
  }
  found.push(...others);
}

function isIpv6(codes: Uint32Array, begin: number, end: number): boolean {
  let groups = 0;
  let gaps = 0;
  let digit = false;
  let size = 0;
  for (let i = begin; i <= end; i++) {
    if (i < end && codes[i] !== COLON) {
      size += 1;
      if (isDigit(codes[i])) digit = true;
      if (size > 4) return false;
      continue;
    }
    if (size > 0) groups += 1;
    else if (i > begin && i < end) gaps += 1;
    size = 0;
  }
  if (codes[begin] === COLON && codes[begin + 1] !== COLON) return false;
  return digit && groups >= 2 && (gaps === 0 ? groups === 8 : gaps === 1 && groups < 8);
}
