import type { LinearModel } from '../estimators/linearModel';
import type { FittedVectorizer } from '../vectorizer/types';
import type { KnownWords } from './knownWords';
import type { ModelManifest } from './manifest';

/** A fitted pipeline as plain data: what a model file holds, and all that scoring needs. */
export interface Model {
  readonly manifest: ModelManifest;
  /** One per feature block of the spec; their columns follow each other in order. */
  readonly vectorizers: readonly FittedVectorizer[];
  readonly linear: LinearModel;
  /**
   * Per label the numbers of the spec's calibration (ml/calibrated.ts), probability = σ(calibratedLogit); null without.
   */
  readonly calibration: Float64Array<ArrayBuffer> | null;
  /** The words that it has read; absent from models that do not carry them. */
  readonly knownWords?: KnownWords;
}
