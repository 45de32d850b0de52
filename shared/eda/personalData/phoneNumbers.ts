import type { CodePoints } from '../../text/decode/codePoints';
import { isWordCodePoint } from '../../text/unicode/characters';
import type { Occurrence } from './personalDataScan';

const PLUS = 0x2b;
const ZERO = 0x30;
const DOT = 0x2e;
const COMMA = 0x2c;
const SPACES: ReadonlySet<number> = new Set([0x20, 0xa0, 0x202f]);
const OPENING = 0x28;
const CLOSING = 0x29;
const DASHES: ReadonlySet<number> = new Set([0x2d, 0x2010, 0x2011, 0x2012, 0x2013]);
const MONEY: ReadonlySet<number> = new Set(Array.from('$€£₽¥%#№', (c) => c.codePointAt(0) ?? 0));

/** A separator is no longer than this: ") - ". */
const LONGEST_GAP = 4;
/** Groups of digits a number is written in at most. */
const MOST_GROUPS = 8;
/** Digits of a number with + or 00 (E.164 allows 15). */
const FEWEST_ABROAD = 9;
const MOST_DIGITS = 15;

const isDigit = (code: number) => code >= ZERO && code <= 0x39;

/** A group of digits and how it is joined to the one before. */
interface Group {
  readonly begin: number;
  readonly end: number;
  /** White space stands before it, or nothing that joins. */
  readonly apart: boolean;
  /** A bracket is opened before it. */
  readonly bracket: boolean;
  /** The first one has + before it. */
  readonly plus: boolean;
}

/**
 * Adds to `found` the telephone numbers of a text, in order:
 *
 * - with + or 00 and a country's code: 9 to 15 digits, however grouped;
 * - Russian: 8 or 7, then ten digits that begin with 3, 4, 8 or 9, the first digit or the whole number by itself or the
 *   first four together; (495) 123-45-67 and 903 123-45-67 without it; 123-45-67;
 * - North American: 212-555-0123, (212) 555 0123, 1-212-555-0123, where area and exchange begin with 2 to 9.
 *
 * Groups are joined by one space, hyphen, dot or bracket, or a bracket and one of these. What touches a letter, a sign
 * of money or % is none; so years, dates, prices and long numbers are none. O(n): a number is looked for at each group
 * of digits, and reaches over eight at most.
 *
 * @param found what is already taken: nothing is looked for there.
 */
export function findPhones({ codePoints, length }: CodePoints, found: readonly Occurrence[]): readonly Occurrence[] {
  const taken = [...found].sort((a, b) => a.begin - b.begin);
  const phones: Occurrence[] = [];
  let next = 0;
  let groups: Group[] = [];

  const close = () => {
    if (groups.length > 0) readGroups(codePoints, length, groups, phones);
    groups = [];
  };

  for (let at = 0; at < length; ) {
    while (next < taken.length && taken[next].end <= at) next += 1;
    if (next < taken.length && taken[next].begin <= at) {
      close();
      at = taken[next].end;
      continue;
    }
    if (!isDigit(codePoints[at])) {
      at += 1;
      continue;
    }
    const begin = at;
    while (at < length && isDigit(codePoints[at])) at += 1;
    const previous = groups.at(-1);
    if (previous && !isGap(codePoints, previous.end, begin)) close();
    const before = begin > 0 ? codePoints[begin - 1] : 0;
    const bracket = before === OPENING;
    const plus = before === PLUS || (bracket && begin > 1 && codePoints[begin - 2] === PLUS);
    let apart = groups.length === 0;
    for (let i = groups.at(-1)?.end ?? begin; i < begin; i++) if (SPACES.has(codePoints[i])) apart = true;
    groups.push({ begin, end: at, apart, bracket, plus });
  }
  close();
  return phones.length === 0 ? found : [...taken, ...phones].sort((a, b) => a.begin - b.begin);
}

/**
 * True if what stands between two groups of digits may stand inside a number: one mark, or a bracket and one or two.
 */
