import type { TextColumn } from '../../../data/column/textColumn';
import { withProgress } from '../../../runtime/mapSteps';
import { type FeatureSettings, hasSurface, type PipelineSpec } from '../../../spec/pipelineSpec';
import { prepareText } from '../../../text/preparation';
import { type CountedCorpus, createCounter } from './counter';
import { createPartReader, type PartWords } from './wordParts/partWords';

/** Some rows of a corpus and how to count them. */
export interface CountPartInput {
  readonly chunks: readonly TextColumn[];
  readonly spec: Pick<PipelineSpec, 'text' | 'features'>;
}

/**
 * A feature block of some rows: words, from which `countWordParts` counts, or counts, which `mergeCorpora` puts
 * together.
 */
export type CountedPart = CountedCorpus | PartWords;

/** True for a feature block whose parts are words. */
export function isCountedByWords(settings: FeatureSettings): boolean {
  return settings.kind !== 'hashing' && settings.kind !== 'surface' && settings.analyzer === 'word';
}

/**
 * Counts the terms of some rows, or reads their words. Yields the number of rows read, not whole.
 *
 * @returns one part per feature block.
 */
export async function* countPart({ chunks, spec }: CountPartInput): AsyncGenerator<number, CountedPart[], undefined> {
  const preparation = await prepareText(spec.text, hasSurface(spec));
  const parts: CountedPart[] = [];
  const blocks = spec.features.length;
  const total = chunks.reduce((sum, { offsets }) => sum + offsets.length - 1, 0);
  for (const [block, settings] of spec.features.entries()) {
    const counter = isCountedByWords(settings)
      ? createPartReader(settings, preparation)
      : createCounter(settings, preparation);
    let done = 0;
    for (const chunk of chunks) {
      for (const rows of counter.add(chunk)) yield (total * block + done + rows) / blocks;
      done += chunk.offsets.length - 1;
    }
    const finishing: Generator<number, CountedPart, undefined> = counter.finish();
    parts.push(yield* withProgress((total * (block + 1)) / blocks, finishing));
  }
  return parts;
}
