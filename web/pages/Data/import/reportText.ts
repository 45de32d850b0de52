import type { ImportNotice, Refused } from '#shared/data/importReport';
import { dataWords } from '../../../i18n/dataWords';
import { encodingName } from './encodingName';

/** A notice of the import in words. */
export function noticeText(notice: ImportNotice): string {
  const words = dataWords().notice;
  switch (notice.code) {
    case 'duplicate-headers':
      return words['duplicate-headers'](notice.names);
    case 'unnamed-columns':
      return words['unnamed-columns'](notice.positions);
    case 'one-class':
      return words['one-class'](notice.label);
    case 'malformed-quotes':
      return words['malformed-quotes'](notice.count, notice.lines);
    case 'encoding-guessed':
      return words['encoding-guessed'](encodingName(notice.encoding));
    case 'nested-fields':
      return words['nested-fields'](notice.names);
    case 'unknown-fields':
      return words['unknown-fields'](notice.count, notice.lines, notice.names);
    case 'text-cleaned':
      return words['text-cleaned'](notice.count, notice.column);
    case 'text-decoded':
      return words['text-decoded'](notice.count, notice.column, notice.encoding);
    case 'bad-bytes':
      return words['bad-bytes'](notice.count, notice.offsets);
    case 'nul-characters':
    case 'lines-above-header':
    case 'bytes-after-archive':
      return words[notice.code](notice.count);
    case 'delimiters-in-text':
    case 'cells-beside-table':
      return words[notice.code](notice.count, notice.lines);
    case 'header-missing':
    case 'quotes-as-text':
    case 'single-quotes':
    case 'row-names':
    case 'whole-lines-quoted':
    case 'encoded-twice':
      return words[notice.code];
    case 'other-sheets':
      return words['other-sheets'](notice.sheets);
    case 'other-labels':
      return words['other-labels'](notice.columns);
    case 'label-inverted':
    case 'words-joined':
    case 'comments-empty':
    case 'comments-numeric':
      return words[notice.code](notice.column);
  }
}

/** Rows left out for one reason, in words. */
export function refusedText({ reason, count, lines }: Refused): string {
  return dataWords().refusedLine(dataWords().refused[reason], count, lines);
}
