import transformations from 'natural/lib/natural/brill_pos_tagger/data/English/tr_from_posjs.json';
import { isWordCodePoint } from '../unicode/characters';
import { compileRules, type WordTags } from './partsOfSpeechRules';
import { WORD_CLASSES, type WordClass } from './wordClasses';

export { WORD_CLASSES, type WordClass } from './wordClasses';

/** Tags the parts of speech of English words. */
export interface Tagger {
  /**
   * Penn Treebank tags, one per token of a text in order. Beyond the Treebank's: `URL`, `SYM` for what has no letter
   * nor digit and is no punctuation, `FW` for a word without a Latin letter.
   * @param tokens in their original case, with punctuation if there is any.
   */
  tags(tokens: readonly string[]): string[];
}

/** Penn Treebank tags (Santorini, 1990) by class; what is not here is `other`. */
const TAGS_OF: Readonly<Record<Exclude<WordClass, 'other'>, string>> = {
  noun: 'NN NNS',
  properNoun: 'NNP NNPS NP NPS',
  verb: 'VB VBD VBG VBN VBP VBZ MD',
  adjective: 'JJ JJR JJS JJSS',
  adverb: 'RB RBR RBS WRB',
  pronoun: 'PRP PRP$ PRP$R WP WP$ EX',
  determiner: 'DT PDT WDT',
  prepositionOrConjunction: 'IN CC TO RP',
  interjection: 'UH',
  number: 'CD',
  punctuation: ". , : ; ! ( ) `` '' \"",
};
const classes = new Map<string, WordClass>();
for (const wordClass of WORD_CLASSES) {
  if (wordClass !== 'other') for (const tag of TAGS_OF[wordClass].split(' ')) classes.set(tag, wordClass);
}

/** The class of a Penn Treebank tag; of several joined by bars, that of the first. */
export function wordClassOf(tag: string): WordClass {
  const bar = tag.indexOf('|');
  return classes.get(bar > 0 ? tag.slice(0, bar) : tag) ?? 'other';
}

const LATIN_LETTER = /[A-Za-z]/;
const DIGIT = /[0-9]/;
const PUNCTUATION = /^[!-/:-@[-`{-~\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2027\u2030-\u205e\u3001\u3002]+$/;
const SHOUTED = /^[A-Z]{2,}$/;

/** The tag of a word that the lexicon lacks. */
function guessTag(word: string): string {
  if (LATIN_LETTER.test(word)) return /^[A-Z]/.test(word) ? 'NNP' : 'NN';
  if (DIGIT.test(word)) return 'CD';
  if (PUNCTUATION.test(word)) return '.';
  for (const character of word) if (isWordCodePoint(character.codePointAt(0) ?? 0)) return 'FW';
  return 'SYM';
}

/**
 * The most frequent tag of each word, as a Map, in which `constructor` is a word like any other. Loaded when first
 * asked for: 2 MB.
 */
async function loadLexicon(): Promise<ReadonlyMap<string, string>> {
  const { default: tagsOf } = await import('#english-lexicon');
  const lexicon = new Map<string, string>();
  // It has an entry without tags.
  for (const [word, tags] of Object.entries(tagsOf)) if (tags.length > 0) lexicon.set(word, tags[0]);
  // It has "I" as a noun; comments write it small as well.
  lexicon.set('I', 'PRP');
  lexicon.set('i', 'PRP');
  return lexicon;
}

let loading: Promise<ReadonlyMap<string, string>> | null = null;

function lexiconOnce(): Promise<ReadonlyMap<string, string>> {
  // A failed load (no network on a first visit) must not stay: the next call tries again.
  loading ??= loadLexicon().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/** Words kept at hand with their tags, so that memory does not grow with the text, nor with long tokens. */
const KEPT = 65536;
const LONGEST_KEPT = 64;

/**
 * Makes Brill's tagger for English (Brill, 1992) with the lexicon and rules of natural, which are those of pos-js: each
 * word gets its most frequent tag, which rules then mend by the word's ending and its neighbours. Linear in the number
 * of tokens. A word that is shouted and not known so is taken as if it were not.
 */
export async function createTagger(): Promise<Tagger> {
  const lexicon = await lexiconOnce();
  const correctTags = compileRules(transformations.rules);
  const kept = new Map<string, WordTags>();
  /** Words have few ways of being tagged: the same way is the same object. */
  const ways = new Map<string, WordTags>();

  function lookUp(token: string): WordTags {
    const word = SHOUTED.test(token) && !lexicon.has(token) ? token.toLowerCase() : token;
    const found = correctTags(word, lexicon.get(word) ?? lexicon.get(word.toLowerCase()) ?? guessTag(word));
    const key = `${found.tags.join(' ')} ${found.next.join(' ')}`;
    const way = ways.get(key) ?? found;
    if (way === found) ways.set(key, way);
    if (token.length <= LONGEST_KEPT) {
      if (kept.size === KEPT) kept.clear();
      kept.set(token, way);
    }
    return way;
  }

  return {
    tags(tokens) {
      let context = 0;
      return tokens.map((token) => {
        const { tags, next } = kept.get(token) ?? lookUp(token);
        const tag = tags[context];
        context = next[context];
        return tag;
      });
    },
  };
}
