import { rowText } from '../../data/column/textColumn';
import { createPreparedReader, type TextPreparation } from '../../text/preparation';
import { isWordCodePoint } from '../../text/unicode/characters';
import { hasProbability, probabilityOf } from '../scoring/probability';
import type { Scorer } from '../scoring/scorer';
import { shareHashed } from './explainHashed';

/** A stretch of the comment and what it adds to the score. UTF-16 offsets, as JavaScript strings have them. */
export interface Span {
  readonly begin: number;
  readonly end: number;
  readonly text: string;
  readonly contribution: number;
}

/** A term of the model that the comment contains. */
export interface TermContribution {
  readonly term: string;
  /** Which feature block of the spec it belongs to. */
  readonly block: number;
  /** How often it occurs; 1 for a surface feature. */
  readonly count: number;
  /** False for a surface feature, which is the whole comment's: its contribution is in no span. */
  readonly located: boolean;
  /** Weight times value: what it adds to the score. */
  readonly contribution: number;
}

export interface Explanation {
  /** The decision function: bias + the sum of the contributions. */
  readonly score: number;
  /** The decision function of every label, bit for bit as the scorer computes it. */
  readonly scores: readonly number[];
  /** Null where the model's scores are no probabilities. */
  readonly probability: number | null;
  readonly label: 0 | 1;
  /** Scores of at least this get label 1. */
  readonly threshold: number;
  readonly thresholdProbability: number | null;
  readonly bias: number;
  /**
   * In text order, not overlapping; words (as normalised: "s t u p i d" may be one) and the text between them. Their
   * contributions sum to those of the located terms: to score − bias, unless there are surface features.
   */
  readonly spans: readonly Span[];
  /** Largest contribution (by absolute value) first; they sum to score − bias. */
  readonly terms: readonly TermContribution[];
  /** Words or character n-grams that the model's analyzers saw, of all blocks ... */
  readonly tokens: number;
  /** ... and those among them that it has never met in training; for `hashing`, whose column weighs nothing. */
  readonly unknownTokens: number;
}

const encoder = new TextEncoder();

/**
 * Explains the score of `text` exactly: a linear model's decision function is the bias plus one product per term,
 * weight · value. A term's product is shared equally among its occurrences, an occurrence's share equally among the
 * words (for character n-grams: the characters) that it covers, and these add up by word of the original text. Surface
 * features have no place in the text: they are listed as terms only. Of a block of kind `hashing` the names are those
 * of the comment's own n-grams, which share what they add to one column: see explainHashed.ts.
 *
 * @param threshold a score to use in place of the model's own threshold.
 */
