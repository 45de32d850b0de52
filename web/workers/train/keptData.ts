import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import type { LabelColumn } from '#shared/ml/training/labelledText';
import { createColumnTies } from '#shared/ml/validation/columnTies';
import type { KeptRows } from '../../storage/keptRows';

/**
 * The labels that the spec names, in the dataset's order; all of them if it names none.
 * @throws CodedError `column-missing` for a name that the dataset has no label of.
 */
export function chosenLabels(all: readonly LabelColumn[], names: readonly string[] | null): LabelColumn[] {
  const missing = names?.find((name) => all.every((label) => label.name !== name));
  if (missing !== undefined) {
    throw new CodedError('column-missing', { column: missing, columns: all.map(({ name }) => name) });
  }
  return all.filter(({ name }) => names === null || names.includes(name));
}

/** The text of the kept rows, chunk by chunk. */
export async function* columnsOf(kept: KeptRows): AsyncGenerator<TextColumn, void, undefined> {
  for await (const { column } of kept.chunks()) yield column;
}

/**
 * Which of the kept rows a column ties together; null if none is asked for.
 * @throws CodedError `column-missing`.
 */
export async function tiesOf(kept: KeptRows, column: string | null): Promise<Uint32Array<ArrayBuffer> | null> {
  if (column === null) return null;
  const position = kept.info.columns.indexOf(column);
  if (position < 0) throw new CodedError('column-missing', { column, columns: kept.info.columns });
  const ties = createColumnTies();
  for await (const cells of kept.cells(position)) ties.add(cells);
  return ties.ties();
}
