import type { FeatureSettings } from '../../api/pipelineSpec';
import { createCodePointReader } from '../../text/codePoints';
import { createSegments, findWords } from '../../text/segments';
import { allocate, grown } from './arrays';
import { createKey, keyOfCodePoints } from './byteTable';
import type { Counter } from './counter';
import { readSteps, refuseIfFinished } from './counterSteps';
import { ranksByBytes } from './sortByBytes';
import { createTokenSymbols, DROPPED } from './tokenSymbols';
import { sortWordGrams } from './wordGrams';

/** Words turned to symbols between two looks at the clock. */
const SLICE = 8192;
/** Symbols per block. */
const BLOCK = 1 << 18;

/**
 * The counter of the `word` analyzer. Reading a text only writes down the symbols of its words; n-grams are found by
 * sorting these at the end, which touches memory in order where a hash table of n-grams would miss the cache each time.
 */
export function createWordCounter(settings: FeatureSettings, stopWords: readonly string[]): Counter {
  const [minN, maxN] = settings.ngramRange;
  const symbols = createTokenSymbols(stopWords, true);
  const reader = createCodePointReader(settings);
  const segments = createSegments();
  const key = createKey();
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
    const { codePoints } = reader.text;
    const { begins, ends, length } = segments;
    const stop = Math.min(length, at + SLICE);
    while (at < stop) {
      if (filled === BLOCK) {
        blocks.push(allocate(BLOCK));
        filled = 0;
      }
      const block = blocks[blocks.length - 1];
      const room = Math.min(stop, at + BLOCK - filled);
      for (; at < room; at++) {
        keyOfCodePoints(key, codePoints, begins[at], ends[at]);
        const symbol = symbols.symbolOf(key);
        if (symbol !== DROPPED) block[filled++] = symbol;
      }
    }
    if (at < length) return true;
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
      const ranks = yield* ranksByBytes(symbols.tokens);
      const sequence = allocate(words);
      for (let i = 0; i < blocks.length; i++) {
        const from = i * BLOCK;
        const block = blocks[i];
        const end = Math.min(words, from + BLOCK);
        for (let p = from; p < end; p++) sequence[p] = ranks[block[p - from]];
        blocks[i] = new Uint32Array(0);
        yield from;
      }
      return yield* sortWordGrams({ words: symbols.tokens, ranks, sequence, rowEnds, rows }, minN, maxN);
    },
  };
}
