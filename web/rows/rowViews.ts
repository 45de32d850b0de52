import { rowBytes, rowText, type TextColumn } from '#shared/data/column/textColumn';
import { type DatasetLabels, valuesOf } from '../storage/records';
import { characters } from './findRows';
import { checkColumn, chunkOf, type RowSource } from './rowSource';

/** A label of a row. */
export interface RowLabel {
  readonly label: 0 | 1 | null;
  /** The label it was imported with, if that is another. */
  readonly imported?: 0 | 1 | null;
}

/** A row as a person sees it. `label` and `imported` are of the first label. */
export interface RowView extends RowLabel {
  /** From 0. */
  readonly row: number;
  /** The text, or its beginning. */
  readonly text: string;
  /** Code points of the whole text. */
  readonly characters: number;
  /** True if `text` is not the whole. */
  readonly clipped: boolean;
  /** The labels beside the first, in the dataset's order; absent where there are none. */
  readonly more?: readonly RowLabel[];
  readonly part: string | null;
  readonly removed: boolean;
  /** Of the requested further columns, in their order; clipped like the text. */
  readonly cells: readonly string[];
}

export interface ViewOptions {
  /** Further columns of the file. */
  readonly columns: readonly number[];
  /** UTF-8 bytes of a text or cell that are shown. */
  readonly clip: number;
}

/**
 * The rows with these numbers, in that order.
 * @throws CodedError `column-missing`, `dataset-missing`.
 */
export async function readRowViews(
  source: RowSource,
  rows: Uint32Array,
  { columns, clip }: ViewOptions,
): Promise<RowView[]> {
  const { info, stored } = source;
  for (const column of columns) checkColumn(info, column);
  const views: RowView[] = [];
  for (const row of rows) {
    if (row >= info.rows) continue;
    const chunk = chunkOf(info.chunkStarts, row);
    const at = row - info.chunkStarts[chunk];
    const text = await source.chunk(info.textColumn, chunk);
    const cells: string[] = [];
    for (const column of columns) cells.push(clippedText(await source.chunk(column, chunk), at, clip));
    views.push({
      row,
      text: clippedText(text, at, clip),
      characters: characters(text, at),
      clipped: rowBytes(text, at).length > clip,
      ...stateOf(stored, row),
      cells,
    });
  }
  return views;
}

function stateOf(stored: DatasetLabels, row: number) {
  const { keep, parts, more } = stored;
  return {
    ...rowLabel(stored, 0, row),
    ...(more && { more: more.map((_, i) => rowLabel(stored, i + 1, row)) }),
    part: parts?.names[parts.of[row]] ?? null,
    removed: keep !== undefined && keep[row] === 0,
  };
}

function rowLabel(stored: DatasetLabels, label: number, row: number): RowLabel {
  const { values, original } = valuesOf(stored, label) ?? { values: new Uint8Array(0) };
  const changed = original !== undefined && original[row] !== values[row];
  return { label: labelOf(values[row]), ...(changed && { imported: labelOf(original[row]) }) };
}

/** The label of a row by its position in `labelsOf`; the first where there is none there. */
export function labelInView(view: RowView, label: number): RowLabel {
  return (label === 0 ? undefined : view.more?.[label - 1]) ?? view;
}

/** A stored label as a class; null for UNLABELLED. */
export function labelOf(value: number): 0 | 1 | null {
  return value === 0 || value === 1 ? value : null;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of at most `clip` bytes, never cut within a character. */
function clippedText(column: TextColumn, row: number, clip: number): string {
  const bytes = rowBytes(column, row);
  if (bytes.length <= clip) return rowText(column, row);
  let end = clip;
  while (end > 0 && (bytes[end] & 0xc0) === 0x80) end--;
  return decoder.decode(bytes.subarray(0, end));
}
