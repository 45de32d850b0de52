import { combine, createLabelReader } from '#shared/data/guess/labelReader';
import type { TallyJudgement } from '#shared/data/guess/labelTally';
import type { Combination, LabelRefusal } from '#shared/data/guess/meaning';

/**
 * The label that an import would read of a row, or why there is none; null if there are no labels at all.
 * @param column of which label, where columns stay separate: its position in the row. Without it, of the first.
 */
export type RowLabel = (row: readonly string[], column?: number) => CellLabel;

export type CellLabel = 0 | 1 | LabelRefusal | null;

/** Reads labels of single rows as an import would. Null for `judged`: nothing is known yet. */
export function createRowLabel(judged: TallyJudgement | null, combination: Combination | undefined): RowLabel {
  if (judged === null || judged.labelling.length === 0) return () => null;
  const readers = judged.labelling.map(({ column, scheme }) => ({ column, reader: createLabelReader(scheme) }));
  return (row, asked) => {
    const own = combination === undefined ? readers.find(({ column }) => column === asked) : undefined;
    if (own !== undefined) return own.reader.read(row[own.column] ?? '').label;
    const judgements = readers.map(({ column, reader }) => reader.read(row[column] ?? ''));
    return combination === undefined || judgements.length === 1
      ? judgements[0].label
      : combine(judgements, combination);
  };
}
