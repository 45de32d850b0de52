import { createTopHeap } from '../../base/topHeap';
import { type ByClass, byClass } from '../section/classes';
import type { EdaContext, Section, SectionProgress } from '../section/section';
import {
  type GramTable,
  isBeforeInBytes,
  NGRAM_LENGTHS,
  type NgramLength,
  textOfGram,
  type WordGrams,
} from '../section/wordGrams';

export interface TermCount {
  readonly term: string;
  /** Occurrences. */
  readonly count: number;
  /** Rows that hold it. */
  readonly documents: number;
}

/** The longest n-grams that are counted. */
export const MAX_N = NGRAM_LENGTHS.length;

/** What this section adds to the report. */
export interface TermsFound {
  /** By n: the commonest terms of each class, ties in the order of their bytes. */
  readonly terms: Readonly<Record<`${NgramLength}`, ByClass<readonly TermCount[]>>>;
  /** By n: how many different terms and how many occurrences each class has in all. */
  readonly termTotals: Readonly<Record<`${NgramLength}`, ByClass<{ readonly terms: number; readonly count: number }>>>;
}

/**
 * The commonest words, pairs and triples of words of each class. They equal what CountVectorizer with `ngram_range=(n,
 * n)` counts in the class' rows; equal counts stand in the order of the terms' UTF-8 bytes.
 */
async function* exploreTerms(context: EdaContext): AsyncGenerator<SectionProgress, TermsFound, undefined> {
  const grams = yield* context.wordGrams(MAX_N);
  const { classes, settings, source } = context;
  const terms: Record<string, ByClass<readonly TermCount[]>> = {};
  const totals: Record<string, ByClass<{ terms: number; count: number }>> = {};
  for (const table of grams.tables) {
    terms[table.n] = byClass(classes, (index) => commonest(grams, table, index, settings.topTerms));
    totals[table.n] = byClass(classes, (index) => table.totals[index]);
    yield { done: source.rows, total: source.rows };
  }
  return { terms: terms as TermsFound['terms'], termTotals: totals as TermsFound['termTotals'] };
}

/** The `limit` commonest n-grams of a class. */
function commonest({ words }: WordGrams, table: GramTable, index: number, limit: number): TermCount[] {
  const counts = table.counts[index];
  const documents = table.documents[index];
  const heap = createTopHeap(limit, (a, b) =>
    counts[a] === counts[b] ? isBeforeInBytes(table, a, b) : counts[a] > counts[b],
  );
  for (let gram = 0; gram < table.grams; gram++) if (counts[gram] > 0) heap.offer(gram);
  return heap.sorted().map((gram) => ({
    term: textOfGram(words, table, gram),
    count: counts[gram],
    documents: documents[gram],
  }));
}

export const termsSection: Section<TermsFound> = {
  run: exploreTerms,
};
