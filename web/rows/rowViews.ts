import { rowBytes, rowText, type TextColumn } from '#shared/data/column/textColumn';
import type { DatasetLabels } from '../storage/records';
import { characters } from './findRows';
import { checkColumn, chunkOf, type RowSource } from './rowSource';

/** A row as a person sees it. */
export interface RowView {
  /** From 0. */
  readonly row: number;
  /** The text, or its beginning. */
  readonly text: string;
  /** Code points of the whole text. */
  readonly characters: number;
  /** True if `text` is not the whole. */
  readonly clipped: boolean;
  readonly label: 0 | 1 | null;
  /** The label it was imported with, if that is another. */
  readonly imported?: 0 | 1 | null;
  /** The labels beside the first, in the dataset's order; absent where there are none. */
  readonly more?: readonly (0 | 1 | null)[];
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

function stateOf({ labels, original, keep, parts, more }: DatasetLabels, row: number) {
  const changed = original !== undefined && original[row] !== labels[row];
  return {
    label: labelOf(labels[row]),
    ...(changed && { imported: labelOf(original[row]) }),
    ...(more && { more: more.map((values) => labelOf(values[row])) }),
    part: parts?.names[parts.of[row]] ?? null,
    removed: keep !== undefined && keep[row] === 0,
  };
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
