import type { CodePoints } from '../decode/codePoints';
import { createPreparedReader } from '../preparation';
import { characterFlags, isWordCodePoint, SPACE } from '../unicode/characters';

/*
 * Finds the entries of word lists in texts. Entry and text are folded alike: the deobfuscating normaliser, lower case,
 * Latin accents and the dots of ё. Whole words only: "ass" is not found in "class".
 */

/** A stretch of a text that an entry matches. UTF-16 offsets. */
export interface WordMatch {
  /** The entry as it was written in its list. */
  readonly entry: string;
  readonly begin: number;
  readonly end: number;
  /** The stretch itself. */
  readonly text: string;
}

export interface WordMatcher {
  /** How many entries can match at all. */
  readonly size: number;
  /**
   * Every match, in text order; of those that begin at one place the longest. Matches of several entries may overlap.
   */
  find(text: string): WordMatch[];
}

/** Ends an entry that matches every word that begins so: `fool*` finds "fools" and "foolish". */
const WILDCARD = '*';

const NORMALISED = {
  settings: { normalize: 'deobfuscate', tokens: 'plain', language: 'auto', stopWords: 'none' },
} as const;

/** A word, or a single sign that is neither a word character nor white space; as folded. */
interface Token {
  readonly text: string;
  readonly isWord: boolean;
  /** UTF-8 bytes of the original. */
  readonly begin: number;
  readonly end: number;
}

interface Entry {
  readonly entry: string;
  readonly tokens: readonly Token[];
  readonly isPrefix: boolean;
}

const encoder = new TextEncoder();
const YO = 0x451;
const YE = 0x435;

/** The letter without its accent, for Latin letters and ё; й stays, since it is a letter of its own. */
function withoutAccent(code: number): number {
  if (code === YO) return YE;
  const latin = (code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff);
  return latin ? (String.fromCodePoint(code).normalize('NFD').codePointAt(0) ?? code) : code;
}

/** Makes the function that cuts a text into folded tokens. */
function createTokenReader(): (text: string) => Token[] {
  const reader = createPreparedReader(
    { ...NORMALISED, lemmatizer: null, countClasses: null },
    { lowercase: true, stripAccents: 'none' },
  );
  return (text) => {
    const bytes = encoder.encode(text);
    return tokensOf(reader.read(bytes, 0, bytes.length, true));
  };
}

function tokensOf({ codePoints, begins, ends, length }: CodePoints): Token[] {
  const { pageOf, pages } = characterFlags();
  const tokens: Token[] = [];
  for (let at = 0; at < length; ) {
    const first = at;
    let folded = '';
    for (; at < length && isWordCodePoint(codePoints[at]); at++)
      folded += String.fromCodePoint(withoutAccent(codePoints[at]));
    if (at > first) {
      tokens.push({ text: folded, isWord: true, begin: begins[first], end: ends[at - 1] });
      continue;
    }
    const code = codePoints[at];
    if (!(pages[(pageOf[code >> 8] << 8) | (code & 255)] & SPACE)) {
      tokens.push({ text: String.fromCodePoint(code), isWord: false, begin: begins[at], end: ends[at] });
    }
    at += 1;
  }
  return tokens;
}

/** The entry as folded tokens; null if nothing of it can be found, as in an empty one. */
function readEntry(read: (text: string) => Token[], entry: string): Entry | null {
  const trimmed = entry.trim();
  const isPrefix = trimmed.length > 1 && trimmed.endsWith(WILDCARD);
  const tokens = read(isPrefix ? trimmed.slice(0, -1) : trimmed);
  const last = tokens.at(-1);
  if (last === undefined || trimmed === WILDCARD) return null;
  return { entry: trimmed, tokens, isPrefix: isPrefix && last.isWord };
}

/** Where in `tokens` the match of `entry` that begins at token `from` ends (exclusive); -1 if there is none. */
function endOfMatch(tokens: readonly Token[], from: number, { tokens: wanted, isPrefix }: Entry): number {
  let at = from;
  for (let i = 0; i < wanted.length; i++, at++) {
    // Signs between the words of a phrase ("shut, up") are passed over, unless the phrase has one there.
    if (i > 0 && wanted[i].isWord) while (at < tokens.length && !tokens[at].isWord) at++;
    if (at >= tokens.length) return -1;
    const whole = !(isPrefix && i === wanted.length - 1);
    if (!(whole ? tokens[at].text === wanted[i].text : tokens[at].text.startsWith(wanted[i].text))) return -1;
  }
  return at;
}

/** The UTF-16 offset in `text` of each offset in its UTF-8 bytes. */
function unitsOfBytes(text: string): Uint32Array {
  const units = new Uint32Array(3 * text.length + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4; // a lone surrogate is encoded as U+FFFD: 3
    units.fill(unit, byte, byte + size);
    byte += size;
    unit += character.length;
  }
  units.fill(unit, byte);
  return units;
}

/**
 * Makes the matcher of a list.
 * @param entries words or phrases; a `*` at the end matches any ending of the last word. Empty ones are ignored.
 */
export function createWordMatcher(entries: readonly string[]): WordMatcher {
  const read = createTokenReader();
  const byFirst = new Map<string, Entry[]>();
  const prefixes: Entry[] = []; // of a single word: any first token may begin with them
  let size = 0;
  for (const text of new Set(entries)) {
    const entry = readEntry(read, text);
    if (entry === null) continue;
    size += 1;
    if (entry.isPrefix && entry.tokens.length === 1) prefixes.push(entry);
    else byFirst.set(entry.tokens[0].text, [...(byFirst.get(entry.tokens[0].text) ?? []), entry]);
  }
  return {
    size,
    find(text) {
      if (size === 0) return [];
      const tokens = read(text);
      const found: { entry: string; first: number; last: number }[] = [];
      tokens.forEach((token, first) => {
        let longest = -1;
        let entry = '';
        for (const candidate of [...(byFirst.get(token.text) ?? []), ...prefixes]) {
          const end = endOfMatch(tokens, first, candidate);
          if (end <= longest) continue;
          longest = end;
          entry = candidate.entry;
        }
        if (longest > first) found.push({ entry, first, last: longest - 1 });
      });
      if (found.length === 0) return [];
      const units = unitsOfBytes(text);
      return found.map(({ entry, first, last }) => {
        const begin = units[tokens[first].begin];
        const end = units[tokens[last].end];
        return { entry, begin, end, text: text.slice(begin, end) };
      });
    },
  };
}
