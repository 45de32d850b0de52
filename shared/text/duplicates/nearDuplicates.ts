import { allocate, grown, grownBytes } from '../../base/arrays';
import { createGramReader, type GramSet } from './letterGrams';
import { BANDS, createBandHasher } from './minHash';
import { createUnion } from './union';

/** Jaccard similarity from which two texts are near duplicates: 4/5, compared in whole numbers. */
export const NEAR = 0.8;
const isNear = (common: number, union: number) => 5 * common >= 4 * union;

/** Of the hashes. Fixed, so that the groups are reproducible. */
const SEED = 0x5eed;
/** Texts of a bucket that are compared with every newcomer, at most. */
const LEADERS = 16;
/** Texts visited between two yields, and pairs of texts compared. */
const STEP = 1 << 14;
const PAIRS_PER_STEP = 64;

/** Finds groups of near duplicates in three passes, of which the second and third read text. */
export interface NearDuplicateFinder {
  /** First pass: adds the next text. */
  add(bytes: Uint8Array, begin: number, end: number): void;
  /** Then: which texts may be near another, 1 or 0 for each. Yields steps of no meaning. */
  candidates(): Generator<unknown, Uint8Array, undefined>;
  /** Second pass: adds these texts once more, in order. */
  keep(text: number, bytes: Uint8Array, begin: number, end: number): void;
  /** Last: the first text of each text's group; the text itself if it has no duplicates. */
  groups(): Generator<unknown, Uint32Array, undefined>;
}

/**
 * Makes a finder of near duplicates: texts whose sets of 5-grams of letters (letterGrams.ts) have a Jaccard similarity
 * of 0.8 or more. Grams of letters, not of words: comments are short, and of a comment of ten words one changed word
 * would leave less than half of the word triples.
 *
 * MinHash finds pairs that may be near (minHash.ts), each of which is then compared in full: what is found is near, and
 * of what is near at 0.8 some 99 % are found, of what is nearer practically all. Groups are what chains of such pairs
 * connect, so that their ends may be less alike. Uses 150 bytes per text and the text of candidates; time grows with
 * the text.
 * The same texts in the same order have the same groups on every engine.
 */
export function createNearDuplicateFinder(): NearDuplicateFinder {
  const reader = createGramReader(SEED);
  const hashBands = createBandHasher();
  const own = new Uint32Array(BANDS);
  const bands = Array.from({ length: BANDS }, () => allocate(1024));
  let sizes = allocate(1024); // distinct grams of each text
  let texts = 0;
  // The candidates' text, and the begin and end of each.
  let kept = new Uint8Array(1 << 16);
  let keptLength = 0;
  let places = allocate(0);

  /** For each text that has grams, the first before it with the same hash in `band`, plus 1; 0 if there is none. */
  function* readBuckets(
    band: Uint32Array,
    heads: Uint32Array,
    headOf: Uint32Array,
  ): Generator<unknown, void, undefined> {
    const mask = heads.length - 1;
    heads.fill(0);
    for (let text = 0; text < texts; text++) {
      if (text % STEP === STEP - 1) yield;
      headOf[text] = 0;
      if (sizes[text] === 0) continue;
      let slot = band[text] & mask;
      while (heads[slot] !== 0 && band[heads[slot] - 1] !== band[text]) slot = (slot + 1) & mask;
      headOf[text] = heads[slot];
      if (heads[slot] === 0) heads[slot] = text + 1;
    }
  }

  function createHeads(): Uint32Array {
    let size = 64;
    while (size < 2 * texts) size *= 2;
    return allocate(size);
  }

  return {
    add(bytes, begin, end) {
      const grams = reader.read(bytes, begin, end);
      sizes = grown(sizes, texts + 1);
      sizes[texts] = grams.length;
      if (grams.length > 0) hashBands(grams, own);
      for (let band = 0; band < BANDS; band++) {
        bands[band] = grown(bands[band], texts + 1);
        bands[band][texts] = own[band];
      }
      texts += 1;
    },

    *candidates() {
      const found = new Uint8Array(texts);
      const heads = createHeads();
      const headOf = allocate(texts);
      for (const band of bands) {
        yield* readBuckets(band, heads, headOf);
        for (let text = 0; text < texts; text++) if (headOf[text] > 0) found[text] = found[headOf[text] - 1] = 1;
      }
      places = allocate(2 * texts);
      return found;
    },

    keep(text, bytes, begin, end) {
      kept = grownBytes(kept, keptLength + end - begin);
      kept.set(bytes.subarray(begin, end), keptLength);
      places[2 * text] = keptLength;
      keptLength += end - begin;
      places[2 * text + 1] = keptLength;
    },

    *groups() {
      const union = createUnion(texts);
      const areNear = createComparison(sizes, (text) => reader.read(kept, places[2 * text], places[2 * text + 1]));
      const heads = createHeads();
      const headOf = allocate(texts);
      const followers = allocate(texts); // of a leader of a bucket: the next one, plus 1
      let compared = 0;
      for (const band of bands) {
        yield* readBuckets(band, heads, headOf);
        followers.fill(0);
        for (let text = 0; text < texts; text++) {
          let joined = headOf[text] === 0;
          let last = text;
          let leaders = 0;
          for (let next = headOf[text]; next > 0 && !joined; next = followers[last]) {
            last = next - 1;
            leaders += 1;
            joined = union.rootOf(last) === union.rootOf(text);
            if (joined) break;
            joined = areNear(text, last);
            if (joined) union.join(text, last);
            if (++compared % PAIRS_PER_STEP === 0) yield;
          }
          if (!joined && leaders < LEADERS) followers[last] = text + 1;
        }
      }
      return union.roots();
    },
  };
}

/**
 * Makes the comparison of two texts by their sets of grams. The first text's set is reused by the next call.
 * @param sizes grams of each text.
 * @param read the grams of a text, in a buffer that the next call reuses.
 */
function createComparison(sizes: Uint32Array, read: (text: number) => GramSet): (a: number, b: number) => boolean {
  let table = allocate(1024);
  let mask = 0;
  let loaded = -1;

  function load(text: number): void {
    const { hashes, length } = read(text);
    let size = 64;
    while (size < 2 * length) size *= 2;
    if (table.length < size) table = allocate(size);
    else table.fill(0, 0, size);
    mask = size - 1;
    for (let i = 0; i < length; i++) {
      let slot = hashes[i] & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = hashes[i];
    }
    loaded = text;
  }

  return (a, b) => {
    if (!isNear(Math.min(sizes[a], sizes[b]), Math.max(sizes[a], sizes[b]))) return false;
    if (loaded !== a) load(a);
    const { hashes, length } = read(b);
    let common = 0;
    for (let i = 0; i < length; i++) {
      let slot = hashes[i] & mask;
      while (table[slot] !== 0 && table[slot] !== hashes[i]) slot = (slot + 1) & mask;
      if (table[slot] !== 0) common += 1;
    }
    return isNear(common, sizes[a] + sizes[b] - common);
  };
}
