import type { Folds } from './normalForm';

/*
 * What the normalisers fold beyond NFKC, by code point. Only characters whose plain twin everybody would type instead.
 */

const APOSTROPHES = '\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\u275b\u275c';
const QUOTES = '\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\u275d\u275e\u301d\u301e\u301f';
const DASHES = '\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e3a\u2e3b';
/** Ogham space, the blank of braille, and the control characters that str.isspace() accepts, line ends aside. */
const SPACES = '\u000b\u000c\u001c\u001d\u001e\u001f\u1680\u2800';
const LINE_ENDS = '\u0085\u2028\u2029';
const SLASHES = '\u2044\u2215';

/**
 * Letters drawn small, and those of phonetic alphabets that look or sound like ours; used for looks, hence by
 * `deobfuscate` only.
 */
const DRAWN_LETTERS =
  'ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpꞯqʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɡgɐaɒaʌuəeɛeɜeɘeǝeɩiıiɨiʉuʊuɔoɵoɫlɭlɱmɲnɳnɹrɾrʁrʂsʃsʈtʋvʍwʒzʐzɖdɗdɕcɓbɠgʝjɟj';

function standardReplacements(): Map<number, readonly number[]> {
  const replacements = new Map<number, readonly number[]>();
  const fold = (characters: string, to: string) => {
    for (const character of characters) replacements.set(codeOf(character), [codeOf(to)]);
  };
  fold(APOSTROPHES, "'");
  fold(QUOTES, '"');
  fold(DASHES, '-');
  fold(SPACES, ' ');
  fold(LINE_ENDS, '\n');
  fold(SLASHES, '/');
  // White letters on a black disc or square; NFKC folds only their black-on-white twins.
  for (let i = 0; i < 26; i++) {
    replacements.set(0x1f150 + i, [0x41 + i]);
    replacements.set(0x1f170 + i, [0x41 + i]);
  }
  return replacements;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function deobfuscatingReplacements(): Map<number, readonly number[]> {
  const replacements = standardReplacements();
  const drawn = Array.from(DRAWN_LETTERS, codeOf);
  for (let i = 0; i < drawn.length; i += 2) replacements.set(drawn[i], [drawn[i + 1]]);
  return replacements;
}

export const STANDARD_FOLDS: Folds = {
  replacements: standardReplacements(),
  dropInvisible: true,
  dropMarks: false,
};

export const DEOBFUSCATING_FOLDS: Folds = {
  replacements: deobfuscatingReplacements(),
  dropInvisible: true,
  dropMarks: true,
};
