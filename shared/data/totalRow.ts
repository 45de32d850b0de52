import { parseNumber } from './column/plainValue';
import type { TableSource, TakeCells } from './tableSource';

/* The last row of many a sheet sums up the others (`Total`, `Итого`): it is no comment, and its number is no label. */

const TOTAL = /^(?:(?:grand |sub)?total|totals|average|итого|всего|сумма|среднее)[\s:]*$/i;

/** Whether a row says "total" in its first filled cell and holds numbers alone besides. */
export function isTotalRow(cells: readonly string[]): boolean {
  if (cells.length < 2) return false;
  // Nearly every row ends here: it is asked of each.
  const first = cells.find(isFilled);
  if (first === undefined || first.length > 20 || !TOTAL.test(first.trim())) return false;
  const filled = cells.filter(isFilled);
  if (filled.length < 2) return false;
  return filled.slice(1).every((cell) => !Number.isNaN(parseNumber(cell.trim().replace(/\s*%$/, ''))));
}

const isFilled = (cell: string) => /\S/.test(cell);

/** `source`, whose last row is refused where it sums up the others. Without labels every row counts. */
export function withoutTotalRow(source: TableSource): TableSource {
  if (source.plan.labelColumns.length === 0) return source;
  return {
    ...source,
    async *read(take) {
      let held: Parameters<TakeCells> | null = null;
      const notices = yield* source.read((cells, line, refused) => {
        if (held !== null) {
          take(...held);
          held = null;
        }
        if (refused === undefined && isTotalRow(cells)) held = [[...cells], line];
        else take(cells, line, refused);
      });
      if (held !== null) take(held[0], held[1], 'total-row');
      return notices;
    },
  };
}
