import { createTopHeap } from '../../base/topHeap';
import { withProgress } from '../../runtime/mapSteps';
import type { EdaContext, Section, SectionProgress } from '../section/section';
import {
  type GramTable,
  isBeforeInBytes,
  NGRAM_LENGTHS,
  type NgramLength,
  textOfGram,
  type WordGrams,
} from '../section/wordGrams';
import { MAX_N } from '../terms/terms';
import { chiSquaredOf, logOddsOf, priorWeight, type TermUse } from './logOdds';

export interface DistinctTerm {
  readonly term: string;
  readonly n: NgramLength;
  /** Occurrences in class 1 and class 0, and rows. */
  readonly counts: readonly [one: number, zero: number];
  readonly documents: readonly [one: number, zero: number];
  /** Log-odds ratio with an informative Dirichlet prior, class 1 against class 0 (Monroe, Colaresi and Quinn 2008). */
  readonly logOdds: number;
  /** `logOdds` over its standard deviation. */
  readonly z: number;
  /** Pearson's chi-squared of rows with the term by class, one degree of freedom. */
  readonly chiSquared: number;
}

export interface Distinction {
  /** n by n: at most 100 terms of class 1, the highest z first, then at most 100 of class 0, the lowest z first. */
  readonly terms: readonly DistinctTerm[];
  /** n by n, at most 400: these terms and the commonest. */
  readonly scatter: readonly DistinctTerm[];
  /** By n: how many occurrences the prior counts for (`priorWeight` of eda/logOdds). */
  readonly priors: Partial<Readonly<Record<`${NgramLength}`, number>>>;
}

/** Of each n: terms listed each way, and shown in the scatter ... */
const EXTREMES = 100;
/** ... with so many of the commonest. */
const COMMONEST = 200;

const ZERO = 0;
const ONE = 1;
/** Terms looked at between two yields. */
const STEP = 1 << 16;

/** What this section adds to the report. */
export interface DistinctionFound {
  /** Empty without two classes. */
  readonly distinction: Distinction;
}

/** What sets the classes apart: terms by z-score, n by n. Nothing unless both classes have words. */
async function* exploreDistinction(context: EdaContext): AsyncGenerator<SectionProgress, DistinctionFound, undefined> {
  const { classes, settings } = context;
  const terms: DistinctTerm[] = [];
  const scatter: DistinctTerm[] = [];
  const priors: Partial<Record<`${NgramLength}`, number>> = {};
  if (classes.rows[ZERO] > 0 && classes.rows[ONE] > 0) {
    const grams = yield* context.wordGrams(MAX_N);
    for (const [i, table] of grams.tables.entries()) {
      const progress = { done: i, total: grams.tables.length };
      const describe = (gram: number) => distinctTerm(grams, table, classes.rows, gram);
      const scores = yield* withProgress(progress, zScores(table));
      const above = yield* withProgress(progress, largest(table, scores, EXTREMES));
      const below = yield* withProgress(
        progress,
        largest(
          table,
          scores.map((z) => -z),
          EXTREMES,
        ),
      );
      const common = yield* withProgress(progress, largest(table, labelledCounts(table), COMMONEST));
      const listed = Math.min(EXTREMES, settings.topTerms);
      terms.push(...[...above.slice(0, listed), ...below.slice(0, listed)].map(describe));
      scatter.push(...Array.from(new Set([...above, ...below, ...common]), describe));
      priors[NGRAM_LENGTHS[i]] = priorWeight(table.totals[ONE].count, table.totals[ZERO].count);
    }
  }
  return { distinction: { terms, scatter, priors } };
}

/** The use of one n-gram in the two classes: its occurrences, or its rows. */
function useOf(counts: readonly Uint32Array[], gram: number, [zeros, ones]: readonly number[]): TermUse {
  return { one: counts[ONE][gram], zero: counts[ZERO][gram], ones, zeros };
}

const occurrences = ({ totals }: GramTable) => totals.map(({ count }) => count);

/** By n-gram: its z-score, NaN where it has none. */
function* zScores(table: GramTable): Generator<number, Float64Array, undefined> {
  const all = occurrences(table);
  const scores = new Float64Array(table.grams);
  for (let gram = 0; gram < table.grams; gram++) {
    scores[gram] = logOddsOf(useOf(table.counts, gram, all)).z;
    if (gram % STEP === STEP - 1) yield gram;
  }
  return scores;
}

/** By n-gram: its occurrences in the two classes together. */
function labelledCounts({ counts }: GramTable): Float64Array {
  const sums = new Float64Array(counts[ONE]);
  for (let gram = 0; gram < sums.length; gram++) sums[gram] += counts[ZERO][gram];
  return sums;
}

/** The n-grams with the largest values above 0, `limit` at most; ties in the order of their bytes. */
function* largest(table: GramTable, values: Float64Array, limit: number): Generator<number, number[], undefined> {
  const heap = createTopHeap(limit, (a, b) =>
    values[a] === values[b] ? isBeforeInBytes(table, a, b) : values[a] > values[b],
  );
  for (let gram = 0; gram < table.grams; gram++) {
    if (values[gram] > 0) heap.offer(gram);
    if (gram % STEP === STEP - 1) yield gram;
  }
  return heap.sorted();
}

function distinctTerm({ words }: WordGrams, table: GramTable, rows: readonly number[], gram: number): DistinctTerm {
  const use = useOf(table.counts, gram, occurrences(table));
  const documents = useOf(table.documents, gram, rows);
  return {
    term: textOfGram(words, table, gram),
    n: NGRAM_LENGTHS[table.n - 1],
    counts: [use.one, use.zero],
    documents: [documents.one, documents.zero],
    ...logOddsOf(use),
    chiSquared: chiSquaredOf(documents),
  };
}

export const distinctionSection: Section<DistinctionFound> = {
  run: exploreDistinction,
};
