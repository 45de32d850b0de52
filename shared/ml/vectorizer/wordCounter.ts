import type { FeatureSettings } from '../../api/pipelineSpec';
import type { TextPreparation } from '../../text/preparation';
import { createSegments, findWords } from '../../text/segments';
import { allocate, grown } from './arrays';
import type { Counter } from './counter';
import { readSteps, refuseIfFinished } from './counterSteps';
import { createFeatureReader } from './featureReader';
import { ranksByBytes } from './sortByBytes';
import { createTokenSymbols, DROPPED, TOKEN_SLICE } from './tokenSymbols';
import { sortWordGrams } from './wordGrams';

/** Symbols per block. */
const BLOCK = 1 << 18;

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
  const blocks: Uint32Array<ArrayBuffer>[] = [];
  let filled = BLOCK;
  let words = 0;
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
    for (let i = 0; i < count; ) {
      if (filled === BLOCK) {
        blocks.push(allocate(BLOCK));
        filled = 0;
      }
      const block = blocks[blocks.length - 1];
      const room = Math.min(count, i + BLOCK - filled);
      for (; i < room; i++) {
        if (slice[i] !== DROPPED) block[filled++] = slice[i];
      }
    }
    if (at < segments.length) return true;
    words = (blocks.length - 1) * BLOCK + filled;
    rowEnds = grown(rowEnds, rows + 1);
    rowEnds[rows++] = words;
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
      const sequence = allocate(words);
      for (let i = 0; i < blocks.length; i++) {
        const from = i * BLOCK;
        const block = blocks[i];
        const end = Math.min(words, from + BLOCK);
        for (let p = from; p < end; p++) sequence[p] = ranks[block[p - from]];
        blocks[i] = new Uint32Array(0);
        yield from;
      }
      return yield* sortWordGrams({ words: symbols.terms, ranks, sequence, rowEnds, rows }, minN, maxN);
    },
  };
}
