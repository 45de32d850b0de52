/*
 * Levels and dictionary indices stand in a page as runs: a value repeated so many times, or so many values packed in
 * bits (the format's "RLE and bit-packing hybrid"). The library takes a run's length as it stands there, and of a
 * damaged one would fill memory with it.
 */

import { FaultError } from '../../base/faults';

/** Packed runs come in eights, and some writers fill their last one up. */
const FILLING = 512;

/**
 * Walks runs of values of `width` bits from `at`, until they give `count` values or the page ends.
 * @returns how many values they give.
 * @throws FaultError if a run is longer than all that is wanted.
 */
function walkRuns(page: DataView, at: number, width: number, count: number): number {
  const end = page.byteLength;
  let seen = 0;
  while (seen < count && at < end) {
    let header = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = page.getUint8(at++);
      header += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80 && at < end && shift < 35);
    if (byte >= 0x80) throw new FaultError('runs');
    const packed = header % 2 === 1;
    const length = Math.floor(header / 2) * (packed ? 8 : 1);
    if (length > count - seen + FILLING) throw new FaultError('runs', { got: length, expected: count - seen });
    seen += length;
    at += packed ? (length / 8) * width : Math.ceil(width / 8);
  }
  return seen;
}

/** Walks levels up to `most`, one for each of `count` values. */
function walkLevels(page: DataView, at: number, most: number, count: number): void {
  const found = walkRuns(page, at, 32 - Math.clz32(most), count);
  if (found < count) throw new FaultError('runs', { got: found, expected: count });
}

/** What decides how a page's runs are laid out. */
export interface RunLayout {
  readonly maxRepetition: number;
  readonly maxDefinition: number;
  /** Of the values themselves; null where they stand one by one. */
  readonly runs: 'indices' | 'booleans' | null;
  readonly values: number;
}

/** Checks the runs of a page of the first kind: levels, each after its length in bytes, and indices. */
export function checkPage(page: DataView, layout: RunLayout): void {
  const { maxRepetition, maxDefinition, values } = layout;
  let at = 0;
  for (const most of [maxRepetition, maxDefinition]) {
    if (most === 0) continue;
    const length = page.getUint32(at, true);
    at += 4;
    walkLevels(page, at, most, values);
    at += length;
  }
  checkValues(page, at, layout);
}

/** Checks the levels of a page of the second kind, which stand unpacked before the rest. */
export function checkLevels(
  page: DataView,
  repetitionBytes: number,
  { maxRepetition, maxDefinition, values }: RunLayout,
): void {
  if (maxRepetition > 0) walkLevels(page, 0, maxRepetition, values);
  if (maxDefinition > 0) walkLevels(page, repetitionBytes, maxDefinition, values);
}

/** Checks values that stand as runs: indices after their width in bits, booleans after their length in bytes. */
export function checkValues(page: DataView, at: number, { runs, values }: RunLayout): void {
  if (runs === null || at >= page.byteLength) return; // at the end: there are none but nulls
  if (runs === 'booleans') {
    walkRuns(page, at + 4, 1, values);
    return;
  }
  const width = page.getUint8(at);
  if (width > 32) throw new FaultError('number-impossible', { got: width, expected: 32 });
  walkRuns(page, at + 1, width, values);
}
