import { allocate, NONE } from '../../../base/arrays';
import { log } from '../../../base/elementary';
import { CodedError } from '../../../base/errors';
import type { TextColumn } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { CsrMatrix } from '../../matrix/csr';
import { checkNonZeros } from '../../matrix/csrOps';
import type { CountedCorpus } from '../count/counter';
import { hashingVectorizer } from '../hashing/hashing';
import { type FittedVectorizer, featureCount } from '../types';
import { createWeigh } from './weigh';

export interface VectorizerFit {
  readonly vectorizer: FittedVectorizer;
  /**
   * Feature of each column of the corpus; 0xffffffff for a column that is none. Empty for `hashing`: each is its own.
   */
  readonly columnOf: Uint32Array<ArrayBuffer>;
}

/** Entries of the matrix visited between two yields. */
const STEP = 1 << 18;

/**
 * Chooses the features and their idf from `rows` of a counted corpus alone, as scikit-learn's fit on those texts would:
 * terms in fewer than `minDf` or more than `maxDf` of the documents are left out (`minDf`: below 1 a share, else a
 * number; `maxDf`: up to 1 a share, above it a number), then the `maxFeatures` most frequent are kept, equals by
 * their bytes. The frequency is that of the corpus; with `binary`, the number of documents.
 *
 *     idf(t) = log((1 + n) / (1 + df(t))) + 1,   without smoothIdf log(n / df(t)) + 1
 *
 * rounded to float32; null for kind `count` and for `useIdf: false`. Kinds `hashing` and `surface` have nothing to
 * choose: every column is a feature, whatever the rows; only rows without a single n-gram are refused for `hashing`
 * too.
 *
 * @param rows distinct rows of the corpus, null for all.
 * @throws CodedError `vocabulary-empty` if no term is left, `spec-invalid` if maxDf asks for fewer documents than
 *   minDf.
 */
export function* fitVectorizer(
  corpus: CountedCorpus,
  settings: FeatureSettings,
  rows: Uint32Array | null,
): Generator<number, VectorizerFit, undefined> {
  if (settings.kind === 'hashing') {
    const documents = rows ? rows.length : corpus.counts.rows;
    if (isEmpty(corpus.counts, rows)) throw new CodedError('vocabulary-empty', { documents, minDf: 1, maxDf: 1 });
    return { vectorizer: hashingVectorizer(settings), columnOf: allocate(0) };
  }
  if (settings.kind === 'surface') {
    const every = Uint32Array.from({ length: corpus.counts.columns }, (_, column) => column);
    return { vectorizer: { settings, terms: corpus.terms, idf: null }, columnOf: every };
  }
  const { counts, terms } = corpus;
  const documents = rows ? rows.length : counts.rows;
  const minDocuments = settings.minDf < 1 ? settings.minDf * documents : settings.minDf;
  const maxDocuments = settings.maxDf <= 1 ? settings.maxDf * documents : settings.maxDf;
  // With maxDf 1, which is no limit, too few documents for minDf is a matter of the data, not of the settings.
  if (maxDocuments < minDocuments && settings.maxDf !== 1) {
    throw new CodedError('spec-invalid', {
      path: 'maxDf',
      got: `${settings.maxDf} (${maxDocuments} documents)`,
      expected: `at least minDf ${settings.minDf} (${minDocuments} documents)`,
    });
  }

  // Distinct rows, as many as there are, are all of them: these have been counted already.
  const known = documents === counts.rows ? corpus.documentFrequency : null;
  const documentFrequency = known ?? (yield* sumColumns(counts, rows, true));

  const columnOf = allocate(counts.columns).fill(NONE);
  let features = 0;
  for (let column = 0; column < counts.columns; column++) {
    const df = documentFrequency[column];
    if (df > 0 && df >= minDocuments && df <= maxDocuments) columnOf[column] = features++;
  }
  yield documents;
  if (settings.maxFeatures !== null && features > settings.maxFeatures) {
    const frequency = settings.binary ? documentFrequency : yield* sumColumns(counts, rows, false);
    features = yield* keepMostFrequent(columnOf, frequency, settings.maxFeatures);
  }
  if (features === 0) {
    throw new CodedError('vocabulary-empty', { documents, minDf: settings.minDf, maxDf: settings.maxDf });
  }

  let idf: Float32Array<ArrayBuffer> | null = null;
  if (settings.kind === 'tfidf' && settings.useIdf) {
    idf = new Float32Array(features);
    const smooth = settings.smoothIdf ? 1 : 0;
    const idfOf = (df: number) => log((documents + smooth) / (df + smooth)) + 1;
    // Nearly all terms are rare: a short table spares nearly all logarithms.
    const table = Float64Array.from({ length: 256 }, (_, df) => (df === 0 ? 0 : idfOf(df)));
    for (let column = 0; column < counts.columns; column++) {
      const feature = columnOf[column];
      const df = documentFrequency[column];
      if (feature !== NONE) idf[feature] = df < table.length ? table[df] : idfOf(df);
      if ((column & 0x3ffff) === 0x3ffff) yield documents;
    }
  }
  return { vectorizer: { settings, terms: yield* selectTerms(terms, columnOf, features), idf }, columnOf };
}

