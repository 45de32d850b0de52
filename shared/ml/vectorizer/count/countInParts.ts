import { rowCount, type TextColumn } from '../../../data/column/textColumn';
import { mapProgress } from '../../../runtime/mapSteps';
import type { Pool } from '../../../runtime/parallel';
import type { PipelineSpec } from '../../../spec/pipelineSpec';
import type { MlKernels } from '../../pipeline/kernels';
import type { LabelledText } from '../../training/labelledText';
import type { FitProgress } from '../../training/progress';
import type { CountedCorpus } from './counter';
import { type Cut, createPartsCounter, type PartsCounter } from './partsCounter';

export interface PartsCounted {
  readonly rows: number;
  /** One per feature block. Null: there was so little text that nothing was counted; it is all in `chunks`. */
  readonly corpora: readonly CountedCorpus[] | null;
  readonly chunks: readonly TextColumn[];
}

/**
 * Counts the terms of every feature block with a pool.
 *
 * @param visit sees each chunk before it goes; yields the number of its rows done so far.
 * @throws CodedError what counters throw; `worker-failed` if a thread exits.
 */
export async function* countInParts(
  data: LabelledText,
  spec: Pick<PipelineSpec, 'text' | 'features'>,
  pool: Pool<MlKernels>,
  visit: (chunk: TextColumn) => Iterable<number>,
  cut?: Cut,
): AsyncGenerator<FitProgress, PartsCounted, undefined> {
  const counter = createPartsCounter(spec, pool, data.spare ?? false, cut);
  const add = async function* (chunk: TextColumn): AsyncGenerator<FitProgress, void, undefined> {
    while (counter.isFull()) {
      yield progressOf(counter, data);
      await counter.wait();
    }
    counter.add(chunk);
  };
  return yield* countChunks(counter, data, visit, add);
}

/**
 * `countInParts` with a counter that was given all chunks of `data` while they were read.
 */
export function countAhead(
  counter: PartsCounter,
  data: LabelledText,
  visit: (chunk: TextColumn) => Iterable<number>,
): AsyncGenerator<FitProgress, PartsCounted, undefined> {
  return countChunks(counter, data, visit, async function* () {});
}

async function* countChunks(
  counter: PartsCounter,
  data: LabelledText,
  visit: (chunk: TextColumn) => Iterable<number>,
  add: (chunk: TextColumn) => AsyncGenerator<FitProgress, void, undefined>,
): AsyncGenerator<FitProgress, PartsCounted, undefined> {
  let read = 0;
  try {
    for await (const chunk of data.chunks()) {
      for (const _ of visit(chunk)) yield progressOf(counter, data);
      read += rowCount(chunk);
      yield* add(chunk);
      yield progressOf(counter, data);
    }
    const corpora = yield* mapProgress(counter.finish(), () => progressOf(counter, data));
    return { rows: read, corpora, chunks: corpora ? [] : counter.unsent() };
  } finally {
    await counter.stop();
  }
}

const progressOf = (counter: PartsCounter, { rows }: LabelledText): FitProgress => ({
  phase: 'count',
  done: counter.done(),
  total: rows,
});
