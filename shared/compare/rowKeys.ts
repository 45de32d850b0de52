import { rowCount, type TextColumn } from '#shared/data/column/textColumn';
import { createSameKey } from '#shared/text/duplicates/textKey';

/*
 * Whether a comment was in a model's training data: by the key under which two comments are the same but for case,
 * spaces and punctuation. The keys of what a model learnt from are stored with its local record, never in its file:
 * they reveal nothing to read, but would confirm a guess.
 */

const ROWS_PER_STEP = 2048;

/**
 * The keys of all rows of `columns`, sorted. Yields rows done.
 * @returns shape (rows,), ascending; 8 bytes a row.
 */
export async function* sortedRowKeys(
  columns: AsyncIterable<TextColumn>,
): AsyncGenerator<number, Float64Array<ArrayBuffer>, undefined> {
  const keyOf = createSameKey();
  const parts: Float64Array[] = [];
  let done = 0;
  for await (const column of columns) {
    const keys = new Float64Array(rowCount(column));
    for (let row = 0; row < keys.length; row++) {
      keys[row] = keyOf(column.bytes, column.offsets[row], column.offsets[row + 1]);
      if (++done % ROWS_PER_STEP === 0) yield done;
    }
    parts.push(keys);
  }
  const all = new Float64Array(done);
  let at = 0;
  for (const keys of parts) {
    all.set(keys, at);
    at += keys.length;
  }
  return all.sort();
}

/** Whether `key` is among sorted keys. O(log n). */
export function includesKey(sorted: Float64Array, key: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < key) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low] === key;
}
