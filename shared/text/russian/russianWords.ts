import { type DictionaryFile, readDictionaryFile } from '#russian-dictionary';
import type { WordClass } from '../tagging/wordClasses';

/** What a Russian word is. */
export interface RussianWord {
  /** The dictionary form, in lower case. */
  readonly lemma: string;
  readonly wordClass: WordClass;
  /** False: it is not in the dictionary, which has no names of people and places, and was read by its ending. */
  readonly isKnown: boolean;
}

/** Looks words up. */
export interface RussianWords {
  /**
   * The likeliest reading of `word` without context, whatever its case; null unless it is written in Russian letters.
   */
  read(word: string): RussianWord | null;
}

const RUSSIAN_WORD = /^[а-яё]+(?:-[а-яё]+)*$/iu;
/** Longer ones are no words: the rules for unknown endings would look at every part of them. */
const LONGEST = 64;
/** Size of the cache of words, so that memory does not grow with the text. */
const KEPT = 65536;

let loading: Promise<RussianWords> | undefined;

/**
 * Loads OpenCorpora's dictionary (11 MB) with the package `az`, once; words that it does not have are read by their
 * endings.
 * @throws CodedError `dictionary-unreachable`; the next call tries again.
 */
export function loadRussianWords(): Promise<RussianWords> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<RussianWords> {
  const { default: az } = await import('az');
  // In place of the package's own loader, which wants XMLHttpRequest or paths.
  az.load = (url, type, callback) => {
    readDictionaryFile(url.slice(url.lastIndexOf('/') + 1) as DictionaryFile).then(
      (bytes) => callback(null, type === 'json' ? JSON.parse(new TextDecoder().decode(bytes)) : bytes),
      (error: unknown) => callback(error),
    );
  };
  await new Promise<void>((resolve, reject) => {
    az.Morph.init('', (error) => (error ? reject(error) : resolve()));
  });
  const kept = new Map<string, RussianWord>();
  return {
    read(word) {
      if (word.length > LONGEST || !RUSSIAN_WORD.test(word)) return null;
      const lower = word.toLowerCase();
      let found = kept.get(lower);
      if (found === undefined) {
        found = likeliest(az.Morph(lower)) ?? { lemma: lower, wordClass: 'other', isKnown: false };
        if (kept.size === KEPT) kept.clear();
        kept.set(lower, found);
      }
      return found;
    },
  };
}

/**
 * The reading whose forms are the likeliest together: «мой» is three forms of «мой» and one of «мыть», which the
 * dictionary holds equally likely. Of equal ones the first.
 */
function likeliest(parses: readonly AzParse[]): RussianWord | null {
  const scores = new Map<string, { word: RussianWord; score: number }>();
  for (const parse of parses) {
    const isKnown = parse.parser === 'Dictionary';
    const word = { lemma: parse.normalize().toString(), wordClass: wordClassOf(parse.tag), isKnown };
    const key = `${word.lemma} ${word.wordClass}`;
    const entry = scores.get(key) ?? { word, score: 0 };
    entry.score += parse.score;
    scores.set(key, entry);
  }
  let best: { word: RussianWord; score: number } | null = null;
  for (const entry of scores.values()) if (best === null || entry.score > best.score) best = entry;
  return best?.word ?? null;
}

type AzParse = ReturnType<typeof import('az')['default']['Morph']>[number];

/** OpenCorpora's parts of speech (opencorpora.org/dict.php?act=gram). */
const CLASSES: Readonly<Record<string, WordClass>> = {
  NOUN: 'noun',
  ADJF: 'adjective',
  ADJS: 'adjective',
  COMP: 'adjective',
  PRTF: 'adjective',
  PRTS: 'adjective',
  VERB: 'verb',
  INFN: 'verb',
  GRND: 'verb',
  NUMR: 'number',
  ADVB: 'adverb',
  PRED: 'adverb',
  NPRO: 'pronoun',
  PREP: 'prepositionOrConjunction',
  CONJ: 'prepositionOrConjunction',
  INTJ: 'interjection',
};

function wordClassOf(tag: AzParse['tag']): WordClass {
  const found = CLASSES[tag.POS ?? ''] ?? 'other';
  if (found === 'adjective' && tag.Apro) return 'determiner';
  if (found === 'noun' && (tag.Name || tag.Surn || tag.Patr || tag.Geox || tag.Orgn)) return 'properNoun';
  return found;
}
