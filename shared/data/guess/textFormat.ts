import { CodedError } from '../../base/errors';
import { createCsvRows } from '../delimited/csvRows';
import { guessDialect } from '../delimited/dialect';
import { parseJson } from '../json/relaxed';
import { labelNameRank, textNameRank } from './columnNames';

/** How a text holds comments: a table, a JSON value to each line, one JSON array, or a comment to each line. */
export const TEXT_FORMATS = ['csv', 'jsonl', 'json', 'lines'] as const;
export type TextFormat = (typeof TEXT_FORMATS)[number];

/** Every format a file of comments may be in. */
export type TableFormat = TextFormat | 'parquet' | 'xlsx';

/** Rows that must agree on their number of cells for a text without known column names to be a table. */
const AGREEING_ROWS = 5;
const NAME_WORDS = 3;

/**
 * A guess at the format of a text. Names that end in .csv and .tsv are believed; else the first letters tell JSON, and
 * columns with known names, tabs, or rows that agree tell a table. What is left is lines.
 *
 * @param name the file's.
 * @param head the beginning of the text, without byte order mark.
 * @param complete `head` is the whole text.
 */
export function guessTextFormat(name: string, head: string, complete: boolean): TextFormat {
  const ending = /\.(\w+)$/.exec(name)?.[1].toLowerCase();
  if (ending === 'csv' || ending === 'tsv' || ending === 'tab') return 'csv';
  const text = head.trimStart();
  const lineIsJson = firstLineIsJson(text, complete);
  if (ending === 'jsonl' || ending === 'ndjson') return text[0] === '[' && !lineIsJson ? 'json' : 'jsonl';
  if (ending === 'json') return text[0] === '{' && lineIsJson ? 'jsonl' : 'json';
  if (/^\[\s*["{]/.test(text)) return 'json';
  if (text[0] === '{' && lineIsJson) return 'jsonl';
  return looksTabular(head, complete) ? 'csv' : 'lines';
}

/** Whether the first line is a JSON value by itself; one that goes on past the head is believed to be. */
function firstLineIsJson(text: string, complete: boolean): boolean {
  const end = text.indexOf('\n');
  if (end < 0 && !complete) return true;
  try {
    parseJson(end < 0 ? text : text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}

/** Whether `cell` names comments or labels, and is short enough for a name. */
function isColumnName(cell: string): boolean {
  const known = labelNameRank(cell) !== null || textNameRank(cell) !== null;
  return known && cell.trim().split(/\s+/).length <= NAME_WORDS;
}

function looksTabular(head: string, complete: boolean): boolean {
  const dialect = guessDialect(head, 'csv', complete);
  if (dialect === null) return false;
  const rows: string[][] = [];
  const reader = createCsvRows(
    dialect,
    (fields, _line, shape) => {
      if (shape !== 'blank') rows.push(fields);
    },
    { pieceLetters: 1 },
  );
  try {
    reader.push(head);
    if (complete) reader.end();
  } catch (error) {
    if (error instanceof CodedError) return false; // quotes that close nothing: prose
    throw error;
  }
  const [first] = rows;
  if (first === undefined || first.length < 2) return false;
  if (first.some(isColumnName)) return true;
  const agree = rows.every((row) => row.length === first.length);
  return agree && (dialect.delimiter === '\t' || rows.length >= AGREEING_ROWS);
}
