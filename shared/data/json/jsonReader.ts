import { CodedError } from '../../base/errors';
import { looksLikeData, nameColumns } from '../delimited/header';
import { checkColumns, HEAD_ROWS } from '../filePlan';
import { extensionsOf } from '../formats';
import type { PlannedText, TextHead, TextReader } from '../formats/textReader';
import { isKnownName } from '../guess/columnNames';
import { judgedRowsOf, planColumns } from '../guess/columnPlan';
import { UNNAMED_TEXT } from '../guess/textNames';
import type { ImportNotice } from '../importReport';
import { isAssigned, unassigned } from './assignment';
import {
  areListLines,
  areRecordLines,
  areTupleLines,
  firstLineIsJson,
  isJsonArray,
  isQuoted,
  isSingleValue,
  type JsonFormat,
  jsonLayoutOf,
} from './jsonLayout';
import { emitCells } from './jsonRecord';
import { firstJsonError } from './jsonSyntax';
import { holdsRecords } from './object';
import { createJsonValues, createRecordRows } from './recordRows';
import { isSequence, unseparated } from './sequence';

type PlanHead = Parameters<TextReader['plan']>[0];

const isNamed = (name: string, format: JsonFormat) =>
  extensionsOf(format).some((extension) => name.toLowerCase().endsWith(extension));

/** The values of a text, without what programs write around them. */
const bareJson = (text: string, complete: boolean) => unassigned(unseparated(text), complete);

/** The format of a text under a JSON name; people give either name to either. Null under another name. */
function formatByName({ name, text, complete }: TextHead): JsonFormat | null {
  const start = bareJson(text, complete).trimStart();
  if (isNamed(name, 'jsonl')) return isJsonArray(start, complete) ? 'json' : 'jsonl';
  if (isNamed(name, 'json')) return start[0] === '{' && !isSingleValue(start, complete) ? 'jsonl' : 'json';
  return null;
}

/** The format of a text that starts as JSON does; null if it does not. */
function formatByStart({ name, text, complete }: TextHead): JsonFormat | null {
  const start = bareJson(text, complete).trimStart();
  if (/^\[\s*(?:["[]|\{\s*(?:["'}]|u')|\(\s*[uU]?["'])/.test(start)) return 'json';
  if (/^\(\s*[uU]?["']/.test(start) && areTupleLines(start, complete)) return 'jsonl';
  if (/^\[\s*[-\dntf]/.test(start) && areListLines(start, complete)) return 'jsonl';
  if (/^\{\s*u?'/.test(start) && firstLineIsJson(start, complete)) return 'jsonl';
  if (!/^\{\s*"/.test(start)) return areRecordLines(start) ? 'jsonl' : null;
  if (isQuoted(start) && !areRecordLines(start)) return null;
  const isOne = isSingleValue(start, complete);
  return isOne && (!firstLineIsJson(start, complete) || (complete && holdsRecords(start, name))) ? 'json' : 'jsonl';
}

const readerOf = (format: JsonFormat): TextReader => ({
  recognises: { name: (head) => formatByName(head) === format, start: (head) => formatByStart(head) === format },
  plan: (head) => planRecords(head, format),
});

/** One JSON value that holds the records. */
export const jsonReader = readerOf('json');
/** A JSON value to each line, or one after another. */
export const jsonLinesReader = readerOf('jsonl');

/** The fields of JSON records are columns: all those that the head has, in the order of meeting. */
function planRecords({ name, text: written, complete, options }: PlanHead, format: JsonFormat): PlannedText | null {
  const around = isSequence(written) ? 'separators' : isAssigned(written) ? 'assignment' : null;
  const text = bareJson(written, complete);
  const json = jsonLayoutOf(text, complete, format);
  if (json === 'object' && !complete) return null; // its records are known when it has ended
  const positions = new Map<string, number>();
  const nested = new Set<string>();
  const rows: string[][] = [];
  let nonRecord: { value: unknown; line: number } | null = null;
  let broken: { text: string; line: number } | null = null;
  let lists = false; // lists are records where the first value is one
  const takeValue = (value: unknown, line: number) => {
    if (positions.size === 0) lists = Array.isArray(value);
    const row: string[] = [];
    const isRecord = emitCells(
      value,
      (field, cell, inner) => {
        let position = positions.get(field);
        if (position === undefined) {
          position = positions.size;
          checkColumns(name, position + 1);
          positions.set(field, position);
          if (inner) nested.add(field);
        }
        row[position] = cell;
      },
      lists,
    );
    if (!isRecord) nonRecord ??= { value, line };
    else if (rows.length < HEAD_ROWS) rows.push(row);
  };
  let deep = 0;
  const reader = createJsonValues(json, name, takeValue, (line, reason, wrong = '') => {
    if (reason === 'json-broken') broken ??= { line, text: wrong };
    else deep ||= line;
  });
  reader.push(text);
  if (complete) reader.end();
  if (rows.length === 0) return withoutRecords(name, broken, nonRecord, deep, complete);

  const [first, ...others] = rows;
  const hasHeader =
    lists && (options.header ?? (others.length > 0 && first.some(isKnownName) && !looksLikeData(first, others)));
  if (hasHeader) rows.shift();
  const fields = [...positions.keys()];
  const names = hasHeader ? nameColumns(fields.map((_, i) => first[i] ?? '')).names : fields;
  const isList = names.every((field, i) => field === `column ${i + 1}`);
  const judged = judgedRowsOf(rows, names.length);
  const filled = judged.map((row) => names.map((_, position) => row[position] ?? ''));
  const alone = names.length === 1 && names[0] === UNNAMED_TEXT ? { textColumn: 0, labelColumn: null } : {};
  const columns = planColumns(names, names, filled, { ...alone, ...options }, !isList);
  const notices: ImportNotice[] =
    nested.size === 0 ? [] : [{ code: 'nested-fields', names: [...nested].slice(0, NAMES_SHOWN) }];
  return {
    plan: { ...columns, hasHeader, notices },
    delimiter: null,
    rows: (take) => createRecordRows({ json, columns: columns.names, lists, hasHeader, around }, name, take),
  };
}

const NAMES_SHOWN = 5;

/** @throws CodedError that says what there is where records should be. */
function withoutRecords(
  name: string,
  broken: { text: string; line: number } | null,
  nonRecord: { value: unknown; line: number } | null,
  deep: number,
  complete: boolean,
): null {
  if (broken !== null) {
    throw new CodedError('json-broken', { name, line: broken.line, column: firstJsonError(broken.text) + 1 });
  }
  if (nonRecord !== null) {
    const { value, line } = nonRecord;
    const got = value === null ? 'null' : Array.isArray(value) ? '[…]' : String(value);
    throw new CodedError('json-no-records', { name, line, got });
  }
  if (deep > 0) throw new CodedError('json-no-records', { name, line: deep, got: '[[[…' });
  if (complete) throw new CodedError('file-empty', { name });
  return null;
}
