import { grown } from '../../../base/arrays';
import { addChild, findChild, findFirst, type GramTrie, hashOf, ROOT } from './gramTrie';

/** The state of a walk along a sequence of symbols, and the nodes of the grams met on the way (with repeats). */
export interface Walk {
  /** Node of the gram of the last n symbols read, by n from 1; ROOT if there is none. */
  readonly last: Uint32Array<ArrayBuffer>;
  /** Node of the gram of the wanted length that ends at each symbol of the slice being read. */
  level: Uint32Array<ArrayBuffer>;
  /** Hash of each gram of the next length. */
  hashes: Uint32Array<ArrayBuffer>;
  /** Meaningless sum of what was loaded ahead of use, kept so that the loads are. */
  touched: number;
  grams: Uint32Array<ArrayBuffer>;
  length: number;
}

/** Makes a walk that has read nothing, for grams of up to `order` symbols. */
export function createWalk(order: number): Walk {
  return {
    last: new Uint32Array(order + 1),
    level: new Uint32Array(1024),
    hashes: new Uint32Array(1024),
    touched: 0,
    grams: new Uint32Array(4096),
    length: 0,
  };
}

/** Starts `walk` on a new sequence; the grams gathered stay. */
export function restart(walk: Walk): void {
  walk.last.fill(ROOT);
}

/** Reads symbols and lists the nodes of the terms that end at each of them. */
export interface GramWalker {
  readonly trie: GramTrie;
  /** Goes on with `symbols[from .. to)`, appending to `walk.grams`: the shortest grams of all of them first. */
  read(walk: Walk, symbols: Uint32Array, from: number, to: number): void;
  /** Appends the gram of the last `length` symbols, though it is shorter than the shortest wanted. */
  whole(walk: Walk, length: number): void;
}

/*
 * A slice is read once per length of gram, since the lookups of one length do not wait for each other, and a processor
 * overlaps their cache misses. The gram of n symbols that ends at i is the child, by symbol i, of the gram of n - 1
 * symbols that ends at i - 1.
 */

/** A walker that adds every gram it meets, for learning a vocabulary of grams of `minN` to `trie.order` symbols. */
export function createLearningWalker(trie: GramTrie, minN: number, onWhole: (node: number) => void): GramWalker {
  const { order } = trie;

  function ensureFirst(symbol: number): number {
    const known = findFirst(trie, symbol);
    if (known !== ROOT) return known;
    addChild(trie, trie.count, ROOT, symbol);
    return trie.count - 1;
  }

  function ensureChild(hash: number, parent: number, symbol: number): number {
    if (parent === ROOT) return ROOT; // the sequence is shorter than that
    const known = findChild(trie, hash, parent, symbol);
    if (known !== ROOT) return known;
    addChild(trie, trie.count, parent, symbol);
    return trie.count - 1;
  }

  return {
    trie,
    read(walk, symbols, from, to) {
      const size = to - from;
      if (size === 0) return;
      reserve(walk, size, order);
      const { level, hashes, last } = walk;
      for (let k = 0; k < size; k++) level[k] = ensureFirst(symbols[from + k]);
      if (minN === 1) append(walk, size);
      for (let n = 2; n <= order; n++) {
        const before = last[n - 1];
        last[n - 1] = level[size - 1];
        hashAhead(trie, walk, before, symbols, from, size);
        for (let k = size - 1; k > 0; k--) level[k] = ensureChild(hashes[k], level[k - 1], symbols[from + k]);
        level[0] = ensureChild(hashes[0], before, symbols[from]);
        if (n >= minN) append(walk, size);
      }
      last[order] = level[size - 1];
    },
    whole(walk, length) {
      onWhole(walk.last[length]);
      walk.grams = grown(walk.grams, walk.length + 1);
      walk.grams[walk.length++] = walk.last[length];
    },
  };
}

function reserve(walk: Walk, size: number, order: number): void {
  walk.level = grown(walk.level, size);
  walk.hashes = grown(walk.hashes, size);
  walk.grams = grown(walk.grams, walk.length + size * order);
}

/**
 * Hashes the grams of the next length and loads their slots: in a loop without branches the cache misses overlap, and
 * the lookups that follow hit the cache.
 */
function hashAhead(trie: GramTrie, walk: Walk, before: number, symbols: Uint32Array, from: number, size: number): void {
  const { level, hashes } = walk;
  const { slots } = trie;
  const mask = slots.length - 4;
  let touched = 0;
  for (let k = 0; k < size; k++) {
    const hash = hashOf(k === 0 ? before : level[k - 1], symbols[from + k]);
    hashes[k] = hash;
    touched ^= slots[(4 * hash) & mask];
  }
  walk.touched = touched;
}

/** Appends the grams of the level just read. */
function append(walk: Walk, size: number): void {
  const { level, grams } = walk;
  let { length } = walk;
  for (let k = 0; k < size; k++) if (level[k] !== ROOT) grams[length++] = level[k];
  walk.length = length;
}

/**
 * A walker over a vocabulary that stays as it is. The trie holds the terms as nodes 1 to `terms` and, above them, what
 * terms begin with and is no term itself.
 */
export function createFixedWalker(trie: GramTrie, minN: number, terms: number): GramWalker {
  const { order } = trie;
  return {
    trie,
    read(walk, symbols, from, to) {
      const size = to - from;
      if (size === 0) return;
      reserve(walk, size, order);
      const { level, hashes, last } = walk;
      for (let k = 0; k < size; k++) level[k] = findFirst(trie, symbols[from + k]);
      if (minN === 1) appendTerms(walk, size, terms);
      for (let n = 2; n <= order; n++) {
        const before = last[n - 1];
        last[n - 1] = level[size - 1];
        hashAhead(trie, walk, before, symbols, from, size);
        for (let k = size - 1; k > 0; k--) {
          level[k] = level[k - 1] === ROOT ? ROOT : findChild(trie, hashes[k], level[k - 1], symbols[from + k]);
        }
        level[0] = before === ROOT ? ROOT : findChild(trie, hashes[0], before, symbols[from]);
        if (n >= minN) appendTerms(walk, size, terms);
      }
      last[order] = level[size - 1];
    },
    whole(walk, length) {
      const node = walk.last[length];
      if (node === ROOT || node > terms) return;
      walk.grams = grown(walk.grams, walk.length + 1);
      walk.grams[walk.length++] = node;
    },
  };
}

function appendTerms(walk: Walk, size: number, terms: number): void {
  const { level, grams } = walk;
  let { length } = walk;
  for (let k = 0; k < size; k++) {
    const node = level[k];
    if (node !== ROOT && node <= terms) grams[length++] = node;
  }
  walk.length = length;
}
