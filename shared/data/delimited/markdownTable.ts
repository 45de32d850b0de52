import type { TextFilter } from './clean';

/*
 * Tables as Markdown writes them: cells between bars, a rule below the names, `\|` for a bar within a cell.
 *
 *     | comment        | toxic |
 *     |:---------------|------:|
 *     | you are a fool |     1 |
 */

/** Lines of text above a table within a document. */
const MOST_ABOVE = 100;

/**
 * How many lines are above the names of a Markdown table; null if the text holds none. Of several tables the first
 * counts.
 */
export function linesAboveMarkdown(text: string): number | null {
  const lines = text.split(/\r\n|\n|\r/, MOST_ABOVE + 2);
  const rule = lines.findIndex((line, i) => i > 0 && isRule(line, lines[i - 1]));
  return rule < 0 ? null : rule - 1;
}

/** Whether a line is the rule below `names`. Looked at sign by sign first: a file may be one line of a million blanks. */
function isRule(line: string, names: string): boolean {
  if (!line.includes('|') || !/^[ \t|:-]+$/.test(line)) return false;
  const cells = cellsOf(line);
  return cells.length > 1 && cells.every((cell) => /^:?-+:?$/.test(cell)) && cellsOf(names).length === cells.length;
}

/** The cells of a row, without the bars around it and the blanks around them. */
function cellsOf(line: string): string[] {
  const row = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return row.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}

const written = (cell: string) => (/["|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Writes a Markdown table as CSV, a bar between two cells; its rule becomes a blank line. */
export function createMarkdownFilter(newline: string): TextFilter {
  let held = '';
  let rows = 0;
  const clean = (line: string) => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (text.trim() === '') return line;
    return ++rows === 2 ? '' : cellsOf(text).map(written).join('|');
  };
  return {
    push(piece) {
      const lines = (held + piece).split(newline);
      held = lines.pop() ?? '';
      return lines.map((line) => clean(line) + newline).join('');
    },
    end: () => (held === '' ? '' : clean(held)),
  };
}
