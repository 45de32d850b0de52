import { NONE } from './arrays';
import { type ByteTable, createByteTable, createKey, findKey, internKey, type Key, keyOfCodePoints } from './byteTable';

/** The symbol of a stop word: the token is left out before n-grams are made, as scikit-learn does. */
export const DROPPED = NONE - 1;

/**
 * From a token to its symbol in the trie of n-grams. A mapping of tokens (a stem, a lemma) belongs here: it is asked
 * once per distinct token, and two tokens with one stem get one symbol.
 */
export interface TokenSymbols {
  /** The distinct tokens, stop words first; a token's symbol is its id here. */
  readonly tokens: ByteTable;
  /** The symbol of a token, DROPPED for a stop word, NONE for a token that is not known and is not to be learnt. */
  symbolOf(token: Key): number;
}

/** Makes symbols for the tokens to come (`learn`) or, once the vocabulary is interned in `tokens`, for those alone. */
export function createTokenSymbols(stopWords: readonly string[], learn: boolean): TokenSymbols {
  const tokens = createByteTable();
  const key = createKey();
  for (const word of stopWords) {
    const codePoints = Uint32Array.from(word, (character) => character.codePointAt(0) ?? 0);
    keyOfCodePoints(key, codePoints, 0, codePoints.length);
    internKey(tokens, key);
  }
  const stops = tokens.count;
  const find = learn ? internKey : findKey;
  return {
    tokens,
    symbolOf(token) {
      const id = find(tokens, token);
      return id < stops ? DROPPED : id;
    },
  };
}
