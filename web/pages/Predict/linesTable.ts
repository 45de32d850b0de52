import type { LineAnswer, LineScore } from '../../stores/manyScores';

export const HEAD = ['line', 'comment', 'score', 'probability', 'label'] as const;

/** The answers of a further model, by line. */
export interface SideColumn {
  readonly name: string;
  readonly byLine: ReadonlyMap<number, LineScore>;
}

/** The names of all columns: of each further model its own three. */
export function headOf(sides: readonly SideColumn[]): string[] {
  return [...HEAD, ...sides.flatMap(({ name }) => HEAD.slice(2).map((column) => `${name}: ${column}`))];
}

/**
 * A scored comment as the columns of a table; the label is 1, 0 or unsure, and empty where no model reads the language.
 */
export function cellsOf({ line, text, answer }: LineScore, sides: readonly SideColumn[] = []): (string | number)[] {
  const others = sides.flatMap(({ byLine }) => answerCells(byLine.get(line)?.answer ?? null));
  return [line, text, ...answerCells(answer), ...others];
}

function answerCells(answer: LineAnswer | null): (string | number)[] {
  if (answer === null) return ['', '', ''];
  return [answer.score, answer.probability ?? '', answer.unsure || answer.between ? 'unsure' : answer.label];
}

/**
 * The table as spreadsheets take it from the clipboard: cells parted by tabs. A comment on one line has no line end.
 */
export function pastedTable(scores: readonly LineScore[], sides: readonly SideColumn[] = []): string {
  const rows = [headOf(sides), ...scores.map((score) => cellsOf(score, sides))];
  return rows.map((row) => row.map((cell) => `${cell}`.replaceAll('\t', ' ')).join('\t')).join('\n');
}
