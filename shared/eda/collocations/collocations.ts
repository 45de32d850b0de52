import { log } from '../../base/elementary';
import { createTopHeap } from '../../base/topHeap';
import { rowCount } from '../../data/column/textColumn';
import { withProgress } from '../../runtime/mapSteps';
import { type ByClass, byClass, CLASS_KEYS } from '../section/classes';
import type { EdaContext, Section, SectionProgress } from '../section/section';
import { isBeforeInBytes, textOfGram, type WordGrams } from '../section/wordGrams';
import { MAX_N } from '../terms/terms';

/** Two words that stand side by side more often than chance would have it. */
export interface Collocation {
  readonly term: string;
  readonly count: number;
  /** Dunning's log-likelihood ratio (1993), and pointwise mutual information in bits. */
  readonly logLikelihood: number;
  readonly pmi: number;
}

/** Rarer pairs are left out: of these PMI makes too much. */
export const FEWEST_TOGETHER = 5;

/** How a pair of words was counted in one class. */
export interface PairCounts {
  /** The two words side by side, in this order. */
  readonly together: number;
  readonly first: number;
  readonly second: number;
  /** All words of the class. */
  readonly words: number;
}

/** The 2 × 2 table of a pair: both words, the first alone, the second alone, neither. */
function cellsOf({ together, first, second, words }: PairCounts): readonly [number, number, number, number] {
  // A word that is its own neighbour ("ha ha ha") may be counted more often than there are places for pairs.
  return [together, first - together, second - together, Math.max(0, words - first - second + together)];
}

/**
 * Dunning's log-likelihood ratio (1993, Computational Linguistics 19(1)) of a pair of words:
 *
 *     G² = 2 Σ k log(k / e)    over the cells of the 2 × 2 table, with e = row sum · column sum / total
 *
 * Twice the logarithm of how much likelier the counts are if the second word depends on the first. 0 or more.
 */
export function logLikelihood(counts: PairCounts): number {
  const [both, first, second, neither] = cellsOf(counts);
  const total = both + first + second + neither;
  const term = (k: number, row: number, column: number) => (k === 0 ? 0 : k * log((k * total) / (row * column)));
  return Math.max(
    0,
    2 *
      (term(both, both + first, both + second) +
        term(first, both + first, first + neither) +
        term(second, second + neither, both + second) +
        term(neither, second + neither, first + neither)),
  );
}

/** Pointwise mutual information in bits: log₂ of how often the pair occurs over how often chance would have it. */
export function pointwiseMutualInformation({ together, first, second, words }: PairCounts): number {
  return log((together * words) / (first * second)) / Math.LN2;
}

/** What this section adds to the report. */
export interface CollocationsFound {
  readonly collocations: ByClass<readonly Collocation[]>;
}

/**
 * Adjacent words that belong together, of each class: pairs that occur 5 times at least (or `minCount`, if that is
 * more) and more often than chance would have it; the `topTerms` largest by log-likelihood, ties in the order of their
 * bytes.
 */
async function* exploreCollocations(
  context: EdaContext,
): AsyncGenerator<SectionProgress, CollocationsFound, undefined> {
  const grams = yield* context.wordGrams(MAX_N);
  const total = CLASS_KEYS.length;
  const found: Collocation[][] = [];
  for (let index = 0; index < total; index++) {
    found.push(yield* withProgress({ done: index, total }, collocationsOf(grams, index, context.settings)));
  }
  return { collocations: byClass(context.classes, (index) => found[index]) };
}

/** Pairs looked at between two yields. */
const STEP = 1 << 17;

function* collocationsOf(
  { words, tables: [singles, pairs] }: WordGrams,
  index: number,
  { minCount, topTerms }: EdaContext['settings'],
): Generator<number, Collocation[], undefined> {
  const occurrences = new Uint32Array(rowCount(words));
  for (let gram = 0; gram < singles.grams; gram++) occurrences[singles.wordsOf[gram]] = singles.counts[index][gram];
  const fewest = Math.max(FEWEST_TOGETHER, minCount);
  const found: { readonly pair: number; readonly counts: PairCounts; readonly logLikelihood: number }[] = [];
  for (let pair = 0; pair < pairs.grams; pair++) {
    if (pair % STEP === STEP - 1) yield pair;
    const together = pairs.counts[index][pair];
    if (together < fewest) continue;
    const first = occurrences[pairs.wordsOf[2 * pair]];
    const second = occurrences[pairs.wordsOf[2 * pair + 1]];
    const counts: PairCounts = { together, first, second, words: singles.totals[index].count };
    if (together * counts.words > first * second) found.push({ pair, counts, logLikelihood: logLikelihood(counts) });
  }
  const heap = createTopHeap(topTerms, (a, b) => {
    const [left, right] = [found[a].logLikelihood, found[b].logLikelihood];
    return left === right ? isBeforeInBytes(pairs, found[a].pair, found[b].pair) : left > right;
  });
  for (let i = 0; i < found.length; i++) {
    heap.offer(i);
    if (i % STEP === STEP - 1) yield i;
  }
  return heap.sorted().map((i) => {
    const { pair, counts, logLikelihood: ratio } = found[i];
    return {
      term: textOfGram(words, pairs, pair),
      count: counts.together,
      logLikelihood: ratio,
      pmi: pointwiseMutualInformation(counts),
    };
  });
}

export const collocationsSection: Section<CollocationsFound> = {
  run: exploreCollocations,
};
