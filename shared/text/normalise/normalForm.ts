import type { CodePoints } from '../decode/codePoints';
import { createPagesBuilder, lookUp, type Pages } from '../unicode/pages';
import { copyCodePoints, emptyCodePoints, reserveCodePoints } from './buffer';
import {
  characterTraits,
  combiningClasses,
  composites,
  decompositions,
  INVISIBLE,
  MARK,
  pairKey,
  UNSTABLE,
} from './traits';

/** What to change on the way to the normal form, between decomposing and composing. */
export interface Folds {
  /** Code points to write in place of a code point or of a part of its decomposition. They must be stable starters. */
  readonly replacements: ReadonlyMap<number, readonly number[]>;
  /** Leave out characters that show nothing (INVISIBLE). */
  readonly dropInvisible: boolean;
  /** Leave out combining marks of no script in particular that do not compose: strike-through, piles of accents. */
  readonly dropMarks: boolean;
}

export interface NormalForm {
  /** Index of the first code point from `from` on that may change, `text.length` if none. */
  firstUnstable(text: CodePoints, from: number): number;
  /**
   * Writes the normal form of `text` into a buffer of its own, reused from call to call. The code points before
   * `from` must be stable.
   * @param spans keep `begins` and `ends` in step; characters composed or reordered together share the union.
   */
  rewrite(text: CodePoints, from: number, spans: boolean): CodePoints;
}

const NO_FOLDS: Folds = { replacements: new Map(), dropInvisible: false, dropMarks: false };

// Unicode 14, section 3.12: Hangul syllables are composed of lead, vowel and tail by arithmetic.
const SYLLABLE = 0xac00;
const LEAD = 0x1100;
const VOWEL = 0x1161;
const TAIL = 0x11a7;
const LEADS = 19;
const VOWELS = 21;
const TAILS = 28;
const SYLLABLES = LEADS * VOWELS * TAILS;

/** Runs of marks longer than this are sorted by counting, so that no stack of accents needs quadratic time. */
const SHORT_RUN = 16;

/** Marks used with letters of any script: the blocks of combining diacritical marks and the Cyrillic number signs. */
function isGenericMark(code: number): boolean {
  return (
    (code >= 0x300 && code <= 0x36f) ||
    (code >= 0x483 && code <= 0x489) ||
    (code >= 0x1ab0 && code <= 0x1aff) ||
    (code >= 0x1dc0 && code <= 0x1dff) ||
    (code >= 0x20d0 && code <= 0x20ff) ||
    (code >= 0xfe20 && code <= 0xfe2f)
  );
}

/** Values of `unstablePages`. */
const CHANGES = 1;
const DROPPED_MARK = 2;

const pagesOf = new WeakMap<Folds, Pages>();

/** For every code point: whether it may change or change others, and whether it is a mark to be dropped. */
function unstablePages(folds: Folds): Pages {
  const known = pagesOf.get(folds);
  if (known) return known;
  const traits = characterTraits();
  const builder = createPagesBuilder();
  const mask = UNSTABLE | (folds.dropInvisible ? INVISIBLE : 0);
  for (let block = 0; block < traits.pageOf.length; block++) {
    for (let code = block << 8; code < (block + 1) << 8; code++) {
      const own = lookUp(traits, code);
      if (folds.dropMarks && own & MARK && isGenericMark(code)) builder.set(code, 1, CHANGES | DROPPED_MARK);
      else if (own & mask) builder.set(code, 1, CHANGES);
    }
  }
  for (const code of folds.replacements.keys()) builder.set(code, 1, CHANGES);
  const built = builder.build();
  pagesOf.set(folds, built);
  return built;
}

/**
 * Makes the rewriter of texts to Normalization Form KC (Unicode 14, UAX 15): full compatibility decomposition,
 * canonical ordering, canonical composition; with `folds` applied between the first two. Linear time.
 */
