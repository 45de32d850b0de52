import { rowCount, rowText, type TextColumn } from '../data/textColumn';
import { allocate, grown, NONE } from '../ml/vectorizer/arrays';
import { type ClassedWords, readClassedWords, showing } from './classedWords';
import { CLASS_KEYS } from './report';
import type { EdaContext, SectionProgress } from './section';

/** The n-grams of 1 to so many words, counted by class. */
export interface WordGrams {
  /** Distinct words, sorted by their bytes. */
  readonly words: TextColumn;
  /** Of n words at n - 1. */
  readonly tables: readonly GramTable[];
}

/**
 * The n-grams of one length, in the order of their bytes. Those that occur once in the whole text are kept only as far as
 * lists of `topTerms` can need them; those that occur less often than `minCount` are not kept.
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

/** Positions visited between two yields. */
const STEP = 1 << 17;

/** Positions sorted by group, then in their own order. */
interface Sorted {
  readonly positions: Uint32Array;
  /** Where each group ends in `positions`. */
  readonly ends: Uint32Array;
}

/**
 * Counts the n-grams of 1 to `maxN` words of each class: what CountVectorizer with `ngram_range=(n, n)` counts in the rows of
 * that class. n by n, so that only one length is at hand at a time.
 *
 * Positions sorted by their word are the words in order; first positions of n-grams sorted, stably, by their last word and
 * then by the (n - 1)-gram before it are the n-grams in order. Each length costs two passes and a walk. Rows of a class lie
 * together, so the walk meets the occurrences of an n-gram class by class and row by row.
 *
 * Takes about 20 bytes a word of the text, and for each n 28 bytes an n-gram that is kept.
 */
export async function* countWordGrams(
  context: Pick<EdaContext, 'source' | 'settings' | 'classes'>,
  maxN: number,
): AsyncGenerator<SectionProgress, WordGrams, undefined> {
  const { rows } = context.source;
  const total = (1 + maxN) * rows;
  const reading = readClassedWords(context);
  let step = await reading.next();
  for (; !step.done; step = await reading.next()) yield { done: step.value.done, total };
  const text = step.value;

  const tables: GramTable[] = [];
  let progress = { done: rows, total };
  const words = yield* showing(progress, sortWords(text));
  // By position: the rank of the (n - 1)-gram that begins there.
  const gramAt = allocate(maxN > 1 ? text.size : 0);
  for (let at = 0; at < gramAt.length; at++) {
    gramAt[at] = text.cells[2 * at];
    if (at % STEP === STEP - 1) yield progress;
  }
  for (let n = 1, prefixes = rowCount(text.words); n <= maxN; n++) {
    progress = { done: n * rows, total };
    const sorted = n === 1 ? words : yield* showing(progress, sortGrams(text, words.positions, gramAt, n, prefixes));
    const counter = createGramCounter(text, n, context.settings);
    yield* showing(progress, walk(text, sorted, n, counter, n > 1 && n < maxN ? gramAt : null));
    tables.push(counter.table());
    if (n > 1) prefixes = counter.distinct();
  }
  return { words: text.words, tables };
}

/** Positions by the rank of their word. */
function* sortWords({ words, size, cells }: ClassedWords): Generator<number, Sorted, undefined> {
  const ends = allocate(rowCount(words) + 1);
  for (let at = 0; at < size; at++) {
    ends[cells[2 * at] + 1] += 1;
    if (at % STEP === STEP - 1) yield at;
  }
  accumulate(ends);
  const positions = allocate(size);
  for (let at = 0; at < size; at++) {
    positions[ends[cells[2 * at]]++] = at;
    if (at % STEP === STEP - 1) yield at;
  }
  return { positions, ends };
}

/**
 * The positions where n-grams begin, by the rank of the (n - 1)-gram there, then by the last word.
 * @param byWord all positions by their word.
 * @param gramAt the rank of the (n - 1)-gram at each position, below `prefixes`; NONE or anything where it would not fit into
 *   the row. Set to NONE where an n-gram would not.
 */
