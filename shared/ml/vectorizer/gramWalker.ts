import { grown } from './arrays';
import { ensureChild, findChild, type GramTrie, ROOT } from './gramTrie';

/** Where a walk along a sequence of symbols stands, and the nodes of the grams met on the way (with repeats). */
export interface Walk {
  /** Node of the longest gram that ends at the last symbol read. */
  state: number;
  grams: Uint32Array<ArrayBuffer>;
  length: number;
}

/** Makes a walk that has read nothing. */
export function createWalk(): Walk {
  return { state: ROOT, grams: new Uint32Array(4096), length: 0 };
}

/** Reads symbols and lists the grams of wanted length that end at each of them. */
export interface GramWalker {
  readonly trie: GramTrie;
  /** Goes on with `symbols[from .. to)`, appending to `walk.grams`: at each symbol the longest gram first. */
  read(walk: Walk, symbols: Uint32Array, from: number, to: number): void;
  /** Lists the gram that `walk.state` stands for, whatever its length, if it is wanted and has `depth` symbols. */
  whole(walk: Walk, depth: number): void;
}

/** A walker that adds every gram it meets, for learning a vocabulary. Wanted lengths are `minN` to the trie's order. */
export function createLearningWalker(trie: GramTrie, minN: number, onWhole: (node: number) => void): GramWalker {
  const { order } = trie;
  return {
    trie,
    read(walk, symbols, from, to) {
      walk.grams = grown(walk.grams, walk.length + (to - from) * order);
      const { grams } = walk;
      let { state, length } = walk;
      for (let i = from; i < to; i++) {
        const parent = trie.depths[state] === order ? trie.suffixes[state] : state;
        state = findChild(trie, parent, symbols[i]);
        if (state === ROOT) state = ensureChild(trie, parent, symbols[i]);
        const { suffixes } = trie;
        for (let node = state, depth = trie.depths[state]; depth >= minN; depth--) {
          grams[length++] = node;
          node = suffixes[node];
        }
      }
      walk.state = state;
      walk.length = length;
    },
    whole(walk) {
      if (walk.state === ROOT) return;
      onWhole(walk.state);
      walk.grams = grown(walk.grams, walk.length + 1);
      walk.grams[walk.length++] = walk.state;
    },
  };
}

/**
 * A walker over a vocabulary that stays as it is: Aho and Corasick's automaton. The trie may lack any gram, also one
 * whose longer gram it has.
 * @param wanted 1 for each node that is a term.
 */
export function createFixedWalker(trie: GramTrie, minN: number, wanted: Uint8Array): GramWalker {
  const { order, suffixes, depths, count } = trie;
  // By node: the longest term that is a suffix of it (itself perhaps), and the next shorter term after that one.
  const longest = new Uint32Array(count);
  const shorter = new Uint32Array(count);
  for (const node of nodesByDepth(trie)) {
    const next = longest[suffixes[node]];
    shorter[node] = next;
    longest[node] = wanted[node] && depths[node] >= minN ? node : next;
  }
  return {
    trie,
    read(walk, symbols, from, to) {
      walk.grams = grown(walk.grams, walk.length + (to - from) * order);
      const { grams } = walk;
      let { state, length } = walk;
      for (let i = from; i < to; i++) {
        let parent = depths[state] === order ? suffixes[state] : state;
        state = findChild(trie, parent, symbols[i]);
        while (state === ROOT && parent !== ROOT) {
          parent = suffixes[parent];
          state = findChild(trie, parent, symbols[i]);
        }
        for (let node = longest[state]; node !== ROOT; node = shorter[node]) grams[length++] = node;
      }
      walk.state = state;
      walk.length = length;
    },
    whole(walk, depth) {
      if (depths[walk.state] !== depth || !wanted[walk.state]) return;
      walk.grams = grown(walk.grams, walk.length + 1);
      walk.grams[walk.length++] = walk.state;
    },
  };
}

/** All nodes but the root, shorter grams first. */
function nodesByDepth(trie: GramTrie): Uint32Array<ArrayBuffer> {
  const starts = new Uint32Array(trie.order + 2);
  for (let node = 1; node < trie.count; node++) starts[trie.depths[node] + 1] += 1;
  for (let depth = 1; depth < starts.length; depth++) starts[depth] += starts[depth - 1];
  const nodes = new Uint32Array(trie.count - 1);
  for (let node = 1; node < trie.count; node++) nodes[starts[trie.depths[node]]++] = node;
  return nodes;
}

/** Sets every node's suffix to the longest proper suffix that the trie has, once all grams are in. */
export function linkSuffixes(trie: GramTrie): void {
  const { edges, suffixes } = trie;
  for (const node of nodesByDepth(trie)) {
    const parent = edges[2 * node];
    if (parent === ROOT) continue;
    let from = suffixes[parent];
    let suffix = findChild(trie, from, edges[2 * node + 1]);
    while (suffix === ROOT && from !== ROOT) {
      from = suffixes[from];
      suffix = findChild(trie, from, edges[2 * node + 1]);
    }
    suffixes[node] = suffix;
  }
}
