import { buffersOf } from '../../../base/buffersOf';
import { rowCount, type TextColumn } from '../../../data/column/textColumn';
import { mapProgress } from '../../../runtime/mapSteps';
import type { Pool } from '../../../runtime/parallel';
import { createTaskSet } from '../../../runtime/taskSet';
import type { FeatureSettings, PipelineSpec } from '../../../spec/pipelineSpec';
import type { MlKernels } from '../../pipeline/kernels';
import type { CountedCorpus } from './counter';
import { type CountedPart, isCountedByWords } from './countPart';
import { mergeCorpora } from './mergeCorpora';
import { countWordParts } from './wordParts/countWordParts';
import type { PartWords } from './wordParts/partWords';

/*
 * Counting on several threads. Where the text is cut is decided by the text; and wherever it is cut, the counts are
 * those of one counter.
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
/** Words of many parts are merged soon, counts are not. */
const WORDS_CUT: Cut = { ...CUT, rows: 8192, bytes: 4 * 1024 * 1024 };
/** The pieces of a text are counted in ten times the time of its words. */
const PIECES_CUT: Cut = { rows: 4096, bytes: 2 * 1024 * 1024, minBytes: 1024 * 1024 };

/** Counts the terms of every feature block of texts that come chunk by chunk. */
export interface PartsCounter {
  /** Appends the rows of a chunk, which may go to a thread at once. */
  add(chunk: TextColumn): void;
  /** True while more is waiting than keeps the threads busy. */
  isFull(): boolean;
  /** Rows counted so far. */
  done(): number;
  /** Resolves when something has changed, or after a while. Throws what a thread threw. */
  wait(): Promise<void>;
  /**
   * Counts what is left; yields whenever `done` may have changed.
   * @returns one per feature block. Null: there was so little text that nothing was counted.
   */
  finish(): AsyncGenerator<void, CountedCorpus[] | null, undefined>;
  /** The chunks that no thread has been given. */
  unsent(): readonly TextColumn[];
  /** Ends what is running. */
  stop(): Promise<void>;
}

/**
 * Makes a counter without rows.
 *
 * @param spare true if the buffers of chunks may go to other threads for good.
 */
export function createPartsCounter(
  spec: Pick<PipelineSpec, 'text' | 'features'>,
  pool: Pool<MlKernels>,
  spare: boolean,
  cut: Cut = cutFor(spec.features),
): PartsCounter {
  const tasks = createTaskSet();
  /** By block, by part. */
  const counted: CountedPart[][] = spec.features.map(() => []);
  /** Rows done, by part. */
  const counts: number[] = [];
  let closed: (readonly TextColumn[])[] = [];
  let part: TextColumn[] = [];
  let partRows = 0;
  let partBytes = 0;
  let bytes = 0;

  function close(): void {
    if (part.length > 0) closed.push(part);
    part = [];
    partRows = 0;
    partBytes = 0;
  }

  function send(): void {
    for (const chunks of closed) {
      const place = counts.push(0) - 1;
      const rows = chunks.reduce((sum, chunk) => sum + rowCount(chunk), 0);
      tasks.add(async (signal) => {
        const blocks = await pool.run(
          'countPart',
          { chunks, spec },
          {
            signal,
            transfer: spare ? buffersOf(chunks) : [],
            onProgress(some) {
              if (typeof some === 'number') counts[place] = some;
            },
          },
        );
        blocks.forEach((block, i) => {
          counted[i][place] = block;
        });
        counts[place] = rows;
      });
    }
    closed = [];
  }

  return {
    add(chunk) {
      bytes += chunk.bytes.length;
      part.push(chunk);
      partRows += rowCount(chunk);
      partBytes += chunk.bytes.length;
      if (partRows >= cut.rows || partBytes >= cut.bytes) close();
      if (bytes >= cut.minBytes) send();
    },
    isFull: () => tasks.size() > pool.size,
    done: () => counts.reduce((sum, count) => sum + count, 0),
    wait: () => tasks.next(),
    async *finish() {
      close();
      if (bytes < cut.minBytes) return null;
      send();
      while (tasks.size() > 0) {
        yield;
        await tasks.next();
      }
      await tasks.next();
      yield;
      const corpora: CountedCorpus[] = [];
      for (const [block, parts] of counted.entries()) {
        const corpus = areWords(parts)
          ? countWordParts(parts, spec.features[block].ngramRange, pool)
          : mergeCorpora(parts as CountedCorpus[]);
        corpora.push(yield* mapProgress(corpus, () => undefined));
      }
      return corpora;
    },
    unsent: () => [...closed.flat(), ...part],
    stop: () => tasks.stop(),
  };
}

function cutFor(features: readonly FeatureSettings[]): Cut {
  if (features.every(isCountedByWords)) return WORDS_CUT;
  const isPieces = (settings: FeatureSettings) => settings.kind !== 'surface' && settings.analyzer !== 'word';
  return features.some(isPieces) ? PIECES_CUT : CUT;
}

function areWords(parts: CountedPart[]): parts is PartWords[] {
  return parts.length > 0 && 'sequence' in parts[0];
}
