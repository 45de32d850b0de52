import type { CodePoints } from '../../text/decode/codePoints';
import { characterFlags, isSpaceCodePoint, WORD } from '../../text/unicode/characters';
import { findPersonalData } from '../personalData/personalDataScan';

/*
 * What is written in comments and is no word: links, HTML entities, the mark of a retweet, and the halves that a
 * tokenizer makes of contractions ("don" and "ll" of "don't" and "you'll").
 */

const SPACE = 0x20;
const AMPERSAND = 0x26;
const HASH = 0x23;
const SEMICOLON = 0x3b;
const AT_SIGN = 0x40;
const DOT = 0x2e;
const COLON = 0x3a;
const SLASH = 0x2f;
const SMALL_N = 0x6e;
const SMALL_R = 0x72;
const SMALL_T = 0x74;

const APOSTROPHE = 1;
const ENTITY = 2;
const LINK = 4;
const MENTION = 8;

/** As people type them: ASCII, grave and acute accent, modifier letter, typographic, prime, full width. */
const APOSTROPHES = [0x27, 0x60, 0xb4, 0x2bc, 0x2019, 0x2032];
const FULL_WIDTH_APOSTROPHE = 0xff07;
const TABLE = 0x2040;

/** By code point below TABLE: what may begin or end there. */
const TRIGGERS = new Uint8Array(TABLE);
for (const code of APOSTROPHES) TRIGGERS[code] = APOSTROPHE;
TRIGGERS[AMPERSAND] = ENTITY;
TRIGGERS[DOT] = TRIGGERS[COLON] = LINK;
TRIGGERS[AT_SIGN] = MENTION;

/** The second halves of contractions. */
const HALVES = ['s', 'd', 'm', 't', 're', 've', 'll'].map((half) => Array.from(half, (c) => c.charCodeAt(0)));
const NOT = HALVES[3];

/** Entities that stand for an apostrophe. */
const APOSTROPHE_ENTITIES = new Set(['apos', 'rsquo', '#39', '#x27', '#8217', '#x2019']);
const LONGEST_ENTITY = 10;

const lower = (code: number) => (code >= 0x41 && code <= 0x5a ? code | 32 : code);
const isAsciiLetter = (code: number) => lower(code) >= 0x61 && lower(code) <= 0x7a;
const isAsciiDigit = (code: number) => code >= 0x30 && code <= 0x39;

function isWordAt({ codePoints, length }: CodePoints, at: number): boolean {
  if (at < 0 || at >= length) return false;
  const { pageOf, pages } = characterFlags();
  const code = codePoints[at];
  return (pages[(pageOf[code >> 8] << 8) | (code & 255)] & WORD) !== 0;
}

function blank({ codePoints }: CodePoints, begin: number, end: number): void {
  codePoints.fill(SPACE, begin, end);
}

/**
 * Replaces what is no word by spaces, in place; places in the original text stay known. Left out are
 *
 * - links, as findPersonalData finds them;
 * - HTML entities (`&amp;`, `&#8230;`, `&amp;lt;`); one for an apostrophe counts as an apostrophe;
 * - RT at the beginning of a text or before an @name;
 * - both halves of "don't" and its like, and the second half of "you're", "it's", "I'll", "they've", "he'd", "I'm".
 *
 * O(n) for any text.
 * @param halves false: contractions stay as they are.
 */
export function blankNoise(text: CodePoints, halves = true): void {
  const { codePoints, length } = text;
  if (length >= 2 && !isWordAt(text, 2)) blankRetweet(text, 2);
  let halvesEnd = 0; // of the contraction met last: in "couldn't've" another one goes on
  let linkEnd = 0; // of the chunk that was last searched for links
  for (let at = 0; at < length; at++) {
    const code = codePoints[at];
    const trigger = code < TABLE ? TRIGGERS[code] : code === FULL_WIDTH_APOSTROPHE ? APOSTROPHE : 0;
    if (trigger === 0) continue;
    if (trigger === MENTION) blankRetweet(text, at);
    else if (trigger === LINK) {
      if (at >= linkEnd && joins(text, at)) linkEnd = blankLinks(text, at);
    } else if (trigger === ENTITY) at = blankEntity(text, at) - 1;
    else if (halves) halvesEnd = blankHalves(text, at, at + 1, halvesEnd);
  }
}

