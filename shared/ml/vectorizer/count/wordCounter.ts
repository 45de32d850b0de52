import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../text/preparation';
import type { Counter } from './counter';
import { refuseIfFinished } from './counterSteps';
import { joined } from './longList';
import { ranksByBytes } from './sortByBytes';
import { sortWordGrams } from './wordGrams';
import { createWordReader } from './wordReader';

/**
 * The counter of the `word` analyzer. Reading a text only writes down the symbols of its words; n-grams are found by
 * sorting these at the end, which touches memory in order where a hash table of n-grams would miss the cache each time.
 */
export function createWordCounter(settings: FeatureSettings, preparation: TextPreparation): Counter {
  const [minN, maxN] = settings.ngramRange;
  const reader = createWordReader(settings, preparation);
  let finished = false;

  return {
    *add(column) {
      refuseIfFinished(finished);
      yield* reader.add(column);
    },

    *finish() {
      refuseIfFinished(finished);
      finished = true;
      const ranks = yield* ranksByBytes(reader.terms);
      const sequence = yield* joined(reader.words, ranks);
      const rowEnds = reader.rowEnds();
      return yield* sortWordGrams({ words: reader.terms, ranks, sequence, rowEnds, rows: rowEnds.length }, minN, maxN);
    },
  };
}
