import { rowText, type TextColumn } from '#shared/data/column/textColumn';
import { csvLines } from '#shared/data/delimited/csvLine';
import { parseLabel } from '#shared/data/guess/parseLabel';
import { type DatasetInfo, type DatasetLabels, labelName } from '../storage/records';
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
 * Writes rows with every column of the file, in the order of their numbers. The label column holds the current labels.
 * The imported cell is kept where nobody edited the label and an import with the default cut reads the cell as that
 * label; any other cell becomes 1, 0 or nothing. Importing the export again therefore yields the same labels, with the
 * cut of this dataset and with the default one. Comments that came without labels and were labelled here get one more
 * column.
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
  const { info, stored } = source;
  const encoder = new TextEncoder();
  const labels = labelColumnOf(info, stored);
  const names = [...info.columns, ...(labels.added === null ? [] : [labels.added])];
  const line: (cells: readonly string[], label: number | null) => string =
    format === 'csv' ? csvOf(safe) : jsonOf(names, labels.position);
  let text = format === 'csv' ? line(names, null) : '';
  const ordered = rows.slice().sort();
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
    const label = stored.labels[row];
    const edited = stored.original !== undefined && stored.original[row] !== label;
    if (labels.position !== null)
      cells[labels.position] = labelCell(edited ? undefined : cells[labels.position], label);
    text += line(cells, label > 1 ? null : label);
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

/** The index of the label column, and its name if the file had none. */
function labelColumnOf(
  info: DatasetInfo,
  { labels }: DatasetLabels,
): { readonly position: number | null; readonly added: string | null } {
  if (info.labelColumn !== null && info.labelDecided !== true) return { position: info.labelColumn, added: null };
  if (!labels.some((label) => label <= 1)) return { position: null, added: null };
  const wanted = info.labelColumn === null ? labelName(info) : DECIDED_NAME;
  let name = wanted;
  for (let n = 2; info.columns.includes(name); n++) name = `${wanted} (${n})`;
  return { position: info.columns.length, added: name };
}

/** @param imported the cell as it was imported; undefined if it has none, or the label was edited. */
function labelCell(imported: string | undefined, label: number): string {
  const decided = label > 1 ? '' : `${label}`;
  if (imported === undefined) return decided;
  const read = parseLabel(imported);
  return (typeof read === 'number' ? read === label : label > 1) ? imported : decided;
}

function csvOf(safeFormulas: boolean): (cells: readonly string[]) => string {
  return (cells) => csvLines([cells], { safeFormulas });
}

function jsonOf(names: readonly string[], position: number | null) {
  return (cells: readonly string[], label: number | null) => {
    const values = cells.map((cell, column) => {
      return `${JSON.stringify(names[column])}:${column === position ? label : JSON.stringify(cell)}`;
    });
    return `{${values.join(',')}}\n`;
  };
}
