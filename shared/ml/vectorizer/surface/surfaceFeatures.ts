import { log1p } from '../../../base/elementary';
import { createCodePointReader } from '../../../text/decode/codePoints';
import { splitSentences } from '../../../text/language/sentences';
import { countMarks } from '../../../text/surface/surfaceMarks';
import { SURFACE_NAMES, type SurfaceName } from '../../../text/surface/surfaceNames';
import type { WordClassCounter } from '../../../text/surface/surfaceTags';
import { countWords } from '../../../text/surface/surfaceWords';
import type { WordClass } from '../../../text/tagging/partsOfSpeech';

/** Reads the surface features of comments, one after the other. */
export interface SurfaceReader {
  /**
   * Measures the UTF-8 text `bytes[begin .. end)`. Linear in its length. Nothing is normalised before: the surface is
   * what was typed.
   * @param values receives one number per name of `SURFACE_NAMES`, in that order; finite, 0 or more.
   * @returns the number of words.
   */
  read(bytes: Uint8Array, begin: number, end: number, values: Float64Array): number;
}

/** Code points turned into a string at a time: engines limit the arguments of a call. */
const PIECE = 4096;

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

/** @param countClasses of English, or null: then the shares of parts of speech are 0. */
export function createSurfaceReader(countClasses: WordClassCounter | null): SurfaceReader {
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  return {
    read(bytes, begin, end, values) {
      const text = reader.read(bytes, begin, end);
      const marks = countMarks(text);
      const words = countWords(text);
      const tagged = countClasses ? countClasses(text) : null;
      const shareOf = (...classes: readonly WordClass[]) => {
        if (!tagged) return 0;
        return share(
          classes.reduce((sum, wordClass) => sum + (tagged.classes.get(wordClass) ?? 0), 0),
          tagged.words,
        );
      };
      let string = '';
      for (let at = 0; at < text.length; at += PIECE) {
        string += String.fromCodePoint(...text.codePoints.subarray(at, Math.min(text.length, at + PIECE)));
      }
      const features: Record<SurfaceName, number> = {
        adjectiveShare: shareOf('adjective'),
        adverbShare: shareOf('adverb'),
        capitalShare: share(marks.capitals, marks.letters),
        characters: log1p(text.length),
        digitShare: share(marks.digits, text.length),
        ellipses: log1p(marks.ellipses),
        emoji: log1p(marks.emoji),
        exclamationMarks: log1p(marks.exclamationMarks),
        firstPersonShare: share(words.firstPerson, words.words),
        interjectionShare: shareOf('interjection'),
        lineBreaks: log1p(marks.lineBreaks),
        meanWordLength: share(words.characters, words.words),
        mentions: log1p(marks.mentions),
        mixedAlphabetWords: log1p(words.mixedAlphabet),
        nounShare: shareOf('noun', 'properNoun'),
        obfuscatedWords: log1p(marks.obfuscatedWords),
        pronounShare: shareOf('pronoun'),
        punctuationRuns: log1p(marks.punctuationRuns),
        punctuationShare: share(marks.punctuation, text.length),
        questionMarks: log1p(marks.questionMarks),
        quotationMarks: log1p(marks.quotationMarks),
        repeatedLetters: log1p(marks.repeatedLetters),
        secondPersonShare: share(words.secondPerson, words.words),
        sentences: log1p(splitSentences(string).length),
        shoutedWordShare: share(words.shouted, words.words),
        uniqueWordShare: share(words.unique, words.words),
        urls: log1p(marks.urls),
        verbShare: shareOf('verb'),
        words: log1p(words.words),
      };
      SURFACE_NAMES.forEach((name, i) => {
        values[i] = features[name];
      });
      return words.words;
    },
  };
}
