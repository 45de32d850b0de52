import { allocate, grown } from '../../../base/arrays';

/**
 * Rows of (node, count) as they are counted, before nodes have columns: one number an entry, in blocks, so that nothing
 * is copied as it grows and each block can go as soon as it has been read.
 */
export interface RawCounts {
  /** node | count << NODE_BITS, row after row through all blocks; a full `count` has its value in `large`. */
  readonly blocks: Uint32Array[];
  /** Entries in the last block. */
  filled: number;
  /** Entries of each row. */
  rowLengths: Uint32Array<ArrayBuffer>;
  rows: number;
  entries: number;
  /** Counts of MOST and above, in the order of their entries. */
  readonly large: number[];
}

/** Nodes are below 2^27. */
const NODE_BITS = 27;
const NODE_MASK = 2 ** NODE_BITS - 1;
const MOST = 2 ** (32 - NODE_BITS) - 1;
/** Entries per block. */
const BLOCK = 1 << 19;

/** Makes an empty list of rows. */
export function createRawCounts(): RawCounts {
  return { blocks: [], filled: BLOCK, rowLengths: new Uint32Array(1024), rows: 0, entries: 0, large: [] };
}

/** Appends a row: `nodes[0 .. length)` with `counts` by node, which it sets to 0. */
export function appendRow(raw: RawCounts, nodes: Uint32Array, counts: Uint32Array, length: number): void {
  for (let from = 0; from < length; ) {
    if (raw.filled === BLOCK) {
      raw.blocks.push(allocate(BLOCK));
      raw.filled = 0;
    }
    const to = Math.min(length, from + BLOCK - raw.filled);
    fillBlock(raw, nodes, counts, from, to);
    from = to;
  }
  raw.rowLengths = grown(raw.rowLengths, raw.rows + 1);
  raw.rowLengths[raw.rows++] = length;
  raw.entries += length;
}

function fillBlock(raw: RawCounts, nodes: Uint32Array, counts: Uint32Array, from: number, to: number): void {
  const block = raw.blocks[raw.blocks.length - 1];
  let at = raw.filled;
  for (let i = from; i < to; i++) {
    const node = nodes[i];
    const count = counts[node];
    counts[node] = 0;
    if (count < MOST) block[at++] = node | (count << NODE_BITS);
    else {
      block[at++] = node | (MOST << NODE_BITS);
      raw.large.push(count);
    }
  }
  raw.filled = at;
}

/** Iterates over the entries once; each block is released when it has been read. */
export interface RawReader {
  /** Calls `visit(i, node, count)` for the next `length` entries, i from 0. */
  read(length: number, visit: (i: number, node: number, count: number) => void): void;
}

/** Makes a reader; `raw` is empty when it is through. */
export function createRawReader(raw: RawCounts): RawReader {
  let block = 0;
  let at = 0;
  let large = 0;
  return {
    read(length, visit) {
      for (let i = 0; i < length; ) {
        if (at === BLOCK) {
          raw.blocks[block] = new Uint32Array(0);
          block += 1;
          at = 0;
        }
        const entries = raw.blocks[block];
        const stop = Math.min(length, i + BLOCK - at);
        for (; i < stop; i++) {
          const entry = entries[at++];
          const count = entry >>> NODE_BITS;
          visit(i, entry & NODE_MASK, count < MOST ? count : raw.large[large++]);
        }
      }
    },
  };
}