function isGap(codes: Uint32Array, begin: number, end: number): boolean {
  if (end - begin > LONGEST_GAP) return false;
  let marks = 0;
  let spaces = 0;
  let brackets = 0;
  for (let i = begin; i < end; i++) {
    const code = codes[i];
    if (SPACES.has(code)) spaces += 1;
    else if (code === OPENING || code === CLOSING) brackets += 1;
    else if (DASHES.has(code) || code === DOT) marks += 1;
    else return false;
  }
  return (
    marks <= 1 && brackets <= 2 && (marks === 0 ? spaces <= 1 + brackets : spaces === 0 || spaces === brackets + 1)
  );
}

function readGroups(codes: Uint32Array, length: number, groups: readonly Group[], phones: Occurrence[]): void {
  for (let first = 0; first < groups.length; ) {
    const count = longestNumber(codes, length, groups, first);
    if (count > 0) {
      const { begin, plus, bracket } = groups[first];
      phones.push({
        kind: 'phone',
        begin: begin - (plus ? 1 : 0) - (bracket ? 1 : 0),
        end: groups[first + count - 1].end,
      });
    }
    first += Math.max(1, count);
  }
}

/** How many groups from `first` on make a number; 0 if none do. */
function longestNumber(codes: Uint32Array, length: number, groups: readonly Group[], first: number): number {
  const { begin, apart, bracket, plus } = groups[first];
  if (!apart && !plus) return 0;
  const before = begin - 1 - (plus ? 1 : 0) - (bracket ? 1 : 0);
  if (before >= 0 && touches(codes[before])) return 0;
  if (before >= 1 && (codes[before] === DOT || codes[before] === COMMA) && isDigit(codes[before - 1])) return 0;
  const sizes: number[] = [];
  let fits = 0;
  for (let i = first; i < groups.length && sizes.length < MOST_GROUPS; i++) {
    sizes.push(groups[i].end - groups[i].begin);
    const joined = i + 1 < groups.length && !groups[i + 1].apart;
    const after = groups[i].end < length ? codes[groups[i].end] : 0;
    const beyond = groups[i].end + 1 < length ? codes[groups[i].end + 1] : 0;
    const open = joined || touches(after) || ((after === COMMA || after === DOT) && isDigit(beyond));
    if (!open && isNumber(codes, groups, first, sizes)) fits = sizes.length;
  }
  return fits;
}

const touches = (code: number) => MONEY.has(code) || isWordCodePoint(code) || code === PLUS;

function isNumber(codes: Uint32Array, groups: readonly Group[], first: number, sizes: readonly number[]): boolean {
  const { begin, plus, bracket } = groups[first];
  const digits = sizes.reduce((sum, size) => sum + size, 0);
  const leading = codes[begin] - ZERO;
  const shape = sizes.join(' ');
  const firstOf = (group: number) => codes[groups[first + group].begin] - ZERO;
  const digitAt = (index: number) => {
    let rest = index;
    let group = first;
    while (rest >= sizes[group - first]) rest -= sizes[group++ - first];
    return codes[groups[group].begin + rest] - ZERO;
  };
  if (plus) return digits >= FEWEST_ABROAD && digits <= MOST_DIGITS && leading > 0 && !isRound(digitAt, digits);
  if (leading === 0) {
    return digits >= FEWEST_ABROAD + 2 && digits <= MOST_DIGITS + 2 && digitAt(1) === 0 && digitAt(2) > 0;
  }
  if (digits === 11 && (leading === 7 || leading === 8) && [3, 4, 8, 9].includes(digitAt(1))) {
    return [1, 4, 11].includes(sizes[0]);
  }
  if (shape === '3 3 2 2') return leading === 9 || bracket;
  if (shape === '3 2 2') return !groups[first + 1].apart && !groups[first + 2].apart;
  if (shape === '3 3 4')
    return leading >= 2 && firstOf(1) >= 2 && !groups[first + 1].bracket && !groups[first + 2].bracket;
  return shape === '1 3 3 4' && leading === 1 && firstOf(1) >= 2 && firstOf(2) >= 2;
}

/** True for +100 000 000 and the like: an amount. */
function isRound(digitAt: (index: number) => number, digits: number): boolean {
  for (let i = 1; i < digits; i++) if (digitAt(i) !== 0) return false;
  return true;
}
