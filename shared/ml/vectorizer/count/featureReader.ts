import type { FeatureSettings } from '../../../spec/pipelineSpec';
import type { CodePointReader } from '../../../text/decode/codePoints';
import { createPreparedReader, type TextPreparation } from '../../../text/preparation';

/** Makes the reader of one feature block. Words that become lemmas keep their case, which tells what they are. */
export function createFeatureReader(settings: FeatureSettings, preparation: TextPreparation): CodePointReader {
  const cased = settings.analyzer === 'word' && preparation.lemmatizer !== null;
  const { lowercase, stripAccents } = settings;
  return createPreparedReader(preparation, { lowercase: lowercase && !cased, stripAccents });
}
