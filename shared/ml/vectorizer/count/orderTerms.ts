import { allocate, grownBytes, NONE } from '../../../base/arrays';
import type { TextColumn } from '../../../data/column/textColumn';
import { putCodePoint } from '../../../text/decode/utf8';
import { CODE_POINTS } from '../../../text/unicode/pages';
import { type GramTrie, parentOf, ROOT, symbolOf } from './gramTrie';

export interface OrderedTerms {
  /** Sorted by UTF-8 bytes. */
  readonly terms: TextColumn;
  /** Row in `terms`, by node; NONE for a node that is no term. */
  readonly columnOf: Uint32Array<ArrayBuffer>;
}

/** Nodes visited between two yields. */
const STEP = 1 << 17;

/**
 * Lists the terms of a trie of characters by their bytes without comparing them: the order is that of the trie walked
 * depth first, siblings by code point, since UTF-8 keeps the order of code points.
 *
 * The walk itself would wait for memory at every step, so the places are computed instead, level by level, in passes
 * whose steps do not depend on each other.
 */
export function* orderTerms(
  trie: GramTrie,
  isTerm: (node: number, depth: number) => boolean,
): Generator<number, OrderedTerms, undefined> {
  const size = trie.count - 1;
  const inOrder = yield* placeNodes(trie);
  const columnOf = allocate(trie.count).fill(NONE);
  const offsets = allocate(size + 1);
  let bytes = new Uint8Array(4096);
  let columns = 0;
  let length = 0;
  const path = new Uint8Array(4 * trie.order);
  const ends = new Uint32Array(trie.order + 1);
  for (let i = 0; i < size; i++) {
    const node = inOrder[2 * i] & NODE_MASK;
    const depth = inOrder[2 * i] >>> DEPTH_SHIFT;
    const symbol = inOrder[2 * i + 1];
    let at = ends[depth - 1];
    at = putCodePoint(path, at, symbol);
    ends[depth] = at;
    if (isTerm(node, depth)) {
      bytes = grownBytes(bytes, length + at);
      for (let k = 0; k < at; k++) bytes[length + k] = path[k];
      length += at;
      columnOf[node] = columns++;
      offsets[columns] = length;
    }
    if (i % STEP === STEP - 1) yield i;
  }
  return { terms: { bytes: bytes.slice(0, length), offsets: offsets.slice(0, columns + 1) }, columnOf };
}

/** Nodes are below 2^27 and no gram is longer than 31 symbols, so a node and its depth fit one number. */
const DEPTH_SHIFT = 27;
const NODE_MASK = 2 ** DEPTH_SHIFT - 1;

/** A node's parent and symbol travel with it through the sorts, since looking them up again is a cache miss each. */
const NODE = 0;
const PARENT = 1;
const SYMBOL = 2;
const RECORD = 3;

function move(from: Uint32Array, i: number, to: Uint32Array, k: number): void {
  to[RECORD * k] = from[RECORD * i];
  to[RECORD * k + 1] = from[RECORD * i + 1];
  to[RECORD * k + 2] = from[RECORD * i + 2];
}

/** Pairs (node | depth << DEPTH_SHIFT, symbol) of all nodes but the root, depth first, siblings by code point. */
function* placeNodes(trie: GramTrie): Generator<number, Uint32Array<ArrayBuffer>, undefined> {
  const size = trie.count - 1;

  // By code point of the last symbol: one counting sort for all. A parent is always a lower node than its children.
  const depths = new Uint8Array(trie.count);
  const levels = new Uint32Array(trie.order + 2); // level d is at levels[d] .. levels[d + 1]
  const symbolStarts = allocate(CODE_POINTS + 1);
  for (let node = 1; node <= size; node++) {
    depths[node] = depths[parentOf(trie, node)] + 1;
    levels[depths[node] + 1] += 1;
    symbolStarts[symbolOf(trie, node) + 1] += 1;
    if (node % STEP === 0) yield node;
  }
  accumulate(levels);
  accumulate(symbolStarts);
  yield 0;
  let bySymbol = allocate(RECORD * size);
  for (let node = 1; node <= size; node++) {
    const symbol = symbolOf(trie, node);
    const to = RECORD * symbolStarts[symbol]++;
    bySymbol[to + NODE] = node;
    bySymbol[to + PARENT] = parentOf(trie, node);
    bySymbol[to + SYMBOL] = symbol;
    if (node % STEP === 0) yield node;
  }

  // By depth, then code point.
  let ordered = allocate(RECORD * size);
  const filled = levels.slice();
  for (let i = 0; i < size; i++) {
    move(bySymbol, i, ordered, filled[depths[bySymbol[RECORD * i + NODE]]]++);
    if (i % STEP === STEP - 1) yield i;
  }
  [bySymbol, ordered] = [ordered, bySymbol];

  // Level by level: by place of the parent in its level, then code point. The children of the node at place i begin at
  // childStarts[i], and those of place i + 1 follow at once.
  const place = allocate(trie.count); // by node
  const childStarts = allocate(size + 1);
  for (let depth = 1; depth <= trie.order; depth++) {
    const begin = levels[depth];
    const end = levels[depth + 1];
    const parents = levels[depth - 1];
    // The root is no node here: the first level stays as it is.
    const starts = depth === 1 ? Uint32Array.of(0, end) : childStarts.subarray(parents, begin + 1);
    for (let i = begin; depth > 1 && i < end; i++) {
      starts[place[bySymbol[RECORD * i + PARENT]] - parents + 1] += 1;
      if (i % STEP === STEP - 1) yield i;
    }
    if (depth > 1) {
      starts[0] = begin;
      accumulate(starts);
    }
    const next = starts.slice();
    const leaves = depth === trie.order;
    for (let i = begin; i < end; i++) {
      const to = next[depth > 1 ? place[bySymbol[RECORD * i + PARENT]] - parents : 0]++;
      move(bySymbol, i, ordered, to);
      if (!leaves) place[bySymbol[RECORD * i + NODE]] = to;
      if (i % STEP === STEP - 1) yield i;
    }
  }
  childStarts.fill(size, levels[trie.order]); // the last level has no children

  // sums[i]: sizes of the subtrees at place i and all after it. Children come after their parent.
  const sums = allocate(size + 1);
  for (let i = size - 1; i >= 0; i--) {
    sums[i] = sums[i + 1] + 1 + sums[childStarts[i]] - sums[childStarts[i + 1]];
    if (i % STEP === 0) yield i;
  }
  const positions = allocate(size);
  const inOrder = allocate(2 * size);
  for (let depth = 1; depth <= trie.order; depth++) {
    for (let i = levels[depth]; i < levels[depth + 1]; i++) {
      const parent = ordered[RECORD * i + PARENT];
      const first = parent === ROOT ? 0 : childStarts[place[parent]];
      const before = parent === ROOT ? 0 : positions[place[parent]] + 1;
      const position = before + sums[first] - sums[i];
      positions[i] = position;
      inOrder[2 * position] = ordered[RECORD * i + NODE] | (depth << DEPTH_SHIFT);
      inOrder[2 * position + 1] = ordered[RECORD * i + SYMBOL];
      if (i % STEP === STEP - 1) yield i;
    }
  }
  return inOrder;
}

function accumulate(counts: Uint32Array): void {
  for (let i = 1; i < counts.length; i++) counts[i] += counts[i - 1];
}
