import { grown, grownBytes } from '../../../base/arrays';
import { putCodePoint } from '../../../text/decode/utf8';
import { finishHash, mixBlock, murmur3 } from '../../../text/tokens/murmur3';
import { createGramTrie } from '../count/gramTrie';
import type { GramWalker, Walk } from '../count/gramWalker';
import type { TokenSymbols } from '../count/tokenSymbols';
import { nodeOfHash } from './hashing';

/** What a walker needs of a block's settings. */
interface HashingWalk {
  readonly analyzer: 'word' | 'char' | 'char_wb';
  readonly ngramRange: readonly [number, number];
  readonly hashBits: number;
  readonly alternateSign: boolean;
}

/**
 * A walker that knows no terms: the node of a gram comes from the hash of its bytes (hashing.ts), so every gram has one
 * and nothing is stored. The grams that begin at one symbol share the hash of their common beginning.
 *
 * Given one symbol at a time, it appends the grams that end there from `minN` symbols up.
 *
 * @param tokens the terms of word symbols; other symbols are code points.
 */
export function createHashingWalker(settings: HashingWalk, tokens: TokenSymbols): GramWalker {
  const { ngramRange, hashBits, alternateSign } = settings;
  const [minN, maxN] = ngramRange;
  const ofWords = settings.analyzer === 'word';
  // Contains no grams: only its number of nodes is used.
  const trie = createGramTrie(maxN);
  trie.count = 2 ** (hashBits + 1);

  /** The bytes of the current symbols, words one space apart; symbol i ends before `ends[i]`, begins at `begins[i]`. */
  let bytes = new Uint8Array(4096);
  let begins = new Uint32Array(1024);
  let ends = new Uint32Array(1024);
  let filled = 0;
  let count = 0;

  function put(symbol: number): void {
    if (ofWords) {
      const { offsets } = tokens.terms;
      const size = offsets[symbol + 1] - offsets[symbol];
      bytes = grownBytes(bytes, filled + size + 1);
      if (count > 0) bytes[filled++] = 0x20;
      begins[count] = filled;
      const from = offsets[symbol];
      for (let i = 0; i < size; i++) bytes[filled + i] = tokens.terms.bytes[from + i];
      filled += size;
    } else {
      begins[count] = filled;
      filled = putCodePoint(bytes, filled, symbol);
    }
    ends[count++] = filled;
  }

  /** Lays out the last symbols of `walk`, up to `most`, which a gram may begin with. @returns how many. */
  function putLast({ last }: Walk, most: number): number {
    filled = 0;
    count = 0;
    let known = 0;
    while (known < most && last[known + 1] !== 0) known += 1;
    begins = grown(begins, known);
    ends = grown(ends, known);
    if (!ofWords) bytes = grownBytes(bytes, 4 * known);
    for (let i = known; i > 0; i--) put(last[i] - 1);
    return known;
  }

  /** Appends the grams that begin with symbol `first` and end with symbol `fromLast` or a later one. */
  function append(grams: Uint32Array, length: number, first: number, fromLast: number): number {
    const text = bytes;
    let appended = length;
    let hash = 0;
    let tail = 0;
    const begin = begins[first];
    const beyond = Math.min(count, first + maxN);
    const wanted = Math.max(fromLast, first + minN - 1);
    for (let last = first, at = begin; last < beyond; last++) {
      for (const end = ends[last]; at < end; at++) {
        const place = (at - begin) & 3;
        tail |= text[at] << (8 * place);
        if (place === 3) {
          hash = mixBlock(hash, tail);
          tail = 0;
        }
      }
      if (last >= wanted) {
        grams[appended++] = nodeOfHash(finishHash(hash, tail, at - begin), hashBits, alternateSign);
      }
    }
    return appended;
  }

  return {
    trie,
    // `walk.last[i]` is one more than the symbol i places back, 0 if there is none.
    read(walk, symbols, from, to) {
      const size = to - from;
      if (size === 0) return;
      const known = putLast(walk, maxN - 1);
      begins = grown(begins, known + size);
      ends = grown(ends, known + size);
      if (!ofWords) bytes = grownBytes(bytes, filled + 4 * size);
      for (let i = from; i < to; i++) put(symbols[i]);
      walk.grams = grown(walk.grams, walk.length + size * (maxN - minN + 1));
      for (let first = count - 1; first >= 0; first--) {
        walk.length = append(walk.grams, walk.length, first, known);
      }
      const { last } = walk;
      for (let i = maxN - 1; i > size; i--) last[i] = last[i - size];
      for (let i = 1; i < maxN && i <= size; i++) last[i] = symbols[to - i] + 1;
    },
    whole(walk, length) {
      putLast(walk, length);
      walk.grams = grown(walk.grams, walk.length + 1);
      walk.grams[walk.length++] = nodeOfHash(murmur3(bytes, 0, filled), hashBits, alternateSign);
    },
  };
}
