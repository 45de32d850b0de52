import type { FeatureSettings } from '../../api/pipelineSpec';
import type { TextColumn } from '../../data/textColumn';

/** The terms of one fitted vectorizer, sorted by their UTF-8 bytes; column j of its matrix counts row j of `terms`. */
export interface FittedVectorizer {
  readonly settings: FeatureSettings;
  readonly terms: TextColumn;
  /** Inverse document frequencies, one per term; null for `count` and for `useIdf: false`. */
  readonly idf: Float32Array<ArrayBuffer> | null;
}
