import { createCodePointReader, type NormalizeSettings } from '../decode/codePoints';

/**
 * Makes a function that normalises one word as a text's words are: lower case and accents by the committed tables, so
 * that lists of words and the words of a text meet on every engine. A lone surrogate becomes U+FFFD.
 */
export function createWordNormalizer(settings: NormalizeSettings): (word: string) => string {
  const reader = createCodePointReader(settings);
  const encoder = new TextEncoder();
  return (word) => {
    const bytes = encoder.encode(word);
    const { codePoints, length } = reader.read(bytes, 0, bytes.length);
    let normal = '';
    for (let i = 0; i < length; i++) normal += String.fromCodePoint(codePoints[i]);
    return normal;
  };
}
