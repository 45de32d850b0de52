import { type LabelRefusal, parseLabel } from '#shared/data/column/labels';

/** What a value of the label column is taken for. */
export interface LabelMeaning {
  /** As it stands in the file. */
  readonly value: string;
  readonly rows: number;
  readonly label: 0 | 1 | LabelRefusal;
}

/** Values of `column` among sample rows, the most frequent first, with what each means. */
export function labelMeanings(
  rows: readonly (readonly string[])[],
  column: number,
  cut: number | undefined,
): LabelMeaning[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = (row[column] ?? '').trim();
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, rows: count, label: parseLabel(value, cut) }))
    .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
}
