import { hasSurface } from '../api/pipelineSpec';
import { rowCount, type TextColumn } from '../data/textColumn';
import { prepareText, type TextPreparation } from '../text/preparation';
import { sigmoid } from './elementary';
import type { Model } from './model';
import { createTransformer, type Transformer } from './vectorizer/transformer';

/** A model made ready to score text: the lookup tables over its terms are built once, here. */
export interface Scorer {
  readonly model: Model;
  readonly preparation: TextPreparation;
  readonly transformers: readonly Transformer[];
  /**
   * The decision function of one comment, per label.
   * @param bytes UTF-8; the comment is `bytes[begin .. end)`.
   * @param scores receives one score per label; float64 sums in feature order, so the same on every engine.
   */
  scoreRow(bytes: Uint8Array, begin: number, end: number, scores: Float64Array): void;
}

/**
 * Builds the lookup tables of `model`.
 * @param preparation of its spec's `text`.
 */
export function createScorer(model: Model, preparation: TextPreparation): Scorer {
  const transformers = model.vectorizers.map((vectorizer) => createTransformer(vectorizer, preparation));
  const { weights, bias, labels, features } = model.linear;
  return {
    model,
    preparation,
    transformers,
    scoreRow(bytes, begin, end, scores) {
      scores.set(bias);
      let firstFeature = 0;
      for (let block = 0; block < transformers.length; block++) {
        const row = transformers[block].transformRow(bytes, begin, end);
        for (let label = 0; label < labels; label++) {
          const at = label * features + firstFeature;
          let sum = 0;
          for (let i = 0; i < row.length; i++) sum += weights[at + row.indices[i]] * row.values[i];
          scores[label] += sum;
        }
        firstFeature += model.manifest.features[block];
      }
    },
  };
}

/** Loads what `model` needs (a dictionary, if it counts lemmas) and builds its lookup tables. */
export async function loadScorer(model: Model): Promise<Scorer> {
  return createScorer(model, await prepareText(model.manifest.spec.text, hasSurface(model.manifest.spec)));
}

/** Rows scored between two yields of `scoreColumn`. */
const ROWS_PER_STEP = 256;

/**
 * Scores every row of `column`.
 * @returns shape (rows × labels), row-major.
 */
export function* scoreColumn(
  scorer: Scorer,
  column: TextColumn,
): Generator<number, Float64Array<ArrayBuffer>, undefined> {
  const rows = rowCount(column);
  const { labels } = scorer.model.linear;
  const scores = new Float64Array(rows * labels);
  let bytesSinceYield = 0;
  for (let row = 0; row < rows; row++) {
    const begin = column.offsets[row];
    const end = column.offsets[row + 1];
    scorer.scoreRow(column.bytes, begin, end, scores.subarray(row * labels, (row + 1) * labels));
    bytesSinceYield += end - begin;
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1 || bytesSinceYield > 262_144) {
      bytesSinceYield = 0;
      yield row + 1;
    }
  }
  return scores;
}

/** True if the model's scores can be read as probabilities. */
export function hasProbability(model: Model): boolean {
  return model.calibration !== null || model.linear.link === 'logit';
}

/** The probability that belongs to `score`: σ(a · score + b) if calibrated, σ(score), or null where there is none. */
export function probabilityOf(model: Model, score: number, label = 0): number | null {
  if (model.calibration) return sigmoid(model.calibration[2 * label] * score + model.calibration[2 * label + 1]);
  return model.linear.link === 'logit' ? sigmoid(score) : null;
}
