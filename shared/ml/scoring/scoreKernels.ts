import type { TextColumn } from '../../data/column/textColumn';
import { decodeModel } from '../model/decode';
import { createKnowledgeReader, type KnowledgeReader } from './doubt';
import { type Judged, judgeColumn } from './judgeColumn';
import { scoreColumn } from './scoreColumn';
import { loadScorer, type Scorer } from './scorer';

/** Rows, and the score from which their first label is given. */
export interface ChunkToJudge {
  readonly column: TextColumn;
  readonly threshold: number;
}

/**
 * Kernels that score with one model. A thread is given the model once, when it starts; it is decoded with the first
 * chunk.
 * @param bytes a model file.
 */
export function createScoreKernels(bytes: Uint8Array<ArrayBuffer>) {
  let loading: Promise<Loaded> | null = null;
  return {
    /**
     * Scores every row. Yields rows done; returns shape (rows × labels), row-major. Throws what `decodeModel` refuses.
     */
    async *scoreChunk(column: TextColumn): AsyncGenerator<number, Float64Array<ArrayBuffer>, undefined> {
      loading ??= load(bytes);
      const { scorer } = await loading;
      return yield* scoreColumn(scorer, column);
    },

    /** The same with where the model cannot tell: see judgeColumn.ts. */
    async *judgeChunk({ column, threshold }: ChunkToJudge): AsyncGenerator<number, Judged, undefined> {
      loading ??= load(bytes);
      const { scorer, knowledge } = await loading;
      return yield* judgeColumn(scorer, knowledge, column, threshold);
    },
  };
}

export type ScoreKernels = ReturnType<typeof createScoreKernels>;

interface Loaded {
  readonly scorer: Scorer;
  readonly knowledge: KnowledgeReader;
}

async function load(bytes: Uint8Array<ArrayBuffer>): Promise<Loaded> {
  const scorer = await loadScorer(decodeModel(bytes));
  return { scorer, knowledge: createKnowledgeReader(scorer) };
}
