import type { ImportNotice, Refused } from '#shared/data/importReport';
import { t } from '../../../i18n';

/** A notice of the import in words. */
export function noticeText(notice: ImportNotice): string {
  const words = t().data.notice;
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
      return words['encoding-guessed'](t().data.sheet.encodings[notice.encoding]);
    case 'nested-fields':
      return words['nested-fields'](notice.names);
    case 'unknown-fields':
      return words['unknown-fields'](notice.count, notice.lines, notice.names);
    case 'comments-empty':
    case 'comments-numeric':
      return words[notice.code](notice.column);
  }
}

/** Rows left out for one reason, in words. */
export function refusedText({ reason, count, lines }: Refused): string {
  return t().data.refusedLine(t().data.refused[reason], count, lines);
}
