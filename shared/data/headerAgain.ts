import type { TableSource } from './tableSource';

/* Files that were put one after another (`cat *.csv`) hold their header as often: it is no comment, and the name of the
 * label no label, though `toxic` is a word of one. */

/** Whether a row is the header of a table whose columns have these names. */
export function isHeaderAgain(cells: readonly string[], names: readonly string[]): boolean {
  if (cells.length !== names.length || cells.length < 2 || cells[0].trim() !== names[0]) return false;
  return cells.every((cell, column) => cell.trim() === names[column]);
}

/** `source`, of which rows that are the header once more are refused. */
export function withoutHeaders(source: TableSource): TableSource {
  const { hasHeader, names } = source.plan;
  if (!hasHeader) return source;
  return {
    ...source,
    read: (take) =>
      source.read((cells, line, refused) => {
        take(cells, line, refused ?? (isHeaderAgain(cells, names) ? 'header-again' : undefined));
      }),
  };
}
