import type { CodePoints } from '../decode/codePoints';
import { lookUp } from '../unicode/pages';
import { lowerOf } from './letterCase';
import { decompositions, LETTER, SCRIPTS, traitsOf } from './traits';
import { isVowel } from './vowels';

/*
 * Words written in Latin letters with accents that no language puts together (`ìdîót`), or with Cherokee and Armenian
 * letters that look like Latin ones. Their plain counterparts have the same length, so all is done in place.
 */

/** Letter and twin in turn, from our own look at common fonts. */
const LOOK_ALIKES =
  'ᎠDᎡRᎢTᎥiᎩyᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏃZᏎ4ᏏbᏒRᏔWᏕSᏙVᏚSᏞLᏟCᏢPᏦKᏧdᏴBᎾOᏌUᎶG' + 'ոnօoսuհhցgզqյjլlաwռnտsքpեtիhՕOՍUՏSԼLՈNՀZ';

const ARMENIAN = [0x530, 0x58f] as const;
const CHEROKEE = [0x13a0, 0x13ff] as const;
const SMALL_CHEROKEE = [0xab70, 0xabbf] as const;
const FIRST_ACCENTED = 0xc0;
const LAST_ACCENTED = 0x24f;
const MORE_ACCENTED = [0x1e00, 0x1eff] as const;
/** With fewer accented letters a word may be French (`préféré`) or any other language's. */
const FEWEST_ACCENTED = 2;
const FEWEST_ALL_ACCENTED = 3;

const within = (code: number, [first, last]: readonly [number, number]) => code >= first && code <= last;

/** True for the letters that this file is about. */
export function isUnusualLetter(code: number): boolean {
  if (code < FIRST_ACCENTED) return false;
  if (code <= LAST_ACCENTED) return code !== 0xd7 && code !== 0xf7;
  return (
    within(code, ARMENIAN) || within(code, CHEROKEE) || within(code, MORE_ACCENTED) || within(code, SMALL_CHEROKEE)
  );
}

let twins: ReadonlyMap<number, number> | null = null;

function twinOf(code: number): number {
  if (twins === null) {
    const made = new Map<number, number>();
    const codes = Array.from(LOOK_ALIKES, (c) => c.codePointAt(0) ?? 0);
    for (let i = 0; i < codes.length; i += 2) {
      made.set(codes[i], codes[i + 1]);
      const small = lowerOf(codes[i]);
      if (small !== codes[i] && !made.has(small)) made.set(small, lowerOf(codes[i + 1]));
    }
    twins = made;
  }
  return twins.get(code) ?? 0;
}

/**
 * The Latin letter a to z, in either case, under the accents of `code`, and its first accent; null if there is none.
 */
function underAccent(code: number): { base: number; accent: number } | null {
  const { starts, pool } = decompositions();
  const start = lookUp(starts, code);
  if (start === 0 || pool[start] < 2) return null;
  const base = pool[start + 1];
  return (base | 32) >= 0x61 && (base | 32) <= 0x7a ? { base, accent: pool[start + 2] } : null;
}

/**
 * Writes, in place, Latin words plainly:
 * - letters of Cherokee and Armenian become their Latin twins where all of them in the word have one and either a
 *   letter of ours is among them or the word is Cherokee throughout;
 * - accents go where a word has two different ones, or three letters or more, every vowel among them, have one
 *   (`naïve`, `résumé`, `über` stay).
 */
export function writePlainly(text: CodePoints): void {
  const { codePoints, length } = text;
  for (let at = 0; at < length; at++) {
    let end = at;
    let unusual = false;
    for (; end < length && traitsOf(codePoints[end]) & LETTER; end++) unusual ||= isUnusualLetter(codePoints[end]);
    if (unusual) {
      foldTwins(codePoints, at, end);
      dropAccents(codePoints, at, end);
    }
    at = end;
  }
}

function foldTwins(codes: Uint32Array, begin: number, end: number): void {
  let familiar = 0;
  let armenian = 0;
  let folded = 0;
  for (let i = begin; i < end; i++) {
    if (traitsOf(codes[i]) & SCRIPTS) familiar += 1;
    else if (twinOf(codes[i]) === 0) return;
    else {
      folded += 1;
      if (within(codes[i], ARMENIAN)) armenian += 1;
    }
  }
  if (folded === 0 || (familiar === 0 && armenian > 0)) return;
  for (let i = begin; i < end; i++) codes[i] = twinOf(codes[i]) || codes[i];
}

function dropAccents(codes: Uint32Array, begin: number, end: number): void {
  let accented = 0;
  let first = 0;
  let different = false;
  let plainVowels = 0;
  for (let i = begin; i < end; i++) {
    const parts = isUnusualLetter(codes[i]) ? underAccent(codes[i]) : null;
    if (parts === null) {
      if (isVowel(codes[i])) plainVowels += 1;
      continue;
    }
    accented += 1;
    if (first === 0) first = parts.accent;
    different ||= parts.accent !== first;
  }
  const drop = accented >= FEWEST_ACCENTED && (different || (accented >= FEWEST_ALL_ACCENTED && plainVowels === 0));
  if (!drop) return;
  for (let i = begin; i < end; i++) {
    if (isUnusualLetter(codes[i])) codes[i] = underAccent(codes[i])?.base ?? codes[i];
  }
}
