import { columnOfEntry, countOfEntry, type RowSorter, sortRow } from '../count/rowSorter';

/**
 * Turns the nodes (hashing.ts) and counts of one row, put into `sorter`, into its columns, ascending, and their signed
 * counts. A column whose terms cancel out stays, with value 0, as in scikit-learn.
 *
 * @param at where to write in `indices` and `values`.
 * @returns the number of columns.
 */
export function mergeNodes(
  sorter: RowSorter,
  length: number,
  indices: Uint32Array,
  values: Float32Array | Float64Array,
  at: number,
): number {
  sortRow(sorter, length);
  const { keys } = sorter;
  let end = at;
  for (let i = 0; i < length; i++) {
    const node = columnOfEntry(sorter, keys[i]);
    const count = countOfEntry(sorter, keys[i]);
    const column = node >>> 1;
    const value = (node & 1) === 1 ? -count : count;
    if (end > at && indices[end - 1] === column) values[end - 1] += value;
    else {
      indices[end] = column;
      values[end++] = value;
    }
  }
  return end - at;
}
