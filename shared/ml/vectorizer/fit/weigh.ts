import { log } from '../../../base/elementary';
import type { FeatureSettings } from '../../../spec/pipelineSpec';

/**
 * Turns one row of term frequencies into the values of its features, in place: `values[0 .. length)`, whose features
 * are `features[from .. from + length)`; `from` is 0 if it is left out.
 * @returns what each is yet to be divided by, before it is rounded to float32.
 */
export type Weigh = (features: Uint32Array, values: Float64Array, length: number, from?: number) => number;

const ONE_PLUS_LOG = Float64Array.from({ length: 256 }, (_, tf) => (tf === 0 ? 0 : 1 + log(tf)));

/**
 * The weighing that `settings` ask for, in scikit-learn's order: `binary` (1 for any count), then for tfidf
 * `sublinearTf` (1 + log tf), times idf, divided by the norm (a row of zeros stays so), which hashing does too.
 * Computed in float64 over ascending features, so that a matrix and a single row hold the same numbers.
 */
export function createWeigh(settings: FeatureSettings, idf: Float32Array | null): Weigh {
  const { binary } = settings;
  const tfidf = settings.kind === 'tfidf';
  const sublinear = tfidf && settings.sublinearTf;
  const norm = tfidf || settings.kind === 'hashing' ? settings.norm : 'none';
  return (features, values, length, from = 0) => {
    if (binary) values.fill(1, 0, length);
    if (sublinear) {
      for (let i = 0; i < length; i++) values[i] = values[i] < 256 ? ONE_PLUS_LOG[values[i]] : 1 + log(values[i]);
    }
    let squares = 0;
    for (let i = 0; i < length; i++) {
      const value = idf ? values[i] * idf[features[from + i]] : values[i];
      values[i] = value;
      squares += value * value;
    }
    if (norm === 'none') return 1;
    let size = Math.sqrt(squares);
    if (norm === 'l1') {
      size = 0;
      for (let i = 0; i < length; i++) size += Math.abs(values[i]);
    }
    return size > 0 ? size : 1;
  };
}
