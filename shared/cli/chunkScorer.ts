import type { TextColumn } from '#shared/data/column/textColumn';
import { decodeModel } from '#shared/ml/model/decode';
import type { Model } from '#shared/ml/model/model';
import { createKnowledgeReader } from '#shared/ml/scoring/doubt';
import { type Judged, judgeColumn } from '#shared/ml/scoring/judgeColumn';
import { loadScorer } from '#shared/ml/scoring/scorer';
import { runStepsSync } from '#shared/runtime/steps';
import { createScoringPool } from './nodePool';

/** Scores chunks, in this thread or in several. */
export interface ChunkScorer {
  readonly model: Model;
  /** Chunks to have under way at a time, so that no thread waits and memory stays bounded. */
  readonly depth: number;
  /**
   * Scores rows and says where the model cannot tell.
   * @param threshold the score from which the first label is given.
   */
  judge(column: TextColumn, threshold: number): Promise<Judged>;
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
    const knowledge = createKnowledgeReader(scorer);
    return {
      model,
      depth: 1,
      judge: async (column, threshold) => runStepsSync(judgeColumn(scorer, knowledge, column, threshold)),
      async close() {},
    };
  }
  const pool = createScoringPool(workers, bytes);
  return {
    model,
    depth: 2 * workers,
    judge: (column, threshold) => pool.run('judgeChunk', { column, threshold }),
    close: () => pool.close(),
  };
}
