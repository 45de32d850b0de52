import { parseNumber } from '#shared/data/column/plainValue';

/** Orders rows by the cells of a column. */
export interface CellOrder {
  /** Takes the cell of the row at `place`, 0, 1, 2 …. */
  add(place: number, cell: string): void;
  /**
   * `rows`, one for every cell, in the order of the cells: numbers by value, then other texts by code unit (descending:
   * both the other way round); empty cells are last either way. Equal ones stay in the order that they have.
   */
  order(rows: Uint32Array<ArrayBuffer>, descending: boolean): Uint32Array<ArrayBuffer>;
}

const NUMBER = 0;
const TEXT = 1;
const EMPTY = 2;

/** @param capacity most cells that are added. */
export function createCellOrder(capacity: number): CellOrder {
  const kinds = new Uint8Array(capacity);
  const values = new Float64Array(capacity);
  // Only of cells that are not numbers: of a column of scores there is none.
  const texts = new Map<number, string>();
  return {
    add(place, cell) {
      const text = cell.trim();
      const value = parseNumber(text);
      values[place] = value;
      kinds[place] = text === '' ? EMPTY : Number.isNaN(value) ? TEXT : NUMBER;
      if (kinds[place] === TEXT) texts.set(place, text);
    },
    order(rows, descending) {
      const way = descending ? -1 : 1;
      const placesOf = (kind: number) => Uint32Array.from(rows.keys()).filter((place) => kinds[place] === kind);
      const numbers = placesOf(NUMBER).sort((a, b) => way * (values[a] - values[b]) || a - b);
      const words = placesOf(TEXT).sort((a, b) => way * compareTexts(texts.get(a), texts.get(b)) || a - b);
      const ordered = new Uint32Array(rows.length);
      ordered.set(numbers);
      ordered.set(words, numbers.length);
      ordered.set(placesOf(EMPTY), numbers.length + words.length);
      return ordered.map((place) => rows[place]);
    },
  };
}

function compareTexts(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
