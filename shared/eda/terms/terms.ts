import { createTopHeap } from '../../base/topHeap';
import { type ByClass, type EdaReport, NGRAM_LENGTHS, type TermCount } from '../report';
import { byClass, type EdaContext, type SectionProgress } from '../section';
import { type GramTable, isBeforeInBytes, textOfGram, type WordGrams } from './wordGrams';

/** The longest n-grams that are counted. */
export const MAX_N = NGRAM_LENGTHS.length;

/**
 * The commonest words, pairs and triples of words of each class. They equal what CountVectorizer with `ngram_range=(n, n)`
 * counts in the class' rows; equal counts stand in the order of the terms' UTF-8 bytes.
 */
export async function* exploreTerms(
  context: EdaContext,
): AsyncGenerator<SectionProgress, Partial<EdaReport>, undefined> {
  const grams = yield* context.wordGrams(MAX_N);
  const { classes, settings, source } = context;
  const terms: Record<string, ByClass<readonly TermCount[]>> = {};
  const totals: Record<string, ByClass<{ terms: number; count: number }>> = {};
  for (const table of grams.tables) {
    terms[table.n] = byClass(classes, (index) => commonest(grams, table, index, settings.topTerms));
    totals[table.n] = byClass(classes, (index) => table.totals[index]);
    yield { done: source.rows, total: source.rows };
  }
  return { terms: terms as EdaReport['terms'], termTotals: totals as EdaReport['termTotals'] };
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
