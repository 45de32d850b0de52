import './wire';
import { expose } from 'comlink';
import { CodedError } from '#shared/errors';
import { type Explanation, explainText } from '#shared/ml/explain';
import { EXHAUSTIVE_WORDS, type Flip, smallestFlip, wordsOf } from '#shared/ml/flip';
import { inflateModelFile, MODEL_BYTES_LIMIT } from '#shared/ml/modelDeflation';
import { decodeModel, modelId } from '#shared/ml/modelFile';
import { loadScorer, probabilityOf, type Scorer } from '#shared/ml/scorer';
import { type TopTerms, topTerms } from '#shared/ml/topTerms';
import { onChange } from '../storage/changes';
import { listModels, putModel, readModelBytes } from '../storage/models';
import type { ModelRecord } from '../storage/records';

/** What a search for the words that decide came to. */
export interface FlipSearch {
  /** Null if no set of words was found whose removal flips the label. */
  readonly flip: Flip | null;
  /** True if every set was tried, so that null means there is none. */
  readonly complete: boolean;
}

/** Models kept ready: comparing two, and one more to switch to. */
const LOADED_LIMIT = 3;

/** By id, the longest unused first. Promises, so that two calls at once load a model once. */
const loaded = new Map<string, Promise<Scorer>>();

function scorerOf(id: string): Promise<Scorer> {
  const scorer = loaded.get(id) ?? load(id);
  loaded.delete(id);
  loaded.set(id, scorer);
  for (const oldest of loaded.keys()) {
    if (loaded.size <= LOADED_LIMIT) break;
    loaded.delete(oldest);
  }
  return scorer;
}

function load(id: string): Promise<Scorer> {
  const loading = readModelBytes(id).then((bytes) => loadScorer(decodeModel(bytes)));
  loading.catch(() => {
    if (loaded.get(id) === loading) loaded.delete(id); // so that the next call tries again
  });
  return loading;
}

// A model deleted in any tab is not used any longer.
onChange(async (change) => {
  if (change !== 'models') return;
  const kept = new Set((await listModels()).map(({ id }) => id));
  for (const id of [...loaded.keys()]) if (!kept.has(id)) loaded.delete(id);
});

/** What a store may ask of the scoring thread. */
const api = {
  /**
   * Scores texts with the reasons shown.
   * @param threshold a score that overrides the model's own, or null.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async explain(modelId: string, texts: readonly string[], threshold: number | null): Promise<Explanation[]> {
    const scorer = await scorerOf(modelId);
    return texts.map((text) => explainText(scorer, text, 0, threshold ?? undefined));
  },

  /**
   * Looks for the smallest set of words without which `text` gets the other label. It does not pause: about a second for
   * 5 000 characters, during which nothing else is scored.
   * @param threshold a score that overrides the model's own, or null.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async flip(modelId: string, text: string, threshold: number | null): Promise<FlipSearch> {
    const flip = smallestFlip(await scorerOf(modelId), text, 0, threshold ?? undefined);
    return { flip, complete: wordsOf(text).length <= EXHAUSTIVE_WORDS };
  },

  /**
   * The terms that weigh most, at most `count` each way.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async topTerms(modelId: string, count: number): Promise<TopTerms> {
    return topTerms((await scorerOf(modelId)).model, 0, count);
  },

  /**
   * The probabilities that belong to `scores`, or nulls where the model has none.
   * @throws CodedError `model-missing`, `model-corrupt`.
   */
  async probabilities(modelId: string, scores: readonly number[]): Promise<(number | null)[]> {
    const { model } = await scorerOf(modelId);
    return scores.map((score) => probabilityOf(model, score));
  },

  /**
   * Checks a model file and keeps it under its SHA-256, with the file's name for a name.
   * @throws CodedError `model-not-a-model`, `model-too-new`, `model-cut-short`, `model-corrupt`, `model-too-large`,
   *   `file-unreadable`, `storage-full`.
   */
  async importModel(file: File): Promise<{ record: ModelRecord; existed: boolean }> {
    if (file.size > MODEL_BYTES_LIMIT) {
      throw new CodedError('model-too-large', { bytes: file.size, limit: MODEL_BYTES_LIMIT });
    }
    const bytes = inflateModelFile(await readWhole(file));
    const { manifest } = decodeModel(bytes, file.name);
    const record: ModelRecord = {
      id: modelId(bytes),
      name: file.name.replace(/\.moderato$/i, ''),
      createdAt: Date.now(),
      bytes: bytes.length,
      manifest,
      datasetName: null,
      origin: 'imported',
      notes: '',
      threshold: null,
    };
    return putModel(record, bytes);
  },
};

export type ScoreApi = typeof api;

expose(api);

async function readWhole(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new CodedError('file-unreadable', { name: file.name, reason: String(error) }, error);
  }
}
