import { characterFlags, SPACE, WORD } from '../unicode/characters';
import type { CodePoints } from './codePoints';

/** Pieces of a text, as index ranges `begins[i] .. ends[i]` into its code points; reused from text to text. */
export interface Segments {
  begins: Uint32Array<ArrayBuffer>;
  ends: Uint32Array<ArrayBuffer>;
  length: number;
}

const SPACE_CODE = 0x20;

/** Makes an empty list of segments. */
export function createSegments(): Segments {
  return { begins: new Uint32Array(256), ends: new Uint32Array(256), length: 0 };
}

function reserve(segments: Segments, length: number): void {
  if (segments.begins.length >= length) return;
  segments.begins = new Uint32Array(2 * length);
  segments.ends = new Uint32Array(2 * length);
}

/**
 * Finds the tokens of scikit-learn's default pattern `(?u)\b\w\w+\b`: the maximal runs of two or more word
 * characters. What they become later (a stem, a lemma) is decided once per distinct token, in tokenSymbols.ts.
 */
export function findWords(text: CodePoints, segments: Segments): void {
  reserve(segments, (text.length >> 1) + 1);
  findRuns(text, segments, WORD, WORD, 2);
}

/** Finds what `str.split()` returns: the maximal runs of anything but white space. */
export function findChunks(text: CodePoints, segments: Segments): void {
  reserve(segments, (text.length >> 1) + 1);
  findRuns(text, segments, SPACE, 0, 1);
}

/** Lists the maximal runs of `minLength` or more characters whose flag `mask` equals `wanted`. */
function findRuns(text: CodePoints, segments: Segments, mask: number, wanted: number, minLength: number): void {
  const { codePoints, length } = text;
  const { begins, ends } = segments;
  const { pageOf, pages } = characterFlags();
  let count = 0;
  let begin = -1; // of the run we are in
  for (let at = 0; at < length; at++) {
    const code = codePoints[at];
    // The first page is that of ASCII and Latin-1.
    const flags = code < 256 ? pages[code] : pages[(pageOf[code >> 8] << 8) | (code & 255)];
    if ((flags & mask) === wanted) {
      if (begin < 0) begin = at;
    } else if (begin >= 0) {
      if (at - begin >= minLength) {
        begins[count] = begin;
        ends[count++] = at;
      }
      begin = -1;
    }
  }
  if (begin >= 0 && length - begin >= minLength) {
    begins[count] = begin;
    ends[count++] = length;
  }
  segments.length = count;
}

/**
 * Replaces each run of two or more white space characters by one space, in place, as scikit-learn's character
 * analyzers do (`\s\s+`; a lone tab or newline stays). The remaining space covers the bytes of the whole run.
 * @param spans keep `begins` and `ends` in step.
 */
export function collapseSpaces(text: CodePoints, spans: boolean): void {
  const { codePoints, begins, ends, length } = text;
  const { pageOf, pages } = characterFlags();
  let kept = 0;
  let at = 0;
  while (at < length) {
    let code = codePoints[at];
    const first = at;
    if (pages[(pageOf[code >> 8] << 8) | (code & 255)] & SPACE) {
      let next = at + 1;
      while (next < length && pages[(pageOf[codePoints[next] >> 8] << 8) | (codePoints[next] & 255)] & SPACE) next += 1;
      if (next - at > 1) code = SPACE_CODE;
      at = next - 1;
    }
    if (spans) {
      begins[kept] = begins[first];
      ends[kept] = ends[at];
    }
    codePoints[kept++] = code;
    at += 1;
  }
  text.length = kept;
}
