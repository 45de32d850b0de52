import type { TextColumn } from '../../data/column/textColumn';
import { decodeModel } from '../model/decode';
import { loadScorer, type Scorer, scoreColumn } from './scorer';

/**
 * Kernels that score with one model. A thread is given the model once, when it starts; it is decoded with the first chunk.
 * @param bytes a model file.
 */
export function createScoreKernels(bytes: Uint8Array<ArrayBuffer>) {
  let loading: Promise<Scorer> | null = null;
  return {
    /** Scores every row. Yields rows done; returns shape (rows × labels), row-major. Throws what `decodeModel` refuses. */
    async *scoreChunk(column: TextColumn): AsyncGenerator<number, Float64Array<ArrayBuffer>, undefined> {
      loading ??= load(bytes);
      return yield* scoreColumn(await loading, column);
    },
  };
}

export type ScoreKernels = ReturnType<typeof createScoreKernels>;

async function load(bytes: Uint8Array<ArrayBuffer>): Promise<Scorer> {
  return loadScorer(decodeModel(bytes));
}
