/** Characters that are examined: the beginning is enough. */
const LOOKED_AT = 2000;

/**
 * Which of the two languages' models suits `text`, by its letters; null without any. A word with one Cyrillic letter
 * counts as Cyrillic, since Russian words are disguised by Latin look-alikes; where words are even, letters decide.
 */
export function writtenIn(text: string): 'en' | 'ru' | null {
  const words = text.slice(0, LOOKED_AT).match(/\p{L}+/gu) ?? [];
  const cyrillic = words.filter((word) => /\p{Script=Cyrillic}/u.test(word)).length;
  if (words.length === 0) return null;
  if (2 * cyrillic !== words.length) return 2 * cyrillic > words.length ? 'ru' : 'en';
  const letters = words.join('');
  return 2 * (letters.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) > letters.length ? 'ru' : 'en';
}
