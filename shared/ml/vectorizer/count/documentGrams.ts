import { grown } from '../../../base/arrays';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { collapseSpaces, createSegments, findChunks, findWords } from '../../../text/decode/segments';
import type { TextPreparation } from '../../../text/preparation';
import { clearByteTable, createByteTable, createKey, internKey, keyOfCodePoints } from './byteTable';
import { createFeatureReader } from './featureReader';
import { createWalk, type GramWalker, restart } from './gramWalker';
import { DROPPED, TOKEN_SLICE, type TokenSymbols } from './tokenSymbols';

/**
 * Counts the n-grams of one text at a time, in slices of work, so that a text of any length can be left between two.
 *
 *     grams.start(bytes, begin, end);
 *     while (grams.more()) ...
 *     // grams.nodes[0 .. grams.length) are the distinct nodes, grams.counts[node] how often each was met
 *     grams.clear();
 */
export interface DocumentGrams {
  start(bytes: Uint8Array, begin: number, end: number): void;
  /** Does a few milliseconds' work at most; false when the text is done. */
  more(): boolean;
  /** Distinct nodes, in order of first appearance. */
  nodes: Uint32Array<ArrayBuffer>;
  length: number;
  /** By node; 0 but for `nodes`. */
  counts: Uint32Array<ArrayBuffer>;
  /** Number of grams in the text, those that the walker does not want included. */
  total: number;
  /** Forgets the text. */
  clear(): void;
}

/** Characters read per slice. */
const SLICE = 8192;
/** Longer chunks of text (links, runs of letters) are read directly and not cached. */
const REMEMBERED_LENGTH = 128;
/** Entries and words after which the memory of chunks starts afresh. */
const MEMORY_GRAMS = 2 ** 24;
const MEMORY_WORDS = 2 ** 20;

const SPACE = Uint32Array.of(0x20);

/** How many grams of `minN` to `maxN` symbols a sequence of `length` symbols has. */
export function gramsIn(length: number, minN: number, maxN: number): number {
  let grams = 0;
  for (let n = minN; n <= maxN && n <= length; n++) grams += length - n + 1;
  return grams;
}

/**
 * Makes the counter of grams that `settings` ask for, in the words of scikit-learn's CountVectorizer:
 * `word`: n-grams over tokens of two or more word characters, stop words left out first;
 * `char`: n-grams over the text with runs of white space collapsed;
 * `char_wb`: n-grams over each chunk between white space, padded with a space on either side; a padded chunk shorter
 * than the shortest n-gram counts once, whole.
 *
 * @param tokens symbols of words; used by the `word` analyzer only.
 */
