import { createPagesBuilder, lookUp, type Pages } from '../unicode/pages';
import { decodeVlq } from '../unicode/vlq';
import { CLASS_RUNS, DECOMPOSITION_RUNS, PAIRS, TRAIT_RUNS } from './tables';

/*
 * What normalising needs to know of characters, Unicode 14, from a committed table: the `normalize` method of strings
 * differs between engines with the version of Unicode they carry. Everything is decoded on first use.
 */

/** A letter (general category L). */
export const LETTER = 1;
/** A number of any kind (N). */
export const NUMBER = 2;
/** A combining mark (M). */
export const MARK = 4;
/** A control or format character or another one that shows nothing; white space is not among them. */
export const INVISIBLE = 8;
/** NFKC may change this character, or change others because of it. Any other may be copied as it is. */
export const UNSTABLE = 16;
/** Letters of the three scripts whose letters look alike. */
export const LATIN = 32;
export const CYRILLIC = 64;
export const GREEK = 128;
export const SCRIPTS = LATIN | CYRILLIC | GREEK;

/** What `\w` matches except the underscore, and marks. */
export const WORDISH = LETTER | NUMBER | MARK;

/** A number beyond the last code point; see `guardChunks`. It has no traits. */
export const GUARD = 0x200000;

let traitPages: Pages | null = null;
let classPages: Pages | null = null;
let decompositionPool: { readonly starts: Pages; readonly pool: Uint32Array<ArrayBuffer> } | null = null;
let compositePairs: Map<number, number> | null = null;

function pagesOfRuns(text: string): Pages {
  const runs = decodeVlq(text);
  const builder = createPagesBuilder();
  for (let i = 0, start = 0; i < runs.length; i += 2) {
    if (runs[i + 1] !== 0) builder.set(start, runs[i], runs[i + 1]);
    start += runs[i];
  }
  return builder.build();
}

/** The traits of every code point. */
export function characterTraits(): Pages {
  traitPages ??= pagesOfRuns(TRAIT_RUNS);
  return traitPages;
}

/** The traits of `code`, which may be guarded. */
export function traitsOf(code: number): number {
  return code < GUARD ? lookUp(characterTraits(), code) : 0;
}

/** The canonical combining class of every code point: 0 for starters. */
export function combiningClasses(): Pages {
  classPages ??= pagesOfRuns(CLASS_RUNS);
  return classPages;
}

/**
 * The full compatibility decomposition of every code point but the Hangul syllables: `starts` is the place in `pool`
 * of its length, its code points follow; 0 means that there is none.
 */
export function decompositions(): { readonly starts: Pages; readonly pool: Uint32Array<ArrayBuffer> } {
  if (decompositionPool) return decompositionPool;
  const runs = decodeVlq(DECOMPOSITION_RUNS);
  const builder = createPagesBuilder();
  const pool: number[] = [0];
  for (let i = 0, end = 0, last = 0; i < runs.length; ) {
    const start = end + runs[i++];
    const length = runs[i++];
    const size = runs[i++];
    if (size === 1) {
      const target = last + runs[i++];
      const step = runs[i++];
      for (let k = 0; k < length; k++) builder.set(start + k, 1, pool.push(1, target + k * step) - 2);
      last = target + step * (length - 1);
    } else {
      builder.set(start, length, pool.push(size) - 1);
      for (let k = 0; k < size; k++) {
        last += runs[i++];
        pool.push(last);
      }
    }
    end = start + length;
  }
  decompositionPool = { starts: builder.build(), pool: Uint32Array.from(pool) };
  return decompositionPool;
}

const PAIR_BASE = 0x110000;

/** The key of a pair of code points in `composites()`. */
export function pairKey(first: number, second: number): number {
  return first * PAIR_BASE + second;
}

/** The primary composite of every pair that has one, but for Hangul, by `pairKey`. */
export function composites(): ReadonlyMap<number, number> {
  if (compositePairs) return compositePairs;
  const numbers = decodeVlq(PAIRS);
  compositePairs = new Map();
  let first = 0;
  let second = 0;
  let composite = 0;
  for (let i = 0; i < numbers.length; i += 3) {
    first += numbers[i];
    second += numbers[i + 1];
    composite += numbers[i + 2];
    compositePairs.set(pairKey(first, second), composite);
  }
  return compositePairs;
}