/** By column, over `rows`: the sum of its values, or if `ones` of 1 for each. */
function* sumColumns(
  { rows: all, columns, indptr, indices, values }: CsrMatrix,
  rows: Uint32Array | null,
  ones: boolean,
): Generator<number, Float64Array, undefined> {
  const sums = new Float64Array(columns);
  const length = rows ? rows.length : all;
  for (let i = 0, seen = 0; i < length; i++) {
    const row = rows ? rows[i] : i;
    for (let at = indptr[row]; at < indptr[row + 1]; at++) sums[indices[at]] += ones ? 1 : values[at];
    seen += indptr[row + 1] - indptr[row] + 1;
    if (seen < STEP) continue;
    seen = 0;
    yield i;
  }
  return sums;
}

function isEmpty({ indptr, rows: documents }: CsrMatrix, rows: Uint32Array | null): boolean {
  if (!rows) return indptr[documents] === 0;
  return rows.every((row) => indptr[row + 1] === indptr[row]);
}

/** Renumbers `columnOf` so that the `limit` most frequent of its features are left. @returns `limit`. */
function* keepMostFrequent(
  columnOf: Uint32Array,
  frequency: Float64Array | Uint32Array,
  limit: number,
): Generator<number, number, undefined> {
  const atLeast = (bound: number) => {
    let count = 0;
    for (let i = 0; i < columnOf.length; i++) if (columnOf[i] !== NONE && frequency[i] >= bound) count += 1;
    return count;
  };
  // The highest frequency that at least `limit` features reach: `low` is always reached by that many, `high` never.
  let low = 1;
  let high = 2;
  while (atLeast(high) >= limit) {
    low = high;
    high *= 2;
    yield low;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (atLeast(middle) >= limit) low = middle;
    else high = middle;
    yield low;
  }
  let ties = limit - atLeast(low + 1);
  let features = 0;
  for (let i = 0; i < columnOf.length; i++) {
    if (columnOf[i] === NONE) continue;
    const kept = frequency[i] > low || (frequency[i] === low && ties-- > 0);
    columnOf[i] = kept ? features++ : NONE;
  }
  return features;
}

/** Terms selected between two yields. */
const TERMS_PER_STEP = 1 << 17;

/**
 * The terms of the columns that are features, in the order of their features; `columnOf` numbers them from 0 upwards.
 * If all are, the list itself, since it is large and never written to. Yields steps of no meaning.
 */
export function* selectTerms(
  terms: TextColumn,
  columnOf: Uint32Array,
  features: number,
): Generator<number, TextColumn, undefined> {
  if (features === columnOf.length) return terms;
  const offsets = new Uint32Array(features + 1);
  for (let column = 0; column < columnOf.length; column++) {
    const feature = columnOf[column];
    if (feature !== NONE) offsets[feature + 1] = offsets[feature] + terms.offsets[column + 1] - terms.offsets[column];
    if (column % TERMS_PER_STEP === TERMS_PER_STEP - 1) yield column;
  }
  const bytes = new Uint8Array(offsets[features]);
  for (let column = 0; column < columnOf.length; column++) {
    if (column % TERMS_PER_STEP === TERMS_PER_STEP - 1) yield column;
    const feature = columnOf[column];
    if (feature === NONE) continue;
    const start = terms.offsets[column];
    const size = terms.offsets[column + 1] - start;
    for (let i = 0; i < size; i++) bytes[offsets[feature] + i] = terms.bytes[start + i];
  }
  return { bytes, offsets };
}