function* sortGrams(
  { size, cells }: ClassedWords,
  byWord: Uint32Array,
  gramAt: Uint32Array,
  n: number,
  prefixes: number,
): Generator<number, Sorted, undefined> {
  const ends = allocate(prefixes + 1);
  for (let at = 0; at < size; at++) {
    const last = at + n - 1;
    if (last < size && cells[2 * last + 1] === cells[2 * at + 1]) ends[gramAt[at] + 1] += 1;
    else gramAt[at] = NONE;
    if (at % STEP === STEP - 1) yield at;
  }
  accumulate(ends);
  const positions = allocate(ends[prefixes]);
  for (let i = 0; i < size; i++) {
    const at = byWord[i] - n + 1;
    const prefix = at < 0 ? NONE : gramAt[at];
    if (prefix !== NONE) positions[ends[prefix]++] = at;
    if (i % STEP === STEP - 1) yield i;
  }
  return { positions, ends };
}

/** Each entry becomes the sum of those up to it. */
function accumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] += counts[i - 1];
}

/** Hands every occurrence of every n-gram to `counter`. @param gramAt receives the rank of the n-gram at each position. */
function* walk(
  { cells }: ClassedWords,
  { positions, ends }: Sorted,
  n: number,
  counter: GramCounter,
  gramAt: Uint32Array | null,
): Generator<number, void, undefined> {
  let rank = -1;
  for (let group = 0, i = 0; group < ends.length; group++) {
    let word = NONE;
    for (const end = ends[group]; i < end; i++) {
      const at = positions[i];
      const cell = 2 * (at + n - 1);
      if (cells[cell] !== word) {
        word = cells[cell];
        rank += 1;
        counter.start(at);
      }
      counter.meet(at, cells[cell + 1]);
      if (gramAt) gramAt[at] = rank;
      if (i % STEP === STEP - 1) yield i;
    }
  }
}

/** Takes the n-grams one after another, in their order. */
interface GramCounter {
  /** A further n-gram, the first of whose occurrences is at `at`. */
  start(at: number): void;
  /** An occurrence of it, positions ascending. */
  meet(at: number, row: number): void;
  /** Different n-grams so far. */
  distinct(): number;
  /** What was counted; no more can be. */
  table(): GramTable;
}

function createGramCounter(
  { cells, classEnds }: ClassedWords,
  n: number,
  { minCount, topTerms }: EdaContext['settings'],
): GramCounter {
  const [zeroEnd, oneEnd] = classEnds;
  const totals = CLASS_KEYS.map(() => ({ terms: 0, count: 0 }));
  const singles = CLASS_KEYS.map(() => 0);
  let wordsOf = new Uint32Array(1024);
  const counts = CLASS_KEYS.map(() => new Uint32Array(1024));
  const documents = CLASS_KEYS.map(() => new Uint32Array(1024));
  let kept = 0;
  let distinct = 0;
  // Of the n-gram at hand.
  const count = new Uint32Array(CLASS_KEYS.length);
  const rows = new Uint32Array(CLASS_KEYS.length);
  let first = 0;
  let lastRow = NONE;

  function isKept(sum: number): boolean {
    if (sum !== 1 || minCount > 1) return sum >= minCount;
    // Of those that occur once, a list of a class can hold the first of it at most.
    const index = count.indexOf(1);
    singles[index] += 1;
    return singles[index] <= topTerms;
  }

  /** Puts away the n-gram at hand. */
  function finish(): void {
    let sum = 0;
    for (let index = 0; index < count.length; index++) {
      if (count[index] === 0) continue;
      totals[index].terms += 1;
      totals[index].count += count[index];
      sum += count[index];
    }
    if (!isKept(sum)) return;
    wordsOf = grown(wordsOf, n * (kept + 1));
    for (let i = 0; i < n; i++) wordsOf[n * kept + i] = cells[2 * (first + i)];
    for (let index = 0; index < count.length; index++) {
      counts[index] = grown(counts[index], kept + 1);
      documents[index] = grown(documents[index], kept + 1);
      counts[index][kept] = count[index];
      documents[index][kept] = rows[index];
    }
    kept += 1;
  }

  return {
    start(at) {
      if (distinct > 0) finish();
      distinct += 1;
      count.fill(0);
      rows.fill(0);
      first = at;
      lastRow = NONE;
    },
    meet(at, row) {
      const index = at < zeroEnd ? 0 : at < oneEnd ? 1 : 2;
      count[index] += 1;
      if (row === lastRow) return;
      lastRow = row;
      rows[index] += 1;
    },
    distinct: () => distinct,
    table() {
      if (distinct > 0) finish();
      return {
        n,
        grams: kept,
        wordsOf: wordsOf.slice(0, n * kept),
        counts: counts.map((array) => array.slice(0, kept)),
        documents: documents.map((array) => array.slice(0, kept)),
        totals,
      };
    },
  };
}
