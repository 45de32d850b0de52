import type { TextColumn } from '../../data/textColumn';
import { allocate, grown, grownBytes, NONE } from './arrays';
import type { GramTrie } from './gramTrie';
import { ROOT } from './gramTrie';

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

/**
 * Lists the terms of a trie by their bytes without comparing them: siblings are ordered by their last symbol's rank
 * (one counting sort for all), then the trie is walked depth first. That is the order of bytes for characters, since
 * UTF-8 keeps the order of code points, and for words, since the space between them is less than any byte of a word.
 */
export function* orderTerms(
  trie: GramTrie,
  isTerm: (node: number) => boolean,
  names: SymbolNames,
): Generator<number, OrderedTerms, undefined> {
  const { edges, depths, count } = trie;

  const starts = allocate(names.ranks + 1);
  for (let node = 1; node < count; node++) {
    starts[names.rankOf(edges[2 * node + 1]) + 1] += 1;
    if ((node & 0x3ffff) === 0) yield node;
  }
  for (let rank = 0; rank < names.ranks; rank++) starts[rank + 1] += starts[rank];
  yield 0;
  const sorted = allocate(count);
  for (let node = 1; node < count; node++) {
    sorted[starts[names.rankOf(edges[2 * node + 1])]++] = node;
    if ((node & 0x3ffff) === 0) yield node;
  }
  const firstChild = allocate(count);
  const sibling = allocate(count);
  for (let i = count - 2; i >= 0; i--) {
    const node = sorted[i];
    const parent = edges[2 * node];
    sibling[node] = firstChild[parent];
    firstChild[parent] = node;
    if ((i & 0x3ffff) === 0) yield i;
  }

  const columnOf = sorted.fill(NONE);
  let bytes = new Uint8Array(4096);
  let offsets = allocate(1024);
  let columns = 0;
  let length = 0;
  let path = new Uint8Array(256);
  const ends = new Uint32Array(trie.order + 1);
  let steps = 0;
  let node = firstChild[ROOT];
  while (node !== ROOT) {
    const depth = depths[node];
    const symbol = edges[2 * node + 1];
    let at = ends[depth - 1];
    path = grownBytes(path, at + 1 + names.sizeOf(symbol));
    if (names.spaced && depth > 1) path[at++] = 0x20;
    at = names.write(symbol, path, at);
    ends[depth] = at;
    if (isTerm(node)) {
      bytes = grownBytes(bytes, length + at);
      for (let i = 0; i < at; i++) bytes[length + i] = path[i];
      length += at;
      columnOf[node] = columns++;
      offsets = grown(offsets, columns + 1);
      offsets[columns] = length;
    }
    if (firstChild[node] !== ROOT) node = firstChild[node];
    else {
      while (node !== ROOT && sibling[node] === ROOT) node = edges[2 * node];
      if (node !== ROOT) node = sibling[node];
    }
    if ((++steps & 0xffff) === 0) yield steps;
  }
  return { terms: { bytes: bytes.slice(0, length), offsets: offsets.slice(0, columns + 1) }, columnOf };
}
