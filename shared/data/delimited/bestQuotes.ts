import type { Dialect, Quotes } from './dialect';
import { isShortValue } from './header';
import { JUDGED_ROWS, type Judged, judge, withoutNotes } from './judgeReading';

/* What the quotation marks of a text are, if a delimiter is given. */

/** The reading of quotes under which the rows fit best. RFC 4180 unless another is clearly better. */
export function bestQuotes(
  text: string,
  complete: boolean,
  base: Omit<Dialect, 'quotes'>,
  quotes: Quotes | undefined,
): Judged {
  if (quotes === 'text') return judge(text, complete, { ...base, quotes });
  const csv = judge(text, complete, { ...base, quotes: 'csv' });
  const single = text.includes("'") ? singleQuoted(text, complete, base, csv) : null;
  if (single !== null) return single;
  if (quotes !== undefined) return quotes === 'csv' ? csv : judge(text, complete, { ...base, quotes });
  if (!text.includes('"')) return csv;
  const isClean = csv.error === null && csv.malformed === 0;
  if (isClean && csv.multiline.length === 0 && !hasSpacedQuotes(text, base.delimiter)) return csv;
  const others: Judged[] = [];
  if (text.includes('\\"')) others.push(judge(text, complete, { ...base, quotes: 'backslash' }));
  if (hasSpacedQuotes(text, base.delimiter)) {
    others.push(judge(text, complete, { ...base, quotes: 'csv', skipSpaces: true }));
  }
  // A reading that changes nothing is no other: `, "` within comments is no space before a quote.
  const better = others.find(
    (other) =>
      other.error === null &&
      other.malformed === 0 &&
      (!isClean || (other.fit >= csv.fit && !isEqual(other.rows, csv.rows))),
  );
  if (better !== undefined) return better;
  const plain = judge(text, complete, { ...base, quotes: 'text' });
  // Where every line is a row by itself, quotes that join lines or leave text behind are part of the text.
  const linesFit = plain.width > 1 && plain.fit === 1;
  if (csv.error !== null && plain.fit >= csv.fit) return plain;
  const joinsRows = csv.multiline.length > 0 && linesFit && plain.width >= csv.width && isTypedAlike(csv, plain);
  if (joinsRows && csv.malformed > 0) return plain;
  if (csv.malformed > 0 && plain.fit > csv.fit) return plain;
  if (!joinsRows) return csv;
  // Both readings make sense. Many lines in one cell are rows that a stray quote swallowed.
  const lines = plain.rows.length - csv.rows.length;
  const doubtful = csv.multiline.slice(0, 5);
  return lines >= 3 * csv.multiline.length || base.delimiter === '\t' ? { ...plain, doubtful } : { ...csv, doubtful };
}

/**
 * The reading under which cells are enclosed in single quotes; null if they are not. An apostrophe may begin a comment,
 * so all rows have to fit, and either every row has such a cell, or some do not fit otherwise, or have their
 * apostrophes escaped.
 */
function singleQuoted(text: string, complete: boolean, base: Omit<Dialect, 'quotes'>, csv: Judged): Judged | null {
  const { delimiter, newline } = base;
  const lines = text.split(newline, 2 * JUDGED_ROWS).filter((line) => line.trim() !== '');
  const opening = lines.filter((line) => startsQuoted(line, delimiter, "'")).length;
  if (opening === 0 || lines.some((line) => startsQuoted(line, delimiter, '"'))) return null;
  const skipSpaces = text.includes(`${delimiter} '`);
  for (const quotes of text.includes("\\'") ? (['backslash', 'csv'] as const) : (['csv'] as const)) {
    const judged = judge(text, complete, { ...base, skipSpaces, quotes, quote: "'" });
    const { malformed, error } = judged;
    const { rows, fit, width } = withoutNotes(judged);
    if (error !== null || malformed > 0 || fit < 1 || width < 2) continue;
    const everyRow = opening >= rows.length - 1; // the header may go without
    const escapes = quotes === 'backslash' || csv.rows.some((row) => row.some(isEscapedCell));
    if (everyRow || escapes || csv.fit < judged.fit || csv.width > width) return judged;
  }
  return null;
}

function isEqual(one: readonly (readonly string[])[], other: readonly (readonly string[])[]): boolean {
  return (
    one.length === other.length &&
    one.every((cells, row) => cells.length === other[row].length && cells.every((cell, i) => cell === other[row][i]))
  );
}

/** Whether a cell is enclosed in single quotes and has some within it, all of them doubled. */
function isEscapedCell(cell: string): boolean {
  return /^'(?:[^']|'')*'$/.test(cell) && cell.slice(1, -1).includes("''");
}

/** Whether a cell of a line starts with `quote`. */
function startsQuoted(line: string, delimiter: string, quote: string): boolean {
  return line.startsWith(quote) || line.includes(delimiter + quote) || line.includes(`${delimiter} ${quote}`);
}

/** Whether the columns that hold numbers or labels under one reading do so under the other. */
function isTypedAlike(csv: Judged, plain: Judged): boolean {
  for (let column = 0; column < csv.width; column++) {
    const typed = ({ rows }: Judged) => rows.slice(1).every((row) => isShortValue(row[column] ?? ''));
    if (typed(csv) && !typed(plain)) return false;
  }
  return true;
}

function hasSpacedQuotes(text: string, delimiter: string): boolean {
  return text.includes(`${delimiter} "`);
}
