import type { Newline } from './dialect';
import { createPlainLines, type TextSink } from './plainLines';

/** The mark of a label in fastText's files. */
export const FASTTEXT_MARK = '__label__';

/** The columns of a file in fastText's format. */
export const FASTTEXT_COLUMNS = ['label', 'text'];

/** Labels at the start of a line, with what is between them. */
const LABELS = /^(?:\s*(?:__label__[^\s,]+\s*,?\s*)+)/;
const LABEL = /^__label__[^\s,]+,?$/;

/**
 * Reads fastText's lines: `__label__A __label__B text`, the labels also separated by commas. Several labels are a list.
 * @param take called with the labels and the text of each line that is not blank, and its number from 1.
 */
export function createFasttextLines(
  newline: Newline,
  take: (cells: readonly string[], line: number) => void,
): TextSink {
  return createPlainLines(newline, (line, number) => {
    if (line.trim() !== '') take(fasttextCells(line), number);
  });
}

/** The labels and the text of one line. */
export function fasttextCells(line: string): [label: string, text: string] {
  const first = LABELS.exec(line)?.[0];
  const found = first ?? line.slice(lastLabelsAt(line));
  const labels = found
    .split(FASTTEXT_MARK)
    .slice(1)
    .map((label) => label.replace(/[\s,]+$/, ''));
  // A line without a label is not labelled: fastText leaves it out.
  return [
    labels.length > 1 ? JSON.stringify(labels) : (labels[0] ?? ''),
    first === undefined ? line.slice(0, line.length - found.length) : line.slice(found.length),
  ];
}

/** Where the labels at the end of a line begin, with the blank before them. (A pattern would take time squared.) */
function lastLabelsAt(line: string): number {
  let start = line.length;
  let end = line.trimEnd().length;
  for (;;) {
    let blank = end - 1;
    while (blank >= 0 && !/\s/.test(line[blank])) blank--;
    if (blank < 0 || !LABEL.test(line.slice(blank + 1, end))) return start;
    start = blank;
    end = blank;
    while (end > 0 && /\s/.test(line[end - 1])) end--;
  }
}
