import { grown } from '../../base/arrays';
import { mapProgress, withProgress } from '../../runtime/mapSteps';
import { CLASS_KEYS } from '../section/classes';
import type { EdaContext, SectionProgress } from '../section/section';
import type { EdaSettings } from '../section/settings';
import type { GramTable, WordGrams } from '../section/wordGrams';
import { readClassedWords } from './classedWords';
import { createFirstSingles, type FirstSingles } from './firstSingles';
import { countLongGrams, countWords } from './gramCounting';

/**
 * Counts the n-grams of 1 to `maxN` words of each class: what CountVectorizer with `ngram_range=(n, n)` counts in the
 * rows of that class. n by n, so that only one length is at hand at a time.
 *
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian; `too-many-terms` past what the host can hold.
 */
export async function* countWordGrams(
  context: Pick<EdaContext, 'source' | 'settings' | 'classes'>,
  maxN: number,
): AsyncGenerator<SectionProgress, WordGrams, undefined> {
  const { rows } = context.source;
  const total = (1 + maxN) * rows;
  const text = yield* mapProgress(readClassedWords(context), ({ done }): SectionProgress => ({ done, total }));
  const tables: GramTable[] = [];
  for (let n = 1; n <= maxN; n++) {
    const table = createTable(n, context.settings);
    const counting = n === 1 ? countWords(text, table) : countLongGrams(text, n, table);
    yield* withProgress({ done: n * rows, total }, counting);
    tables.push(table.finish());
  }
  return { words: text.words, tables };
}

/** Takes counted n-grams, each once, and keeps those that may be wanted. */
export interface GramSink {
  /**
   * @param words holds the ranks of the n-gram's words from `wordsAt` on.
   * @param counts holds, from `countsAt` on, its occurrences in each class and then its rows in each class.
   */
  take(words: Uint32Array, wordsAt: number, counts: Uint32Array, countsAt: number): void;
}

const CLASSES = CLASS_KEYS.length;

function createTable(n: number, { minCount, topTerms }: EdaSettings): GramSink & { finish(): GramTable } {
  const totals = CLASS_KEYS.map(() => ({ terms: 0, count: 0 }));
  const singles = CLASS_KEYS.map((): FirstSingles => createFirstSingles(n, topTerms));
  const counted = CLASS_KEYS.map(() => new Uint32Array(1024));
  const documents = CLASS_KEYS.map(() => new Uint32Array(1024));
  let wordsOf = new Uint32Array(1024);
  let grams = 0;

  /** Makes room for one more. @returns its number. */
  function append(words: Uint32Array, wordsAt: number): number {
    wordsOf = grown(wordsOf, n * (grams + 1));
    for (let i = 0; i < n; i++) wordsOf[n * grams + i] = words[wordsAt + i];
    for (let index = 0; index < CLASSES; index++) {
      counted[index] = grown(counted[index], grams + 1);
      documents[index] = grown(documents[index], grams + 1);
    }
    return grams++;
  }

  return {
    take(words, wordsAt, counts, countsAt) {
      let sum = 0;
      let last = 0;
      for (let index = 0; index < CLASSES; index++) {
        const count = counts[countsAt + index];
        if (count === 0) continue;
        totals[index].terms += 1;
        totals[index].count += count;
        sum += count;
        last = index;
      }
      if (sum < minCount) return;
      if (sum === 1) {
        singles[last].offer(words, wordsAt);
        return;
      }
      const gram = append(words, wordsAt);
      for (let index = 0; index < CLASSES; index++) {
        counted[index][gram] = counts[countsAt + index];
        documents[index][gram] = counts[countsAt + CLASSES + index];
      }
    },
    finish() {
      for (const [index, { found }] of singles.entries()) {
        const { words, count } = found();
        for (let i = 0; i < count; i++) {
          const gram = append(words, n * i);
          counted[index][gram] = 1;
          documents[index][gram] = 1;
        }
      }
      return {
        n,
        grams,
        wordsOf: wordsOf.slice(0, n * grams),
        counts: counted.map((array) => array.slice(0, grams)),
        documents: documents.map((array) => array.slice(0, grams)),
        totals,
      };
    },
  };
}
