import type { CodedError, ErrorParams } from '#shared/base/errors';
import { ENCODINGS } from '#shared/data/bytes/encoding';
import { dataWords } from '../../../i18n/dataWords';
import { chooseReading, importUnlabelled, lookAgain } from '../../../stores/importDraft';
import { encodingName } from './encodingName';

/** A way to read a file after an error, offered as a button. */
export interface Fix {
  readonly label: string;
  readonly act: () => void;
}

/** Encodings offered by a press: the likeliest. All can be chosen in the sheet. */
const COMMON = 5;

/** The fixes for `error`, the likeliest first; none where only another file helps. */
export function fixesOf(error: CodedError): Fix[] {
  const words = dataWords().fixes;
  switch (error.code) {
    case 'csv-quote-unclosed':
    case 'csv-field-too-large':
    case 'csv-row-too-wide':
      return [{ label: words.quotesAsText, act: () => chooseReading({ quotes: 'text' }) }];
    case 'file-header-missing':
      return [
        { label: words.firstLineIsData, act: () => chooseReading({ header: false }) },
        { label: words.firstLineIsHeader, act: () => chooseReading({ header: true }) },
      ];
    case 'file-not-text': {
      const { encoding: tried } = error.params as ErrorParams['file-not-text'];
      const common = ENCODINGS.slice(0, COMMON).filter(
        (encoding) => encoding !== tried && !encoding.startsWith('utf-16'),
      );
      return common.map((encoding) => ({
        label: words.readAs(encodingName(encoding)),
        act: () => chooseReading({ encoding }),
      }));
    }
    case 'rows-none-usable':
    case 'json-broken':
    case 'json-not-a-list':
    case 'json-no-records':
      return [{ label: words.asLines, act: () => chooseReading({ format: 'lines' }) }];
    case 'labels-none-usable':
      return [{ label: words.withoutLabels, act: importUnlabelled }];
    case 'file-unreadable':
    case 'worker-failed':
      return [{ label: words.again, act: lookAgain }];
    default:
      return [];
  }
}
