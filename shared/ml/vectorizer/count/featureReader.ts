import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { CodePointReader } from '../../../text/decode/codePoints';
import { createPreparedReader, type TextPreparation } from '../../../text/preparation';

/** Makes the reader of one feature block. Words to be lemmatized keep their case, which the tagger uses. */
export function createFeatureReader(settings: FeatureSettings, preparation: TextPreparation): CodePointReader {
  const cased = settings.analyzer === 'word' && preparation.lemmatizer !== null;
  const { lowercase, stripAccents } = settings;
  return createPreparedReader(preparation, { lowercase: lowercase && !cased, stripAccents });
}
