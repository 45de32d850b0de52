import { CodedError } from '../../base/errors';
import { createTopHeap } from '../../base/topHeap';
import { rowBytes, rowCount, rowText } from '../../data/column/textColumn';
import type { Model } from '../model/model';

/** A term of a model and what it weighs. */
export interface TermWeight {
  readonly term: string;
  /** Which feature block of the spec it belongs to. */
  readonly block: number;
  /** Added to the score per unit of the feature's value (its count, or its share of the comment's TF-IDF). */
  readonly weight: number;
}

export interface TopTerms {
  /** Weights above 0, the largest first. */
  readonly positive: readonly TermWeight[];
  /** Weights below 0, the smallest first. */
  readonly negative: readonly TermWeight[];
}

/**
 * The terms that weigh most, each way; equal weights in order of the terms' UTF-8 bytes, then of their blocks. Terms
 * that weigh nothing are left out, and so are the columns of hashed blocks, which have no names.
 *
 * One pass over the weights with a heap of `count` entries a side; only the terms returned become strings.
 *
 * @param label index of the label.
 * @param count at most this many each way.
 * @throws CodedError `argument-invalid` for a label that the model does not have, or a count that is no whole number.
 */
export function topTerms(model: Model, label: number, count: number): TopTerms {
  const { weights, labels, features } = model.linear;
  if (!(Number.isInteger(label) && label >= 0 && label < labels)) {
    throw new CodedError('argument-invalid', { argument: 'label', got: `${label}`, expected: `0 to ${labels - 1}` });
  }
  if (!(Number.isInteger(count) && count >= 0)) {
    throw new CodedError('argument-invalid', { argument: 'count', got: `${count}`, expected: 'a whole number' });
  }
  const row = weights.subarray(label * features, (label + 1) * features);
  const placeOf = createPlaces(model);
  const compareTerms = (a: number, b: number) => {
    const [one, other] = [placeOf(a), placeOf(b)];
    if (one.block === other.block) return a - b; // terms of a block are sorted
    const terms = (place: Place) => rowBytes(model.vectorizers[place.block].terms, place.column);
    return compareBytes(terms(one), terms(other)) || a - b;
  };
  const side = (sign: 1 | -1): TermWeight[] => {
    const isBefore = (a: number, b: number) =>
      row[a] === row[b] ? compareTerms(a, b) < 0 : sign * row[a] > sign * row[b];
    const heap = createTopHeap(count, isBefore);
    let first = 0;
    model.vectorizers.forEach(({ terms }, block) => {
      for (let feature = first; feature < first + rowCount(terms); feature++) {
        if (sign * row[feature] > 0) heap.offer(feature);
      }
      first += model.manifest.features[block];
    });
    return heap.sorted().map((feature) => {
      const { block, column } = placeOf(feature);
      return { term: rowText(model.vectorizers[block].terms, column), block, weight: row[feature] };
    });
  };
  return { positive: side(1), negative: side(-1) };
}

interface Place {
  readonly block: number;
  readonly column: number;
}

/** Finds the block of a feature, and its column in there. */
function createPlaces(model: Model): (feature: number) => Place {
  const { features } = model.manifest;
  return (feature) => {
    let block = 0;
    let column = feature;
    while (column >= features[block]) column -= features[block++];
    return { block, column };
  };
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return a[i] - b[i];
  return a.length - b.length;
}
