import type { FeatureSettings } from '../../api/pipelineSpec';
import { log } from '../elementary';

/**
 * Turns one row of term frequencies into the values of its features, in place: `values[0 .. length)`.
 * @returns what each is yet to be divided by, before it is rounded to float32.
 */
export type Weigh = (features: Uint32Array, values: Float64Array, length: number) => number;

const ONE_PLUS_LOG = Float64Array.from({ length: 256 }, (_, tf) => (tf === 0 ? 0 : 1 + log(tf)));

/**
 * The weighing that `settings` ask for, in scikit-learn's order: `binary` (1 for any count), then for tfidf
 * `sublinearTf` (1 + log tf), times idf, divided by the norm (a row of zeros stays so), which hashing does too. Computed in float64 over
 * ascending features, so that a matrix and a single row hold the same numbers.
 */
export function createWeigh(settings: FeatureSettings, idf: Float32Array | null): Weigh {
  const { binary } = settings;
  const tfidf = settings.kind === 'tfidf';
  const sublinear = tfidf && settings.sublinearTf;
  const norm = tfidf || settings.kind === 'hashing' ? settings.norm : 'none';
  return (features, values, length) => {
    if (binary) values.fill(1, 0, length);
    if (sublinear) {
      for (let i = 0; i < length; i++) values[i] = values[i] < 256 ? ONE_PLUS_LOG[values[i]] : 1 + log(values[i]);
    }
    if (idf) for (let i = 0; i < length; i++) values[i] *= idf[features[i]];
    if (norm === 'none') return 1;
    let size = 0;
    if (norm === 'l2') {
      for (let i = 0; i < length; i++) size += values[i] * values[i];
      size = Math.sqrt(size);
    } else {
      for (let i = 0; i < length; i++) size += Math.abs(values[i]);
    }
    return size > 0 ? size : 1;
  };
}
