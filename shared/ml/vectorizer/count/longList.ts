import { allocate } from '../../../base/arrays';
import { checkNonZeros } from '../../matrix/csrOps';

/** An append-only list of 32-bit numbers in blocks, so that nothing is copied as it grows. */
export interface LongList {
  readonly blocks: Uint32Array<ArrayBuffer>[];
  /** Numbers in the last block. */
  filled: number;
}

/** Numbers per block, and between two yields. */
const BLOCK = 1 << 18;

/** Makes an empty list. */
export function createLongList(): LongList {
  return { blocks: [], filled: BLOCK };
}

/** How many numbers there are. */
export function lengthOf({ blocks, filled }: LongList): number {
  return (blocks.length - 1) * BLOCK + filled;
}

/** Appends `numbers[0 .. count)` but for those that equal `but`. */
export function appendAll(list: LongList, numbers: Uint32Array, count: number, but: number): void {
  for (let i = 0; i < count; ) {
    if (list.filled === BLOCK) startBlock(list);
    const block = list.blocks[list.blocks.length - 1];
    const stop = Math.min(count, i + BLOCK - list.filled);
    let { filled } = list;
    for (; i < stop; i++) if (numbers[i] !== but) block[filled++] = numbers[i];
    list.filled = filled;
  }
}

/** Appends one number. */
export function append(list: LongList, number: number): void {
  if (list.filled === BLOCK) startBlock(list);
  list.blocks[list.blocks.length - 1][list.filled++] = number;
}

/** @throws CodedError `too-many-terms`. */
function startBlock(list: LongList): void {
  list.blocks.push(allocate(BLOCK));
  list.filled = 0;
  checkNonZeros(lengthOf(list));
}

/**
 * All numbers side by side, `map[number]` in the place of each unless `map` is null. Empties the list; yields steps of
 * no meaning.
 */
export function* joined(
  list: LongList,
  map: Uint32Array | null,
): Generator<number, Uint32Array<ArrayBuffer>, undefined> {
  const length = lengthOf(list);
  const all = allocate(length);
  for (let i = 0, at = 0; i < list.blocks.length; i++, at += BLOCK) {
    const block = list.blocks[i].subarray(0, length - at);
    if (map) mapInto(block, map, all, at);
    else all.set(block, at);
    list.blocks[i] = new Uint32Array(0);
    yield at;
  }
  list.blocks.length = 0;
  list.filled = BLOCK;
  return all;
}

function mapInto(numbers: Uint32Array, map: Uint32Array, into: Uint32Array, at: number): void {
  for (let i = 0; i < numbers.length; i++) into[at + i] = map[numbers[i]];
}
