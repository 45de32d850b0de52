import { createCodePointReader } from '../../text/decode/codePoints';
import { languageOfBytes } from '../../text/language/language';
import type { WordClass } from '../../text/tagging/partsOfSpeech';

/** Counts the words of one text by part of speech. */
export interface WordClasses {
  readonly words: number;
  readonly classes: ReadonlyMap<WordClass, number>;
}

/** The counts of the UTF-8 text `bytes[begin .. end)`; null unless it is English and has words. */
export type WordClassReader = (bytes: Uint8Array, begin: number, end: number) => WordClasses | null;

/**
 * Makes a reader of parts of speech: the report and the search for the rows of a bar share it.
 * Only the first TAGGED_TOKENS (512) words and marks of a text are tagged. Loads the tagger's lexicon of 2 MB, once.
 */
export async function createWordClassReader(): Promise<WordClassReader> {
  const { createWordClassCounter } = await import('../../text/surface/surfaceTags'); // a chunk of its own: it holds the tagger
  const count = await createWordClassCounter();
  // Capitals mark proper nouns.
  const reader = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  return (bytes, begin, end) => {
    if (languageOfBytes(bytes, begin, end) !== 'en') return null;
    const counts = count(reader.read(bytes, begin, end));
    return counts.words === 0 ? null : counts;
  };
}
