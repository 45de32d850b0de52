import { ENCODING_NAMES, type Encoding } from '#shared/data/bytes/encodings';
import { dataWords } from '../../../i18n/dataWords';

/** An encoding by its name and its script, as “Windows-1251 (Cyrillic)”. */
export function encodingName(encoding: Encoding): string {
  const [label, script] = ENCODING_NAMES[encoding];
  return script === 'any' ? label : `${label} (${dataWords().sheet.scripts[script]})`;
}