/** True if the dot or colon at `at` is joined to what follows, as in every link. */
function joins({ codePoints, length }: CodePoints, at: number): boolean {
  const next = at + 1 < length ? codePoints[at + 1] : SPACE;
  return codePoints[at] === COLON ? next === SLASH : next > SPACE && next !== DOT;
}

/** Leaves out the links of the chunk around `at`, which no white space is in. @returns where the chunk ends. */
function blankLinks(text: CodePoints, at: number): number {
  const { codePoints, length } = text;
  let begin = at;
  let end = at;
  while (begin > 0 && !isSpaceCodePoint(codePoints[begin - 1])) begin -= 1;
  while (end < length && !isSpaceCodePoint(codePoints[end])) end += 1;
  for (const found of findPersonalData({ ...text, codePoints: codePoints.subarray(begin, end), length: end - begin })) {
    if (found.kind === 'url') blank(text, begin + found.begin, begin + found.end);
  }
  return end;
}

/** Leaves out the "rt" before `end`, with or without spaces between. */
function blankRetweet(text: CodePoints, end: number): void {
  const { codePoints } = text;
  let after = end;
  while (after > 0 && codePoints[after - 1] === SPACE) after -= 1;
  if (after < 2 || lower(codePoints[after - 1]) !== SMALL_T || lower(codePoints[after - 2]) !== SMALL_R) return;
  if (!isWordAt(text, after - 3) && (after < end || !isWordAt(text, after))) blank(text, after - 2, after);
}

/**
 * Leaves out the halves on both sides of an apostrophe at `begin .. end`.
 * @param before where the contraction before ended.
 * @returns where this one ends.
 */
function blankHalves(text: CodePoints, begin: number, end: number, before = 0): number {
  const { codePoints } = text;
  if (!isWordAt(text, begin - 1) && (before === 0 || before !== begin)) return before;
  const half = HALVES.find((each) => each.every((code, i) => lower(codePoints[end + i]) === code));
  if (half === undefined || isWordAt(text, end + half.length)) return before;
  const right = end + half.length;
  if (right > text.length) return before;
  blank(text, end, right);
  if (half !== NOT || lower(codePoints[begin - 1]) !== SMALL_N) return right;
  let left = begin;
  while (isWordAt(text, left - 1)) left -= 1;
  blank(text, left, right);
  return right;
}

/** Leaves out the entity at `at`, and one that follows within it: `&amp;lt;`. @returns where to go on. */
function blankEntity(text: CodePoints, at: number): number {
  const { codePoints } = text;
  let end = at + 1;
  for (let name = nameBefore(text, end); name !== ''; name = nameBefore(text, end)) {
    const next = end + name.length + 1;
    if (APOSTROPHE_ENTITIES.has(name)) blankHalves(text, at, next);
    blank(text, end, next);
    end = next;
  }
  if (end > at + 1) codePoints[at] = SPACE;
  return end;
}

/** The name of an entity at `at`, which a semicolon ends, in lower case; else ''. */
function nameBefore({ codePoints, length }: CodePoints, at: number): string {
  const begin = at < length && codePoints[at] === HASH ? at + 1 : at;
  let end = begin;
  while (
    end < length &&
    end - at < LONGEST_ENTITY &&
    (isAsciiLetter(codePoints[end]) || isAsciiDigit(codePoints[end]))
  ) {
    end += 1;
  }
  const named = end > begin && end < length && codePoints[end] === SEMICOLON;
  if (!named || (begin === at && !isAsciiLetter(codePoints[at]))) return '';
  return String.fromCodePoint(...codePoints.subarray(at, end)).toLowerCase();
}
