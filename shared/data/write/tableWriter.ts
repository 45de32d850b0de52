/** A cell of a table that is written: text, a number, or nothing. */
export type WrittenCell = string | number | null;

/** Writes a table of a typed format, row by row; a bounded part of it is in memory. */
export interface TableWriter {
  /** Adds a row. @throws CodedError `export-limit`. */
  add(cells: readonly WrittenCell[]): void;
  /** The bytes of the file that are ready, which are then forgotten here; null: too few to be worth a write. */
  take(): Uint8Array<ArrayBuffer> | null;
  /** The last bytes. Nothing is added after. */
  end(): Uint8Array<ArrayBuffer>;
}

/**
 * The number that `cell` is, if writing it as a number loses nothing: "0.25" and "-3", but neither "007" nor "1.50",
 * which would be read as other texts.
 */
export function exactNumber(cell: string): number | null {
  const value = Number(cell);
  return Number.isFinite(value) && String(value) === cell ? value : null;
}

/** What a column holds; numbers may be missing, text is at least empty. */
export type ParquetKind = 'text' | 'number' | 'integer';

const INT32 = 2 ** 31;

/** What a column holds that held `kind` (null: nothing yet) once `cell` is in it: numbers if all that is there is one. */
export function kindWith(kind: ParquetKind | null, cell: string): ParquetKind | null {
  if (kind === 'text' || cell === '') return kind;
  const value = exactNumber(cell);
  if (value === null) return 'text';
  const whole = Number.isInteger(value) && value >= -INT32 && value < INT32;
  return whole && kind !== 'number' ? 'integer' : 'number';
}

/** Different names, none empty: a typed format has no two columns of one name. */
export function distinctColumns(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, column) => {
    const wanted = name === '' ? `column ${column + 1}` : name;
    let free = wanted;
    for (let n = 2; taken.has(free); n++) free = `${wanted} (${n})`;
    taken.add(free);
    return free;
  });
}
