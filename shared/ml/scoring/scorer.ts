import { runStepsSync } from '../../runtime/steps';
import { hasSurface } from '../../spec/pipelineSpec';
import { prepareText, type TextPreparation } from '../../text/preparation';
import type { Model } from '../model/model';
import { createTransformer, type Transformer } from '../vectorizer/transform/transformer';
import type { FittedVectorizer } from '../vectorizer/types';
import { type BlockScorer, buildWordScorer } from './wordScorer';

/** A model made ready to score text: the lookup tables over its terms are built once, here. */
export interface Scorer {
  readonly model: Model;
  readonly preparation: TextPreparation;
  /** One per block of features, for explanations; built when first asked for. */
  readonly transformers: readonly Transformer[];
  /**
   * The decision function of one comment, per label.
   * @param bytes UTF-8; the comment is `bytes[begin .. end)`.
   * @param scores receives one score per label; float64 sums in an order that depends on the text alone.
   */
  scoreRow(bytes: Uint8Array, begin: number, end: number, scores: Float64Array): void;
}

/**
 * Builds the lookup tables of `model`; what it yields means nothing.
 * @param preparation of its spec's `text`.
 */
export function* buildScorer(model: Model, preparation: TextPreparation): Generator<number, Scorer, undefined> {
  const { bias } = model.linear;
  const transformers: Transformer[] = [];
  const transformerOf = (block: number) => {
    transformers[block] ??= createTransformer(model.vectorizers[block], preparation);
    return transformers[block];
  };
  const blocks: BlockScorer[] = [];
  for (const [block, vectorizer] of model.vectorizers.entries()) {
    const weights = weightsOf(model, block);
    blocks.push(
      countsWords(vectorizer)
        ? yield* buildWordScorer(vectorizer, preparation, weights)
        : createRowScorer(transformerOf(block), weights),
    );
  }
  return {
    model,
    preparation,
    get transformers() {
      return model.vectorizers.map((_, block) => transformerOf(block));
    },
    scoreRow(bytes, begin, end, scores) {
      scores.set(bias);
      for (let block = 0; block < blocks.length; block++) blocks[block](bytes, begin, end, scores);
    },
  };
}

function countsWords({ settings }: FittedVectorizer): boolean {
  return settings.analyzer === 'word' && (settings.kind === 'count' || settings.kind === 'tfidf');
}

/** The weights of one block's features, by label. */
function weightsOf({ linear, manifest }: Model, block: number): Float32Array[] {
  const first = manifest.features.slice(0, block).reduce((sum, features) => sum + features, 0);
  return Array.from({ length: linear.labels }, (_, label) => {
    const begin = label * linear.features + first;
    return linear.weights.subarray(begin, begin + manifest.features[block]);
  });
}

/** A block by way of its rows: products summed in feature order. */
function createRowScorer(transformer: Transformer, weights: readonly Float32Array[]): BlockScorer {
  return (bytes, begin, end, scores) => {
    const { indices, values, length } = transformer.transformRow(bytes, begin, end);
    for (let label = 0; label < weights.length; label++) {
      const row = weights[label];
      let sum = 0;
      for (let i = 0; i < length; i++) sum += row[indices[i]] * values[i];
      scores[label] += sum;
    }
  };
}

/** `buildScorer` at once. */
export function createScorer(model: Model, preparation: TextPreparation): Scorer {
  return runStepsSync(buildScorer(model, preparation));
}

/** Loads what `model` needs (a dictionary, if it counts lemmas) and builds its lookup tables. */
export async function loadScorer(model: Model): Promise<Scorer> {
  const preparation = await prepareText(model.manifest.spec.text, hasSurface(model.manifest.spec));
  return createScorer(model, preparation);
}
