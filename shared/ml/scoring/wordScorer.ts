import { grown } from '../../base/arrays';
import { createSegments, findWords } from '../../text/decode/segments';
import type { TextPreparation } from '../../text/preparation';
import { createFeatureReader } from '../vectorizer/count/featureReader';
import { createTokenSymbols, DROPPED, TOKEN_SLICE } from '../vectorizer/count/tokenSymbols';
import { createWeigh } from '../vectorizer/fit/weigh';
import type { FittedVectorizer } from '../vectorizer/types';
import { buildTermTable, continuationsOf, findRecord, homeOf, MISSING } from './termTable';

/** Adds what a block of features contributes to the decision function of the text `bytes[begin .. end)`, per label. */
export type BlockScorer = (bytes: Uint8Array, begin: number, end: number, scores: Float64Array) => void;

/** Scatters record numbers over the upper bits. */
const HASH = 0x9e3779b1;
/** The marks of the place table start afresh beyond it. */
const MARK_LIMIT = 2 ** 31;

/**
 * Makes the scorer of a block over the words of a text: `transformRow` and a product with the weights, without the row.
 * Squares and products are summed in the order in which terms are met first (the words of a slice, then its pairs,
 * ...), the same on every engine. What building it yields means nothing.
 *
 * @param weights of the block's features, one row per label.
 * @param firstMark where the marks begin; other than 1 in tests alone, to see them start afresh.
 */
export function* buildWordScorer(
  vectorizer: FittedVectorizer,
  preparation: TextPreparation,
  weights: readonly Float32Array[],
  firstMark = 1,
): Generator<number, BlockScorer, undefined> {
  const { settings } = vectorizer;
  const [minN, maxN] = settings.ngramRange;
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const tokens = createTokenSymbols(settings, preparation, false);
  const single = weights.length === 1;
  const payload = single ? weights[0] : Uint32Array.from(weights[0].keys());
  const { records, numbers } = yield* buildTermTable(vectorizer, tokens.terms, payload);
  const weigh = createWeigh(settings, numbers);

  const symbols = new Uint32Array(TOKEN_SLICE);
  /** Record of the n-gram of the current length that ends at each symbol of the slice; then of the next length. */
  let level = new Uint32Array(TOKEN_SLICE);
  let next = new Uint32Array(TOKEN_SLICE);
  const continuations = new Uint32Array(TOKEN_SLICE);
  const homes = new Uint32Array(TOKEN_SLICE);
  /** Records of the n-grams that end at the last symbol of the slice before, by length. */
  const before = new Uint32Array(maxN + 1);
  /** Meaningless sum of what was loaded ahead of use, kept so that the loads are. */
  const ahead = { touched: 0 };

  /** The distinct terms met: place of the idf in `numbers`, and count. */
  let places = new Uint32Array(1024);
  let values = new Float64Array(1024);
  let length = 0;
  /** Hash table over the terms met: term i of this text as `mark + i`; what is below `mark` is of texts before. */
  let marks = new Uint32Array(2048);
  let shift = 21;
  let mark = firstMark;

  function startText(): void {
    mark += length;
    length = 0;
    before.fill(MISSING);
    if (mark < MARK_LIMIT) return;
    marks.fill(0);
    mark = 1;
  }

  /** Ensures capacity for `more` terms. */
  function reserve(more: number): void {
    const wanted = length + more;
    if (2 * wanted <= marks.length) return;
    places = grown(places, wanted);
    const larger = new Float64Array(places.length);
    larger.set(values);
    values = larger;
    while (2 * wanted > 2 ** (32 - shift)) shift -= 1;
    marks = new Uint32Array(2 ** (32 - shift));
    mark = 1;
    for (let i = 0; i < length; i++) marks[markOf(places[i])] = mark + i;
  }

  /** The slot of the mark of the term at `place`, used or free. */
  function markOf(place: number): number {
    const mask = marks.length - 1;
    let at = Math.imul(place, HASH) >>> shift;
    while (marks[at] >= mark && places[marks[at] - mark] !== place) at = (at + 1) & mask;
    return at;
  }

  /** Counts the terms of `level`. */
  function tally(count: number): void {
    reserve(count);
    for (let k = 0; k < count; k++) {
      if (level[k] === MISSING) continue;
      const place = 4 * level[k] + 1;
      const at = markOf(place);
      if (marks[at] >= mark) {
        values[marks[at] - mark] += 1;
      } else {
        marks[at] = mark + length;
        places[length] = place;
        values[length++] = 1;
      }
    }
  }

  /** From the n-grams of one length to those of the next. */
  function extend(count: number, last: number): void {
    continuations[0] = last === MISSING ? 0 : continuationsOf(records, last);
    for (let k = 1; k < count; k++) {
      continuations[k] = level[k - 1] === MISSING ? 0 : continuationsOf(records, level[k - 1]);
    }
    // Without dependencies between iterations the cache misses overlap; the lookups that follow hit the cache.
    let touch = 0;
    for (let k = 0; k < count; k++) {
      const home = continuations[k] === 0 ? 0 : homeOf(continuations[k], symbols[k]);
      homes[k] = home;
      touch ^= records[4 * home];
    }
    ahead.touched = touch;
    for (let k = 0; k < count; k++) {
      next[k] = continuations[k] === 0 ? MISSING : findRecord(records, continuations[k], homes[k], symbols[k]);
    }
    const spent = level;
    level = next;
    next = spent;
  }

  /** Goes on with `count` symbols. */
  function readSlice(count: number): void {
    if (count === 0) return;
    for (let k = 0; k < count; k++) level[k] = symbols[k]; // the record of a word is its symbol, and NONE is MISSING
    if (minN === 1) tally(count);
    for (let n = 2; n <= maxN; n++) {
      const last = before[n - 1];
      before[n - 1] = level[count - 1];
      extend(count, last);
      if (n >= minN) tally(count);
    }
  }

  return (bytes, begin, end, scores) => {
    startText();
    findWords(reader.read(bytes, begin, end), segments);
    for (let from = 0; from < segments.length; ) {
      const to = tokens.read(reader.text, segments, from, symbols);
      let count = 0;
      for (let i = 0; i < to - from; i++) {
        if (symbols[i] !== DROPPED) symbols[count++] = symbols[i];
      }
      from = to;
      readSlice(count);
    }
    const norm = weigh(places, values, length);
    if (single) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += numbers[places[i] + 1] * Math.fround(values[i] / norm);
      scores[0] += sum;
      return;
    }
    for (let i = 0; i < length; i++) values[i] = Math.fround(values[i] / norm);
    for (let label = 0; label < weights.length; label++) {
      const row = weights[label];
      let sum = 0;
      for (let i = 0; i < length; i++) sum += row[records[places[i] + 1]] * values[i];
      scores[label] += sum;
    }
  };
}
