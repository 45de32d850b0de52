import { lowerDifferences } from '../unicode/characters';
import {
  CAPITAL_I_WITH_DOT,
  CAPITAL_SIGMA,
  createAccentStripper,
  DOT_ABOVE,
  lowerSigmas,
  SMALL_I,
} from './foldCodePoints';

/** How a text is normalised before it is cut into tokens; scikit-learn's `lowercase` and `strip_accents`. */
export interface NormalizeSettings {
  readonly lowercase: boolean;
  readonly stripAccents: 'none' | 'unicode' | 'ascii';
}

/**
 * A normalised text: `codePoints[0 .. length)`, and for each the bytes of the original that it represents,
 * `begins[i] .. ends[i]` (filled only when spans are asked for). The arrays are reused from text to text.
 */
export interface CodePoints {
  codePoints: Uint32Array<ArrayBuffer>;
  begins: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  length: number;
}

export interface CodePointReader {
  /** What the last `read` found. */
  text: CodePoints;
  /**
   * Normalises the UTF-8 text `bytes[begin .. end)` as Python's str.lower() and scikit-learn's strip_accents do, in
   * that order. A byte that is no part of valid UTF-8 counts as one U+FFFD.
   * @param spans also fill `begins` and `ends`, as indices into `bytes`.
   */
  read(bytes: Uint8Array, begin: number, end: number, spans?: boolean): CodePoints;
}

/** ASCII as it is, and in lower case. */
const ASCII = Uint8Array.from({ length: 128 }, (_, code) => code);
const LOWER_ASCII = ASCII.map((code) => (code >= 0x41 && code <= 0x5a ? code + 32 : code));

const REPLACEMENT = 0xfffd;

function emptyText(): CodePoints {
  return {
    codePoints: new Uint32Array(1024),
    begins: new Uint32Array(0),
    ends: new Uint32Array(0),
    length: 0,
  };
}

function reserve(text: CodePoints, length: number, spans: boolean): void {
  if (text.codePoints.length < length) {
    const grown = new Uint32Array(Math.max(length, 2 * text.codePoints.length));
    grown.set(text.codePoints.subarray(0, text.length));
    text.codePoints = grown;
  }
  if (spans && text.begins.length < text.codePoints.length) {
    const { begins, ends } = text;
    text.begins = new Uint32Array(text.codePoints.length);
    text.ends = new Uint32Array(text.codePoints.length);
    text.begins.set(begins);
    text.ends.set(ends);
  }
}

/** Copies the ASCII characters at `at` through `table`, up to the first byte that is none. @returns how many. */
function copyAscii(
  bytes: Uint8Array,
  at: number,
  end: number,
  codePoints: Uint32Array,
  length: number,
  table: Uint8Array,
): number {
  let from = at;
  for (let to = length; from < end; from++, to++) {
    const byte = bytes[from];
    if (byte >= 0x80) break;
    codePoints[to] = table[byte];
  }
  return from - at;
}

/** Makes a reader with buffers of its own; they grow to the longest text and stay. */
export function createCodePointReader(settings: NormalizeSettings): CodePointReader {
  const { lowercase } = settings;
  const lower = lowerDifferences();
  const decoded = emptyText();
  const strip = settings.stripAccents === 'none' ? null : createAccentStripper(settings.stripAccents);

  /**
   * Decodes and lower-cases; true if a capital sigma was met, which is kept as it is until its neighbours are known.
   */
  function decode(bytes: Uint8Array, begin: number, end: number, spans: boolean): boolean {
    decoded.length = 0;
    reserve(decoded, end - begin, spans);
    const { codePoints, begins, ends } = decoded;
    const { pageOf, pages } = lower;
    let sigma = false;
    let length = 0;
    let at = begin;
    while (at < end) {
      const ascii = spans ? 0 : copyAscii(bytes, at, end, codePoints, length, lowercase ? LOWER_ASCII : ASCII);
      length += ascii;
      at += ascii;
      if (at === end) break;
      const from = at;
      let code = bytes[at++];
      if (code < 0x80) {
        if (lowercase) code = LOWER_ASCII[code];
      } else {
        const second = at < end ? bytes[at] : 0;
        if (code >= 0xc2 && code < 0xe0 && (second & 0xc0) === 0x80) {
          code = ((code & 31) << 6) | (second & 63);
          at += 1;
        } else if (code >= 0xe0 && code < 0xf0 && at + 1 < end) {
          const third = bytes[at + 1];
          const valid = (second & 0xc0) === 0x80 && (third & 0xc0) === 0x80;
          code = ((code & 15) << 12) | ((second & 63) << 6) | (third & 63);
          if (valid && code >= 0x800 && (code < 0xd800 || code >= 0xe000)) at += 2;
          else code = REPLACEMENT;
        } else if (code >= 0xf0 && code < 0xf5 && at + 2 < end) {
          const third = bytes[at + 1];
          const fourth = bytes[at + 2];
          const valid = (second & 0xc0) === 0x80 && (third & 0xc0) === 0x80 && (fourth & 0xc0) === 0x80;
          code = ((code & 7) << 18) | ((second & 63) << 12) | ((third & 63) << 6) | (fourth & 63);
          if (valid && code >= 0x10000 && code < 0x110000) at += 3;
          else code = REPLACEMENT;
        } else {
          code = REPLACEMENT;
        }
        if (lowercase) {
          if (code === CAPITAL_SIGMA) {
            sigma = true;
          } else if (code === CAPITAL_I_WITH_DOT) {
            if (spans) {
              begins[length] = from;
              ends[length] = at;
            }
            codePoints[length++] = SMALL_I;
            code = DOT_ABOVE;
          } else {
            code += pages[(pageOf[code >> 8] << 8) | (code & 255)];
          }
        }
      }
      if (spans) {
        begins[length] = from;
        ends[length] = at;
      }
      codePoints[length++] = code;
    }
    decoded.length = length;
    return sigma;
  }

  const reader: CodePointReader = {
    text: decoded,
    read(bytes, begin, end, spans = false) {
      if (decode(bytes, begin, end, spans)) lowerSigmas(decoded);
      reader.text = strip ? strip(decoded, spans) : decoded;
      return reader.text;
    },
  };
  return reader;
}
