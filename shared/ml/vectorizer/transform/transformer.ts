import { rowCount, type TextColumn } from '../../../data/column/textColumn';
import { createCodePointReader } from '../../../text/decode/codePoints';
import type { TextPreparation } from '../../../text/preparation';
import type { CsrMatrix } from '../../matrix/csr';
import { createKey, internKey, keyOfCodePoints } from '../count/byteTable';
import { createDocumentGrams } from '../count/documentGrams';
import { addChild, createGramTrie } from '../count/gramTrie';
import { createFixedWalker } from '../count/gramWalker';
import { createOccurrenceFinder } from '../count/occurrences';
import { columnOfEntry, countOfEntry, createRowSorter, putEntry, sortRow, startRow } from '../count/rowSorter';
import { createTokenSymbols } from '../count/tokenSymbols';
import { createWeigh } from '../fit/weigh';
import { createHashingTransformer } from '../hashing/hashingTransformer';
import { createSurfaceTransformer } from '../surface/surfaceCounter';
import type { FittedVectorizer } from '../types';
import { type LocatedRow, locateTerms } from './locateTerms';
import { type SparseRow, transformRows } from './transformRows';

export type { Occurrence } from '../count/occurrences';
export type { LocatedRow } from './locateTerms';
export type { SparseRow } from './transformRows';

/** A fitted vectorizer made ready for new text. */
export interface Transformer {
  /** Vectorizes the UTF-8 text `bytes[begin .. end)`. Allocates nothing once its buffers fit the texts it meets. */
  transformRow(bytes: Uint8Array, begin: number, end: number): SparseRow;
  /** Vectorizes every row; yields the number of rows done. */
  transform(column: TextColumn): Generator<number, CsrMatrix, undefined>;
  /**
   * The row of one text with every occurrence of a known term and the bytes that it covers in the original text, for
   * explanations. Reads the text once.
   */
  locateRow(bytes: Uint8Array, begin: number, end: number): LocatedRow;
}

const SPACE = 0x20;

/**
 * Builds the lookup tables of `vectorizer`: time and memory grow with its terms, not with the text to come.
 * @param preparation of the same settings as when its terms were counted.
 */
export function createTransformer(vectorizer: FittedVectorizer, preparation: TextPreparation): Transformer {
  if (vectorizer.settings.kind === 'hashing') return createHashingTransformer(vectorizer.settings, preparation);
  if (vectorizer.settings.kind === 'surface') return createSurfaceTransformer(preparation);
  const { settings, terms, idf } = vectorizer;
  const [minN, maxN] = settings.ngramRange;
  const tokens = createTokenSymbols(settings, preparation, false);
  const trie = createGramTrie(maxN);
  addTerms();
  const walker = createFixedWalker(trie, minN, rowCount(terms));
  const grams = createDocumentGrams(settings, preparation, tokens, walker);
  const findOccurrences = createOccurrenceFinder(settings, preparation, tokens, walker);
  const weigh = createWeigh(settings, idf);
  const sorter = createRowSorter(rowCount(terms));
  const row: SparseRow = {
    indices: new Uint32Array(256),
    values: new Float64Array(256),
    length: 0,
    grams: 0,
    unknown: 0,
  };

  /**
   * Puts the terms into the trie: term t as node t + 1, what terms begin with as nodes above these. They come sorted,
   * so one that begins as the last one did shares its nodes up to there, and everything after that is new.
   */
  function addTerms(): void {
    // The terms are normalised already.
    const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
    const key = createKey();
    const symbols = new Uint32Array(maxN + 1);
    const lastSymbols = new Uint32Array(maxN + 1);
    const path = new Uint32Array(maxN + 1); // nodes of the last term, by depth
    let lastDepth = 0;
    let prefixes = rowCount(terms);

    for (let feature = 0; feature < rowCount(terms); feature++) {
      const { codePoints, length } = reader.read(terms.bytes, terms.offsets[feature], terms.offsets[feature + 1]);
      let depth = 0;
      for (let begin = 0; begin < length && depth <= maxN; ) {
        let end = begin + 1;
        if (settings.analyzer === 'word') {
          while (end < length && codePoints[end] !== SPACE) end += 1;
          keyOfCodePoints(key, codePoints, begin, end);
          symbols[depth++] = internKey(tokens.terms, key);
          begin = end + 1;
        } else {
          symbols[depth++] = codePoints[begin];
          begin = end;
        }
      }
      if (depth === 0 || depth > maxN) continue; // no analyzer makes such a term
      let shared = 0;
      while (shared < depth && shared < lastDepth && symbols[shared] === lastSymbols[shared]) shared += 1;
      for (let d = shared; d < depth; d++) {
        path[d + 1] = d + 1 === depth ? feature + 1 : ++prefixes;
        addChild(trie, path[d + 1], path[d], symbols[d]);
        lastSymbols[d] = symbols[d];
      }
      lastDepth = depth;
    }
  }

  /** Turns what `grams` has counted into `row`. */
  function finishRow(): SparseRow {
    const { nodes, counts, length } = grams;
    startRow(sorter, length);
    let known = 0;
    for (let i = 0; i < length; i++) {
      const count = counts[nodes[i]];
      putEntry(sorter, i, nodes[i] - 1, count);
      known += count;
    }
    grams.clear();
    sortRow(sorter, length);
    if (row.indices.length < length) {
      row.indices = new Uint32Array(2 * length);
      row.values = new Float64Array(2 * length);
    }
    const { keys } = sorter;
    const { indices, values } = row;
    for (let i = 0; i < length; i++) {
      indices[i] = columnOfEntry(sorter, keys[i]);
      values[i] = countOfEntry(sorter, keys[i]);
    }
    const norm = weigh(indices, values, length);
    for (let i = 0; i < length; i++) values[i] = Math.fround(values[i] / norm);
    row.length = length;
    row.grams = grams.total;
    row.unknown = grams.total - known;
    return row;
  }

  return {
    locateRow: (bytes, begin, end) => locateTerms(findOccurrences(bytes, begin, end), weigh),

    transformRow(bytes, begin, end) {
      grams.start(bytes, begin, end);
      while (grams.more());
      return finishRow();
    },

    transform: (column) => transformRows(column, rowCount(terms), grams, finishRow),
  };
}
