import { CodedError } from '../../errors';
import { grown, mix } from './arrays';
import { putSlot, rehashed } from './byteTable';

/*
 * An n-gram of words or of characters is a sequence of symbols (word ids, code points), kept as a path in a trie: a node
 * is (the node of the gram without its last symbol, that symbol). Each node also knows its suffix, the gram without its
 * FIRST symbol, as in the automaton of Aho and Corasick (1975). So reading one more symbol takes one hash lookup, for
 * the longest gram that ends there, and the shorter ones follow by their suffix links.
 */

/** The empty gram. */
export const ROOT = 0;

/** The most nodes: a slot table beyond it would pass what a typed array holds on some engines. */
const NODE_LIMIT = 2 ** 27;

export interface GramTrie {
  /** Longest gram, in symbols. */
  readonly order: number;
  /** Number of nodes, the root among them. */
  count: number;
  /** Pairs (parent, symbol), by node. */
  edges: Uint32Array<ArrayBuffer>;
  /** Node of the gram without its first symbol, by node. */
  suffixes: Uint32Array<ArrayBuffer>;
  /** Number of symbols, by node. */
  depths: Uint8Array<ArrayBuffer>;
  /** Node of the gram of one symbol, by symbol; 0 if there is none. */
  first: Uint32Array<ArrayBuffer>;
  /** Hash table of the longer grams: pairs (hash, node), 0 in the second place being an empty slot. */
  slots: Uint32Array<ArrayBuffer>;
}

/** Makes a trie that holds the empty gram only. */
export function createGramTrie(order: number): GramTrie {
  return {
    order,
    count: 1,
    edges: new Uint32Array(2 * 1024),
    suffixes: new Uint32Array(1024),
    depths: new Uint8Array(1024),
    first: new Uint32Array(1024),
    slots: new Uint32Array(2 * 2048),
  };
}

function hashOf(parent: number, symbol: number): number {
  return mix(Math.imul(parent, 0x9e3779b1) ^ symbol);
}

/** The node of gram `parent` followed by `symbol`, or ROOT if there is none. */
export function findChild(trie: GramTrie, parent: number, symbol: number): number {
  const { first, slots, edges } = trie;
  if (parent === ROOT) return symbol < first.length ? first[symbol] : ROOT;
  const hash = hashOf(parent, symbol);
  const mask = (slots.length >> 1) - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const node = slots[2 * slot + 1];
    if (node === 0) return ROOT;
    if (slots[2 * slot] === hash && edges[2 * node] === parent && edges[2 * node + 1] === symbol) return node;
  }
}

/** Adds the gram `parent` followed by `symbol`, which must be new, with its suffix. @returns its node. */
export function addChild(trie: GramTrie, parent: number, symbol: number, suffix: number): number {
  const node = trie.count;
  if (node >= NODE_LIMIT) throw new CodedError('too-many-terms', { terms: node, limit: NODE_LIMIT });
  trie.count += 1;
  if (node >= trie.suffixes.length) {
    trie.suffixes = grown(trie.suffixes, node + 1);
    trie.edges = grown(trie.edges, 2 * trie.suffixes.length);
    const depths = new Uint8Array(trie.suffixes.length);
    depths.set(trie.depths);
    trie.depths = depths;
  }
  trie.edges[2 * node] = parent;
  trie.edges[2 * node + 1] = symbol;
  trie.suffixes[node] = suffix;
  trie.depths[node] = trie.depths[parent] + 1;
  if (parent === ROOT) {
    trie.first = grown(trie.first, symbol + 1);
    trie.first[symbol] = node;
  } else {
    putSlot(trie.slots, hashOf(parent, symbol), node);
    if (trie.count * 4 > trie.slots.length) trie.slots = rehashed(trie.slots);
  }
  return node;
}

/** The node of gram `parent` followed by `symbol`; added if it is new, and with it every suffix of it that is. */
export function ensureChild(trie: GramTrie, parent: number, symbol: number): number {
  const known = findChild(trie, parent, symbol);
  if (known !== ROOT) return known;
  const suffix = parent === ROOT ? ROOT : ensureChild(trie, trie.suffixes[parent], symbol);
  return addChild(trie, parent, symbol, suffix);
}
