import { grown } from '../../../base/arrays';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { createSegments, findWords } from '../../../text/decode/segments';
import type { TextPreparation } from '../../../text/preparation';
import type { Counter } from './counter';
import { readSteps, refuseIfFinished } from './counterSteps';
import { createFeatureReader } from './featureReader';
import { appendAll, createLongList, joined, lengthOf } from './longList';
import { ranksByBytes } from './sortByBytes';
import { createTokenSymbols, DROPPED, TOKEN_SLICE } from './tokenSymbols';
import { sortWordGrams } from './wordGrams';

/**
 * The counter of the `word` analyzer. Reading a text only writes down the symbols of its words; n-grams are found by
 * sorting these at the end, which touches memory in order where a hash table of n-grams would miss the cache each time.
 */
export function createWordCounter(settings: FeatureSettings, preparation: TextPreparation): Counter {
  const [minN, maxN] = settings.ngramRange;
  const symbols = createTokenSymbols(settings, preparation, true);
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const slice = new Uint32Array(TOKEN_SLICE);
  const words = createLongList(); // symbols
  let rowEnds = new Uint32Array(1024);
  let rows = 0;
  let at = 0;
  let finished = false;

  function start(bytes: Uint8Array, begin: number, end: number): void {
    findWords(reader.read(bytes, begin, end), segments);
    at = 0;
  }

  function more(): boolean {
    const next = symbols.read(reader.text, segments, at, slice);
    const count = next - at;
    at = next;
    appendAll(words, slice, count, DROPPED);
    if (at < segments.length) return true;
    rowEnds = grown(rowEnds, rows + 1);
    rowEnds[rows++] = lengthOf(words);
    return false;
  }

  return {
    *add(column) {
      refuseIfFinished(finished);
      yield* readSteps(column, start, more, () => {});
    },

    *finish() {
      refuseIfFinished(finished);
      finished = true;
      const ranks = yield* ranksByBytes(symbols.terms);
      return yield* sortWordGrams(
        { words: symbols.terms, ranks, sequence: yield* joined(words, ranks), rowEnds, rows },
        minN,
        maxN,
      );
    },
  };
}
