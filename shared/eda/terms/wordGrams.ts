import { grown } from '../../base/arrays';
import { rowText, type TextColumn } from '../../data/column/textColumn';
import { CLASS_KEYS, type EdaSettings } from '../report';
import { type EdaContext, type SectionProgress, translated } from '../section';
import { readClassedWords, showing } from './classedWords';
import { createFirstSingles, type FirstSingles } from './firstSingles';
import { countLongGrams, countWords } from './gramCounting';

/** The n-grams of 1 to so many words, counted by class. */
export interface WordGrams {
  /** Distinct words, sorted by their bytes. */
  readonly words: TextColumn;
  /** Of n words at n - 1. */
  readonly tables: readonly GramTable[];
}

/**
 * The n-grams of one length, in no order of meaning. Those that occur once in the whole text are kept only as far as lists
 * of `topTerms` can need them, those that occur less often than `minCount` not at all.
 */
export interface GramTable {
  readonly n: number;
  /** How many are kept. */
  readonly grams: number;
  /** `n` for each: rows of `words`. */
  readonly wordsOf: Uint32Array;
  /** By index of the class, by gram: its occurrences there, and the rows there that hold it. */
  readonly counts: readonly Uint32Array[];
  readonly documents: readonly Uint32Array[];
  /** By index of the class: different n-grams and occurrences in all, of those not kept too. */
  readonly totals: readonly { readonly terms: number; readonly count: number }[];
}

/** The text of gram `gram`: its words joined by spaces. */
export function textOfGram(words: TextColumn, { n, wordsOf }: GramTable, gram: number): string {
  return Array.from(wordsOf.subarray(n * gram, n * (gram + 1)), (word) => rowText(words, word)).join(' ');
}

/** True if gram `a` comes before gram `b` in the order of their bytes: a space is less than any byte of a word. */
export function isBeforeInBytes({ n, wordsOf }: Pick<GramTable, 'n' | 'wordsOf'>, a: number, b: number): boolean {
  for (let i = 0; i < n; i++) {
    const [one, other] = [wordsOf[n * a + i], wordsOf[n * b + i]];
    if (one !== other) return one < other;
  }
  return false;
}

/**
 * Counts the n-grams of 1 to `maxN` words of each class: what CountVectorizer with `ngram_range=(n, n)` counts in the rows of
 * that class. n by n, so that only one length is at hand at a time.
 *
 * @throws CodedError `spec-invalid` for lemmas of Russian; `too-many-terms` past what the host can hold.
 */
export async function* countWordGrams(
  context: Pick<EdaContext, 'source' | 'settings' | 'classes'>,
  maxN: number,
): AsyncGenerator<SectionProgress, WordGrams, undefined> {
  const { rows } = context.source;
  const total = (1 + maxN) * rows;
  const text = yield* translated(readClassedWords(context), ({ done }): SectionProgress => ({ done, total }));
  const tables: GramTable[] = [];
  for (let n = 1; n <= maxN; n++) {
    const table = createTable(n, context.settings);
    const counting = n === 1 ? countWords(text, table) : countLongGrams(text, n, table);
    yield* showing({ done: n * rows, total }, counting);
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
