/*
 * Scores of languages for words, from n-grams of characters and common words (languageTable.ts). Whole numbers only, so
 * that every engine finds the same language.
 */

/** Longest n-gram, with the edge of a word as a character. */
const LONGEST = 4;
/** Longest common word with its two edges. */
const LONGEST_WORD = 10;
/** The edge of a word, in n-grams. */
const EDGE = 0x5f;
const FIRST_LANGUAGE = 0x41;
/** Words whose scores are kept, a power of two, and the letters that such a word may have. */
const KEPT_WORDS = 1 << 13;
const KEPT_LETTERS = 16;

export interface GramTable {
  readonly languages: readonly string[];
  /**
   * Adds what the word `codes[begin .. end)` speaks for, in eighths of a nat per language.
   * @param known counts, per language, the words that are common ones of it.
   */
  add(codes: Uint32Array, begin: number, end: number, scores: Int32Array, known: Int32Array): void;
}

const extend = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193) ^ (hash >>> 15);
const SEED = 0x811c9dc5 | 0;

/** @param table n-grams between spaces, each followed by a letter and a whole number per language. */
export function createGramTable(languages: readonly string[], table: string): GramTable {
  const entries = table.split(' ');
  let bits = 1;
  while (1 << bits < 3 * entries.length) bits += 1;
  const mask = (1 << bits) - 1;
  const keys = new Int32Array(1 << bits);
  /** Where the cells of the entry begin, from 1; 0: free. */
  const starts = new Uint16Array(1 << bits);
  const cells: number[] = [0]; // count, then language and weight in turn
  for (const entry of entries) {
    const [, gram, numbers] = /^([^A-[]+)(.*)$/u.exec(entry) ?? [];
    if (gram === undefined) continue;
    let hash = SEED;
    for (const character of gram) hash = extend(hash, character.codePointAt(0) ?? 0);
    let at = hash & mask;
    while (starts[at] !== 0) at = (at + 1) & mask;
    keys[at] = hash;
    starts[at] = cells.length;
    const pairs = [...numbers.matchAll(/([A-[])(-?\d+)/g)];
    cells.push(pairs.length);
    for (const [, letter, number] of pairs) cells.push(letter.charCodeAt(0) - FIRST_LANGUAGE, Number(number));
  }
  const packed = Int16Array.from(cells);

  function look(hash: number, scores: Int32Array, known: Int32Array | null): void {
    for (let at = hash & mask; starts[at] !== 0; at = (at + 1) & mask) {
      if (keys[at] !== hash) continue;
      const first = starts[at] + 1;
      const end = first + 2 * packed[first - 1];
      for (let i = first; i < end; i += 2) {
        scores[packed[i]] += packed[i + 1];
        if (known !== null && packed[i + 1] > 0) known[packed[i]] += 1;
      }
      return;
    }
  }

  /** What a word speaks for, n-gram by n-gram. */
  function addGrams(codes: Uint32Array, begin: number, end: number, scores: Int32Array, known: Int32Array): void {
    const length = end - begin + 2;
    for (let from = 0; from < length; from++) {
      const longest = from === 0 && length <= LONGEST_WORD ? length : LONGEST;
      let hash = SEED;
      for (let i = from; i < length && i - from < longest; i++) {
        const code = i === 0 || i === length - 1 ? EDGE : codes[begin + i - 1];
        hash = extend(hash, code);
        const size = i - from + 1;
        if (size <= LONGEST ? size > 1 || code !== EDGE : size === length)
          look(hash, scores, size === length ? known : null);
      }
    }
  }

  // Few words make up most of a text: what they speak for is kept, a word to each slot, and checked letter by letter.
  const { length: width } = languages;
  const keptCodes = new Uint32Array(KEPT_WORDS * KEPT_LETTERS);
  const keptLengths = new Uint8Array(KEPT_WORDS);
  const keptScores = new Int16Array(KEPT_WORDS * width);
  const keptKnown = new Uint8Array(KEPT_WORDS * width);
  const wordScores = new Int32Array(width);
  const wordKnown = new Int32Array(width);

  function isKept(slot: number, codes: Uint32Array, begin: number, length: number): boolean {
    if (keptLengths[slot] !== length) return false;
    const first = slot * KEPT_LETTERS;
    for (let i = 0; i < length; i++) if (keptCodes[first + i] !== codes[begin + i]) return false;
    return true;
  }

  return {
    languages,
    add(codes, begin, end, scores, known) {
      const length = end - begin;
      if (length > KEPT_LETTERS) return addGrams(codes, begin, end, scores, known);
      let hash = SEED;
      for (let i = begin; i < end; i++) hash = extend(hash, codes[i]);
      const slot = (hash ^ (hash >>> 15)) & (KEPT_WORDS - 1);
      const cells = slot * width;
      if (!isKept(slot, codes, begin, length)) {
        wordScores.fill(0);
        wordKnown.fill(0);
        addGrams(codes, begin, end, wordScores, wordKnown);
        keptLengths[slot] = length;
        for (let i = 0; i < length; i++) keptCodes[slot * KEPT_LETTERS + i] = codes[begin + i];
        keptScores.set(wordScores, cells);
        keptKnown.set(wordKnown, cells);
      }
      for (let language = 0; language < width; language++) {
        scores[language] += keptScores[cells + language];
        known[language] += keptKnown[cells + language];
      }
    },
  };
}
