import { allocate } from '../../../base/arrays';
import type { TextColumn } from '../../../data/column/textColumn';
import type { ByteTable } from './byteTable';

/** The words in the order of their ranks, so that neighbours in rank are adjacent. */
export function sortedWords({ bytes, offsets, count }: ByteTable, ranks: Uint32Array): TextColumn {
  const sortedOffsets = allocate(count + 1);
  for (let id = 0; id < count; id++) sortedOffsets[ranks[id] + 1] = offsets[id + 1] - offsets[id];
  for (let rank = 0; rank < count; rank++) sortedOffsets[rank + 1] += sortedOffsets[rank];
  const sorted = new Uint8Array(sortedOffsets[count]);
  for (let id = 0; id < count; id++) {
    const to = sortedOffsets[ranks[id]];
    const size = offsets[id + 1] - offsets[id];
    for (let i = 0; i < size; i++) sorted[to + i] = bytes[offsets[id] + i];
  }
  return { bytes: sorted, offsets: sortedOffsets };
}
