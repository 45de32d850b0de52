/*
 * Scripts of letters, as far as language detection needs them.
 */

export const isLatin = (code: number) =>
  (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff);
export const isCyrillic = (code: number) => code >= 0x400 && code <= 0x52f;

/** Blocks of letters (first and last code point) and the language that they are mostly used for; `mul`: of several. */
const BLOCKS: readonly (readonly [number, number, string])[] = [
  [0x370, 0x3ff, 'el'],
  [0x1f00, 0x1fff, 'el'],
  [0x531, 0x587, 'hy'],
  [0x591, 0x5f4, 'he'],
  [0x600, 0x6ff, 'ar'],
  [0x750, 0x77f, 'ar'],
  [0x900, 0x97f, 'hi'],
  [0x980, 0x9ff, 'bn'],
  [0xb80, 0xbff, 'ta'],
  [0xc00, 0xc7f, 'te'],
  [0xe00, 0xe7f, 'th'],
  [0x10a0, 0x10ff, 'ka'],
  [0x1100, 0x11ff, 'ko'],
  [0x3040, 0x30ff, 'ja'],
  [0x3400, 0x4dbf, 'zh'],
  [0x4e00, 0x9fff, 'zh'],
  [0xac00, 0xd7af, 'ko'],
];

/** Letters of Persian and Urdu that Arabic lacks: پ چ ژ گ ک ی. */
const PERSIAN = new Set([0x67e, 0x686, 0x698, 0x6af, 0x6a9, 0x6cc]);

/** The language that a letter of neither Latin nor Cyrillic speaks for; `mul` if its script is used for several. */
export function languageOfLetter(code: number): string {
  if (PERSIAN.has(code)) return 'fa';
  return BLOCKS.find(([first, last]) => code >= first && code <= last)?.[2] ?? 'mul';
}

/**
 * The language of letters counted by `languageOfLetter`: a few letters of Persian or kana decide over what they share.
 */
export function languageOfLetters(counts: ReadonlyMap<string, number>): string {
  if (counts.has('ja')) return 'ja';
  if (counts.has('fa')) return 'fa';
  let best = 'mul';
  for (const [language, count] of counts) if (count > (counts.get(best) ?? 0)) best = language;
  return best;
}
