import type { ReadingQuestion } from '#shared/data/guess/questions';
import type { ImportNotice, RefusalReason, Refused } from '#shared/data/importReport';

const REFUSED: Readonly<Record<RefusalReason, string>> = {
  'label-blank': 'no label',
  'label-minus-one': 'label -1, which means "not judged"',
  'label-not-understood': 'a label whose meaning is not known',
  'label-left-out': 'a label that is left out',
  'label-tied': 'as many judgements for toxic as against it',
  'too-few-fields': 'fewer cells than columns',
  'too-many-fields': 'more cells than columns',
  'json-broken': 'broken JSON',
  'json-too-deep': 'JSON nested deeper than 200 levels',
  'not-a-record': 'neither an object nor a string',
  'chat-notice': 'a notice of the messenger, not a message',
  'total-row': 'the last row, which sums up the others',
  'header-again': 'the names of the columns once more',
  'combined-above': 'the same comment in a row above, with which its label was combined',
};

/** Rows left out for one reason, in words. */
export function refusalText({ reason, count, lines }: Refused): string {
  return `${count} ${count === 1 ? 'row' : 'rows'} (${REFUSED[reason]}), first on ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}`;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

const quoted = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(', ');

/** A notice in words. */
export function noticeText(notice: ImportNotice): string {
  switch (notice.code) {
    case 'duplicate-headers':
      return `several columns are called ${quoted(notice.names)}; the later ones got a number`;
    case 'unnamed-columns':
      return `${counted(notice.positions.length, 'column')} without a name got a number instead`;
    case 'one-class':
      return `every comment is labelled ${notice.label === 1 ? 'toxic' : 'not toxic'}; training needs both kinds`;
    case 'malformed-quotes':
      return `in ${counted(notice.count, 'row')} text follows a closing quotation mark (lines ${notice.lines.join(', ')})`;
    case 'encoding-guessed':
      return `the file is not UTF-8; ${notice.encoding} is a guess (choose another with --encoding)`;
    case 'nested-fields':
      return `fields within fields became columns: ${quoted(notice.names)}`;
    case 'unknown-fields':
      return `in ${counted(notice.count, 'row')} fields that the beginning of the file lacks were not read: ${quoted(notice.names)}`;
    case 'bad-bytes':
      return `read as U+FFFD: ${counted(notice.count, 'byte')} that the encoding does not allow, first at byte ${notice.offsets.join(', ')}`;
    case 'nul-characters':
      return `replaced or, at the end of the file, left out: ${counted(notice.count, 'NUL character')}`;
    case 'header-missing':
      return 'the first row is data, so the columns have numbers for names (with a header: --header 1)';
    case 'lines-above-header':
      return `left out: ${counted(notice.count, 'line')} above the header`;
    case 'quotes-as-text':
      return 'quotation marks were read as part of the text, for as quotes they do not fit the rows';
    case 'single-quotes':
      return 'cells were in single quotes, which were removed (--quotes text keeps them)';
    case 'row-names':
      return 'every row has one cell more than the header: the first is the name of the row';
    case 'whole-lines-quoted':
      return 'every line was in quotes as a whole; these were removed';
    case 'delimiters-in-text':
      return `in ${counted(notice.count, 'row')} the comment held delimiters without quotes, and was put together again (lines ${notice.lines.join(', ')})`;
    case 'label-inverted':
      return `${JSON.stringify(notice.column)} says what is not toxic, and was read the other way round`;
    case 'words-joined':
      return `the comments in ${JSON.stringify(notice.column)} are lists of words, joined by spaces`;
    case 'other-labels':
      return `these columns may be labels as well: ${quoted(notice.columns)}`;
    case 'cells-beside-table':
      return `in ${counted(notice.count, 'row')} cells outside the table were not read (rows ${notice.lines.join(', ')})`;
    case 'encoded-twice':
      return 'the text looks garbled: as if UTF-8 had been read in another encoding and saved; save it again from its source';
    case 'other-sheets':
      return `other sheets were not read: ${quoted(notice.sheets)} (--sheet)`;
    case 'bytes-after-archive':
      return `not read: ${counted(notice.count, 'byte')} after the packed data`;
    case 'text-cleaned':
      return `leftovers of programs were undone in ${counted(notice.count, 'comment')}; ${JSON.stringify(notice.column)} holds them as they were`;
    case 'text-decoded':
      return `${counted(notice.count, 'comment')} in ${JSON.stringify(notice.column)} ${notice.count === 1 ? 'was' : 'were'} decoded from ${notice.encoding === 'base64' ? 'base64' : 'percent signs (%20)'} (--decode none keeps the cells)`;
    case 'comments-empty':
      return `every comment in ${JSON.stringify(notice.column)} is empty`;
    case 'comments-numeric':
      return `every comment in ${JSON.stringify(notice.column)} is a number`;
  }
}

/** A question in words, with the option that answers it. */
export function questionText(question: ReadingQuestion): string {
  switch (question.code) {
    case 'text-column':
      return `which column holds the comments: ${quoted(question.candidates)}? (--text)`;
    case 'archive-entry':
      return `which file of the zip: ${quoted(question.candidates)}? (--entry)`;
    case 'label-column':
      return `is ${JSON.stringify(question.column)} the column of the labels? (--label; it may be any of ${quoted(question.candidates)}; several together: --combine)`;
    case 'label-values':
      return `what do these values of ${JSON.stringify(question.column)} mean: ${question.values.map(({ value, count }) => `${JSON.stringify(value)} (${count})`).join(', ')}${question.total > question.values.length ? ` and ${question.total - question.values.length} more` : ''}? (--positive, --negative, --leave-out)`;
    case 'label-cut':
      return `from which number of ${JSON.stringify(question.column)} on is a comment toxic, between ${question.min} and ${question.max}? (--cut 0.5, or --cut "<0.5" if low numbers are toxic)`;
    case 'label-one-class':
      return `every label of ${JSON.stringify(question.column)} is ${question.only === 'toxic' ? 'toxic' : 'not toxic'}: do the rows with ${quoted(question.leftOut)} belong to the other class? (--negative or --positive)`;
    case 'repeated-judgements':
      return `${question.comments} comments are in ${question.rows} rows, ${question.differing} of them with different labels: does the majority decide, is one toxic judgement enough, or does every row stay? (--repeats majority, any or keep)`;
    case 'quotes-swallow-lines':
      return `quotes run over whole lines (lines ${question.lines.join(', ')}): are they part of the text? (--quotes text or --quotes csv)`;
  }
}
