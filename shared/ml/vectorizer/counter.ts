import type { FeatureSettings } from '../../api/pipelineSpec';
import { rowCount, type TextColumn } from '../../data/textColumn';
import { CodedError } from '../../errors';
import { CODE_POINTS } from '../../text/unicode/pages';
import type { CsrMatrix } from '../csr';
import { checkNonZeros } from '../csrOps';
import { allocate } from './arrays';
import { putCodePoint } from './byteTable';
import { createDocumentGrams } from './documentGrams';
import { createGramTrie } from './gramTrie';
import { createLearningWalker } from './gramWalker';
import { orderTerms, type SymbolNames } from './orderTerms';
import { appendRow, createRawCounts, createRawReader } from './rawCounts';
import { columnOfEntry, countOfEntry, createRowSorter, putEntry, type RowSorter, sortRow, startRow } from './rowSorter';
import { ranksByBytes } from './sortByBytes';
import { createTokenSymbols, type TokenSymbols } from './tokenSymbols';

/** Every term of a set of texts and how often each text has it: what vectorizers are fitted to, as often as wanted. */
export interface CountedCorpus {
  /** Distinct, sorted by their UTF-8 bytes. */
  readonly terms: TextColumn;
  /** Term frequencies: texts × terms. */
  readonly counts: CsrMatrix;
}

/** Counts the terms of texts that come column by column. */
export interface Counter {
  /** Appends the rows of `column`; yields the number of rows done so far, by this call. */
  add(column: TextColumn): Generator<number, void, undefined>;
  /** Sorts what was counted; yields steps of no meaning. The counter is empty afterwards and takes no more. */
  finish(): Generator<number, CountedCorpus, undefined>;
}

/** Symbols of text read between two yields: a few milliseconds. */
const BYTES_PER_STEP = 1 << 16;
/** Entries of the matrix sorted between two yields. */
const STEP = 1 << 18;

/**
 * Makes a counter of the n-grams that `settings` describe (`analyzer`, `ngramRange`, `lowercase`, `stripAccents`), as
 * scikit-learn's CountVectorizer sees them. The result depends on the rows and their order, not on how they were cut
 * into columns.
 *
 * @param stopWords left out before n-grams are made; `word` analyzer only.
 * @throws CodedError (from `add` and `finish`) `too-many-terms` past 2^31 non-zeros or what the host can hold.
 */
export function createCounter(settings: FeatureSettings, stopWords: readonly string[]): Counter {
  const [minN, maxN] = settings.ngramRange;
  const tokens = createTokenSymbols(stopWords, true);
  const trie = createGramTrie(maxN);
  const shortTerms = new Set<number>(); // padded words below minN that char_wb counts whole
  const walker = createLearningWalker(trie, minN, (node) => shortTerms.add(node));
  const grams = createDocumentGrams(settings, tokens, walker);

  const raw = createRawCounts();
  let finished = false;

  function refuseIfFinished(): void {
    if (finished) {
      throw new CodedError('argument-invalid', { argument: 'counter', got: 'a finished one', expected: 'a new one' });
    }
  }

  function keepRow(): void {
    appendRow(raw, grams.nodes, grams.counts, grams.length);
    grams.length = 0;
    checkNonZeros(raw.entries);
  }

  return {
    *add(column) {
      refuseIfFinished();
      const { bytes, offsets } = column;
      let sinceYield = 0;
      for (let row = 0; row < rowCount(column); row++) {
        grams.start(bytes, offsets[row], offsets[row + 1]);
        if (offsets[row + 1] - offsets[row] > BYTES_PER_STEP) yield row;
        while (grams.more()) yield row;
        keepRow();
        sinceYield += offsets[row + 1] - offsets[row] + 16;
        if (sinceYield < BYTES_PER_STEP) continue;
        sinceYield = 0;
        yield row + 1;
      }
    },

    *finish() {
      refuseIfFinished();
      finished = true;
      const isTerm = (node: number, depth: number) => depth >= minN || shortTerms.has(node);
      const names = settings.analyzer === 'word' ? yield* wordNames(tokens) : characterNames;
      const { terms, columnOf } = yield* orderTerms(trie, isTerm, names);

      const { rows, rowLengths, entries } = raw;
      const indptr = allocate(rows + 1);
      const indices = allocate(entries);
      const values = new Float32Array(allocate(entries).buffer);
      const sorter = createRowSorter(rowCount(terms));
      const reader = createRawReader(raw);
      const put = (i: number, node: number, count: number) => putEntry(sorter, i, columnOf[node], count);
      let nextYield = STEP;
      for (let row = 0, at = 0; row < rows; row++) {
        const length = rowLengths[row];
        startRow(sorter, length);
        reader.read(length, put);
        sortRow(sorter, length);
        writeRow(sorter, indices, values, at, length);
        at += length;
        indptr[row + 1] = at;
        if (at < nextYield) continue;
        nextYield = at + STEP;
        yield row;
      }
      return { terms, counts: { rows, columns: rowCount(terms), indptr, indices, values } };
    },
  };
}

function writeRow(sorter: RowSorter, indices: Uint32Array, values: Float32Array, at: number, length: number): void {
  const { keys } = sorter;
  for (let i = 0; i < length; i++) {
    indices[at + i] = columnOfEntry(sorter, keys[i]);
    values[at + i] = countOfEntry(sorter, keys[i]);
  }
}

function* wordNames({ tokens }: TokenSymbols): Generator<number, SymbolNames, undefined> {
  const ranks = yield* ranksByBytes(tokens);
  const { bytes, offsets } = tokens;
  return {
    rankOf: (symbol) => ranks[symbol],
    ranks: tokens.count,
    sizeOf: (symbol) => offsets[symbol + 1] - offsets[symbol],
    write(symbol, into, at) {
      const size = offsets[symbol + 1] - offsets[symbol];
      for (let i = 0; i < size; i++) into[at + i] = bytes[offsets[symbol] + i];
      return at + size;
    },
    spaced: true,
  };
}

/** UTF-8 keeps the order of code points, so a code point is its own rank. */
const characterNames: SymbolNames = {
  rankOf: (symbol) => symbol,
  ranks: CODE_POINTS,
  sizeOf: () => 4,
  write: (symbol, into, at) => putCodePoint(into, at, symbol),
  spaced: false,
};
