import { CodedError } from '../../base/errors';
import { HEAD_ROWS } from '../filePlan';
import type { PlannedText, TextReader } from '../formats/textReader';
import { judgedRowsOf, planColumns } from '../guess/columnPlan';
import { guessNewline } from './dialect';
import { createFasttextLines, FASTTEXT_COLUMNS, FASTTEXT_MARK } from './fasttextLines';

type PlanHead = Parameters<TextReader['plan']>[0];

/** Lines with their labels, as fastText has them. */
export const fasttextReader: TextReader = {
  recognises: { mark: ({ text }) => isFasttext(text.trimStart()) },
  plan: planFasttext,
};

/** Lines by which fastText's format is known. */
const FASTTEXT_LINES = 20;

/** The share of lines that begin with a label: in other files one comment may quote it. */
const FASTTEXT_SHARE = 0.5;

/** fastText allows labels anywhere in a line; people put them at its start or its end, with a comma in a CSV. */
function isFasttext(text: string): boolean {
  const lines = text.split(guessNewline(text), FASTTEXT_LINES).filter((line) => line.trim() !== '');
  if (text.startsWith(FASTTEXT_MARK)) {
    if (/^__label__[^\s,;]+[,;\t](?! )/.test(text)) return false;
    return lines.filter((line) => line.trimStart().startsWith(FASTTEXT_MARK)).length >= FASTTEXT_SHARE * lines.length;
  }
  return lines.length > 0 && lines.every((line) => /\s__label__\S+\s*$/.test(line));
}

function planFasttext({ name, text, complete, options }: PlanHead): PlannedText | null {
  const newline = guessNewline(text);
  const rows: (readonly string[])[] = [];
  const reader = createFasttextLines(newline, (cells) => {
    if (rows.length < HEAD_ROWS) rows.push(cells);
  });
  reader.push(text);
  if (complete) reader.end();
  if (rows.length === 0) {
    if (complete) throw new CodedError('file-empty', { name });
    return null;
  }
  const chosen = { textColumn: 1, labelColumn: 0, ...options };
  const plan = planColumns(FASTTEXT_COLUMNS, FASTTEXT_COLUMNS, judgedRowsOf(rows, 2), chosen);
  return {
    plan: { ...plan, hasHeader: false, notices: [] },
    delimiter: null,
    rows: (take) => ({ ...createFasttextLines(newline, take), notices: () => [] }),
  };
}
