import { rowText } from '../../../data/column/textColumn';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import { collapseSpaces, createSegments, findChunks, findWords } from '../../../text/decode/segments';
import type { TextPreparation } from '../../../text/preparation';
import { gramsIn } from './documentGrams';
import { createFeatureReader } from './featureReader';
import { depthOf } from './gramTrie';
import { createWalk, type GramWalker, restart } from './gramWalker';
import { DROPPED, TOKEN_SLICE, type TokenSymbols } from './tokenSymbols';

/** One place where a text has a known term. */
export interface Occurrence {
  readonly feature: number;
  /**
   * The bytes [begin, end) of the original text that it covers: one part per word of a word n-gram, in order; for a
   * character n-gram one part, the characters it was made from. The space that char_wb puts around a word counts as
   * the letter next to it, so no part is empty.
   */
  readonly parts: readonly (readonly [begin: number, end: number])[];
  /** Of a vectorizer of kind `hashing`, whose features have no names and hold several terms each. */
  readonly hashed?: HashedTerm;
}

/** A term that is only hashed. */
export interface HashedTerm {
  readonly term: string;
  /** What one occurrence adds to the value of its feature before `binary` and the norm. */
  readonly sign: 1 | -1;
}

export interface FoundOccurrences {
  /** In text order by their last symbol, the shortest first. */
  readonly occurrences: readonly Occurrence[];
  /**
   * The distinct features, in the order in which scoring adds them up, so that an explanation comes to the same sum bit
   * for bit: as wordScorer meets them where it counts them, ascending elsewhere.
   */
  readonly features: Uint32Array;
  /** Number of n-grams in the text ... */
  readonly tokens: number;
  /** ... and of those among them that are no terms. */
  readonly unknownTokens: number;
}

/**
 * Finds every occurrence of every known term (of every term at all, if they are hashed): `createDocumentGrams` with
 * places, for one text at a time on a screen.
 */
export function createOccurrenceFinder(
  settings: FeatureSettings,
  preparation: TextPreparation,
  tokens: TokenSymbols,
  walker: GramWalker,
): (bytes: Uint8Array, begin: number, end: number) => FoundOccurrences {
  const [minN, maxN] = settings.ngramRange;
  const hashing = settings.kind === 'hashing';
  const reader = createFeatureReader(settings, preparation);
  const segments = createSegments();
  const walk = createWalk(maxN);
  const ofScorer = settings.analyzer === 'word' && !hashing;
  let total = 0;
  let found: Occurrence[] = [];
  /** Per occurrence, the slice of tokens and the symbol that it ends at; of word n-grams alone. */
  let slices: number[] = [];
  let lasts: number[] = [];

  function push(node: number, parts: Occurrence['parts'], gram: Uint32Array): void {
    if (!hashing) found.push({ feature: node - 1, parts });
    else found.push({ feature: node >>> 1, parts, hashed: { term: termOf(gram), sign: node & 1 ? -1 : 1 } });
  }

  function termOf(gram: Uint32Array): string {
    if (settings.analyzer !== 'word') return String.fromCodePoint(...gram);
    const words: string[] = [];
    for (const symbol of gram) words.push(rowText(tokens.terms, symbol));
    return words.join(' ');
  }

  /** Reads a sequence of symbols whose i-th covers the bytes begins[i] .. ends[i]. */
  function readSequence(
    symbols: Uint32Array,
    begins: Uint32Array,
    ends: Uint32Array,
    joined: boolean,
    sliceOf: readonly number[] = [],
  ): void {
    const { length } = symbols;
    const keep = (last: number) => {
      for (let i = 0; i < walk.length; i++) {
        const node = walk.grams[i];
        const size = hashing ? minN + i : depthOf(walker.trie, node);
        const first = last - size + 1;
        const parts: [number, number][] = [];
        if (joined) parts.push([begins[first], ends[last]]);
        else for (let k = first; k <= last; k++) parts.push([begins[k], ends[k]]);
        push(node, parts, symbols.subarray(first, last + 1));
        slices.push(sliceOf[last]);
        lasts.push(last);
      }
      walk.length = 0;
    };
    restart(walk);
    walk.length = 0;
    for (let i = 0; i < length; i++) {
      walker.read(walk, symbols, i, i + 1);
      keep(i);
    }
    total += gramsIn(length, minN, maxN);
  }

  function readWords(): void {
    const { text } = reader;
    const slice = new Uint32Array(TOKEN_SLICE);
    const symbols: number[] = [];
    const begins: number[] = [];
    const ends: number[] = [];
    const sliceOf: number[] = [];
    for (let from = 0, at = 0; from < segments.length; at++) {
      const next = tokens.read(text, segments, from, slice);
      for (let i = from; i < next; i++) {
        if (slice[i - from] === DROPPED) continue;
        symbols.push(slice[i - from]);
        begins.push(text.begins[segments.begins[i]]);
        ends.push(text.ends[segments.ends[i] - 1]);
        sliceOf.push(at);
      }
      from = next;
    }
    readSequence(Uint32Array.from(symbols), Uint32Array.from(begins), Uint32Array.from(ends), false, sliceOf);
  }

  function readChunk(from: number, to: number): void {
    const { codePoints, begins, ends } = reader.text;
    const padded = (array: Uint32Array, before: number, after: number) => {
      const copy = new Uint32Array(to - from + 2);
      copy[0] = before;
      copy.set(array.subarray(from, to), 1);
      copy[copy.length - 1] = after;
      return copy;
    };
    const symbols = padded(codePoints, 0x20, 0x20);
    const first = padded(begins, begins[from], begins[to - 1]);
    const last = padded(ends, ends[from], ends[to - 1]);
    readSequence(symbols, first, last, true);
    if (symbols.length >= minN) return;
    total += 1;
    walker.whole(walk, symbols.length);
    if (walk.length > 0) push(walk.grams[0], [[begins[from], ends[to - 1]]], symbols);
  }

  /** The distinct features as wordScorer meets them: slice by slice, in each the words, then the pairs, and so on. */
  function inOrderOfScorer(): Uint32Array {
    const size = (i: number) => found[i].parts.length;
    const order = [...found.keys()].sort((a, b) => slices[a] - slices[b] || size(a) - size(b) || lasts[a] - lasts[b]);
    return Uint32Array.from(new Set(order.map((i) => found[i].feature)));
  }

  const ascending = () => Uint32Array.from(new Set(found.map(({ feature }) => feature))).sort();

  return (bytes, begin, end) => {
    const text = reader.read(bytes, begin, end, true);
    total = 0;
    found = [];
    slices = [];
    lasts = [];
    if (settings.analyzer === 'word') {
      findWords(text, segments);
      readWords();
    } else if (settings.analyzer === 'char') {
      collapseSpaces(text, true);
      const { codePoints, begins, ends, length } = text;
      readSequence(codePoints.subarray(0, length), begins, ends, true);
    } else {
      findChunks(text, segments);
      for (let i = 0; i < segments.length; i++) readChunk(segments.begins[i], segments.ends[i]);
    }
    const features = ofScorer ? inOrderOfScorer() : ascending();
    return { occurrences: found, features, tokens: total, unknownTokens: total - found.length };
  };
}
