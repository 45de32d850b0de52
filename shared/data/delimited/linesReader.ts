import { CodedError } from '../../base/errors';
import { HEAD_ROWS } from '../filePlan';
import type { PlannedText, TextReader, TextRows } from '../formats/textReader';
import { judgedRowsOf, planColumns } from '../guess/columnPlan';
import { isTextName, UNNAMED_TEXT } from '../guess/textNames';
import type { TakeCells } from '../tableSource';
import { guessNewline, type Newline } from './dialect';
import { createPlainLines } from './plainLines';

type PlanHead = Parameters<TextReader['plan']>[0];

/** A comment on each line. Any text can be read so: it is what nothing else knows. */
export const linesReader: TextReader = { recognises: {}, plan: planLines };

/** Lines are one column; the first names it if it is a name we know. */
function planLines({ name, text, complete, options }: PlanHead): PlannedText | null {
  const newline = guessNewline(text);
  const lines: string[] = [];
  const reader = createPlainLines(newline, (line) => {
    if (lines.length <= HEAD_ROWS && (line !== '' || lines.length > 0)) lines.push(line);
  });
  reader.push(text);
  if (complete) reader.end();
  if (lines.length === 0) return null;
  const hasHeader = options.header ?? isHeader(lines);
  const names = [hasHeader ? lines[0].trim() || UNNAMED_TEXT : UNNAMED_TEXT];
  const rows = lines.slice(hasHeader ? 1 : 0).map((line) => [line]);
  if (rows.length === 0) {
    if (complete) throw new CodedError('file-header-only', { name });
    return null;
  }
  const alone = { textColumn: 0, labelColumn: null, ...options };
  const columns = planColumns(names, names, judgedRowsOf(rows, 1), alone);
  return {
    plan: { ...columns, hasHeader, notices: [] },
    delimiter: null,
    rows: (take) => createLineRows(newline, hasHeader, take),
  };
}

/**
 * Whether the first line names the comments below it. `no`, `hate` and `- text` are comments; so is a line that comes
 * again.
 */
function isHeader([first, ...others]: readonly string[]): boolean {
  return others.length > 0 && isTextName(first) && !others.includes(first);
}

function createLineRows(newline: Newline, hasHeader: boolean, take: TakeCells): TextRows {
  let started = false;
  const lines = createPlainLines(newline, (text, line) => {
    if (!started) {
      if (text === '') return;
      started = true;
      if (hasHeader) return;
    }
    take([text], line);
  });
  return { ...lines, notices: () => [] };
}
