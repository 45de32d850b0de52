import { createFeatureReader } from '../../ml/vectorizer/count/featureReader';
import { type FeatureSettings, parsePipelineSpec } from '../../spec/pipelineSpec';
import type { CodePoints } from '../../text/decode/codePoints';
import { findWords, type Segments } from '../../text/decode/segments';
import { prepareText, type TextPreparation } from '../../text/preparation';
import type { EdaSettings } from '../section/settings';
import { blankNoise } from './noise';

/** Reads texts into the words that a report counts: one definition, for its lists and for whoever looks for a term. */
export interface TermReader {
  /** scikit-learn's CountVectorizer of single words. */
  readonly block: FeatureSettings;
  readonly preparation: TextPreparation;
  /**
   * Finds the words of the UTF-8 text `bytes[begin .. end)`; they may still be stop words.
   * @param spans know also which bytes each character came from.
   */
  read(bytes: Uint8Array, begin: number, end: number, segments: Segments, spans?: boolean): CodePoints;
}

/**
 * Loads what the words of a report need: for lemmas a dictionary, for stop words their list.
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian.
 */
export async function createTermReader(settings: EdaSettings): Promise<TermReader> {
  const [block] = parsePipelineSpec({ features: [{ kind: 'count', ngramRange: [1, 1] }] }).features;
  const { language, tokens } = settings;
  const preparation = await prepareText({ language, tokens, stopWords: await stopWords(settings), normalize: 'none' });
  const reader = createFeatureReader(block, preparation);
  const noisy = settings.keep.includes('noise');
  return {
    block,
    preparation,
    read(bytes, begin, end, segments, spans = false) {
      const text = reader.read(bytes, begin, end, spans);
      if (!noisy) blankNoise(text);
      findWords(text, segments);
      return text;
    },
  };
}

async function stopWords({ stopWords: chosen, keep }: EdaSettings): Promise<'none' | readonly string[]> {
  if (chosen === 'none' || typeof chosen !== 'string') return chosen;
  const { STOP_WORD_KINDS, stopWordsOf } = await import('../../text/stopWordLists/stopWordLists');
  return stopWordsOf(
    chosen,
    STOP_WORD_KINDS.filter((kind) => keep.includes(kind)),
  );
}
