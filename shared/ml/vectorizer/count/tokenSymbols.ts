import { grown, NONE } from '../../../base/arrays';
import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { CodePoints } from '../../../text/decode/codePoints';
import type { Segments } from '../../../text/decode/segments';
import type { TextPreparation } from '../../../text/preparation';
import {
  createLemmaMap,
  createTokenMap,
  type SequenceMap,
  stopList,
  type TokenMap,
} from '../../../text/tokens/tokenMap';
import {
  type ByteTable,
  clearByteTable,
  createByteTable,
  createKey,
  findCodePoints,
  findKey,
  hashOfCodePoints,
  internKey,
  type Key,
  keyOfCodePoints,
  touchSlots,
} from './byteTable';

/** The symbol of a stop word: the token is left out before n-grams are made, as scikit-learn does. */
export const DROPPED = NONE - 1;

/** Tokens turned to symbols at a time, and the longest sequence whose lemmas are found together. */
export const TOKEN_SLICE = 4096;

/**
 * From the tokens of a text to their symbols in the trie of n-grams: tokens with one term (such as a stem) have one.
 */
export interface TokenSymbols {
  /** The distinct terms; a term's symbol is its id here. Stop words may precede them. */
  readonly terms: ByteTable;
  /**
   * Writes the symbols of the next tokens, TOKEN_SLICE at most: DROPPED for a stop word, NONE for a term that is not
   * known and is not to be learnt.
   * @param tokens all tokens of `text`.
   * @param from the first to read: 0, or what the last call returned.
   * @param symbols receives the symbol of token `from + i` at i; capacity TOKEN_SLICE.
   * @returns where the next call begins; `tokens.length` at the end.
   */
  read(text: CodePoints, tokens: Segments, from: number, symbols: Uint32Array): number;
}

/**
 * Makes the symbols of one feature block.
 * @param learn assign symbols to new terms; otherwise only terms that the caller interns in `terms` have one.
 */
export function createTokenSymbols(
  settings: FeatureSettings,
  preparation: TextPreparation,
  learn: boolean,
): TokenSymbols {
  const words = preparation.settings;
  if (settings.analyzer !== 'word') return plainSymbols([], learn);
  if (preparation.lemmatizer) return lemmaSymbols(createLemmaMap(words, settings, preparation.lemmatizer), learn);
  return words.tokens === 'plain'
    ? plainSymbols(stopList(words, settings), learn)
    : mappedSymbols(createTokenMap(words, settings), learn);
}

/** The end of the slice that begins at `from`. */
const sliceEnd = (tokens: Segments, from: number) => Math.min(tokens.length, from + TOKEN_SLICE);

/** Tokens that are their own terms. */
function plainSymbols(stopWords: readonly string[], learn: boolean): TokenSymbols {
  const terms = createByteTable();
  const key = createKey();
  for (const word of stopWords) {
    keyOfString(key, word);
    internKey(terms, key);
  }
  const stops = terms.count;
  const hashes = new Uint32Array(TOKEN_SLICE);
  /** What was loaded ahead of use, kept so that the loads are. */
  const ahead = { touched: 0 };
  return {
    terms,
    read({ codePoints }, tokens, from, symbols) {
      const { begins, ends } = tokens;
      const count = sliceEnd(tokens, from) - from;
      for (let i = 0; i < count; i++) hashes[i] = hashOfCodePoints(codePoints, begins[from + i], ends[from + i]);
      ahead.touched = touchSlots(terms, hashes, count);
      for (let i = 0; i < count; i++) {
        let id = findCodePoints(terms, hashes[i], codePoints, begins[from + i], ends[from + i]);
        if (learn && id === NONE) {
          keyOfCodePoints(key, codePoints, begins[from + i], ends[from + i]);
          id = internKey(terms, key);
        }
        symbols[i] = id < stops ? DROPPED : id;
      }
      return from + count;
    },
  };
}

/** Distinct tokens after which a memory of them starts afresh. */
const REMEMBERED_TOKENS = 2 ** 20;

/** Tokens whose term depends on nothing else: `map` is asked once for each that is remembered. */
function mappedSymbols(map: TokenMap, learn: boolean): TokenSymbols {
  const terms = createByteTable();
  const symbolOfTerm = createTermLookup(terms, learn);
  const met = createByteTable();
  let symbolOf = new Uint32Array(1024);
  const key = createKey();
  return {
    terms,
    read({ codePoints }, tokens, from, symbols) {
      const { begins, ends } = tokens;
      const end = sliceEnd(tokens, from);
      for (let at = from; at < end; at++) {
        keyOfCodePoints(key, codePoints, begins[at], ends[at]);
        let id = findKey(met, key);
        if (id === NONE) {
          if (met.count === REMEMBERED_TOKENS) clearByteTable(met);
          id = internKey(met, key);
          symbolOf = grown(symbolOf, id + 1);
          symbolOf[id] = symbolOfTerm(map(stringOfKey(key)));
        }
        symbols[at - from] = symbolOf[id];
      }
      return end;
    },
  };
}

/**
 * Tokens whose term depends on those around them. A text is mapped in pieces of TOKEN_SLICE tokens, which is part of
 * what the terms are: neighbours in other pieces are not seen.
 */
function lemmaSymbols(lemmas: SequenceMap, learn: boolean): TokenSymbols {
  const terms = createByteTable();
  const symbolOfTerm = createTermLookup(terms, learn);
  const met = createByteTable();
  let strings: string[] = [];
  let symbolOf = new Map<string | null, number>();
  const key = createKey();
  return {
    terms,
    read({ codePoints }, tokens, from, symbols) {
      const { begins, ends } = tokens;
      const end = sliceEnd(tokens, from);
      if (met.count + TOKEN_SLICE > REMEMBERED_TOKENS) {
        clearByteTable(met);
        strings = [];
        symbolOf = new Map();
      }
      const piece: string[] = [];
      for (let at = from; at < end; at++) {
        keyOfCodePoints(key, codePoints, begins[at], ends[at]);
        const id = internKey(met, key);
        if (id === strings.length) strings.push(stringOfKey(key));
        piece.push(strings[id]);
      }
      lemmas.map(piece).forEach((term, i) => {
        let symbol = symbolOf.get(term);
        if (symbol === undefined) {
          symbol = symbolOfTerm(term);
          symbolOf.set(term, symbol);
        }
        symbols[i] = symbol;
      });
      return end;
    },
  };
}

/** From a term, or null for none, to its symbol. */
function createTermLookup(terms: ByteTable, learn: boolean): (term: string | null) => number {
  const key = createKey();
  const find = learn ? internKey : findKey;
  return (term) => {
    if (term === null) return DROPPED;
    keyOfString(key, term);
    return find(terms, key);
  };
}

function keyOfString(key: Key, text: string): void {
  const codePoints = Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0);
  keyOfCodePoints(key, codePoints, 0, codePoints.length);
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const stringOfKey = ({ bytes, length }: Key): string => decoder.decode(bytes.subarray(0, length));
