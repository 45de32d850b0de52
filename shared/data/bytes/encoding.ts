import { CodedError } from '../../base/errors';
import type { ImportNotice } from '../importReport';
import { hasQuotedControls } from './controls';
import { createDecoder } from './decoder';
import type { Encoding } from './encodings';
import { guessLegacyEncoding } from './guessLegacy';

export { ENCODINGS, type Encoding } from './encodings';

/**
 * The encoding a byte order mark at the start of `head` names, with the mark's length in bytes; null without one. Files
 * that went through several programs have several marks of UTF-8.
 */
export function byteOrderMark(head: Uint8Array): { encoding: Encoding; length: number } | null {
  let length = 0;
  while (head[length] === 0xef && head[length + 1] === 0xbb && head[length + 2] === 0xbf) length += 3;
  if (length > 0) return { encoding: 'utf-8', length };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/**
 * A guess at the encoding of a file without a byte order mark. What is UTF-8 is taken for it, and so is UTF-8 with a
 * few bytes gone wrong (reading will report where): text of another encoding is hardly ever valid multi-byte UTF-8.
 *
 * @param complete `head` is the whole file.
 */
export function guessEncoding(head: Uint8Array, complete: boolean): Encoding {
  const wide = guessWideEncoding(head);
  if (wide !== null && !hasQuotedControls(head)) return wide;
  if (hasShifts(head)) return 'iso-2022-jp';
  let letters = 0;
  let wrong = 0;
  for (let at = 0; at < head.length; ) {
    const length = utf8LetterLength(head, at);
    if (length === -1 && !complete) break;
    if (length > 1) letters += isRareScript(head[at], head[at + 1]) ? 0 : 1;
    else if (length <= 0) wrong++;
    at += Math.max(1, length);
  }
  return wrong === 0 || letters >= wrong ? 'utf-8' : guessLegacyEncoding(head);
}

/**
 * Whether a character of three bytes is one of Limbu, Buginese, Batak and their neighbours (U+18C0 to U+1DFF), in which
 * hardly a comment is written: the same bytes are `спа` and `сиб` in DOS Russian.
 */
function isRareScript(first: number, second: number): boolean {
  return first === 0xe1 && second >= 0xa3 && second <= 0xb7;
}

/** ISO 2022 is ASCII with escape sequences that shift to Japanese: ESC $ B or ESC $ @. */
function hasShifts(head: Uint8Array): boolean {
  for (let at = head.indexOf(0x1b); at >= 0; at = head.indexOf(0x1b, at + 1)) {
    if (head[at + 1] === 0x24 && (head[at + 2] === 0x42 || head[at + 2] === 0x40)) return true;
  }
  return false;
}

/** UTF-16 has its NULs, half of every ASCII letter, on one side of its units. */
function guessWideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1]++;
  const [first, second] = zeros;
  const enough = WIDE_SHARE * (head.length >> 1);
  if (second > enough && first * ODD_ONES < second) return 'utf-16le';
  return first > enough && second * ODD_ONES < first ? 'utf-16be' : null;
}

/** The least share of spaces, commas and line ends in a text. */
const WIDE_SHARE = 0.02;
/** Characters such as U+1F600 have their NUL on the other side: one in so many is allowed. */
const ODD_ONES = 5;

/** Turns the bytes of a file, in order and cut anywhere, into text. */
export interface TextReader {
  /** The text completed by `bytes`; the bytes of a character cut at the end wait for the next call. */
  decode(bytes: Uint8Array): string;
  /** The end of the file: the rest of the text. */
  end(): string;
  /** What was replaced so far. */
  notices(): ImportNotice[];
}

/** Offsets of bytes that were replaced, kept to be shown. */
const OFFSETS_KEPT = 5;
/** So many bytes in a thousand may be wrong: more are another encoding. */
const WRONG_IN_A_THOUSAND = 10;

/**
 * A streaming reader of text. A few bytes that are not `encoding` are read as U+FFFD, and NUL characters too; where the
 * file ends in them (a power cut, a DOS end of file) they are left out. Both are noticed.
 *
 * @param start offset in the file of the first byte to come (after a byte order mark).
 * @param replaceAll any number of wrong bytes is replaced.
 * @param guessed `encoding` is a guess: where a text was ASCII so far, the first bytes beyond it decide again.
 * @throws CodedError `file-not-text` from `decode` and `end`, with the offset of the first byte that is not `encoding`,
 *   if there are more than a few.
 */