export function createNormalForm(folds: Folds = NO_FOLDS): NormalForm {
  const unstable = unstablePages(folds);
  const traits = characterTraits();
  const classes = combiningClasses();
  const { starts, pool } = decompositions();
  const pairs = composites();
  const { replacements } = folds;
  const output = emptyCodePoints();
  const work = emptyCodePoints(); // one stretch, decomposed
  const sorted = emptyCodePoints();
  const places = new Uint32Array(256);
  let spans = false;

  const classOf = (code: number) => (code < 0x300 ? 0 : lookUp(classes, code));

  function push(code: number, begin: number, end: number): void {
    if (work.codePoints.length === work.length || (spans && work.ends.length === work.length)) {
      reserveCodePoints(work, work.length + 1, spans);
    }
    if (spans) {
      work.begins[work.length] = begin;
      work.ends[work.length] = end;
    }
    work.codePoints[work.length++] = code;
  }

  function pushFolded(code: number, begin: number, end: number): void {
    const replacement = replacements.get(code);
    if (replacement) for (const other of replacement) push(other, begin, end);
    else if (!folds.dropInvisible || !(lookUp(traits, code) & INVISIBLE)) push(code, begin, end);
  }

  function decompose(code: number, begin: number, end: number): void {
    const syllable = code - SYLLABLE;
    if (syllable >= 0 && syllable < SYLLABLES) {
      push(LEAD + Math.floor(syllable / (VOWELS * TAILS)), begin, end);
      push(VOWEL + Math.floor((syllable % (VOWELS * TAILS)) / TAILS), begin, end);
      if (syllable % TAILS > 0) push(TAIL + (syllable % TAILS), begin, end);
      return;
    }
    const start = replacements.has(code) ? 0 : lookUp(starts, code);
    if (start === 0) pushFolded(code, begin, end);
    else for (let i = 1; i <= pool[start]; i++) pushFolded(pool[start + i], begin, end);
  }

  /** Sets the spans of the code points from `from` to `to` to their union. */
  function uniteSpans(text: CodePoints, from: number, to: number): void {
    let begin = text.begins[from];
    let end = text.ends[from];
    for (let i = from + 1; i < to; i++) {
      begin = Math.min(begin, text.begins[i]);
      end = Math.max(end, text.ends[i]);
    }
    text.begins.fill(begin, from, to);
    text.ends.fill(end, from, to);
  }

  /** Sorts the marks from `from` to `to` by class, equal ones staying in order. */
  function sortMarks(from: number, to: number): void {
    const { codePoints } = work;
    let inOrder = true;
    for (let i = from + 1; i < to && inOrder; i++) inOrder = classOf(codePoints[i - 1]) <= classOf(codePoints[i]);
    if (inOrder) return;
    if (spans) uniteSpans(work, from, to);
    if (to - from <= SHORT_RUN) {
      for (let i = from + 1; i < to; i++) {
        const code = codePoints[i];
        const order = classOf(code);
        let place = i;
        for (; place > from && classOf(codePoints[place - 1]) > order; place--) {
          codePoints[place] = codePoints[place - 1];
        }
        codePoints[place] = code;
      }
      return;
    }
    sorted.length = 0;
    reserveCodePoints(sorted, to - from, false);
    places.fill(0);
    for (let i = from; i < to; i++) places[classOf(codePoints[i])] += 1;
    for (let order = 0, place = 0; order < 256; order++) {
      const count = places[order];
      places[order] = place;
      place += count;
    }
    for (let i = from; i < to; i++) sorted.codePoints[places[classOf(codePoints[i])]++] = codePoints[i];
    codePoints.set(sorted.codePoints.subarray(0, to - from), from);
  }

  function order(): void {
    const { codePoints, length } = work;
    for (let at = 0; at < length; ) {
      if (classOf(codePoints[at]) === 0) {
        at += 1;
        continue;
      }
      let end = at + 1;
      while (end < length && classOf(codePoints[end]) !== 0) end += 1;
      if (end - at > 1) sortMarks(at, end);
      at = end;
    }
  }

  function compositeOf(first: number, second: number): number {
    if (first >= LEAD && first < LEAD + LEADS && second >= VOWEL && second < VOWEL + VOWELS) {
      return SYLLABLE + ((first - LEAD) * VOWELS + second - VOWEL) * TAILS;
    }
    const syllable = first - SYLLABLE;
    if (syllable >= 0 && syllable < SYLLABLES && syllable % TAILS === 0 && second > TAIL && second < TAIL + TAILS) {
      return first + second - TAIL;
    }
    return pairs.get(pairKey(first, second)) ?? 0;
  }

  /** Composes what `work` holds, in place. */
  function compose(): void {
    const { codePoints, begins, ends, length } = work;
    let kept = 0;
    let starter = -1;
    let lastClass = 0; // of what was last kept after the starter
    let entangled = false; // something was composed over a mark that stays
    for (let i = 0; i < length; i++) {
      const code = codePoints[i];
      const ownClass = classOf(code);
      const adjacent = kept === starter + 1;
      if (starter >= 0 && (adjacent || (lastClass !== 0 && lastClass < ownClass))) {
        const composite = compositeOf(codePoints[starter], code);
        if (composite !== 0) {
          codePoints[starter] = composite;
          if (spans) ends[starter] = Math.max(ends[starter], ends[i]);
          if (!adjacent) entangled = true;
          continue;
        }
      }
      if (lookUp(unstable, code) & DROPPED_MARK) continue;
      if (ownClass === 0) {
        if (spans && entangled) uniteSpans(work, starter, kept);
        entangled = false;
        starter = kept;
      }
      lastClass = ownClass;
      if (spans) {
        begins[kept] = begins[i];
        ends[kept] = ends[i];
      }
      codePoints[kept++] = code;
    }
    if (spans && entangled) uniteSpans(work, starter, kept);
    work.length = kept;
  }

  const { pageOf, pages } = unstable;

  const self: NormalForm = {
    firstUnstable(text, from) {
      const { codePoints, length } = text;
      let at = from;
      for (; at < length; at++) {
        const code = codePoints[at];
        if (code < 256 ? pages[code] : pages[(pageOf[code >> 8] << 8) | (code & 255)]) break;
      }
      return at;
    },
    rewrite(text, from, withSpans) {
      spans = withSpans;
      copyCodePoints(output, text, from, spans);
      const { codePoints, begins, ends, length } = text;
      let at = from;
      while (at < length) {
        const stable = self.firstUnstable(text, at);
        reserveCodePoints(output, output.length + length - at, spans);
        output.codePoints.set(codePoints.subarray(at, stable), output.length);
        if (spans) {
          output.begins.set(begins.subarray(at, stable), output.length);
          output.ends.set(ends.subarray(at, stable), output.length);
        }
        output.length += stable - at;
        at = stable;
        if (at === length) break;

        // The stretch of unstable characters, and the stable one before it, with which it may compose.
        work.length = 0;
        if (output.length > 0) {
          output.length -= 1;
          decompose(codePoints[at - 1], begins[at - 1], ends[at - 1]);
        }
        for (; at < length; at++) {
          const code = codePoints[at];
          if (!(code < 256 ? pages[code] : pages[(pageOf[code >> 8] << 8) | (code & 255)])) break;
          decompose(code, begins[at], ends[at]);
        }
        order();
        compose();
        reserveCodePoints(output, output.length + work.length, spans);
        output.codePoints.set(work.codePoints.subarray(0, work.length), output.length);
        if (spans) {
          output.begins.set(work.begins.subarray(0, work.length), output.length);
          output.ends.set(work.ends.subarray(0, work.length), output.length);
        }
        output.length += work.length;
      }
      return output;
    },
  };
  return self;
}
