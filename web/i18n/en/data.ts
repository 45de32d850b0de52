import type { CellEncoding } from '#shared/data/cellEncoding';
import { FORMAT_LABELS } from '#shared/data/formats/index';
import { formats } from '#shared/messages/format';
import { isolated } from '#shared/messages/isolated';
import { formatNames } from '../formatNames';

const { bytes, count, list, number, percent } = formats.en;
const ROWS = { one: 'row', other: 'rows' };
const lines = (total: number, first: readonly number[]) =>
  `${count(total, ROWS)} (${first.length === 1 ? 'line' : 'lines'} ${first.map((line) => number(line)).join(', ')}${total > first.length ? '…' : ''})`;

/** The Data page. */
export const data = {
  title: 'What have people written?',
  intro: 'Bring comments that people have judged. They are read here and stay here.',
  introKept: (comments: number, datasets: number) =>
    `${count(comments, { one: 'comment', other: 'comments' })} in ${count(datasets, { one: 'dataset', other: 'datasets' })}, all on this device.`,
  drop: `A table of comments with a column that says which are toxic, or just comments, one per line. Formats: ${FORMAT_LABELS.join(', ')}, zipped or not.`,
  waiting: (files: number) =>
    `${count(files, { one: 'more file waits for its turn', other: 'more files wait for their turn' })}.`,
  paste: {
    action: 'Paste…',
    title: 'Paste comments',
    label: 'A table copied from anywhere, or one comment per line',
    placeholder: 'Thank you for the source.\nWhat utter rubbish.',
    read: 'Read it',
    fileName: 'Pasted text',
  },
  dropMore: 'Add another file:',
  empty: {
    title: 'Nothing here yet',
    text: 'A model learns from examples: comments, each labelled as toxic or not. Choose such a file above and a first model is a minute away.',
  },
  reading: (name: string) => `Looking at “${isolated(name)}”…`,
  sheet: {
    title: (name: string) => `How should “${isolated(name)}” be read?`,
    name: 'Name',
    choose: 'Choose…',
    found: (format: string, packing: 'gzip' | 'zip' | null) =>
      packing === null ? format : `${format}, ${packing === 'zip' ? 'zipped' : 'gzipped'}`,
    entry: 'File in the archive',
    entryHelp: (files: number) => `It holds ${count(files, { one: 'file', other: 'files' })} that can be read.`,
    sheet: 'Sheet',
    format: 'Format',
    formats: formatNames('en'),
    automatic: (guess: string) => `Automatic (${guess})`,
    more: 'Format, encoding, delimiter',
    moreSheet: 'Header',
    encoding: 'Encoding',
    scripts: {
      western: 'Western European',
      central: 'Central European',
      cyrillic: 'Cyrillic',
      greek: 'Greek',
      turkish: 'Turkish',
      hebrew: 'Hebrew',
      arabic: 'Arabic',
      baltic: 'Baltic',
      vietnamese: 'Vietnamese',
      thai: 'Thai',
      nordic: 'Nordic',
      celtic: 'Celtic',
      southern: 'Southern European',
      romanian: 'Romanian',
      japanese: 'Japanese',
      chinese: 'Chinese',
      traditionalChinese: 'Traditional Chinese',
      korean: 'Korean',
    },
    delimiter: 'Columns are separated by',
    delimiters: {
      ',': 'comma',
      ';': 'semicolon',
      '\t': 'tab',
      '|': 'vertical bar',
      '^': 'caret (^)',
      '~': 'tilde (~)',
      ':': 'colon',
      '#': 'number sign (#)',
      '§': 'section sign (§)',
      '¦': 'broken bar (¦)',
      '@': 'at sign (@)',
      þ: 'thorn (þ)',
    },
    header: 'The first line names the columns',
    quotes: 'Read quotation marks as ordinary characters',
    quotesHelp: 'For files whose quotation marks do not enclose whole cells.',
    leftOut: 'left out',
    sample: (rows: number) => `The first ${count(rows, ROWS)}`,
    moreColumns: (n: number) => `${count(n, { one: 'more column is', other: 'more columns are' })} not shown.`,
    action: 'Import',
    another: 'Choose another file',
  },
  fixes: {
    quotesAsText: 'Read quotes as text',
    firstLineIsData: 'The first line is data',
    firstLineIsHeader: 'The first line is the header',
    withoutLabels: 'Import without labels',
    asLines: 'Read each line as a comment',
    readAs: (encoding: string) => `Read as ${encoding}`,
    again: 'Try again',
  },
  importing: (name: string) => `Importing “${isolated(name)}”`,
  importDetail: (read: number, total: number, rows: number) =>
    `${bytes(read)} of ${bytes(total)} · ${count(rows, ROWS)}`,
  stopped: 'Stopped. Nothing of the file was kept.',
  done: {
    title: (name: string) => `“${isolated(name)}” is in`,
    labelled: (rows: number, positives: number) =>
      `${count(rows, { one: 'comment', other: 'comments' })}, ${number(positives)} of them toxic (${percent(rows === 0 ? Number.NaN : positives / rows, positives / rows < 0.1 ? 1 : 0)}).`,
    unlabelled: (rows: number) => `${count(rows, { one: 'comment', other: 'comments' })} without labels.`,
    leftOut: (rows: number) => `${count(rows, ROWS)} ${rows === 1 ? 'was' : 'were'} left out:`,
    train: 'Train a model on it',
  },
  refused: {
    'label-blank': 'no label',
    'label-minus-one': 'label −1, which means “not judged”',
    'label-not-understood': 'a label that is not understood',
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
  },
  refusedLine: (reason: string, total: number, first: readonly number[]) => `${reason}: ${lines(total, first)}`,
  notice: {
    'duplicate-headers': (names: readonly string[]) =>
      `Several columns are called ${list(names.map((name) => `“${isolated(name)}”`))}; the later ones got a number.`,
    'unnamed-columns': (positions: readonly number[]) =>
      `${count(positions.length, { one: 'column has', other: 'columns have' })} no name and got a number instead.`,
    'one-class': (label: 0 | 1) =>
      `Every comment is labelled ${label === 1 ? 'toxic' : 'not toxic'}. To train a model, both kinds are needed.`,
    'malformed-quotes': (total: number, first: readonly number[]) =>
      `In ${lines(total, first)} text follows a closing quotation mark; rows there may have run together.`,
    'encoding-guessed': (encoding: string) =>
      `The file is not UTF-8 and does not name its encoding: ${encoding} is a guess. If letters look wrong, choose another encoding.`,
    'nested-fields': (names: readonly string[]) =>
      `Fields within fields became columns: ${list(names.map((name) => `“${isolated(name)}”`))}.`,
    'unknown-fields': (total: number, first: readonly number[], names: readonly string[]) =>
      `${lines(total, first)} ${total === 1 ? 'has' : 'have'} fields that the beginning of the file has not, and these were not read: ${list(names.map((name) => `“${isolated(name)}”`))}.`,
    'bad-bytes': (total: number, offsets: readonly number[]) =>
      `${count(total, { one: 'byte is', other: 'bytes are' })} not what the encoding allows and ${total === 1 ? 'was' : 'were'} replaced by “\ufffd”, first at byte ${number(offsets[0] ?? 0)}.`,
    'nul-characters': (total: number) =>
      `${count(total, { one: 'NUL character was', other: 'NUL characters were' })} replaced or, at the end of the file, left out.`,
    'header-missing': 'The first row looks like data, so the columns have numbers for names.',
    'lines-above-header': (total: number) =>
      `${count(total, { one: 'line', other: 'lines' })} above the header ${total === 1 ? 'was' : 'were'} left out.`,
    'quotes-as-text':
      'Quotation marks were read as part of the text: as quotes around cells they would not fit the rows of this file.',
    'single-quotes': 'Cells were in single quotation marks, which were removed.',
    'row-names': 'Every row has one cell more than the header: the first is the name of the row.',
    'whole-lines-quoted': 'Every line was in quotation marks as a whole; these were removed.',
    'delimiters-in-text': (total: number, first: readonly number[]) =>
      `In ${lines(total, first)} the comment held delimiters without quotation marks, and was put together again.`,
    'label-inverted': (column: string) => `“${column}” marks what is not toxic, so it was read the other way round.`,
    'words-joined': (column: string) => `The comments in “${column}” are lists of words, joined by spaces.`,
    'other-labels': (names: readonly string[]) =>
      `These columns may be labels as well: ${list(names.map((name) => `“${name}”`))}.`,
    'cells-beside-table': (total: number, first: readonly number[]) =>
      `In ${lines(total, first)} cells outside the table were not read.`,
    'encoded-twice':
      'The text looks garbled, as if it had been opened in a wrong encoding and saved. Save the file again from its source, as UTF-8.',
    'other-sheets': (names: readonly string[]) =>
      `Other sheets were not read: ${list(names.map((name) => `“${isolated(name)}”`))}.`,
    'bytes-after-archive': (total: number) =>
      `${count(total, { one: 'byte', other: 'bytes' })} after the packed data ${total === 1 ? 'was' : 'were'} not read.`,
    'text-decoded': (n: number, column: string, encoding: CellEncoding) =>
      `${count(n, { one: 'comment', other: 'comments' })} in “${isolated(column)}” ${n === 1 ? 'was' : 'were'} decoded from ${encoding === 'base64' ? 'base64' : 'percent signs (%20 for a space)'}.`,
    'text-cleaned': (n: number, column: string) =>
      `Leftovers of programs were undone in ${count(n, { one: 'comment', other: 'comments' })}; “${isolated(column)}” holds them as they were.`,
    'comments-empty': (column: string) => `Every comment in “${isolated(column)}” is empty. Is it the right column?`,
    'comments-numeric': (column: string) =>
      `Every comment in “${isolated(column)}” is a number. Is it the right column?`,
  },
  list: 'Datasets',
  toxic: (n: number) => `${number(n)} toxic`,
  other: (n: number) => `${number(n)} other`,
  unlabelled: (n: number) => `${number(n)} unlabelled`,
  share: (positives: number, rows: number) =>
    `${percent(positives / rows, positives / rows < 0.1 ? 1 : 0)} of the labelled comments are toxic`,
  moreLabels: (names: readonly string[]) => `and ${list(names.map((name) => `“${isolated(name)}”`))}`,
  facts: {
    added: 'Added',
    size: 'Size',
    sizeValue: (text: number, stored: number) => `${bytes(text)} of text, ${bytes(stored)} with all columns`,
    labels: 'Labels',
    labelValue: (name: string, toxic: number, not: number) =>
      `${isolated(name)}: ${number(toxic)} toxic, ${number(not)} other`,
    columns: 'Columns',
    columnsValue: (text: string, label: string | null) =>
      label === null
        ? `comments from “${isolated(text)}”`
        : `comments from “${isolated(text)}”, labels from “${isolated(label)}”`,
    cut: 'Fractions',
    cutValue: (cut: number) => `toxic from ${number(cut)} on`,
    fingerprint: 'Fingerprint',
    fingerprintHelp: 'The same for the same comments and labels, whatever file they come from.',
    leftOut: 'Left out',
    notes: 'Worth knowing',
  },
  copyFingerprint: 'Copy the fingerprint',
  copyFailed: 'The browser did not allow copying.',
  train: 'Train',
  show: 'Show comments',
  showDetails: 'Details',
  renameTitle: 'Rename the dataset',
  renameEmpty: 'A dataset needs a name.',
  corrections: 'what you corrected in Predict',
  removed: (name: string) => `“${isolated(name)}” was removed.`,
};