export function createTextReader(
  encoding: Encoding,
  name: string,
  start: number,
  replaceAll = false,
  guessed = false,
): TextReader {
  const isUtf = encoding === 'utf-8' || encoding.startsWith('utf-16');
  // The mark is cut off by whoever knows where the file starts; a later U+FEFF is text.
  let strict = isUtf ? new TextDecoder(encoding, { fatal: true, ignoreBOM: true }) : null;
  let lenient = createDecoder(encoding);
  let onlyAscii = encoding === 'utf-8';
  let other: Encoding | null = null; // what the text turned out to be
  let held: Uint8Array = new Uint8Array(0); // the start of a character whose end has not come
  let consumed = start;
  let wrong = 0;
  const offsets: number[] = [];
  let nuls = 0;
  let heldNuls = ''; // left out if nothing follows

  /** Counts the bytes of `bytes`, at `offset` in the file, that are not `encoding`. */
  const countWrong = (bytes: Uint8Array, offset: number, cause: unknown) => {
    for (let at = firstInvalidByte(encoding, bytes); at < bytes.length; ) {
      wrong++;
      if (offsets.length < OFFSETS_KEPT) offsets.push(offset + at);
      at++;
      while (at < bytes.length && encoding === 'utf-8' && (bytes[at] & 0xc0) === 0x80) at++;
      at += firstInvalidByte(encoding, bytes.subarray(at));
    }
    refuseMany(offset + bytes.length, cause);
  };
  const refuseMany = (bytesSoFar: number, cause?: unknown) => {
    if (replaceAll || wrong <= 1 || wrong * 1000 <= (bytesSoFar - start) * WRONG_IN_A_THOUSAND) return;
    throw new CodedError('file-not-text', { name, encoding, offset: offsets[0] ?? start }, cause);
  };

  const decodeWhole = (bytes: Uint8Array): string => {
    if (strict === null) return lenient.decode(bytes, { stream: true });
    try {
      const decoded = strict.decode(bytes);
      onlyAscii &&= decoded.length === bytes.length; // in UTF-8 all other characters are longer than their units
      return decoded;
    } catch (error) {
      other = guessed && onlyAscii ? guessEncoding(bytes, false) : null;
      if (other !== null && other !== 'utf-8') {
        strict = null;
        lenient = createDecoder(other);
        return lenient.decode(bytes, { stream: true });
      }
      other = null;
      countWrong(bytes, consumed, error);
      return lenient.decode(bytes);
    }
  };

  const withoutNuls = (decoded: string): string => {
    if (strict === null && decoded.includes('\ufffd')) {
      wrong += decoded.split('\ufffd').length - 1;
      if (offsets.length === 0) offsets.push(consumed);
      refuseMany(consumed + decoded.length);
    }
    if (heldNuls === '' && !endsFile(decoded.charCodeAt(decoded.length - 1)) && !decoded.includes('\0')) return decoded;
    const text = heldNuls + decoded;
    let end = text.length;
    while (end > 0 && endsFile(text.charCodeAt(end - 1))) end--;
    heldNuls = text.slice(end);
    return text.slice(0, end).replaceAll('\0', () => {
      nuls++;
      return '\ufffd';
    });
  };

  return {
    decode(bytes) {
      const all = held.length === 0 ? bytes : join(held, bytes);
      const whole = strict === null ? all.length : all.length - unfinishedCharacter(encoding, all);
      held = all.slice(whole);
      const decoded = decodeWhole(all.subarray(0, whole));
      const text = withoutNuls(decoded);
      consumed += whole;
      return text;
    },
    end() {
      let rest = strict === null ? lenient.decode() : '';
      if (held.length > 0) {
        countWrong(held, consumed, undefined);
        rest = '\ufffd';
        held = new Uint8Array(0);
      }
      const text = withoutNuls(rest);
      if (heldNuls.includes('\0')) nuls += heldNuls.length;
      heldNuls = '';
      return text;
    },
    notices() {
      const notices: ImportNotice[] = [];
      if (other !== null) notices.push({ code: 'encoding-guessed', encoding: other });
      if (wrong > 0) notices.push({ code: 'bad-bytes', count: wrong, offsets });
      if (nuls > 0) notices.push({ code: 'nul-characters', count: nuls });
      return notices;
    },
  };
}

/** NUL, and the end of a file in DOS. */
function endsFile(unit: number): boolean {
  return unit === 0 || unit === 0x1a;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/**
 * How many bytes from `at` make one letter of UTF-8: 1 to 4, 0 if they cannot, or −1 if `bytes` ends before it does.
 * Source: the WHATWG encoding standard's UTF-8 decoder (shortest form only, no surrogates, up to U+10FFFF).
 */
function utf8LetterLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i++) {
    if (at + i >= bytes.length) return -1;
    if (bytes[at + i] < low || bytes[at + i] > high) return 0;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}

/** As `utf8LetterLength`, for UTF-16: 2, or 4 for a surrogate pair; 0 for half of one. */
function utf16LetterLength(bytes: Uint8Array, at: number, highByte: 0 | 1): number {
  if (at + 1 >= bytes.length) return -1;
  const kind = bytes[at + highByte] & 0xfc;
  if (kind === 0xdc) return 0;
  if (kind !== 0xd8) return 2;
  if (at + 3 >= bytes.length) return -1;
  return (bytes[at + 2 + highByte] & 0xfc) === 0xdc ? 4 : 0;
}

function letterLength(encoding: Encoding, bytes: Uint8Array, at: number): number {
  if (encoding === 'utf-8') return utf8LetterLength(bytes, at);
  if (encoding === 'utf-16le') return utf16LetterLength(bytes, at, 1);
  if (encoding === 'utf-16be') return utf16LetterLength(bytes, at, 0);
  return 1;
}

/** Where the first letter that is wrong or unfinished starts in `bytes`; `bytes.length` if there is none. */
function firstInvalidByte(encoding: Encoding, bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; ) {
    const length = letterLength(encoding, bytes, at);
    if (length <= 0) return at;
    at += length;
  }
  return bytes.length;
}

/** How many bytes at the end of `bytes` begin a character whose end is not there. */
function unfinishedCharacter(encoding: Encoding, bytes: Uint8Array): number {
  const total = bytes.length;
  if (encoding === 'utf-8') {
    let back = 1;
    while (back < 3 && back < total && (bytes[total - back] & 0xc0) === 0x80) back++;
    return total > 0 && utf8LetterLength(bytes.subarray(total - back), 0) === -1 ? back : 0;
  }
  const half = total % 2;
  const unit = total - half - 2;
  const waitsForPair = unit >= 0 && (bytes[unit + (encoding === 'utf-16le' ? 1 : 0)] & 0xfc) === 0xd8;
  return half + (waitsForPair ? 2 : 0);
}
