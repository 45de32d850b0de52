import type { LineScore } from '../../stores/manyScores';

export const HEAD = ['line', 'comment', 'score', 'probability', 'label'] as const;

/** A scored comment as the columns of a table; the label is 1, 0 or unsure, and empty where no model reads the language. */
export function cellsOf({ line, text, answer }: LineScore): (string | number)[] {
  if (answer === null) return [line, text, '', '', ''];
  const label = answer.unsure || answer.between ? 'unsure' : answer.label;
  return [line, text, answer.score, answer.probability ?? '', label];
}

/** The table as spreadsheets take it from the clipboard: cells parted by tabs. A comment on one line has no line end. */
export function pastedTable(scores: readonly LineScore[]): string {
  const rows = [HEAD, ...scores.map(cellsOf)];
  return rows.map((row) => row.map((cell) => `${cell}`.replaceAll('\t', ' ')).join('\t')).join('\n');
}