/**
 * The matrix of a fitted vectorizer over rows of the corpus that it was fitted to: what scikit-learn's transform
 * returns. Where its entries are those of the corpus, it shares the index arrays, which must not be written to.
 *
 * @param columnOf as `fitVectorizer` returned it.
 * @param rows in the order wanted, null for all.
 * @returns shape (rows × features).
 */
export function* vectorizeCounts(
  corpus: CountedCorpus,
  vectorizer: FittedVectorizer,
  columnOf: Uint32Array,
  rows: Uint32Array | null,
): Generator<number, CsrMatrix, undefined> {
  const { counts } = corpus;
  const columns = featureCount(vectorizer);
  const everyColumn = columns === counts.columns; // then columnOf is the identity, and not worth its cache misses
  const shared = everyColumn && isEveryRow(rows, counts.rows);
  const matrix = shared
    ? { ...counts, values: new Float32Array(allocate(counts.indices.length).buffer) }
    : reserve(counts, columns, rows);
  const { indptr, indices, values } = matrix;
  const weigh = createWeigh(vectorizer.settings, vectorizer.idf);
  const row = new Float64Array(longestRow(counts));
  for (let i = 0, seen = 0; i < matrix.rows; i++) {
    if (!shared) copyRow(counts, rows ? rows[i] : i, everyColumn ? null : columnOf, matrix, i);
    const begin = indptr[i];
    const size = indptr[i + 1] - begin;
    const source = shared ? counts.values : values;
    for (let k = 0; k < size; k++) row[k] = source[begin + k];
    const norm = weigh(indices, row, size, begin);
    for (let k = 0; k < size; k++) values[begin + k] = row[k] / norm;
    seen += size + 1;
    if (seen < STEP) continue;
    seen = 0;
    yield i;
  }
  const size = indptr[matrix.rows];
  if (size === indices.length) return matrix;
  return { ...matrix, indices: indices.slice(0, size), values: values.slice(0, size) };
}

/** True if `rows` are all rows in order. */
function isEveryRow(rows: Uint32Array | null, all: number): boolean {
  return rows === null || (rows.length === all && rows.every((row, i) => row === i));
}

function longestRow({ rows, indptr }: CsrMatrix): number {
  let longest = 0;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, indptr[row + 1] - indptr[row]);
  return longest;
}

/** A matrix of `columns` columns with capacity for all entries of `rows`. */
function reserve(counts: CsrMatrix, columns: number, rows: Uint32Array | null): CsrMatrix {
  const length = rows ? rows.length : counts.rows;
  let most = 0;
  for (let i = 0; i < length; i++) {
    const row = rows ? rows[i] : i;
    most += counts.indptr[row + 1] - counts.indptr[row];
  }
  checkNonZeros(most);
  return {
    rows: length,
    columns,
    indptr: allocate(length + 1),
    indices: allocate(most),
    values: new Float32Array(allocate(most).buffer),
  };
}

/**
 * Copies row `from` of `counts` to row `to` of `into`, the last so far: the columns that `columnOf` (null: each) has a
 * feature for.
 */
function copyRow(counts: CsrMatrix, from: number, columnOf: Uint32Array | null, into: CsrMatrix, to: number): void {
  const { indices, values } = into;
  let size = into.indptr[to];
  const end = counts.indptr[from + 1];
  for (let at = counts.indptr[from]; at < end; at++) {
    const column = counts.indices[at];
    const feature = columnOf ? columnOf[column] : column;
    if (feature === NONE) continue;
    indices[size] = feature;
    values[size++] = counts.values[at];
  }
  into.indptr[to + 1] = size;
}
