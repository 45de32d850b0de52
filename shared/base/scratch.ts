import { allocate } from './arrays';

/*
 * Memory that is used again. Fresh memory costs more than its zeroing: the system maps each of its pages at the first
 * touch, which on some hosts takes longer than all that is then done with it.
 */

/** Longer arrays are not kept: they would be a burden between two uses. */
const MOST_KEPT = 1 << 23;
/** Arrays kept at a time. */
const KEPT = 4;

const kept: Uint32Array<ArrayBuffer>[] = [];

/**
 * An array of `length` numbers or more, of no particular values, for the borrower alone. It must not be transferred.
 * @throws CodedError `too-many-terms` if the host cannot allocate it.
 */
export function borrowArray(length: number): Uint32Array<ArrayBuffer> {
  let best = -1;
  for (const [i, array] of kept.entries()) {
    if (array.length >= length && (best < 0 || array.length < kept[best].length)) best = i;
  }
  return best < 0 ? allocate(length + (length >>> 2)) : kept.splice(best, 1)[0];
}

/** Returns what was borrowed. One that is not returned is collected like any other. */
export function returnArray(array: Uint32Array<ArrayBuffer>): void {
  if (array.length > MOST_KEPT || kept.includes(array)) return;
  kept.push(array);
  if (kept.length <= KEPT) return;
  let shortest = 0;
  for (let i = 1; i < kept.length; i++) if (kept[i].length < kept[shortest].length) shortest = i;
  kept.splice(shortest, 1);
}
