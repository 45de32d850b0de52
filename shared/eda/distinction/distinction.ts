import { createTopHeap } from '../../base/topHeap';
import { type DistinctTerm, type EdaReport, NGRAM_LENGTHS, type NgramLength } from '../report';
import type { EdaContext, SectionProgress } from '../section';
import { showing } from '../terms/classedWords';
import { MAX_N } from '../terms/terms';
import { type GramTable, isBeforeInBytes, textOfGram, type WordGrams } from '../terms/wordGrams';
import { chiSquaredOf, logOddsOf, priorWeight, type TermUse } from './logOdds';

/** Of each n: terms listed each way, and shown in the scatter ... */
const EXTREMES = 100;
/** ... with so many of the commonest. */
const COMMONEST = 200;

const ZERO = 0;
const ONE = 1;
/** Terms looked at between two yields. */
const STEP = 1 << 16;

/** What sets the classes apart: terms by z-score, n by n. Nothing unless both classes have words. */
export async function* exploreDistinction(
  context: EdaContext,
): AsyncGenerator<SectionProgress, Partial<EdaReport>, undefined> {
  const { classes, settings } = context;
  const terms: DistinctTerm[] = [];
  const scatter: DistinctTerm[] = [];
  const priors: Partial<Record<`${NgramLength}`, number>> = {};
  if (classes.rows[ZERO] > 0 && classes.rows[ONE] > 0) {
    const grams = yield* context.wordGrams(MAX_N);
    for (const [i, table] of grams.tables.entries()) {
      const progress = { done: i, total: grams.tables.length };
      const describe = (gram: number) => distinctTerm(grams, table, classes.rows, gram);
      const scores = yield* showing(progress, zScores(table));
      const above = yield* showing(progress, largest(table, scores, EXTREMES));
      const below = yield* showing(
        progress,
        largest(
          table,
          scores.map((z) => -z),
          EXTREMES,
        ),
      );
      const common = yield* showing(progress, largest(table, labelledCounts(table), COMMONEST));
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
