import { rowText, type TextColumn } from '#shared/data/column/textColumn';
import { csvLines } from '#shared/data/delimited/csvLine';
import { parseLabel } from '#shared/data/guess/parseLabel';
import { labelName, valuesOf } from '../storage/records';
import type { FindProgress } from './findRows';
import { chunkOf, type RowSource } from './rowSource';

export interface ExportOptions {
  /** JSON Lines: one object per line, every cell a string, the label a number or null. */
  readonly format: 'csv' | 'jsonl';
  /** For CSV that a spreadsheet opens: `safeFormulas` of `csvLines`. */
  readonly safe: boolean;
}

/** Bytes gathered before they are written. */
const PIECE_BYTES = 1 << 20;
const ROWS_PER_STEP = 512;

/**
 * Writes rows with every column of the file, in the order of their numbers. The columns of labels hold the current ones.
 * The imported cell is kept where nobody edited the label and an import with the default cut reads the cell as that
 * label; any other cell becomes 1, 0 or nothing. Importing the export again therefore yields the same labels, with the
 * cut of this dataset and with the default one. Comments that came without labels and were labelled here get one more
 * column; so does a further label that was edited and whose cells are no labels as they are (words, a scale, the opposite).
 *
 * @param rows row numbers in any order.
 * @param write receives the file piece by piece; the next is made when it has settled.
 * @throws CodedError `dataset-missing`; whatever `write` rejects with.
 */
export async function* exportRows(
  source: RowSource,
  rows: Uint32Array,
  { format, safe }: ExportOptions,
  write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>,
): AsyncGenerator<FindProgress, void, undefined> {
  const { info } = source;
  const encoder = new TextEncoder();
  const names = [...info.columns];
  const ordered = rows.slice().sort();
  const labels = yield* writtenLabels(source, names, ordered.length);
  const line = format === 'csv' ? csvOf(safe) : jsonOf(names, labels);
  let text = format === 'csv' ? csvOf(safe)(names) : '';
  let chunk = -1;
  let columns: TextColumn[] = [];
  for (let i = 0; i < ordered.length; i++) {
    const row = ordered[i];
    if (chunk < 0 || row >= info.chunkStarts[chunk + 1]) {
      chunk = chunkOf(info.chunkStarts, row);
      columns = [];
      for (let column = 0; column < info.columns.length; column++) columns.push(await source.chunk(column, chunk));
    }
    const cells = columns.map((column) => rowText(column, row - info.chunkStarts[chunk]));
    for (const { position, values, original } of labels) {
      const edited = original !== undefined && original[row] !== values[row];
      cells[position] = labelCell(edited ? undefined : cells[position], values[row]);
    }
    text += line(cells, row);
    if (text.length >= PIECE_BYTES) {
      await write(encoder.encode(text));
      text = '';
    }
    if (i % ROWS_PER_STEP === 0) yield { done: i, total: ordered.length };
  }
  if (text !== '') await write(encoder.encode(text));
  yield { done: ordered.length, total: ordered.length };
}

/** What labels are called beside the columns they were made of. */
const DECIDED_NAME = 'toxic';

/** A label whose current values are written. */
interface WrittenLabel {
  /** The column that holds it. */
  readonly position: number;
  /** True: a number or null in JSON. */
  readonly numeric: boolean;
  readonly values: Uint8Array;
  readonly original?: Uint8Array | undefined;
}

/**
 * The labels to write; those that need a column of their own add its name to `names`. A further label that nobody
 * edited is not among them: its column is written as it was imported.
 */
async function* writtenLabels(
  source: RowSource,
  names: string[],
  total: number,
): AsyncGenerator<FindProgress, WrittenLabel[], undefined> {
  const { info, stored } = source;
  const written: WrittenLabel[] = [];
  const add = (wanted: string) => {
    let name = wanted;
    for (let n = 2; names.includes(name); n++) name = `${wanted} (${n})`;
    return names.push(name) - 1;
  };
  const { labels: values, original } = stored;
  if (info.labelColumn !== null && info.labelDecided !== true) {
    written.push({ position: info.labelColumn, numeric: true, values, original });
  } else if (values.some((label) => label <= 1)) {
    const position = add(info.labelColumn === null ? labelName(info) : DECIDED_NAME);
    written.push({ position, numeric: true, values, original });
  }
  for (const [i, { column }] of (info.moreLabels ?? []).entries()) {
    const label = valuesOf(stored, i + 1);
    if (label?.original === undefined) continue;
    const plain = yield* isPlain(source, column, label.original, total);
    if (plain) written.push({ position: column, numeric: false, ...label });
    else written.push({ position: add(`${DECIDED_NAME} (${info.columns[column]})`), numeric: true, ...label });
  }
  return written;
}

/** Whether every cell of a column, as it is, is the label that was made of it. */
async function* isPlain(
  { info, chunk }: RowSource,
  column: number,
  imported: Uint8Array,
  total: number,
): AsyncGenerator<FindProgress, boolean, undefined> {
  for (let i = 0; i < info.chunks; i++) {
    yield { done: 0, total };
    const cells = await chunk(column, i);
    const start = info.chunkStarts[i];
    for (let row = start; row < info.chunkStarts[i + 1]; row++) {
      if (!readsAs(rowText(cells, row - start), imported[row])) return false;
    }
  }
  return true;
}

/** Whether an import with the default cut reads `cell` as `label`. */
function readsAs(cell: string, label: number): boolean {
  const read = parseLabel(cell);
  return typeof read === 'number' ? read === label : label > 1;
}

/** @param imported the cell as it was imported; undefined if it has none, or the label was edited. */
function labelCell(imported: string | undefined, label: number): string {
  const decided = label > 1 ? '' : `${label}`;
  if (imported === undefined) return decided;
  return readsAs(imported, label) ? imported : decided;
}

function csvOf(safeFormulas: boolean): (cells: readonly string[]) => string {
  return (cells) => csvLines([cells], { safeFormulas });
}

function jsonOf(names: readonly string[], labels: readonly WrittenLabel[]) {
  const numeric = new Map(labels.filter((label) => label.numeric).map(({ position, values }) => [position, values]));
  return (cells: readonly string[], row: number) => {
    const values = cells.map((cell, column) => {
      const label = numeric.get(column)?.[row];
      const value = label === undefined ? JSON.stringify(cell) : label > 1 ? null : label;
      return `${JSON.stringify(names[column])}:${value}`;
    });
    return `{${values.join(',')}}\n`;
  };
}
