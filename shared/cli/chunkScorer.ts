import type { TextColumn } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import type { Model } from '#shared/ml/model/model';
import { loadScorer, scoreColumn } from '#shared/ml/scoring/scorer';
import { runStepsSync } from '#shared/runtime/steps';
import { createScoringPool } from './nodePool';

/** Scores chunks, in this thread or in several. */
export interface ChunkScorer {
  readonly model: Model;
  /** Chunks to have under way at a time, so that no thread waits and memory stays bounded. */
  readonly depth: number;
  /** Shape (rows × labels), row-major. */
  score(column: TextColumn): Promise<Float64Array>;
  close(): Promise<void>;
}

/**
 * Opens a model for scoring with `workers` threads; one means this one.
 * @param bytes the model file.
 * @param name of the file, for errors.
 */
export async function openChunkScorer(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  workers: number,
): Promise<ChunkScorer> {
  const model = decodeModel(bytes, name);
  if (workers === 1) {
    const scorer = await loadScorer(model);
    return {
      model,
      depth: 1,
      score: async (column) => runStepsSync(scoreColumn(scorer, column)),
      async close() {},
    };
  }
  const pool = createScoringPool(workers, bytes);
  return {
    model,
    depth: 2 * workers,
    score: (column) => pool.run('scoreChunk', column),
    close: () => pool.close(),
  };
}
