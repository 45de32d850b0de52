import type { TextColumn } from '../../../data/column/textColumn';
import { withProgress } from '../../../runtime/mapSteps';
import { hasSurface, type PipelineSpec } from '../../../spec/pipelineSpec';
import { prepareText } from '../../../text/preparation';
import { type CountedCorpus, createCounter } from './counter';

/** Some rows of a corpus and how to count them. */
export interface CountPartInput {
  readonly chunks: readonly TextColumn[];
  readonly spec: Pick<PipelineSpec, 'text' | 'features'>;
}

/**
 * Counts the terms of some rows; `mergeCorpora` puts such parts together. Yields the number of rows read, not whole.
 *
 * @returns one corpus per feature block.
 */
export async function* countPart({ chunks, spec }: CountPartInput): AsyncGenerator<number, CountedCorpus[], undefined> {
  const preparation = await prepareText(spec.text, hasSurface(spec));
  const corpora: CountedCorpus[] = [];
  const blocks = spec.features.length;
  const total = chunks.reduce((sum, { offsets }) => sum + offsets.length - 1, 0);
  for (const [block, settings] of spec.features.entries()) {
    const counter = createCounter(settings, preparation);
    let done = 0;
    for (const chunk of chunks) {
      for (const rows of counter.add(chunk)) yield (total * block + done + rows) / blocks;
      done += chunk.offsets.length - 1;
    }
    corpora.push(yield* withProgress((total * (block + 1)) / blocks, counter.finish()));
  }
  return corpora;
}
