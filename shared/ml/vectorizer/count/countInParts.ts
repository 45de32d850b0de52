import { buffersOf } from '../../../base/buffersOf';
import { rowCount, type TextColumn } from '../../../data/column/textColumn';
import { withProgress } from '../../../runtime/mapSteps';
import type { Pool } from '../../../runtime/parallel';
import { createTaskSet } from '../../../runtime/taskSet';
import type { PipelineSpec } from '../../../spec/pipelineSpec';
import type { MlKernels } from '../../pipeline/kernels';
import type { LabelledText } from '../../training/labelledText';
import type { FitProgress } from '../../training/progress';
import type { CountedCorpus } from './counter';
import { mergeCorpora } from './mergeCorpora';

/*
 * Counting on several threads. Where the text is cut is decided by the text; and wherever it is cut, the merged counts
 * are those of one counter.
 */

/** Where the text is cut. */
export interface Cut {
  /** A part is closed when it holds this many rows ... */
  readonly rows: number;
  /** ... or this many bytes. */
  readonly bytes: number;
  /** A text that is over before this many bytes is not worth starting threads for. */
  readonly minBytes: number;
}

const CUT: Cut = { rows: 16_384, bytes: 8 * 1024 * 1024, minBytes: 8 * 1024 * 1024 };

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
  cut: Cut = CUT,
): AsyncGenerator<FitProgress, PartsCounted, undefined> {
  const tasks = createTaskSet();
  /** By block, by part. */
  const counted: CountedCorpus[][] = spec.features.map(() => []);
  /** Rows done, by part. */
  const counts: number[] = [];
  let read = 0;
  const progress = (): FitProgress => ({
    phase: 'count',
    done: counts.reduce((sum, count) => sum + count, 0),
    total: data.rows,
  });

  let closed: (readonly TextColumn[])[] = [];
  let part: TextColumn[] = [];
  let partRows = 0;
  let partBytes = 0;
  let bytes = 0;
  const close = () => {
    if (part.length > 0) closed.push(part);
    part = [];
    partRows = 0;
    partBytes = 0;
  };
  /**
   * Submits closed parts to the pool: one more than it has threads, so that none is idle while the next part is read.
   */
  async function* send(): AsyncGenerator<FitProgress, void, undefined> {
    for (const chunks of closed) {
      while (tasks.size() > pool.size) {
        yield progress();
        await tasks.next();
      }
      const place = counts.push(0) - 1;
      tasks.add(async (signal) => {
        const corpora = await pool.run(
          'countPart',
          { chunks, spec },
          {
            signal,
            transfer: data.spare ? buffersOf(chunks) : [],
            onProgress(rows) {
              if (typeof rows === 'number') counts[place] = rows;
            },
          },
        );
        corpora.forEach((corpus, block) => {
          counted[block][place] = corpus;
        });
        counts[place] = corpora.length > 0 ? corpora[0].counts.rows : 0;
      });
    }
    closed = [];
  }

  try {
    for await (const chunk of data.chunks()) {
      const rows = rowCount(chunk);
      for (const _ of visit(chunk)) yield progress();
      read += rows;
      bytes += chunk.bytes.length;
      part.push(chunk);
      partRows += rows;
      partBytes += chunk.bytes.length;
      if (partRows >= cut.rows || partBytes >= cut.bytes) close();
      if (bytes >= cut.minBytes) yield* send();
      yield progress();
    }
    close();
    if (bytes < cut.minBytes) return { rows: read, corpora: null, chunks: closed.flat() };
    yield* send();
    while (tasks.size() > 0) {
      yield progress();
      await tasks.next();
    }
    await tasks.next();
  } finally {
    await tasks.stop();
  }
  yield progress();
  const corpora: CountedCorpus[] = [];
  for (const parts of counted) corpora.push(yield* withProgress(progress(), mergeCorpora(parts)));
  return { rows: read, corpora, chunks: [] };
}
