import { deniedIn } from '../../text/denied';
import { type ModelLanguage, modelLanguageOf } from '../../text/language/modelLanguage';
import { writtenIn } from '../../text/language/written';
import { createWordReader } from '../../text/words/wordBeginnings';
import { BEGINNING, isKnown } from '../model/knownWords';
import type { Model } from '../model/model';
import type { Scorer } from './scorer';

/*
 * When a model cannot tell: the one rule of the runner, the app and whoever else scores. A score is always a number;
 * whether it rests on anything is decided here, from what the model carries about itself: the words that it has read,
 * their language, and how long its comments were.
 */

/**
 * Why an answer is unsure. `nothing`: there is no word in it; of a model that carries no words: nothing in it that the
 * model knows. `language`: it is written in a language that the model has not read. `unknown`: the model has never read
 * most of its words. `long`: it is longer than nearly all comments that the model has read. `denied`: the model flags
 * it for a word that it directly denies ("you are not an idiot"), which a model that adds up words cannot know.
 */
export type Doubt = 'nothing' | 'language' | 'unknown' | 'long' | 'denied';

/** In the order in which they are looked for; a number in a byte stands for the one at its place, less one. */
export const DOUBTS: readonly Doubt[] = ['nothing', 'language', 'long', 'unknown', 'denied'];

/** What a model knows of a comment. */
export interface Knowledge {
  /** Null: the answer stands. */
  readonly doubt: Doubt | null;
  /** Runs of letters. */
  readonly words: number;
  /** Those that the model has never read; null for a model that carries no words. */
  readonly unknown: number | null;
}

/** Says what a model knows of the UTF-8 text `bytes[begin .. end)`. */
export interface KnowledgeReader {
  /**
   * @param scores of the text, per label, as `scoreRow` returns them.
   * @param threshold the score from which the first label is given; the model's own if left out.
   */
  read(bytes: Uint8Array, begin: number, end: number, scores: Float64Array, threshold?: number): Knowledge;
}

/** Of the way from a comment without words to one that is flagged: what a word weighs that counts by itself. */
const HALF = 0.5;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** The language that a model has read; null where that is not known. */
export function languageOfModel({ manifest, knownWords }: Model): ModelLanguage | null {
  const { language } = manifest.spec.text;
  return knownWords?.language ?? (language === 'auto' ? null : language);
}

/** Makes the reader of one model. It reads the text a second time. */
export function createKnowledgeReader(scorer: Scorer): KnowledgeReader {
  const { model } = scorer;
  const { knownWords, linear } = model;
  const language = languageOfModel(model);
  const readWords = createWordReader(scorer.preparation, BEGINNING);
  const longest = model.manifest.knownWords?.longest ?? Number.POSITIVE_INFINITY;

  const scoreOf = (text: string): number => {
    const bytes = encoder.encode(text);
    const scores = new Float64Array(linear.bias.length);
    scorer.scoreRow(bytes, 0, bytes.length, scores);
    return scores[0];
  };
  /** Whether words that count by themselves are denied, and without them the comment would not be flagged. */
  const isDenied = (bytes: Uint8Array, begin: number, end: number, threshold: number): boolean => {
    const text = decoder.decode(bytes.subarray(begin, end));
    const denied = deniedIn(text).filter(
      ({ word }) => scoreOf(word) >= linear.bias[0] + HALF * (threshold - linear.bias[0]),
    );
    if (denied.length === 0) return false;
    let rest = text;
    for (const word of denied) rest = rest.slice(0, word.begin) + ' '.repeat(word.word.length) + rest.slice(word.end);
    return scoreOf(rest) < threshold;
  };

  return {
    read(bytes, begin, end, scores, threshold = model.manifest.thresholds[0]) {
      let words = 0;
      let unknown = 0;
      readWords(bytes, begin, end, (word) => {
        words += 1;
        if (knownWords && !isKnown(knownWords, word.bytes, 0, word.length)) unknown += 1;
      });
      const found = (doubt: Doubt | null): Knowledge => ({ doubt, words, unknown: knownWords ? unknown : null });
      if (words === 0) return found('nothing');
      if (language !== null && modelLanguageOf(writtenIn(bytes, begin, end), language) !== language) {
        return found('language');
      }
      if (!knownWords && scores.every((score, label) => score === linear.bias[label])) return found('nothing');
      if (words > longest) return found('long');
      if (2 * unknown > words) return found('unknown');
      return found(scores[0] >= threshold && isDenied(bytes, begin, end, threshold) ? 'denied' : null);
    },
  };
}
