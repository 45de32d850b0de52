import { rowCount, type TextColumn } from '../../data/column/textColumn';
import { createIdenticalKey } from '../../text/duplicates/textKey';

/** Gathers which rows have the same value in a column: a user, a thread. */
export interface ColumnTies {
  /** Appends the cells of `column`. */
  add(column: TextColumn): void;
  /**
   * Shape (rows,): equal for rows with the same value, white space at its ends aside; a blank cell ties its row to
   * none.
   */
  ties(): Uint32Array<ArrayBuffer>;
}

export function createColumnTies(): ColumnTies {
  const keyOf = createIdenticalKey();
  const blank = keyOf(new Uint8Array(0), 0, 0);
  const groupOf = new Map<number, number>();
  const groups: number[] = [];
  let count = 0;
  return {
    add(column) {
      for (let row = 0; row < rowCount(column); row++) {
        const key = keyOf(column.bytes, column.offsets[row], column.offsets[row + 1]);
        const known = key === blank ? undefined : groupOf.get(key);
        const group = known ?? count++;
        if (known === undefined && key !== blank) groupOf.set(key, group);
        groups.push(group);
      }
    },
    ties: () => Uint32Array.from(groups),
  };
}
