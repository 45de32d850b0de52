/*
 * Numbers of a compact model in one byte each. What is rounded here is rounded before a model is calibrated and
 * measured, and rounding twice is rounding once: a model on the grid goes through its file unchanged.
 */

/** Weights as whole numbers from -127 to 127, and what one step is worth, run by run. */
export interface QuantisedWeights {
  /** Shape (k × features), row-major. */
  readonly levels: Int8Array<ArrayBuffer>;
  /** One per run of SCALE_RUN weights of a row, row by row; 0 where every weight of the run is 0. */
  readonly scales: Float32Array<ArrayBuffer>;
}

/** Weights that share a scale: of one row, side by side; the last run of a row may be shorter. */
export const SCALE_RUN = 1024;

const MAX_LEVEL = 127;
/** A scale has 17 significant bits, so that 127 times it is a float32 number exactly. */
const SPARE_BITS = 0x7f;
/** Weights below this are 0: their scale would underflow. */
const SMALLEST_SCALE = 2 ** -100;
const LARGEST_SCALE = 2 ** 100;

/** Number of scales of k rows of weights. */
export function scaleCount(labels: number, features: number): number {
  return labels * Math.ceil(features / SCALE_RUN);
}

/**
 * Rounds weights to the nearest of 255 levels between -m and m, with m the largest by absolute value of their run
 * (rounded up to 17 bits).
 * @param weights shape (labels × features), row-major, finite, below 2^100 by absolute value.
 */
export function quantiseWeights(weights: Float32Array, labels: number, features: number): QuantisedWeights {
  const levels = new Int8Array(weights.length);
  const scales = new Float32Array(scaleCount(labels, features));
  eachRun(labels, features, (run, begin, end) => {
    let largest = 0;
    for (let i = begin; i < end; i++) largest = Math.max(largest, Math.abs(weights[i]));
    const scale = scaleOf(largest);
    scales[run] = scale;
    if (scale === 0) return;
    for (let i = begin; i < end; i++) levels[i] = Math.floor(weights[i] / scale + 0.5);
  });
  return { levels, scales };
}

/** The weights that `quantised` represents. */
export function dequantiseWeights(
  { levels, scales }: QuantisedWeights,
  labels: number,
  features: number,
): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(levels.length);
  eachRun(labels, features, (run, begin, end) => {
    const scale = scales[run];
    for (let i = begin; i < end; i++) weights[i] = levels[i] * scale;
  });
  return weights;
}

/** The index of the first scale that `quantiseWeights` would not write, or -1. */
export function findBadScale(scales: Float32Array<ArrayBuffer>): number {
  const bits = new Uint32Array(scales.buffer, scales.byteOffset, scales.length);
  return scales.findIndex(
    (scale, i) => !(scale === 0 || (scale >= SMALLEST_SCALE && scale <= LARGEST_SCALE)) || (bits[i] & SPARE_BITS) !== 0,
  );
}

const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/** The smallest scale of 17 bits that reaches `largest` in 127 steps; 0 for what rounds to nothing. */
function scaleOf(largest: number): number {
  asFloat[0] = largest / MAX_LEVEL;
  if (asFloat[0] < SMALLEST_SCALE) return 0;
  if ((asBits[0] & SPARE_BITS) !== 0) asBits[0] = (asBits[0] | SPARE_BITS) + 1; // carries into the exponent as it should
  return asFloat[0];
}

function eachRun(labels: number, features: number, visit: (run: number, begin: number, end: number) => void): void {
  let run = 0;
  for (let label = 0; label < labels; label++) {
    const rowEnd = (label + 1) * features;
    for (let begin = label * features; begin < rowEnd; begin += SCALE_RUN) {
      visit(run++, begin, Math.min(rowEnd, begin + SCALE_RUN));
    }
  }
}

const IDF_STEPS = 16;

/** Inverse document frequencies in sixteenths above 1, the least there is; 16.9375, of one in 8 million, at most. */
export function quantiseIdf(idf: Float32Array): Uint8Array<ArrayBuffer> {
  const levels = new Uint8Array(idf.length);
  for (let i = 0; i < idf.length; i++) {
    levels[i] = Math.min(255, Math.max(0, Math.floor((idf[i] - 1) * IDF_STEPS + 0.5)));
  }
  return levels;
}

/** The inverse document frequencies that `levels` represent. */
export function dequantiseIdf(levels: Uint8Array): Float32Array<ArrayBuffer> {
  const idf = new Float32Array(levels.length);
  for (let i = 0; i < idf.length; i++) idf[i] = 1 + levels[i] / IDF_STEPS;
  return idf;
}
