import { mix } from '../../base/arrays';
import type { GramSet } from './letterGrams';

/** Bands of a signature, and bins to a band. */
export const BANDS = 32;
const BAND_BINS = 8;
const BINS = BANDS * BAND_BINS;
/** A hash picks its bin by its upper bits. */
const BIN_SHIFT = 24;
const EMPTY = 0xffffffff;

/** Turns sets of n-grams into the hashes of their bands. */
export type BandHasher = (grams: GramSet, bands: Uint32Array) => void;

/**
 * Makes the hasher of MinHash signatures (Broder 1997) for locality-sensitive hashing: two sets of Jaccard similarity J
 * agree in a bin with a chance of J, in the 8 bins of a band with J⁸, and in at least one of 32 bands with 1 − (1 −
 * J⁸)³²: 99.7 % at
 * 0.8, 12 % at 0.5, one in 300,000 at 0.2.
 *
 * A gram is hashed once, not once for each bin: its hash picks the bin and competes there for the smallest (one
 * permutation hashing, Li, Owen and Zhang 2012), and an empty bin copies the value of another that both sets would
 * choose (densification, Shrivastava 2017). Sets of few grams so agree a little less independently, not less often.
 */
export function createBandHasher(): BandHasher {
  const bins = new Uint32Array(BINS);
  const dense = new Uint32Array(BINS);

  return ({ hashes, length }, bands) => {
    bins.fill(EMPTY);
    for (let i = 0; i < length; i++) {
      const hash = hashes[i];
      const bin = hash >>> BIN_SHIFT;
      if (hash < bins[bin]) bins[bin] = hash;
    }
    for (let bin = 0; bin < BINS; bin++) {
      let from = bin;
      for (let attempt = 1; bins[from] === EMPTY; attempt++) from = mix(bin + attempt * BINS) % BINS;
      dense[bin] = bins[from];
    }
    for (let band = 0, bin = 0; band < BANDS; band++) {
      let hash = band;
      for (let i = 0; i < BAND_BINS; i++) hash = mix(Math.imul(hash, 0x9e3779b1) ^ dense[bin++]);
      bands[band] = hash;
    }
  };
}
