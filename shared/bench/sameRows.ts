import { createHash } from 'node:crypto';
import { rowBytes, rowCount } from '#shared/data/column/textColumn';
import type { LabelledFile } from '../cli/readLabelled';
import { must } from './checks';

/* Two readers of one file, made to take the same rows: a row that ours leaves out the peer leaves out as well. */

const KEY_BYTES = 8;

/** A key of each comment of ours that has a label; peer.py's `row_keys` makes the same. */
export function rowKeys({ chunks, labels }: Pick<LabelledFile, 'chunks' | 'labels'>): bigint[] {
  const [{ values }] = labels;
  const keys: bigint[] = [];
  let row = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < rowCount(chunk); i++, row++) {
      if (values[row] > 1) continue;
      const hash = createHash('md5').update(rowBytes(chunk, i)).update(`\0${values[row]}`);
      keys.push(hash.digest().readBigUInt64LE());
    }
  }
  return keys;
}

/** Keys as the peer writes them. */
export function keysIn(bytes: Buffer): bigint[] {
  return Array.from({ length: bytes.length / KEY_BYTES }, (_, i) => bytes.readBigUInt64LE(i * KEY_BYTES));
}

/**
 * The rows of theirs, from 0, that are not among ours.
 * @throws WrongAnswer if a row of ours is not among theirs, in the same order.
 */
export function leftOutOf(theirs: readonly bigint[], ours: readonly bigint[]): number[] {
  const leftOut: number[] = [];
  let next = 0;
  for (let row = 0; row < theirs.length; row++) {
    if (next < ours.length && theirs[row] === ours[next]) next++;
    else leftOut.push(row);
  }
  must(next === ours.length, `row ${next} of ours, of ${ours.length}, is not among the ${theirs.length} of the peer`);
  return leftOut;
}
