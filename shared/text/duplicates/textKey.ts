import { type CodePointReader, createCodePointReader } from '../decode/codePoints';
import { createNormalForm } from '../normalise/normalForm';
import { isSpaceCodePoint, isWordCodePoint, lowerDifferences } from '../unicode/characters';
import { createPagesBuilder, lookUp, type Pages } from '../unicode/pages';
import { decodeVlq } from '../unicode/vlq';
import { createKeyHash } from './keyHash';
import { PASSED_OVER_RUNS } from './tables';

/*
 * When two comments are the same: one definition of each kind, used wherever repeats are counted, listed or kept
 * together.
 *
 * - *identical*: the same bytes, white space at either end aside (`createIdenticalKey`).
 * - *the same but for case, spaces and punctuation* (`createSameKey`).
 * - *nearly the same*: see nearDuplicates.ts.
 */

/**
 * A number for the UTF-8 text `bytes[begin .. end)`: equal texts have equal ones. It is a 53-bit hash: among a million
 * texts, two that differ share one in about 1 of 20,000 datasets.
 */
export type TextKey = (bytes: Uint8Array, begin: number, end: number) => number;

/** Beyond all code points. */
const BYTES = 0x110000;

let passedOver: Pages | null = null;

/** 1 for punctuation, standalone accents and variation selectors, by code point; decoded on first use. */
function passedOverPages(): Pages {
  if (passedOver) return passedOver;
  const runs = decodeVlq(PASSED_OVER_RUNS);
  const builder = createPagesBuilder();
  for (let i = 0, start = 0; i < runs.length; i += 2) {
    if (runs[i + 1] !== 0) builder.set(start, runs[i], 1);
    start += runs[i];
  }
  passedOver = builder.build();
  return passedOver;
}

/** The key of a text's bytes, all of them. */
export function createBytesKey(): TextKey {
  const hash = createKeyHash();
  return (bytes, begin, end) => {
    hash.reset();
    hash.mix(BYTES); // apart from keys of code points
    for (let at = begin; at < end; at++) hash.mix(bytes[at]);
    return hash.key();
  };
}

/** The key of a text's bytes without white space at either end. */
export function createIdenticalKey(): TextKey {
  const keyOf = createBytesKey();
  return (bytes, begin, end) => keyOf(bytes, ...trimmed(bytes, begin, end));
}

/**
 * The key of a text that ignores case, spaces and punctuation. Letters, digits, combining marks, emoji and signs count
 * ("мой" and "мои", 🌹 and 🔪, "C++" and "C" differ); so does what separates two digits ("1.5", "15" and "1 5" differ).
 * Ways of encoding one character do not (NFKC), nor do characters that show nothing.
 *
 * @param reader what is done to the text before; lower case by default.
 * @param otherwise compares texts in which nothing counts ("!!!").
 */
export function createSameKey(
  reader: CodePointReader = createCodePointReader({ lowercase: true, stripAccents: 'none' }),
  otherwise: TextKey = createIdenticalKey(),
): TextKey {
  const hash = createKeyHash();
  const pages = passedOverPages();
  const lower = lowerDifferences();
  const normalForm = createNormalForm({ replacements: new Map(), dropInvisible: true, dropMarks: false });
  return (bytes, begin, end) => {
    let text = reader.read(bytes, begin, end);
    const unstable = normalForm.firstUnstable(text, 0);
    if (unstable < text.length) text = normalForm.rewrite(text, unstable, false);
    hash.reset();
    for (let i = 0; i < text.length; i++) {
      const code = text.codePoints[i];
      if (code < 0x80 ? isAsciiGap(code) : lookUp(pages, code) === 1 || isSpaceCodePoint(code)) hash.gap(code);
      else hash.mix(code + lookUp(lower, code));
    }
    return hash.isEmpty() ? otherwise(bytes, begin, end) : hash.key();
  };
}

/** ASCII that does not count: all but letters, digits and the signs $ + < = >. */
const ASCII_GAPS = Uint8Array.from({ length: 128 }, (_, code) =>
  isWordCodePoint(code) && code !== 0x5f ? 0 : '$+<=>'.includes(String.fromCharCode(code)) ? 0 : 1,
);
const isAsciiGap = (code: number) => ASCII_GAPS[code] === 1;

/** Where the text begins and ends without white space. */
function trimmed(bytes: Uint8Array, begin: number, end: number): readonly [begin: number, end: number] {
  let from = begin;
  let to = end;
  for (let size = spaceAt(bytes, from, to); size > 0; size = spaceAt(bytes, from, to)) from += size;
  for (let size = spaceBefore(bytes, from, to); size > 0; size = spaceBefore(bytes, from, to)) to -= size;
  return [from, to];
}

/** Bytes of the white space that begins at `at`; 0 if none does. All of it is within three bytes of UTF-8. */
function spaceAt(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return 0;
  const first = bytes[at];
  if (first < 0x80) return isSpaceCodePoint(first) ? 1 : 0;
  if (first === 0xc2 && at + 1 < end) return isSpaceCodePoint(bytes[at + 1]) ? 2 : 0;
  if (first < 0xe0 || first >= 0xf0 || at + 2 >= end) return 0;
  const code = ((first & 15) << 12) | ((bytes[at + 1] & 63) << 6) | (bytes[at + 2] & 63);
  return code >= 0x800 && isSpaceCodePoint(code) ? 3 : 0;
}

/** Bytes of the white space that ends before `end`; 0 if none does. */
function spaceBefore(bytes: Uint8Array, begin: number, end: number): number {
  for (let size = 1; size <= 3 && end - size >= begin; size++) {
    const byte = bytes[end - size];
    if ((byte & 0xc0) !== 0x80) return spaceAt(bytes, end - size, end) === size ? size : 0;
  }
  return 0;
}
