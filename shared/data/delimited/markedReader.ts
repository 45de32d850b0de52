import { CodedError } from '../../base/errors';
import { HEAD_ROWS } from '../filePlan';
import type { PlannedText, TextReader } from '../formats/textReader';
import { judgedRowsOf, planColumns } from '../guess/columnPlan';
import { type Delimiter, guessNewline } from './dialect';
import { tabularDelimiter } from './looksTabular';
import { createMarkedLines, markOf } from './markedLines';

type PlanHead = Parameters<TextReader['plan']>[0];

/** What separates cells and is in no mark. */
const CELL_DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

const COLUMNS = ['label', 'text', 'namespaces'];

/** Lines that hold a comment and its label with a mark between them. */
export const markedReader: TextReader = {
  recognises: {
    mark: ({ text, complete }) => {
      const shape = markOf(text, complete);
      if (shape === null || shape.weak === true) return false;
      // The comments of a table may begin with a mark, or end in one.
      const delimiter = shape.namespaces === true ? null : tabularDelimiter(text, complete);
      if (delimiter === '|') return text.includes('||'); // an arrow of bars
      return delimiter === null || !CELL_DELIMITERS.includes(delimiter);
    },
    rows: ({ text, complete }) => markOf(text, complete) !== null,
  },
  plan: planMarked,
};

function planMarked({ name, text, complete, options }: PlanHead): PlannedText | null {
  const newline = guessNewline(text);
  const shape = markOf(text, complete);
  if (shape === null) {
    // Chosen by a person for a text that has no such marks.
    if (!complete) return null;
    throw new CodedError('rows-none-usable', { name, refused: text.split(newline).length, line: 1, columns: 2 });
  }
  const rows: (readonly string[])[] = [];
  const reader = createMarkedLines(newline, shape, COLUMNS.length, (cells, _, refused) => {
    if (refused === undefined && rows.length < HEAD_ROWS) rows.push(cells);
  });
  reader.push(text);
  if (complete) reader.end();
  const columns = COLUMNS.slice(0, rows.some((row) => row[2] !== '') ? 3 : 2);
  const cut = rows.map((row) => row.slice(0, columns.length));
  const chosen = { textColumn: 1, labelColumn: 0, ...options };
  const plan = planColumns(columns, columns, judgedRowsOf(cut, columns.length), chosen);
  return {
    plan: { ...plan, hasHeader: false, notices: [] },
    delimiter: null,
    rows: (take) => ({ ...createMarkedLines(newline, shape, columns.length, take), notices: () => [] }),
  };
}
