import { rowCount, rowText, type TextColumn } from '../../data/column/textColumn';
import { SURFACE_NAMES } from '../../text/surface/surfaceNames';
import { corrupt, TERM_BYTES, TERM_LENGTHS, TERM_OFFSETS, TERM_SHARED, TERM_SUFFIXES } from './format';
import { type FrontCodedTerms, readFrontCoded, unpackedLimit } from './frontCoding';
import type { Sections } from './sections';
import { uint32 } from './views';

/**
 * The terms of a block as they are in the file, checked: sorted by bytes, distinct, UTF-8.
 * @throws CodedError `model-corrupt`.
 */
export function* viewedTerms(
  sections: Sections,
  block: number,
  features: number,
): Generator<number, TextColumn, undefined> {
  const terms: TextColumn = {
    bytes: sections.take(TERM_BYTES, block, 1, null),
    offsets: uint32(sections.take(TERM_OFFSETS, block, 4, features + 1)),
  };
  yield* checkOrder(terms, block);
  checkUtf8(terms, block);
  return terms;
}

/**
 * The terms of a block of a compact model, unpacked and checked as `viewedTerms` checks them.
 * @throws CodedError `model-corrupt`, `model-too-large`.
 */
export function packedTerms(sections: Sections, block: number, features: number): TextColumn {
  const packed: FrontCodedTerms = {
    shared: sections.take(TERM_SHARED, block, 1, null),
    lengths: sections.take(TERM_LENGTHS, block, 1, null),
    suffixes: sections.take(TERM_SUFFIXES, block, 1, null),
  };
  const terms = readFrontCoded(packed, features, `terms of block ${block}`, unpackedLimit(packed));
  checkUtf8(terms, block);
  return terms;
}

/** Terms checked between two yields. */
const TERMS_PER_STEP = 1 << 16;

/** Terms must not be empty, each after the one before by its bytes. */
function* checkOrder({ bytes, offsets }: TextColumn, block: number): Generator<number, void, undefined> {
  const where = `terms of block ${block}`;
  const terms = offsets.length - 1;
  if (offsets[0] !== 0 || offsets[terms] !== bytes.length) {
    throw corrupt(where, `offsets from ${offsets[0]} to ${offsets[terms]}`, `0 to ${bytes.length}`);
  }
  for (let i = 0; i < terms; i++) {
    if (offsets[i + 1] <= offsets[i] || offsets[i + 1] > bytes.length) {
      throw corrupt(
        `${where}, term ${i}`,
        `bytes ${offsets[i]} to ${offsets[i + 1]}`,
        `at least one, before ${bytes.length}`,
      );
    }
    if (i > 0 && !precedes(bytes, offsets, i - 1))
      throw corrupt(`${where}, term ${i}`, 'out of order', 'terms sorted by bytes');
    if (i % TERMS_PER_STEP === TERMS_PER_STEP - 1) yield i;
  }
}

/** Terms must be whole UTF-8 strings. Their offsets have been checked. */
function checkUtf8({ bytes, offsets }: TextColumn, block: number): void {
  const where = `terms of block ${block}`;
  for (let i = 0; i < offsets.length - 1; i++) {
    if ((bytes[offsets[i]] & 0xc0) === 0x80)
      throw corrupt(`${where}, term ${i}`, 'the middle of a character', 'its first byte');
  }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw corrupt(where, 'bytes that are not UTF-8', 'UTF-8', error);
  }
}

/** Surface features are identified by their position, so their names must be exactly the known ones. */
export function checkSurfaceTerms(terms: TextColumn, block: number): void {
  const names = Array.from({ length: rowCount(terms) }, (_, i) => rowText(terms, i));
  const wrong = SURFACE_NAMES.findIndex((name, i) => names[i] !== name);
  if (wrong >= 0) throw corrupt(`terms of block ${block}, term ${wrong}`, names[wrong] ?? 'none', SURFACE_NAMES[wrong]);
  if (names.length > SURFACE_NAMES.length)
    throw corrupt(`terms of block ${block}`, names.length, String(SURFACE_NAMES.length));
}

/** True if term `i` sorts before term `i + 1`. The offsets up to there have been checked. */
function precedes(bytes: Uint8Array, offsets: Uint32Array, i: number): boolean {
  const begin = offsets[i + 1];
  const shared = Math.min(begin - offsets[i], offsets[i + 2] - begin);
  for (let k = 0; k < shared; k++) {
    const a = bytes[offsets[i] + k];
    const b = bytes[begin + k];
    if (a !== b) return a < b;
  }
  return begin - offsets[i] < offsets[i + 2] - begin;
}
