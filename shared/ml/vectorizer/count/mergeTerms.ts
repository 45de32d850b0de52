import { allocate, grown, grownBytes } from '../../../base/arrays';
import { rowCount, type TextColumn } from '../../../data/column/textColumn';

/** Term lists merged into one. */
export interface MergedTerms {
  /** Distinct, sorted by their bytes. */
  readonly terms: TextColumn;
  /** Per list and term: its row in `terms`. Ascending in each list. */
  readonly columnOf: readonly Uint32Array<ArrayBuffer>[];
}

/** Terms taken between two yields. */
const STEP = 1 << 15;

/** Of a list that has been read to its end: after any term. */
const EXHAUSTED = -1;

/**
 * Merges lists of distinct terms, each sorted by bytes, into one such list.
 *
 * A tree of losers over the lists, each loser with the length of the prefix it shares with the term that beat it: the
 * one that shares more with the term last taken comes first, and bytes are compared only where two share the same.
 * Lists of one language walk through the alphabet side by side, so nearly all of their bytes are such prefixes. Within
 * log2(lists) comparisons of numbers a term, each byte is looked at about twice. Source: Bingmann, Eberle, Sanders
 * (2017), Engineering parallel string sorting, Algorithmica 77, section 4.
 *
 * @param lists two or more, to any number. Yields steps of no meaning.
 * @throws CodedError `too-many-terms` past what the host can hold.
 */
export function* mergeTerms(lists: readonly TextColumn[]): Generator<number, MergedTerms, undefined> {
  const tree = createTree(lists);
  const columnOf = lists.map((list) => allocate(rowCount(list)));
  let bytes = new Uint8Array(4096);
  let offsets = allocate(1024);
  let columns = 0;
  let length = 0;
  for (let taken = 1; tree.shared() !== EXHAUSTED; taken++) {
    const list = tree.winner();
    const index = tree.index();
    const from = lists[list].offsets[index];
    const to = lists[list].offsets[index + 1];
    // All of it shared with the term before, which is not after it: the same term. No term is empty.
    if (tree.shared() !== to - from) {
      bytes = grownBytes(bytes, length + to - from);
      const source = lists[list].bytes;
      for (let i = from; i < to; i++) bytes[length++] = source[i];
      columns += 1;
      if (columns >= offsets.length) offsets = grown(offsets, columns + 1);
      offsets[columns] = length;
    }
    columnOf[list][index] = columns - 1;
    tree.next();
    if (taken % STEP === 0) yield taken;
  }
  return { terms: { bytes: bytes.slice(0, length), offsets: offsets.slice(0, columns + 1) }, columnOf };
}

/** The least term of several lists, and after `next` the least of what is left. */
interface Tree {
  /** List of the least term. */
  winner(): number;
  /** The term's row in it. */
  index(): number;
  /** Bytes it shares with the term taken before; EXHAUSTED if there is none. */
  shared(): number;
  /** Appends the term. */
  next(): void;
}

function createTree(lists: readonly TextColumn[]): Tree {
  let leaves = 1;
  while (leaves < lists.length) leaves *= 2;
  const cursors = new Uint32Array(leaves);
  const ends = new Uint32Array(leaves);
  for (const [i, list] of lists.entries()) ends[i] = rowCount(list);
  // By list: bytes shared with the term that beat its own, or for the winner with the term taken before.
  const shares = new Int32Array(leaves).fill(EXHAUSTED);
  for (let i = 0; i < leaves; i++) if (ends[i] > 0) shares[i] = 0;
  const losers = new Uint32Array(leaves); // by inner node; the root is 1, the leaf of list i would be leaves + i
  let winner = 0;

  /** The list whose term comes first; the other learns what it shares with it. */
  function play(one: number, other: number): number {
    const shared = shares[one];
    if (shared !== shares[other]) return shared > shares[other] ? one : other;
    if (shared === EXHAUSTED) return one;
    const [a, b] = [lists[one], lists[other]];
    const [aBytes, bBytes] = [a.bytes, b.bytes];
    const [aFrom, bFrom] = [a.offsets[cursors[one]], b.offsets[cursors[other]]];
    const aLength = a.offsets[cursors[one] + 1] - aFrom;
    const bLength = b.offsets[cursors[other] + 1] - bFrom;
    const shorter = Math.min(aLength, bLength);
    let i = shared;
    while (i < shorter && aBytes[aFrom + i] === bBytes[bFrom + i]) i += 1;
    const oneFirst = i < shorter ? aBytes[aFrom + i] < bBytes[bFrom + i] : aLength <= bLength;
    shares[oneFirst ? other : one] = i;
    return oneFirst ? one : other;
  }

  const winners = new Uint32Array(2 * leaves);
  for (let i = 0; i < leaves; i++) winners[leaves + i] = i;
  for (let node = leaves - 1; node >= 1; node--) {
    const [one, other] = [winners[2 * node], winners[2 * node + 1]];
    winners[node] = play(one, other);
    losers[node] = winners[node] === one ? other : one;
  }
  winner = winners[1];

  return {
    winner: () => winner,
    index: () => cursors[winner],
    shared: () => shares[winner],
    next() {
      const { bytes, offsets } = lists[winner];
      const index = cursors[winner]++;
      if (index + 1 === ends[winner]) shares[winner] = EXHAUSTED;
      else {
        const [from, middle, to] = [offsets[index], offsets[index + 1], offsets[index + 2]];
        const shorter = Math.min(middle - from, to - middle);
        let i = 0;
        while (i < shorter && bytes[from + i] === bytes[middle + i]) i += 1;
        shares[winner] = i;
      }
      // Everything on the path up lost to the term just removed, so all shared prefixes are with the same term.
      for (let node = (leaves + winner) >> 1; node >= 1; node >>= 1) {
        const other = losers[node];
        if (play(winner, other) === winner) continue;
        losers[node] = winner;
        winner = other;
      }
    },
  };
}
