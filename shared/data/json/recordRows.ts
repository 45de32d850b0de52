import { numberedColumns } from '../delimited/header';
import type { TextSink } from '../delimited/plainLines';
import type { TextRows } from '../formats/textReader';
import { createLineTally } from '../importReport';
import type { TakeCells } from '../tableSource';
import { withoutAssignment } from './assignment';
import { createJsonArray } from './jsonArray';
import { createJsonLines } from './jsonLines';
import { emitCells } from './jsonRecord';
import { createJsonObject } from './object';
import { withoutSeparators } from './sequence';

/** How JSON values follow each other. */
export type JsonLayout = 'lines' | 'stream' | 'array' | 'object';

/** How JSON records become rows. */
export interface RecordLayout {
  readonly json: JsonLayout;
  /** The fields that are read. */
  readonly columns: readonly string[];
  /** The records are lists. */
  readonly lists: boolean;
  /** The first record names the columns. */
  readonly hasHeader: boolean;
  /** What is written around the values: a script that assigns them to a variable, or a separator before each. */
  readonly around: 'assignment' | 'separators' | null;
}

/** Unknown names kept to be shown. */
const NAMES_KEPT = 5;

/** A reader of records as rows. */
export function createRecordRows(
  { json, columns, lists, hasHeader, around }: RecordLayout,
  name: string,
  take: TakeCells,
): TextRows {
  const fields = lists && hasHeader ? numberedColumns(columns.length) : columns;
  const positions = new Map(fields.map((field, position) => [field, position]));
  let isHeader = hasHeader;
  const unknown = createLineTally<'unknown-fields'>();
  const unknownNames = new Set<string>();
  const takeValue = (value: unknown, line: number) => {
    if (isHeader) {
      isHeader = false;
      return;
    }
    const cells = columns.map(() => '');
    let strange = false;
    const isRecord = emitCells(
      value,
      (field, cell) => {
        const position = positions.get(field);
        if (position !== undefined) cells[position] = cell;
        else {
          strange = true;
          if (unknownNames.size < NAMES_KEPT) unknownNames.add(field);
        }
      },
      lists,
    );
    if (strange) unknown.add('unknown-fields', line);
    if (isRecord) take(cells, line);
    else take([], line, 'not-a-record');
  };
  const values = createJsonValues(json, name, takeValue, (line, reason) => take([], line, reason));
  const bare = { assignment: withoutAssignment, separators: withoutSeparators };
  const records = around === null ? values : bare[around](values);
  return {
    ...records,
    notices: () =>
      unknown.list().map(({ kind: code, count, lines }) => ({ code, count, lines, names: [...unknownNames] })),
  };
}

/**
 * Reads the values of a JSON text laid out as `json`.
 * @param refuse called with the line of a value that cannot be read while the rest can.
 */
export function createJsonValues(
  json: JsonLayout,
  name: string,
  take: (value: unknown, line: number) => void,
  refuse: (line: number, reason: 'json-broken' | 'json-too-deep', text?: string) => void,
): TextSink {
  const refuseDeep = (line: number) => refuse(line, 'json-too-deep');
  switch (json) {
    case 'lines':
      return createJsonLines(name, take, (line, text) => refuse(line, 'json-broken', text), refuseDeep);
    case 'object':
      return createJsonObject(name, take);
    default:
      return createJsonArray(name, take, refuseDeep, json);
  }
}