export function explainText(scorer: Scorer, text: string, label = 0, threshold?: number): Explanation {
  const { model } = scorer;
  const bytes = encoder.encode(text);
  const scores = model.linear.bias.slice();

  const letters = lettersOf(text, bytes, scorer.preparation);
  const shares = new Float64Array(letters.count);
  const terms: TermContribution[] = [];
  let tokens = 0;
  let unknownTokens = 0;
  const { features, labels, weights } = model.linear;
  let firstFeature = label * features;
  scorer.transformers.forEach((transformer, block) => {
    const found = transformer.locateRow(bytes, 0, bytes.length);
    const { features: indices, values } = found;
    const contribution = new Map<number, number>();
    for (let other = 0; other < labels; other++) {
      const first = firstFeature + (other - label) * features;
      let sum = 0;
      for (let i = 0; i < indices.length; i++) {
        const product = weights[first + indices[i]] * values[i];
        sum += product;
        if (other === label) contribution.set(indices[i], product);
      }
      scores[other] += sum;
    }
    tokens += found.tokens;
    if (model.vectorizers[block].settings.kind === 'hashing') {
      const hashed = shareHashed(model, found.occurrences, contribution, block, firstFeature - label * features);
      for (const { begin, end, share } of hashed.parts) letters.add(shares, begin, end, share);
      for (const term of hashed.terms) terms.push(term);
      unknownTokens += hashed.unknown;
      firstFeature += model.manifest.features[block];
      return;
    }
    const counts = new Map<number, number>();
    for (const { feature } of found.occurrences) counts.set(feature, (counts.get(feature) ?? 0) + 1);
    for (const { feature, parts } of found.occurrences) {
      const share = (contribution.get(feature) ?? 0) / (counts.get(feature) ?? 1);
      for (const [begin, end] of parts) letters.add(shares, begin, end, share / parts.length);
    }
    for (const [feature, count] of counts) {
      const term = rowText(model.vectorizers[block].terms, feature);
      terms.push({ term, block, count, located: true, contribution: contribution.get(feature) ?? 0 });
    }
    if (model.vectorizers[block].settings.kind === 'surface') {
      for (const [feature, value] of contribution) {
        const term = rowText(model.vectorizers[block].terms, feature);
        terms.push({ term, block, count: 1, located: false, contribution: value });
      }
    }
    unknownTokens += found.unknownTokens;
    firstFeature += model.manifest.features[block];
  });
  const score = scores[label];
  terms.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));

  const cut = threshold ?? model.manifest.thresholds[label];
  return {
    score,
    scores: [...scores],
    probability: probabilityOf(model, score, label),
    label: score >= cut ? 1 : 0,
    threshold: cut,
    thresholdProbability: hasProbability(model) ? probabilityOf(model, cut, label) : null,
    bias: model.linear.bias[label],
    spans: letters.spans(shares),
    terms,
    tokens,
    unknownTokens,
  };
}

/** The code points of a text by their place in its UTF-8 bytes and in its UTF-16 units. */
interface Letters {
  readonly count: number;
  /** Spreads `share` equally over the code points that begin in bytes [begin, end). */
  add(shares: Float64Array, begin: number, end: number, share: number): void;
  /** Sums `shares` by runs of word characters and of others; runs without any share are left out. */
  spans(shares: Float64Array): Span[];
}

function lettersOf(text: string, bytes: Uint8Array, preparation: TextPreparation): Letters {
  const byteAt: number[] = [];
  const unitAt: number[] = [];
  let byte = 0;
  let unit = 0;
  const inWord: (0 | 1)[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    byteAt.push(byte);
    unitAt.push(unit);
    inWord.push(isWordCodePoint(code) ? 1 : 0);
    byte += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; // a lone surrogate is encoded as U+FFFD: 3 too
    unit += letter.length;
  }
  byteAt.push(byte);
  unitAt.push(unit);
  const count = byteAt.length - 1;
  /** The first code point that begins at or after `at`. */
  const letterAt = (at: number): number => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (byteAt[middle] < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  if (preparation.settings.normalize !== 'none') markNormalisedWords();

  /** A character is one of a word if what it was normalised to is. */
  function markNormalisedWords(): void {
    inWord.fill(0);
    const reader = createPreparedReader(preparation, { lowercase: false, stripAccents: 'none' });
    const { codePoints, begins, ends, length } = reader.read(bytes, 0, bytes.length, true);
    for (let i = 0; i < length; i++) {
      inWord.fill(isWordCodePoint(codePoints[i]) ? 1 : 0, letterAt(begins[i]), letterAt(ends[i]));
    }
  }

  return {
    count,
    add(shares, begin, end, share) {
      const first = letterAt(begin);
      const last = letterAt(end);
      for (let i = first; i < last; i++) shares[i] += share / (last - first);
    },
    spans(shares) {
      const spans: Span[] = [];
      for (let begin = 0, end = 0; begin < count; begin = end) {
        let contribution = 0;
        let touched = false;
        while (end < count && inWord[end] === inWord[begin]) {
          contribution += shares[end];
          touched = touched || shares[end] !== 0;
          end++;
        }
        if (!touched) continue;
        const [from, to] = [unitAt[begin], unitAt[end]];
        spans.push({ begin: from, end: to, text: text.slice(from, to), contribution });
      }
      return spans;
    },
  };
}
