import type { ByteTable } from './byteTable';

/** Runs of this many are sorted at once; longer ones are merged. */
const RUN = 4096;

/**
 * Ranks of the strings of `table` when sorted by their bytes, by id. Merge sort, in steps.
 */
export function* ranksByBytes(table: ByteTable): Generator<number, Uint32Array<ArrayBuffer>, undefined> {
  const { bytes, offsets, count } = table;
  // The first four bytes settle most comparisons without a visit to the arena.
  const heads = new Uint32Array(count);
  for (let id = 0; id < count; id++) {
    let head = 0;
    for (let i = 0; i < 4; i++) {
      head = (head << 8) | (offsets[id] + i < offsets[id + 1] ? bytes[offsets[id] + i] : 0);
    }
    heads[id] = head >>> 0;
  }
  const compare = (a: number, b: number) => {
    if (heads[a] !== heads[b]) return heads[a] < heads[b] ? -1 : 1;
    const lengthA = offsets[a + 1] - offsets[a];
    const lengthB = offsets[b + 1] - offsets[b];
    const shared = Math.min(lengthA, lengthB);
    for (let i = 0; i < shared; i++) {
      const difference = bytes[offsets[a] + i] - bytes[offsets[b] + i];
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  };
  yield 0;

  let ids = Uint32Array.from({ length: count }, (_, id) => id);
  let merged = new Uint32Array(count);
  for (let from = 0; from < count; from += RUN) {
    ids.subarray(from, from + RUN).sort(compare);
    yield from;
  }
  for (let width = RUN; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) {
      const middle = Math.min(count, from + width);
      const end = Math.min(count, from + 2 * width);
      let left = from;
      let right = middle;
      for (let to = from; to < end; to++) {
        const takeLeft = left < middle && (right === end || compare(ids[left], ids[right]) <= 0);
        merged[to] = takeLeft ? ids[left++] : ids[right++];
        if (((to - from) & 0xffff) === 0xffff) yield to;
      }
      yield end;
    }
    [ids, merged] = [merged, ids];
  }
  const ranks = merged; // holds an earlier order that is no longer needed
  for (let rank = 0; rank < count; rank++) ranks[ids[rank]] = rank;
  return ranks;
}
