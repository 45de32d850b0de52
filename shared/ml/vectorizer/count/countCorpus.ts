import { CodedError } from '../../../base/errors';
import { rowCount, type TextColumn } from '../../../data/column/textColumn';
import { withProgress } from '../../../runtime/mapSteps';
import type { Pool } from '../../../runtime/parallel';
import { hasSurface, type PipelineSpec } from '../../../spec/pipelineSpec';
import { prepareText, type TextPreparation } from '../../../text/preparation';
import type { MlKernels } from '../../pipeline/kernels';
import type { LabelledText } from '../../training/labelledText';
import type { FitProgress } from '../../training/progress';
import { type CountedCorpus, createCounter } from './counter';
import { countAhead, countInParts } from './countInParts';
import type { PartsCounter } from './partsCounter';
import { createSplitGroups } from './splitGroups';

/** All that fitting needs of the text. */
export interface CountedText {
  /** What the spec's `text` needed: ready for scorers of the models to come. */
  readonly preparation: TextPreparation;
  /** One per feature block. */
  readonly corpora: readonly CountedCorpus[];
  /** Shape (rows,): duplicates have the same number. Null: splits ignore them. */
  readonly groups: Uint32Array<ArrayBuffer> | null;
  /** Shape (rows,): copies but for links, names and numbers have the same number. Null where they were not wanted. */
  readonly similar: Uint32Array<ArrayBuffer> | null;
}

/**
 * Reads the text once and counts the terms of every feature block over all rows. Any subset of the rows can be fitted
 * from the counts, again and again, without reading text.
 *
 * @param grouped also find duplicates, for splits that keep them together; 'copies': none that are merely similar.
 * @param pool counts parts of the text side by side, if it has more than one thread; the counts are the same.
 * @param ahead a counter of the same spec that was given all chunks while they were read.
 */
export async function* countCorpora(
  data: LabelledText,
  spec: Pick<PipelineSpec, 'text' | 'features'>,
  grouped: boolean | 'copies',
  pool: Pool<MlKernels> | null = null,
  ahead: PartsCounter | null = null,
): AsyncGenerator<FitProgress, CountedText, undefined> {
  const preparation = await prepareText(spec.text, hasSurface(spec));
  const grouping = grouped === false ? null : createSplitGroups(spec, preparation, grouped !== 'copies');
  const group = (chunk: TextColumn) => grouping?.add(chunk) ?? [];
  let counted: CountedCorpora;
  const shared = pool && worthSharing(spec, pool) ? countInParts(data, spec, pool, group) : null;
  const counting = ahead ? countAhead(ahead, data, group) : shared;
  if (counting) {
    const parts = yield* counting;
    checkRows(parts.rows, data);
    const rest = { ...data, chunks: () => parts.chunks };
    counted = parts.corpora ?? (yield* countInOne(rest, spec, preparation, () => []));
  } else counted = yield* countInOne(data, spec, preparation, group);
  return { preparation, corpora: counted, groups: grouping?.groups() ?? null, similar: grouping?.similar() ?? null };
}

/** True if `pool` is of use in counting. */
export function worthSharing({ features }: Pick<PipelineSpec, 'features'>, pool: Pool<MlKernels>): boolean {
  return pool.size > 1 && features.length > 0;
}

type CountedCorpora = CountedText['corpora'];

/** Counts in this thread, with one counter for each block. */
async function* countInOne(
  data: LabelledText,
  spec: Pick<PipelineSpec, 'text' | 'features'>,
  preparation: TextPreparation,
  visit: (chunk: TextColumn) => Iterable<number>,
): AsyncGenerator<FitProgress, CountedCorpora, undefined> {
  const counters = spec.features.map((settings) => createCounter(settings, preparation));
  let done = 0;
  for await (const chunk of data.chunks()) {
    for (let block = 0; block < counters.length; block++) {
      for (const rows of counters[block].add(chunk)) {
        yield { phase: 'count', done: done + (rows * (block + 1)) / counters.length, total: data.rows };
      }
    }
    for (const rows of visit(chunk)) yield { phase: 'count', done: done + rows, total: data.rows };
    done += rowCount(chunk);
    yield { phase: 'count', done, total: data.rows };
  }
  checkRows(done, data);
  const corpora: CountedCorpus[] = [];
  for (const counter of counters)
    corpora.push(yield* withProgress({ phase: 'count', done, total: done }, counter.finish()));
  return corpora;
}

function checkRows(got: number, { rows }: LabelledText): void {
  if (got !== rows) throw new CodedError('shape-mismatch', { what: 'comments', got, expected: rows });
}
