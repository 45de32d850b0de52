import { allocate, grown, mix } from '../../../base/arrays';
import { CodedError } from '../../../base/errors';

/*
 * An n-gram of words or of characters is a sequence of symbols (word ids, code points), kept as a path in a trie: a
 * node is (the node of the gram without its last symbol, that symbol). So a gram of any length is found by one lookup
 * of two numbers once the gram before it is known, and no gram's bytes are ever hashed.
 */

/** The empty gram; as an answer, "no such gram". */
export const ROOT = 0;

/** The most nodes: a slot table beyond it would pass what a typed array holds on some engines. */
const NODE_LIMIT = 2 ** 27;

export interface GramTrie {
  /** Longest gram, in symbols. */
  readonly order: number;
  /** One more than the highest node. */
  count: number;
  /** Pairs (parent, last symbol), by node. */
  edges: Uint32Array<ArrayBuffer>;
  /** Node of the gram of one symbol, by symbol; 0 if there is none. */
  first: Uint32Array<ArrayBuffer>;
  /**
   * Open-addressing hash table of the longer grams, at most two thirds full: parent, symbol, node (0 in an empty slot),
   * and a fourth number unused, so that a slot never straddles two cache lines.
   */
  slots: Uint32Array<ArrayBuffer>;
  /** Slots in use. */
  used: number;
}

/** Makes a trie that holds the empty gram only. */
export function createGramTrie(order: number): GramTrie {
  return {
    order,
    count: 1,
    edges: new Uint32Array(2 * 1024),
    first: new Uint32Array(1024),
    slots: new Uint32Array(4 * 2048),
    used: 0,
  };
}

/** Node of gram `node` without its last symbol. */
export function parentOf(trie: GramTrie, node: number): number {
  return trie.edges[2 * node];
}

/** Last symbol of gram `node`. */
export function symbolOf(trie: GramTrie, node: number): number {
  return trie.edges[2 * node + 1];
}

/** Number of symbols of gram `node`. */
export function depthOf(trie: GramTrie, node: number): number {
  let depth = 0;
  for (let at = node; at !== ROOT; at = parentOf(trie, at)) depth += 1;
  return depth;
}

/** Hash of the gram `parent` followed by `symbol`. */
export function hashOf(parent: number, symbol: number): number {
  return mix(Math.imul(parent, 0x9e3779b1) ^ symbol);
}

/** The node of gram `parent`, not the root, followed by `symbol`, or ROOT if there is none; `hash` is theirs. */
export function findChild(trie: GramTrie, hash: number, parent: number, symbol: number): number {
  const { slots } = trie;
  const mask = slots.length - 4;
  for (let slot = (4 * hash) & mask; ; slot = (slot + 4) & mask) {
    if (slots[slot] === parent && slots[slot + 1] === symbol) return slots[slot + 2];
    if (slots[slot + 2] === 0) return ROOT;
  }
}

/** The node of the gram that is `symbol` alone, or ROOT if there is none. */
export function findFirst(trie: GramTrie, symbol: number): number {
  return symbol < trie.first.length ? trie.first[symbol] : ROOT;
}

/**
 * Adds the gram `parent` followed by `symbol`, which must be new, as node `node`, which must be free.
 * @throws CodedError `too-many-terms`.
 */
export function addChild(trie: GramTrie, node: number, parent: number, symbol: number): void {
  if (node >= NODE_LIMIT) throw new CodedError('too-many-terms', { terms: node, limit: NODE_LIMIT });
  trie.count = Math.max(trie.count, node + 1);
  trie.edges = grown(trie.edges, 2 * node + 2);
  trie.edges[2 * node] = parent;
  trie.edges[2 * node + 1] = symbol;
  if (parent === ROOT) {
    trie.first = grown(trie.first, symbol + 1);
    trie.first[symbol] = node;
    return;
  }
  trie.used += 1;
  if (trie.used * 6 > trie.slots.length) trie.slots = rehashed(trie.slots);
  putSlot(trie.slots, parent, symbol, node);
}

function putSlot(slots: Uint32Array, parent: number, symbol: number, node: number): void {
  const mask = slots.length - 4;
  let slot = (4 * hashOf(parent, symbol)) & mask;
  while (slots[slot + 2] !== 0) slot = (slot + 4) & mask;
  slots[slot] = parent;
  slots[slot + 1] = symbol;
  slots[slot + 2] = node;
}

/** A table of twice the size with the same entries. Old and new are walked in order: no cache misses. */
function rehashed(slots: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = allocate(2 * slots.length);
  for (let slot = 0; slot < slots.length; slot += 4) {
    if (slots[slot + 2] !== 0) putSlot(larger, slots[slot], slots[slot + 1], slots[slot + 2]);
  }
  return larger;
}
