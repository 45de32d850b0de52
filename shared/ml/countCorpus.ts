import { hasSurface, type PipelineSpec } from '../api/pipelineSpec';
import { rowCount } from '../data/textColumn';
import { CodedError } from '../errors';
import { createDuplicateGroups } from '../text/duplicateGroups';
import { prepareText, type TextPreparation } from '../text/preparation';
import type { LabelledText } from './labelledText';
import { type FitProgress, showing } from './progress';
import { type CountedCorpus, createCounter } from './vectorizer/counter';

/** All that fitting needs of the text. */
export interface CountedText {
  /** What the spec's `text` needed: ready for scorers of the models to come. */
  readonly preparation: TextPreparation;
  /** One per feature block. */
  readonly corpora: readonly CountedCorpus[];
  /** Shape (rows,): duplicates have the same number. Null: splits take no notice of them. */
  readonly groups: Uint32Array<ArrayBuffer> | null;
}

/**
 * Reads the text once and counts the terms of every feature block over all rows. Any subset of the rows can be fitted from
 * the counts, again and again, without reading text.
 *
 * @param grouped also tell duplicates, for splits that keep them together.
 */
export async function* countCorpora(
  data: LabelledText,
  spec: Pick<PipelineSpec, 'text' | 'features'>,
  grouped: boolean,
): AsyncGenerator<FitProgress, CountedText, undefined> {
  const preparation = await prepareText(spec.text, hasSurface(spec));
  const counters = spec.features.map((settings) => createCounter(settings, preparation));
  const grouping = grouped ? createDuplicateGroups() : null;
  let done = 0;
  for await (const chunk of data.chunks()) {
    for (let block = 0; block < counters.length; block++) {
      for (const rows of counters[block].add(chunk)) {
        yield { phase: 'count', done: done + (rows * (block + 1)) / counters.length, total: data.rows };
      }
    }
    if (grouping) {
      for (const rows of grouping.add(chunk)) yield { phase: 'count', done: done + rows, total: data.rows };
    }
    done += rowCount(chunk);
    yield { phase: 'count', done, total: data.rows };
  }
  if (done !== data.rows) throw new CodedError('shape-mismatch', { what: 'comments', got: done, expected: data.rows });
  const corpora: CountedCorpus[] = [];
  for (const counter of counters) corpora.push(yield* showing({ phase: 'count', done, total: done }, counter.finish()));
  return { preparation, corpora, groups: grouping ? grouping.groups() : null };
}
