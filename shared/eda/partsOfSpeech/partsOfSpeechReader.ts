import { type CodePoints, createCodePointReader } from '../../text/decode/codePoints';
import { languageOfBytes } from '../../text/language/language';
import { taggedTokens } from '../../text/surface/taggedTokens';
import { expandContraction, mayBeContraction } from '../../text/tagging/contractions';
import type { WordClass } from '../../text/tagging/wordClasses';
import { isWordCodePoint } from '../../text/unicode/characters';
import { blankNoise } from '../words/noise';
import type { TaggedLanguage } from './facts';

/** Counts the words of one text by part of speech. */
export interface WordClasses {
  readonly words: number;
  readonly classes: ReadonlyMap<WordClass, number>;
}

/** Calls `found` with the class of each word of one text. */
type WordReader = (tokens: readonly string[], isWord: readonly boolean[], found: (of: WordClass) => void) => void;

/** Apostrophes as people type them. */
const APOSTROPHES = new Set([0x27, 0x2019, 0x2bc, 0x2032, 0x60, 0xb4, 0xff07]);

/** Tokens with each contraction replaced by its words. */
function expand(tokens: readonly string[], isWord: readonly boolean[]): { parts: string[]; isPart: boolean[] } {
  const parts: string[] = [];
  const isPart: boolean[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const words = isWord[i] ? expandContraction(tokens[i]) : [tokens[i]];
    for (const word of words) {
      parts.push(word);
      isPart.push(isWord[i]);
    }
  }
  return { parts, isPart };
}

/** By Brill's tagger, contractions as the words that they are made of. Loads a lexicon of 2 MB, once. */
async function createEnglishReader(): Promise<WordReader> {
  // A chunk of its own: it holds the tagger.
  const { createTagger, wordClassOf } = await import('../../text/tagging/partsOfSpeech');
  const tagger = await createTagger();
  return (tokens, isWord, found) => {
    const { parts, isPart } = tokens.some(mayBeContraction)
      ? expand(tokens, isWord)
      : { parts: tokens, isPart: isWord };
    const tags = tagger.tags(parts);
    for (let i = 0; i < tags.length; i++) if (isPart[i]) found(wordClassOf(tags[i]));
  };
}

const SENTENCE_ENDS = new Set(['.', '!', '?', '\u2026']);
const CAPITALISED = /^\p{Lu}\p{Ll}/u;

/**
 * By OpenCorpora's dictionary, each word by itself. The dictionary has no names: a noun with a capital within a
 * sentence is one, and so is any word with a capital that it does not have. Loads 11 MB, once.
 */
async function createRussianReader(): Promise<WordReader> {
  const { loadRussianWords } = await import('../../text/russian/russianWords');
  const words = await loadRussianWords();
  const classOf = (token: string, isFirst: boolean): WordClass => {
    const word = words.read(token);
    if (word === null) return /^\p{Nd}+$/u.test(token) ? 'number' : 'other';
    const isName = CAPITALISED.test(token) && (!word.isKnown || (word.wordClass === 'noun' && !isFirst));
    return isName ? 'properNoun' : word.wordClass;
  };
  return (tokens, isWord, found) => {
    for (let i = 0; i < tokens.length; i++) {
      if (isWord[i]) found(classOf(tokens[i], i === 0 || SENTENCE_ENDS.has(tokens[i - 1])));
    }
  };
}

const READERS: Readonly<Record<TaggedLanguage, () => Promise<WordReader>>> = {
  en: createEnglishReader,
  ru: createRussianReader,
};

/** The language of the UTF-8 text `bytes[begin .. end)`; null for one that cannot be tagged. */
export function taggedLanguageOf(bytes: Uint8Array, begin: number, end: number): TaggedLanguage | null {
  const language = languageOfBytes(bytes, begin, end);
  return language === 'en' || language === 'ru' ? language : null;
}

/** Splits texts into the words and marks that are tagged: links and HTML entities are none. */
function createTokenizer(): (bytes: Uint8Array, begin: number, end: number) => ReturnType<typeof taggedTokens> {
  // Capitals mark proper nouns.
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  return (bytes, begin, end) => {
    const text: CodePoints = reader.read(bytes, begin, end);
    blankNoise(text, false);
    return taggedTokens(text, APOSTROPHES);
  };
}

/** True if the UTF-8 text `bytes[begin .. end)` has a word at all. */
export function createWordFinder(): (bytes: Uint8Array, begin: number, end: number) => boolean {
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  return (bytes, begin, end) => {
    const { codePoints, length } = reader.read(bytes, begin, end);
    for (let at = 0; at < length; at++) if (isWordCodePoint(codePoints[at])) return true;
    return false;
  };
}

/** Makes a counter of the words that would be tagged, contractions as one, which loads nothing. */
export function createTaggedWordCounter(): (bytes: Uint8Array, begin: number, end: number) => number {
  const tokenize = createTokenizer();
  return (bytes, begin, end) => tokenize(bytes, begin, end).isWord.filter(Boolean).length;
}

/** The counts of the UTF-8 text `bytes[begin .. end)`, which is in a language that the reader was made for. */
export type WordClassReader = (bytes: Uint8Array, begin: number, end: number, language: TaggedLanguage) => WordClasses;

/**
 * Makes a reader of parts of speech: one definition, for the report and for whoever looks for the rows behind a bar.
 * Only the first 512 words and marks of a text are tagged.
 * @throws CodedError `dictionary-unreachable` for Russian.
 */
export async function createWordClassReader(languages: readonly TaggedLanguage[]): Promise<WordClassReader> {
  const readers = new Map<TaggedLanguage, WordReader>();
  for (const language of languages) readers.set(language, await READERS[language]());
  const tokenize = createTokenizer();
  return (bytes, begin, end, language) => {
    const { tokens, isWord } = tokenize(bytes, begin, end);
    const classes = new Map<WordClass, number>();
    let words = 0;
    readers.get(language)?.(tokens, isWord, (wordClass) => {
      words += 1;
      classes.set(wordClass, (classes.get(wordClass) ?? 0) + 1);
    });
    return { words, classes };
  };
}
