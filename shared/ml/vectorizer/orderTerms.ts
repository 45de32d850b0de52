import type { TextColumn } from '../../data/textColumn';
import { allocate, grown, grownBytes, NONE } from './arrays';
import { type GramTrie, parentOf, ROOT, symbolOf } from './gramTrie';

export interface OrderedTerms {
  /** Sorted by UTF-8 bytes. */
  readonly terms: TextColumn;
  /** Row in `terms`, by node; NONE for a node that is no term. */
  readonly columnOf: Uint32Array<ArrayBuffer>;
}

/** How the symbols of a trie are ordered and written. */
export interface SymbolNames {
  /** Rank of a symbol among all by its bytes, below `ranks`. */
  rankOf(symbol: number): number;
  readonly ranks: number;
  /** The most bytes that `write` writes. */
  sizeOf(symbol: number): number;
  /** Writes a symbol's bytes at `at`; returns the index after them. */
  write(symbol: number, bytes: Uint8Array, at: number): number;
  /** A space between two symbols of a gram: yes for words. */
  readonly spaced: boolean;
}

/** Nodes visited between two yields. */
const STEP = 1 << 17;

/**
 * Lists the terms of a trie by their bytes without comparing them: the order is that of the trie walked depth first,
 * siblings by the rank of their last symbol. That is the order of bytes for characters, since UTF-8 keeps the order of
 * code points, and for words, since the space between them is less than any byte of a word.
 *
 * The walk itself would wait for memory at every step, so the places are computed instead, level by level, in passes
 * whose steps do not depend on each other.
 */
export function* orderTerms(
  trie: GramTrie,
  isTerm: (node: number, depth: number) => boolean,
  names: SymbolNames,
): Generator<number, OrderedTerms, undefined> {
  const nodes = yield* nodesInOrder(trie, names);
  const columnOf = allocate(trie.count).fill(NONE);
  let bytes = new Uint8Array(4096);
  let offsets = allocate(1024);
  let columns = 0;
  let length = 0;
  let path = new Uint8Array(256);
  const ends = new Uint32Array(trie.order + 1);
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] & NODE_MASK;
    const depth = nodes[i] >>> DEPTH_SHIFT;
    const symbol = symbolOf(trie, node);
    let at = ends[depth - 1];
    path = grownBytes(path, at + 1 + names.sizeOf(symbol));
    if (names.spaced && depth > 1) path[at++] = 0x20;
    at = names.write(symbol, path, at);
    ends[depth] = at;
    if (isTerm(node, depth)) {
      bytes = grownBytes(bytes, length + at);
      for (let k = 0; k < at; k++) bytes[length + k] = path[k];
      length += at;
      columnOf[node] = columns++;
      offsets = grown(offsets, columns + 1);
      offsets[columns] = length;
    }
    if (i % STEP === STEP - 1) yield i;
  }
  return { terms: { bytes: bytes.slice(0, length), offsets: offsets.slice(0, columns + 1) }, columnOf };
}

/** Nodes are below 2^27 and no gram is longer than 31 symbols, so a node and its depth fit one number. */
const DEPTH_SHIFT = 27;
const NODE_MASK = 2 ** DEPTH_SHIFT - 1;

/** All nodes but the root, each with its depth above NODE_MASK, depth first, siblings by rank. */
function* nodesInOrder(trie: GramTrie, names: SymbolNames): Generator<number, Uint32Array<ArrayBuffer>, undefined> {
  const size = trie.count - 1;

  // By rank of the last symbol: one counting sort for all.
  const rankStarts = allocate(names.ranks + 1);
  for (let node = 1; node <= size; node++) {
    rankStarts[names.rankOf(symbolOf(trie, node)) + 1] += 1;
    if (node % STEP === 0) yield node;
  }
  accumulate(rankStarts);
  yield 0;
  const byRank = allocate(size);
  for (let node = 1; node <= size; node++) {
    byRank[rankStarts[names.rankOf(symbolOf(trie, node))]++] = node;
    if (node % STEP === 0) yield node;
  }

  // By depth, then rank. A parent is always a lower node than its children.
  const depths = new Uint8Array(trie.count);
  const levels = new Uint32Array(trie.order + 2); // level d lies at levels[d] .. levels[d + 1]
  for (let node = 1; node <= size; node++) {
    depths[node] = depths[parentOf(trie, node)] + 1;
    levels[depths[node] + 1] += 1;
    if (node % STEP === 0) yield node;
  }
  accumulate(levels);
  const ordered = allocate(size);
  const filled = levels.slice();
  for (let i = 0; i < size; i++) {
    ordered[filled[depths[byRank[i]]]++] = byRank[i];
    if (i % STEP === STEP - 1) yield i;
  }

  // Level by level: by place of the parent in its level, then rank. `childStarts[i]` is where the children of the node at
  // place i begin, and those of place i + 1 follow at once.
  const place = allocate(trie.count); // by node: index in `ordered`
  const childStarts = allocate(size + 1);
  for (let i = levels[1]; i < levels[2]; i++) place[ordered[i]] = i;
  for (let depth = 2; depth <= trie.order; depth++) {
    const begin = levels[depth];
    const end = levels[depth + 1];
    const parents = levels[depth - 1];
    const starts = childStarts.subarray(parents, begin + 1);
    for (let i = begin; i < end; i++) {
      starts[place[parentOf(trie, ordered[i])] - parents + 1] += 1;
      if (i % STEP === STEP - 1) yield i;
    }
    starts[0] = begin;
    accumulate(starts);
    byRank.set(ordered.subarray(begin, end), begin); // scratch by now
    const next = starts.slice();
    for (let i = begin; i < end; i++) {
      const node = byRank[i];
      const to = next[place[parentOf(trie, node)] - parents]++;
      ordered[to] = node;
      place[node] = to;
      if (i % STEP === STEP - 1) yield i;
    }
  }
  // The last level has no children.
  childStarts.fill(size, levels[trie.order]);

  // sums[i]: sizes of the subtrees at place i and all after it. Children lie at later places than their parent.
  const sums = allocate(size + 1);
  for (let i = size - 1; i >= 0; i--) {
    sums[i] = sums[i + 1] + 1 + sums[childStarts[i]] - sums[childStarts[i + 1]];
    if (i % STEP === 0) yield i;
  }
  const positions = allocate(size);
  const inOrder = byRank;
  for (let depth = 1; depth <= trie.order; depth++) {
    const begin = levels[depth];
    const end = levels[depth + 1];
    for (let i = begin; i < end; i++) {
      const node = ordered[i];
      const parent = parentOf(trie, node);
      const first = parent === ROOT ? begin : childStarts[place[parent]];
      const before = sums[first] - sums[i];
      positions[i] = before + (parent === ROOT ? 0 : positions[place[parent]] + 1);
      inOrder[positions[i]] = node | (depth << DEPTH_SHIFT);
      if (i % STEP === STEP - 1) yield i;
    }
  }
  return inOrder;
}

function accumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] += counts[i - 1];
}
