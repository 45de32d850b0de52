import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { TextPreparation } from '../../../text/preparation';
import { createTokenSymbols, type TokenSymbols } from '../count/tokenSymbols';

/** Distinct words, and bytes of theirs, after which the symbols start afresh. */
const REMEMBERED_WORDS = 2 ** 20;
const REMEMBERED_BYTES = 2 ** 26;

/**
 * Symbols for words that are only hashed: every word gets one, and it holds for the text being read alone. So between
 * two texts all of them can be forgotten, and memory stays bounded however many words there are.
 */
export function createHashingTokens(
  settings: FeatureSettings,
  preparation: TextPreparation,
  limit = REMEMBERED_WORDS,
): TokenSymbols {
  let symbols = createTokenSymbols(settings, preparation, true);
  return {
    get terms() {
      return symbols.terms;
    },
    read(text, tokens, from, slice) {
      const { count, offsets } = symbols.terms;
      if (from === 0 && (count > limit || offsets[count] > REMEMBERED_BYTES)) {
        symbols = createTokenSymbols(settings, preparation, true);
      }
      return symbols.read(text, tokens, from, slice);
    },
  };
}
