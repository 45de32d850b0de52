import { CodedError } from '../../base/errors';

/** The encodings a file of comments may be in. A byte order mark decides; without one see `guessEncoding`. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** The encoding a byte order mark at the start of `head` names, with the mark's length in bytes; null without one. */
export function byteOrderMark(head: Uint8Array): { encoding: Encoding; length: number } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return null;
}

/**
 * A guess at the encoding of a file without a byte order mark. What is UTF-8 is taken for it, and so is UTF-8 with a few
 * bytes gone wrong (reading will say where): text of another encoding hardly ever makes letters of UTF-8.
 *
 * @param complete `head` is the whole file.
 */
export function guessEncoding(head: Uint8Array, complete: boolean): Encoding {
  const wide = guessWideEncoding(head);
  if (wide !== null) return wide;
  let letters = 0;
  let wrong = 0;
  for (let at = 0; at < head.length; ) {
    const length = utf8LetterLength(head, at);
    if (length === -1 && !complete) break;
    if (length > 1) letters++;
    else if (length <= 0) wrong++;
    at += Math.max(1, length);
  }
  return wrong === 0 || letters >= wrong ? 'utf-8' : guessLegacyEncoding(head);
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
/** Letters such as U+1F600 have their NUL on the other side: one in so many is allowed. */
const ODD_ONES = 5;

/**
 * A guess at the old one-byte encoding of a text that is not UTF-8. Letters of a Cyrillic text stand side by side from
 * 0xc0 up; accented letters of a western one stand alone between ASCII letters. (Quotes and dashes are the same in both.)
 */
function guessLegacyEncoding(head: Uint8Array): 'windows-1251' | 'windows-1252' {
  let letters = 0;
  let paired = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] < 0xc0) continue;
    letters++;
    if (head[i - 1] >= 0xc0 || head[i + 1] >= 0xc0) paired++;
  }
  return paired * 2 > letters ? 'windows-1251' : 'windows-1252';
}

/** Turns the bytes of a file, in order and cut anywhere, into text. */
export interface TextReader {
  /** The text completed by `bytes`; the bytes of a letter cut at the end wait for the next call. */
  decode(bytes: Uint8Array): string;
  /** The end of the file: the rest of the text (always empty, or it throws). */
  end(): string;
}

/**
 * A streaming reader of text.
 *
 * @param start offset in the file of the first byte to come (after a byte order mark), for the errors.
 * @throws CodedError `file-not-text` from `decode` and `end`, with the offset of the first byte that is not `encoding`.
 *   Every byte is a letter in the windows encodings, so they never throw.
 */
export function createTextReader(encoding: Encoding, name: string, start: number): TextReader {
  // The mark is cut off by whoever knows where the file starts; a later U+FEFF is text.
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0); // the start of a letter whose end has not come
  let consumed = start;

  const fail = (bytes: Uint8Array, cause: unknown): never => {
    const seen = join(held, bytes);
    const offset = consumed - held.length + firstInvalidByte(encoding, seen);
    throw new CodedError('file-not-text', { name, encoding, offset }, cause);
  };

  return {
    decode(bytes) {
      let text: string;
      try {
        text = decoder.decode(bytes, { stream: true });
      } catch (error) {
        return fail(bytes, error);
      }
      held = unfinishedLetter(encoding, held, bytes);
      consumed += bytes.length;
      return encoding === 'windows-1252' ? text.replace(/[\u0080-\u009f]/g, fromC1) : text;
    },
    end() {
      try {
        return decoder.decode();
      } catch (error) {
        return fail(new Uint8Array(0), error);
      }
    },
  };
}

/** What windows-1252 has at 0x80 to 0x9f; U+0080 to U+009f there are the five it leaves undefined. */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
/** Some versions of Node decode windows-1252 as ISO 8859-1 (nodejs/node#56542); on a right host this changes nothing. */
const fromC1 = (letter: string) => C1[letter.charCodeAt(0) - 0x80];

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

/** The bytes at the end of `held` + `bytes` (valid so far; `held` starts a letter) that begin an unfinished letter. */
function unfinishedLetter(encoding: Encoding, held: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const total = held.length + bytes.length;
  const at = (index: number) => (index < held.length ? held[index] : bytes[index - held.length]);
  const lastBytes = (count: number) => Uint8Array.from({ length: count }, (_, i) => at(total - count + i));

  if (encoding === 'utf-8') {
    let back = 1;
    while (back < 3 && back < total && (at(total - back) & 0xc0) === 0x80) back++;
    const letter = lastBytes(Math.min(back, total));
    return total > 0 && utf8LetterLength(letter, 0) === -1 ? letter : lastBytes(0);
  }
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const half = total % 2;
    const unit = total - half - 2;
    const waitsForPair = unit >= 0 && (at(unit + (encoding === 'utf-16le' ? 1 : 0)) & 0xfc) === 0xd8;
    return lastBytes(half + (waitsForPair ? 2 : 0));
  }
  return lastBytes(0);
}