export function createDocumentGrams(
  settings: FeatureSettings,
  preparation: TextPreparation,
  tokens: TokenSymbols,
  walker: GramWalker,
): DocumentGrams {
  const [minN, maxN] = settings.ngramRange;
  const { trie } = walker;
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const key = createKey();
  const walk = createWalk(maxN);
  let at = 0;

  const self: DocumentGrams = {
    nodes: new Uint32Array(1024),
    length: 0,
    counts: new Uint32Array(1024),
    total: 0,
    start: startWords,
    more: moreWords,
    clear() {
      const { nodes, counts, length } = self;
      for (let i = 0; i < length; i++) counts[nodes[i]] = 0;
      self.length = 0;
    },
  };

  function tally(grams: Uint32Array, from: number, to: number, weight: number): void {
    self.counts = grown(self.counts, trie.count);
    self.nodes = grown(self.nodes, self.length + to - from + 1);
    const { nodes, counts } = self;
    let { length } = self;
    for (let i = from; i < to; i++) {
      const node = grams[i];
      const count = counts[node];
      nodes[length] = node; // kept only if it is the first, without an unpredictable branch
      length += count === 0 ? 1 : 0;
      counts[node] = count + weight;
    }
    self.length = length;
  }

  /** Counts what the walk has gathered, and empties it. */
  function settle(): void {
    tally(walk.grams, 0, walk.length, 1);
    walk.length = 0;
  }

  // word

  const symbols = new Uint32Array(TOKEN_SLICE);
  let words = 0;

  function startWords(bytes: Uint8Array, begin: number, end: number): void {
    findWords(reader.read(bytes, begin, end), segments);
    restart(walk);
    at = 0;
    words = 0;
    self.total = 0;
  }

  function moreWords(): boolean {
    const next = tokens.read(reader.text, segments, at, symbols);
    let count = 0;
    for (let i = 0; i < next - at; i++) {
      if (symbols[i] !== DROPPED) symbols[count++] = symbols[i];
    }
    at = next;
    walker.read(walk, symbols, 0, count);
    settle();
    words += count;
    if (at < segments.length) return true;
    self.total = gramsIn(words, minN, maxN);
    return false;
  }

  // char

  function startCharacters(bytes: Uint8Array, begin: number, end: number): void {
    collapseSpaces(reader.read(bytes, begin, end), false);
    restart(walk);
    at = 0;
    self.total = gramsIn(reader.text.length, minN, maxN);
  }

  function moreCharacters(): boolean {
    const { codePoints, length } = reader.text;
    const end = Math.min(length, at + SLICE);
    walker.read(walk, codePoints, at, end);
    settle();
    at = end;
    return at < length;
  }

  // char_wb: the grams of a chunk depend on the chunk alone, so they are found once per distinct chunk.

  const chunks = createByteTable();
  const found = createWalk(maxN);
  let foundStarts = new Uint32Array(1024);
  const padded = new Uint32Array(REMEMBERED_LENGTH + 2).fill(SPACE[0]);
  let chunkCounts = new Uint32Array(1024);
  let pending = new Uint32Array(1024);
  let pendingLength = 0;
  let within = 0;

  function startChunks(bytes: Uint8Array, begin: number, end: number): void {
    findChunks(reader.read(bytes, begin, end), segments);
    at = 0;
    within = 0;
    self.total = 0;
  }

  function moreChunks(): boolean {
    const { begins, ends, length } = segments;
    for (let budget = SLICE; at < length && budget > 0; ) {
      const size = ends[at] - begins[at];
      if (size <= REMEMBERED_LENGTH) {
        countChunk(begins[at], ends[at]);
        budget -= size;
        at += 1;
      } else {
        budget -= readLongChunk(begins[at], ends[at], Math.min(budget, size - within));
      }
    }
    if (at < length) return true;
    settlePending();
    return false;
  }

  function countChunk(begin: number, end: number): void {
    const { codePoints } = reader.text;
    keyOfCodePoints(key, codePoints, begin, end);
    const known = chunks.count;
    const id = internKey(chunks, key);
    if (id === known) learnChunk(begin, end, id);
    if (chunkCounts[id]++ === 0) {
      pending = grown(pending, pendingLength + 1);
      pending[pendingLength++] = id;
    }
    const size = end - begin + 2;
    self.total += size < minN ? 1 : gramsIn(size, minN, maxN);
  }

  function learnChunk(begin: number, end: number, id: number): void {
    const size = end - begin + 2;
    padded.set(reader.text.codePoints.subarray(begin, end), 1);
    padded[size - 1] = SPACE[0];
    restart(found);
    walker.read(found, padded, 0, size);
    if (size < minN) walker.whole(found, size);
    foundStarts = grown(foundStarts, id + 2);
    foundStarts[id + 1] = found.length;
    chunkCounts = grown(chunkCounts, id + 1);
  }

  /** Reads up to `size` more characters of a long chunk; returns how many. */
  function readLongChunk(begin: number, end: number, size: number): number {
    if (within === 0) {
      restart(walk);
      walker.read(walk, SPACE, 0, 1);
    }
    walker.read(walk, reader.text.codePoints, begin + within, begin + within + size);
    within += size;
    if (begin + within === end) {
      walker.read(walk, SPACE, 0, 1);
      self.total += gramsIn(within + 2, minN, maxN);
      within = 0;
      at += 1;
    }
    settle();
    return size;
  }

  function settlePending(): void {
    for (let i = 0; i < pendingLength; i++) {
      const id = pending[i];
      tally(found.grams, foundStarts[id], foundStarts[id + 1], chunkCounts[id]);
      chunkCounts[id] = 0;
    }
    pendingLength = 0;
    // Between two texts, when nothing points into it, a memory that has grown too large starts afresh.
    if (found.length < MEMORY_GRAMS && chunks.count < MEMORY_WORDS) return;
    clearByteTable(chunks);
    found.length = 0;
  }

  if (settings.analyzer === 'char') {
    self.start = startCharacters;
    self.more = moreCharacters;
  } else if (settings.analyzer === 'char_wb') {
    self.start = startChunks;
    self.more = moreChunks;
  }
  return self;
}
