import { emptyCodePoints, reserveCodePoints } from '../normalise/buffer';
import { CASED, characterFlags, IGNORABLE, LONGEST_STRIP, lowerDifferences, stripAccents } from '../unicode/characters';
import type { CodePoints } from './codePoints';

/*
 * Lower case and accents over decoded text, as Python's str.lower() and scikit-learn's strip_accents have them.
 */

export const CAPITAL_SIGMA = 0x3a3;
const FINAL_SIGMA = 0x3c2;
const SMALL_SIGMA = 0x3c3;
/** The one character that str.lower() turns into two: i and a combining dot above. */
export const CAPITAL_I_WITH_DOT = 0x130;
export const SMALL_I = 0x69;
export const DOT_ABOVE = 0x307;

/** Lower-cases `text` in place. */
export function lowerCodePoints(text: CodePoints, spans: boolean): void {
  const { codePoints, length } = text;
  const { pageOf, pages } = lowerDifferences();
  let sigmas = 0;
  let dotted = 0;
  for (let i = 0; i < length; i++) {
    const code = codePoints[i];
    if (code === CAPITAL_SIGMA) sigmas += 1;
    else if (code === CAPITAL_I_WITH_DOT) dotted += 1;
    else codePoints[i] = code + pages[(pageOf[code >> 8] << 8) | (code & 255)];
  }
  if (sigmas > 0) lowerSigmas(text);
  if (dotted > 0) lowerDottedIs(text, dotted, spans);
}

/** Inserts the dots in place, moving code points from the end. */
function lowerDottedIs(text: CodePoints, dotted: number, spans: boolean): void {
  reserveCodePoints(text, text.length + dotted, spans);
  const { codePoints, begins, ends } = text;
  let to = text.length + dotted;
  const put = (code: number, from: number) => {
    codePoints[--to] = code;
    if (!spans) return;
    begins[to] = begins[from];
    ends[to] = ends[from];
  };
  let from = text.length;
  while (from < to) {
    from -= 1;
    const code = codePoints[from];
    if (code === CAPITAL_I_WITH_DOT) put(DOT_ABOVE, from);
    put(code === CAPITAL_I_WITH_DOT ? SMALL_I : code, from);
  }
  text.length += dotted;
}

/** Lower-cases capital sigmas: final after a cased letter and before none, case-ignorable characters aside. */
export function lowerSigmas({ codePoints, length }: CodePoints): void {
  const flags = characterFlags();
  const flagsOf = (code: number) => flags.pages[(flags.pageOf[code >> 8] << 8) | (code & 255)];
  for (let i = 0; i < length; i++) {
    if (codePoints[i] !== CAPITAL_SIGMA) continue;
    let before = i - 1;
    while (before >= 0 && flagsOf(codePoints[before]) & IGNORABLE) before -= 1;
    let final = before >= 0 && (flagsOf(codePoints[before]) & CASED) !== 0;
    if (final) {
      let after = i + 1;
      while (after < length && flagsOf(codePoints[after]) & IGNORABLE) after += 1;
      final = after === length || (flagsOf(codePoints[after]) & CASED) === 0;
    }
    codePoints[i] = final ? FINAL_SIGMA : SMALL_SIGMA;
  }
}

/** Makes a function that strips accents into a buffer of its own, reused at the next call. */
export function createAccentStripper(kind: 'unicode' | 'ascii'): (text: CodePoints, spans: boolean) => CodePoints {
  const stripped = emptyCodePoints();
  return (text, spans) => {
    stripped.length = 0;
    reserveCodePoints(stripped, text.length + LONGEST_STRIP, spans);
    let length = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.codePoints[i];
      if (stripped.codePoints.length < length + LONGEST_STRIP) {
        stripped.length = length;
        reserveCodePoints(stripped, length + LONGEST_STRIP, spans);
      }
      const { codePoints } = stripped;
      const from = length;
      if (code < 0x80) codePoints[length++] = code;
      else {
        length = stripAccents(code, codePoints, length);
        if (kind === 'ascii') {
          let kept = from;
          for (let k = from; k < length; k++) if (codePoints[k] < 0x80) codePoints[kept++] = codePoints[k];
          length = kept;
        }
      }
      if (spans) {
        if (stripped.begins.length < codePoints.length) {
          stripped.length = from;
          reserveCodePoints(stripped, codePoints.length, true);
        }
        stripped.begins.fill(text.begins[i], from, length);
        stripped.ends.fill(text.ends[i], from, length);
      }
    }
    stripped.length = length;
    return stripped;
  };
}
