import { grown } from '../../../base/arrays';
import { rowCount } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { createSegments, findChunks } from '../../../text/decode/segments';
import type { TextPreparation } from '../../../text/preparation';
import { checkNonZeros } from '../../matrix/csrOps';
import { clearByteTable, createByteTable, createKey, internKey, keyOfCodePoints } from './byteTable';
import { countChunkRows } from './chunkRows';
import type { Counter } from './counter';
import { readSteps, refuseIfFinished } from './counterSteps';
import { createFeatureReader } from './featureReader';
import { createGramTrie } from './gramTrie';
import { createLearningWalker, createWalk, restart } from './gramWalker';
import { append, createLongList, joined, lengthOf } from './longList';
import { orderTerms } from './orderTerms';

/** Characters read per slice. */
const SLICE = 8192;
/** Longer chunks of text (links, walls of letters) are not looked up: they hardly ever come twice. */
const LOOKED_UP = 128;
/** Distinct chunks after which the memory of them starts afresh. */
const REMEMBERED = 2 ** 20;
/** Grams renumbered between two yields. */
const STEP = 1 << 18;

const SPACE = Uint32Array.of(0x20);

/**
 * The counter of the `char_wb` analyzer. The n-grams of a chunk between white space depend on the chunk alone, so they
 * are found once per distinct chunk, and reading a text only writes down which chunks it has. Rows are put together at
 * the end from the columns of their chunks.
 */
export function createChunkCounter(settings: FeatureSettings, preparation: TextPreparation): Counter {
  const [minN, maxN] = settings.ngramRange;
  const trie = createGramTrie(maxN);
  const shortTerms = new Set<number>(); // padded chunks below minN, which count whole
  const walker = createLearningWalker(trie, minN, (node) => shortTerms.add(node));
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const key = createKey();
  const padded = new Uint32Array(LOOKED_UP + 2).fill(SPACE[0]);

  const met = createByteTable();
  let chunkOfMet = new Uint32Array(1024); // by id in `met`
  const found = createWalk(maxN); // the grams of all chunks, one after another
  let gramStarts = new Uint32Array(1024); // by chunk
  let chunks = 0;

  const sequence = createLongList(); // chunks of all rows
  let rowEnds = new Uint32Array(1024);
  let rows = 0;
  let at = 0; // in the segments of the row being read
  let within = 0; // in a long chunk
  let finished = false;

  function start(bytes: Uint8Array, begin: number, end: number): void {
    findChunks(reader.read(bytes, begin, end), segments);
    at = 0;
    within = 0;
  }

  function more(): boolean {
    const { begins, ends, length } = segments;
    for (let budget = SLICE; at < length && budget > 0; ) {
      const size = ends[at] - begins[at];
      if (size <= LOOKED_UP) {
        append(sequence, chunkOf(begins[at], ends[at]));
        budget -= size;
        at += 1;
      } else budget -= readLong(begins[at], ends[at], Math.min(budget, size - within));
    }
    if (at < length) return true;
    if (met.count >= REMEMBERED) clearByteTable(met);
    rowEnds = grown(rowEnds, rows + 1);
    rowEnds[rows++] = lengthOf(sequence);
    return false;
  }

  function chunkOf(begin: number, end: number): number {
    const { codePoints } = reader.text;
    keyOfCodePoints(key, codePoints, begin, end);
    const known = met.count;
    const id = internKey(met, key);
    if (id < known) return chunkOfMet[id];
    const size = end - begin + 2;
    padded.set(codePoints.subarray(begin, end), 1);
    padded[size - 1] = SPACE[0];
    restart(found);
    walker.read(found, padded, 0, size);
    if (size < minN) walker.whole(found, size);
    chunkOfMet = grown(chunkOfMet, id + 1);
    chunkOfMet[id] = close();
    return chunkOfMet[id];
  }

  /** Reads up to `size` more characters of a long chunk; returns how many. */
  function readLong(begin: number, end: number, size: number): number {
    if (within === 0) {
      restart(found);
      walker.read(found, SPACE, 0, 1);
    }
    walker.read(found, reader.text.codePoints, begin + within, begin + within + size);
    within += size;
    if (begin + within === end) {
      walker.read(found, SPACE, 0, 1);
      append(sequence, close());
      within = 0;
      at += 1;
    }
    return size;
  }

  /** Makes a chunk of the grams found since the last. */
  function close(): number {
    checkNonZeros(found.length);
    gramStarts = grown(gramStarts, chunks + 2);
    gramStarts[chunks + 1] = found.length;
    return chunks++;
  }

  return {
    *add(column) {
      refuseIfFinished(finished);
      yield* readSteps(column, start, more, () => {});
    },
    *finish() {
      refuseIfFinished(finished);
      finished = true;
      const isTerm = (node: number, depth: number) => depth >= minN || shortTerms.has(node);
      const { terms, columnOf } = yield* orderTerms(trie, isTerm);
      const columns = found.grams;
      for (let i = 0; i < found.length; i++) {
        columns[i] = columnOf[columns[i]];
        if (i % STEP === STEP - 1) yield i;
      }
      const chunkRows = { rows, rowEnds, sequence: yield* joined(sequence, null), chunks, columns, starts: gramStarts };
      return { terms, ...(yield* countChunkRows(chunkRows, rowCount(terms))) };
    },
  };
}
