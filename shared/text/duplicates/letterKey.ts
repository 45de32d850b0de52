import { createCodePointReader } from '../decode/codePoints';
import { characterFlags, WORD } from '../unicode/characters';
import { lookUp } from '../unicode/pages';
import { createKeyHash } from './keyHash';
import { createBytesKey, createSameKey, type TextKey } from './textKey';

const UNDERSCORE = 0x5f;

/** ASCII letters in lower case and digits as they are; 0 for anything else. */
const ASCII_LETTERS = Uint8Array.from({ length: 128 }, (_, code) => {
  const lower = code >= 0x41 && code <= 0x5a ? code + 32 : code;
  return (lower >= 0x61 && lower <= 0x7a) || (lower >= 0x30 && lower <= 0x39) ? lower : 0;
});

/**
 * How texts without any letter or digit are compared: by their signs and emoji, and where there are none of these
 * either, byte by byte, blank ones too. Models that were trained before depend on it: by it rows go to one side of a
 * split.
 */
const createSignKey = () => createSameKey(undefined, createBytesKey());

/**
 * The key of a text's letters and digits after lower case and NFKD without accents: accents, signs, emoji, spaces and
 * punctuation do not count. Wider than `createSameKey`: what is the same by that is the same by this. Splits keep
 * together what is the same by this, since a model whose features are words cannot tell such texts apart; nobody is
 * told that they are repeats.
 *
 * @param lettersOf what is done to the text before.
 * @param otherwise compares texts without any letter or digit.
 */
export function createLetterKey(
  lettersOf = createCodePointReader({ lowercase: true, stripAccents: 'unicode' }),
  otherwise: TextKey = createSignKey(),
): TextKey {
  const flags = characterFlags();
  const hash = createKeyHash();
  return (bytes, begin, end) => {
    hash.reset();
    const { codePoints, length } = lettersOf.read(bytes, begin, end);
    for (let i = 0; i < length; i++) {
      const code = codePoints[i];
      if (code < 0x80) {
        if (ASCII_LETTERS[code] !== 0) hash.mix(ASCII_LETTERS[code]);
      } else if ((lookUp(flags, code) & WORD) !== 0 && code !== UNDERSCORE) hash.mix(code);
    }
    return hash.isEmpty() ? otherwise(bytes, begin, end) : hash.key();
  };
}
