import { CHUNK_BYTES, CHUNK_ROWS, type TextColumn } from './textColumn';

/** Rows of a table, column by column; all columns have the same number of rows. */
export interface TableChunk {
  readonly columns: readonly TextColumn[];
  /** Shape (rows,): 0, 1, or 255 for a row without a label. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** Gathers rows into chunks, encoding each field once, straight into its column. */
export interface ChunkBuilder {
  /**
   * Adds a row; a field missing at its end is empty, one too many is ignored.
   * @returns the chunk that this row closed, if it did (the row itself may be in the next).
   */
  add(fields: readonly string[], label: number): TableChunk | null;
  /** What remains, or null if nothing does. */
  finish(): TableChunk | null;
}

const encoder = new TextEncoder();

interface Growing {
  bytes: Uint8Array<ArrayBuffer>;
  used: number;
  offsets: Uint32Array<ArrayBuffer>;
}

/** Rows that a column can hold at first: of thousands of columns most stay short. */
const FIRST_ROWS = 64;

/** A builder of chunks of `columns` columns, closed by the rule of CHUNK_ROWS and CHUNK_BYTES. */
export function createChunkBuilder(columns: number): ChunkBuilder {
  const growing: Growing[] = Array.from({ length: columns }, () => ({
    bytes: new Uint8Array(columns > 256 ? 64 : 1024),
    used: 0,
    offsets: new Uint32Array((columns > 256 ? FIRST_ROWS : CHUNK_ROWS) + 1),
  }));
  const labels = new Uint8Array(CHUNK_ROWS);
  let rows = 0;

  /** Closes a chunk after `count` rows and moves the rest to the front of the next. */
  const close = (count: number): TableChunk => {
    const chunk: TableChunk = {
      columns: growing.map(({ bytes, offsets }) => ({
        bytes: bytes.slice(0, offsets[count]),
        offsets: offsets.slice(0, count + 1),
      })),
      labels: labels.slice(0, count),
    };
    for (const column of growing) {
      const { offsets } = column;
      const start = offsets[count];
      // A buffer that one huge row made is not kept for the rows after it.
      if (column.bytes.length > 2 * CHUNK_BYTES) column.bytes = column.bytes.slice(start, column.used);
      else column.bytes.copyWithin(0, start, column.used);
      column.used -= start;
      for (let i = count + 1; i <= rows; i++) offsets[i - count] = offsets[i] - start;
    }
    labels.copyWithin(0, count, rows);
    rows -= count;
    return chunk;
  };

  return {
    add(fields, label) {
      let full = false;
      for (let i = 0; i < columns; i++) {
        const column = growing[i];
        if (i < fields.length) append(column, fields[i]);
        if (rows + 1 >= column.offsets.length) column.offsets = longer(column.offsets);
        column.offsets[rows + 1] = column.used;
        if (column.used > CHUNK_BYTES) full = true;
      }
      labels[rows++] = label;
      if (full && rows > 1) return close(rows - 1);
      return rows === CHUNK_ROWS ? close(rows) : null;
    },
    finish: () => (rows === 0 ? null : close(rows)),
  };
}

/** Texts up to this many UTF-16 code units are copied one by one: a call to the encoder costs more. */
const SHORT = 24;
/** Above this, reserving space for the worst case (three bytes per code unit) is wasteful. */
const LONG = 64 * 1024;

function append(column: Growing, text: string): void {
  const { length } = text;
  if (length > LONG) {
    const encoded = encoder.encode(text);
    reserve(column, encoded.length);
    column.bytes.set(encoded, column.used);
    column.used += encoded.length;
    return;
  }
  reserve(column, length * 3);
  if (length <= SHORT) {
    const { bytes, used } = column;
    let i = 0;
    for (; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) break;
      bytes[used + i] = unit;
    }
    if (i === length) {
      column.used += length;
      return;
    }
  }
  column.used += encoder.encodeInto(text, column.bytes.subarray(column.used)).written;
}

function longer(offsets: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(Math.min(CHUNK_ROWS + 1, 2 * offsets.length));
  grown.set(offsets);
  return grown;
}

function reserve(column: Growing, more: number): void {
  const needed = column.used + more;
  if (needed <= column.bytes.length) return;
  const grown = new Uint8Array(Math.max(needed, column.bytes.length * 2));
  grown.set(column.bytes.subarray(0, column.used));
  column.bytes = grown;
}
