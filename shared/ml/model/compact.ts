import { NONE } from '../../base/arrays';
import type { LinearModel } from '../estimators/linearModel';
import type { CsrMatrix } from '../matrix/csr';
import { selectTerms } from '../vectorizer/fit/fitVectorizer';
import type { FittedVectorizers } from '../vectorizer/fit/vectorizeRows';
import { type FittedVectorizer, featureCount } from '../vectorizer/types';

/*
 * Which terms a compact model keeps. Of three quarters of a million terms of words and letters nearly all hardly ever
 * change a score; a term's worth is how far scores would move without it.
 */

/** Entries of the matrix visited between two yields. */
const STEP = 1 << 20;

/**
 * How far losing a feature would move the scores: |weight| times the root mean square of its value over the rows,
 * summed over the labels. Were features independent and norms not, keeping the greatest would keep scores nearest in
 * least squares.
 *
 * @param matrix shape (rows × features): what `linear` was fitted on.
 * @returns shape (features,), float32: not negative.
 *
 * Measured on 60,000 comments, of 530,000 terms 10,000 kept: 0.9759 ROC AUC where all have 0.9765; by |weight| times
 * the mean of the value 0.9744, by |weight| alone 0.9734. From 30,000 terms on the three are within 0.0003.
 */
export function* featureImportance(
  matrix: CsrMatrix,
  { weights, labels, features }: LinearModel,
): Generator<number, Float32Array<ArrayBuffer>, undefined> {
  const squares = new Float64Array(features);
  const { indptr, indices, values, rows } = matrix;
  const nonZeros = indptr[rows];
  for (let from = 0; from < nonZeros; from += STEP) {
    const to = Math.min(nonZeros, from + STEP);
    for (let at = from; at < to; at++) squares[indices[at]] += values[at] * values[at];
    yield to;
  }
  const importance = new Float32Array(features);
  for (let feature = 0; feature < features; feature++) {
    let weight = 0;
    for (let label = 0; label < labels; label++) weight += Math.abs(weights[label * features + feature]);
    importance[feature] = weight * Math.sqrt(squares[feature] / rows);
  }
  return importance;
}

/**
 * The `limit` features of greatest importance, the first of equals; all, if there are no more.
 *
 * @param importance shape (features,), not negative and not NaN.
 * @returns shape (features,): 1 for a feature to keep.
 */
export function* mostImportant(
  importance: Float32Array<ArrayBuffer>,
  limit: number,
): Generator<number, Uint8Array<ArrayBuffer>, undefined> {
  const kept = new Uint8Array(importance.length);
  if (limit >= kept.length) return kept.fill(1);
  // The bits of float32 numbers that are not negative, read as whole numbers, are in the order of the numbers.
  const bits = new Uint32Array(importance.buffer, importance.byteOffset, importance.length);
  const atLeast = (bound: number) => {
    let count = 0;
    for (let i = 0; i < bits.length; i++) if (bits[i] >= bound) count += 1;
    return count;
  };
  // The smallest bound that no more than `limit` features reach, by bisection.
  let low = 0;
  let high = 2 ** 32;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (atLeast(middle) <= limit) high = middle;
    else low = middle;
    yield middle;
  }
  let ties = limit - atLeast(high);
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] >= high || (bits[i] === low && ties-- > 0)) kept[i] = 1;
  }
  return kept;
}

/**
 * Vectorizers with the kept features alone; idf stays what it was.
 * @param kept shape (features of all vectorizers together,).
 */
export function* keepFeatures(
  { vectorizers, columnsOf }: FittedVectorizers,
  kept: Uint8Array,
): Generator<number, FittedVectorizers, undefined> {
  const left: FittedVectorizer[] = [];
  const leftColumns: Uint32Array<ArrayBuffer>[] = [];
  let first = 0;
  for (const [block, vectorizer] of vectorizers.entries()) {
    const features = featureCount(vectorizer);
    const newFeature = new Uint32Array(features).fill(NONE);
    let count = 0;
    for (let feature = 0; feature < features; feature++) {
      if (kept[first + feature] === 1) newFeature[feature] = count++;
    }
    first += features;
    yield block;
    const { settings, terms, idf } = vectorizer;
    const keptTerms = yield* selectTerms(terms, newFeature, count);
    left.push({ settings, terms: keptTerms, idf: idf && keptIdf(idf, newFeature, count) });
    yield block;
    const columnOf = columnsOf[block].slice();
    for (let column = 0; column < columnOf.length; column++) {
      if (columnOf[column] !== NONE) columnOf[column] = newFeature[columnOf[column]];
    }
    leftColumns.push(columnOf);
    yield block;
  }
  return { vectorizers: left, columnsOf: leftColumns };
}

function keptIdf(idf: Float32Array, newFeature: Uint32Array, count: number): Float32Array<ArrayBuffer> {
  const kept = new Float32Array(count);
  for (let feature = 0; feature < idf.length; feature++) {
    if (newFeature[feature] !== NONE) kept[newFeature[feature]] = idf[feature];
  }
  return kept;
}
