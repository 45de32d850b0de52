import { UNLABELLED } from '../column/labels';
import { rowCount, rowText, type TextColumn } from '../column/textColumn';
import { createLabelReader } from './labelReader';
import type { LabelScheme } from './meaning';

/** Reads the labels off a column of cells, chunk by chunk; a cell that was seen before costs one look-up. */
export interface ColumnLabels {
  /** @returns shape (rows,): 0, 1, or 255 where the cell gives no label. */
  read(cells: TextColumn): Uint8Array<ArrayBuffer>;
}

/** Of a column that is a label beside the first, which decides what rows there are. */
export function createColumnLabels(scheme: LabelScheme): ColumnLabels {
  const reader = createLabelReader(scheme);
  return {
    read(cells) {
      const labels = new Uint8Array(rowCount(cells));
      for (let row = 0; row < labels.length; row++) {
        const { label } = reader.read(rowText(cells, row));
        labels[row] = typeof label === 'number' ? label : UNLABELLED;
      }
      return labels;
    },
  };
}
