import { createSha256 } from '../../base/hash';
import type { TextColumn } from './textColumn';

/**
 * The name of a labelled text by its content: the SHA-256, over the rows in order, of
 *
 *     length of the text in bytes (uint32, little-endian) ‖ the text in UTF-8 ‖ the label (one byte: 0, 1 or 255)
 *
 * so it depends neither on the file's format nor on how the rows were cut into chunks.
 */
export interface Fingerprint {
  /** Adds the row whose text is `bytes[start .. end)`. */
  row(bytes: Uint8Array, start: number, end: number, label: number): void;
  /**
   * Adds a chunk's rows.
   * @param labels shape (rows,); 0, 1 or 255 (no label).
   * @param keep shape (rows,); rows with 0 here are left out. Without it every row counts.
   */
  rows(column: TextColumn, labels: Uint8Array, keep?: Uint8Array): void;
  /** 64 lower-case hexadecimal digits; no rows may follow. */
  hex(): string;
}

/** Rows are gathered here, since a call to the hash costs more than a short row does. */
const GATHER_BYTES = 64 * 1024;

/** Starts a fingerprint. Without rows it is the SHA-256 of nothing. */
export function createFingerprint(): Fingerprint {
  const hash = createSha256();
  const gathered = new Uint8Array(GATHER_BYTES);
  let used = 0;

  const flush = () => {
    hash.update(gathered.subarray(0, used));
    used = 0;
  };
  const row = (bytes: Uint8Array, start: number, end: number, label: number) => {
    const length = end - start;
    if (used + length + 5 > GATHER_BYTES) flush();
    gathered[used++] = length;
    gathered[used++] = length >>> 8;
    gathered[used++] = length >>> 16;
    gathered[used++] = length >>> 24;
    if (length + 5 > GATHER_BYTES) {
      flush();
      hash.update(bytes.subarray(start, end));
    } else {
      gathered.set(bytes.subarray(start, end), used);
      used += length;
    }
    gathered[used++] = label;
  };

  return {
    row,
    rows({ bytes, offsets }, labels, keep) {
      for (let i = 0; i + 1 < offsets.length; i++) {
        if (keep === undefined || keep[i] !== 0) row(bytes, offsets[i], offsets[i + 1], labels[i]);
      }
    },
    hex() {
      flush();
      return hash.hex();
    },
  };
}
