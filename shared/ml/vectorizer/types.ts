import { rowCount, type TextColumn } from '../../data/column/textColumn';
import type { FeatureSettings } from '../../spec/pipelineSpec';

/**
 * The terms of one fitted vectorizer, sorted by their UTF-8 bytes; column j of its matrix counts row j of `terms`.
 * One of kind `hashing` learns nothing and has none: its columns are 2^hashBits.
 */
export interface FittedVectorizer {
  readonly settings: FeatureSettings;
  readonly terms: TextColumn;
  /** Inverse document frequencies, one per term; null for `count`, `hashing` and `useIdf: false`. */
  readonly idf: Float32Array<ArrayBuffer> | null;
}

/** Number of columns of its matrix. */
export function featureCount({ settings, terms }: Pick<FittedVectorizer, 'settings' | 'terms'>): number {
  return settings.kind === 'hashing' ? 2 ** settings.hashBits : rowCount(terms);
}
