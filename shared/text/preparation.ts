import { type CodePointReader, createCodePointReader, type NormalizeSettings } from './decode/codePoints';
import { createAccentStripper, lowerCodePoints } from './decode/foldCodePoints';
import { createNormaliser, type NormaliserKind } from './normalise/normaliser';
import type { WordClassCounter } from './surface/surfaceTags';
import type { Lemmatizer } from './tokens/lemma';
import { needsSequence, type TokenSettings } from './tokens/tokenMap';

/** A spec's `text`: what becomes of a text, and then of its words, before anything is counted. */
export interface PreparationSettings extends TokenSettings {
  readonly normalize: 'none' | NormaliserKind;
}

/** Settings with everything that must be loaded for them; the rest is synchronous. */
export interface TextPreparation {
  readonly settings: PreparationSettings;
  /** Null unless tokens become lemmas. */
  readonly lemmatizer: Lemmatizer | null;
  /** Null unless surface features are read, of a text that may be English. */
  readonly countClasses: WordClassCounter | null;
}

/**
 * Loads what `settings` need: for lemmas a dictionary (of Russian 11 MB) or a lexicon of 2 MB, once; for anything else
 * nothing.
 * @param surface surface features will be read: loads that lexicon too, unless `language` is Russian.
 * @throws CodedError `dictionary-unreachable` for lemmas of Russian.
 */
export async function prepareText(settings: PreparationSettings, surface = false): Promise<TextPreparation> {
  const countClasses = surface && settings.language !== 'ru' ? await loadClassCounter() : null;
  if (!needsSequence(settings)) return { settings, lemmatizer: null, countClasses };
  const { createLemmatizer } = await import('./tokens/lemma'); // with a tagger: apart from what all need
  return { settings, lemmatizer: await createLemmatizer(settings.language), countClasses };
}

async function loadClassCounter(): Promise<WordClassCounter> {
  const { createWordClassCounter } = await import('./surface/surfaceTags');
  return createWordClassCounter();
}

/**
 * Makes a reader of texts that first undoes what `normalize` of the preparation asks for, then puts them in lower case
 * and strips accents. Spans stay those of the original bytes.
 */
export function createPreparedReader({ settings }: TextPreparation, fold: NormalizeSettings): CodePointReader {
  if (settings.normalize === 'none') return createCodePointReader(fold);
  const decoder = createCodePointReader({ lowercase: false, stripAccents: 'none' });
  const normaliser = createNormaliser(settings.normalize);
  const strip = fold.stripAccents === 'none' ? null : createAccentStripper(fold.stripAccents);
  const reader: CodePointReader = {
    text: decoder.text,
    read(bytes, begin, end, spans = false) {
      const text = normaliser.apply(decoder.read(bytes, begin, end, spans), spans);
      if (fold.lowercase) lowerCodePoints(text, spans);
      reader.text = strip ? strip(text, spans) : text;
      return reader.text;
    },
  };
  return reader;
}
