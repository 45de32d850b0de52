import { commentKey } from './commentKey';

/*
 * Comments that are in several rows, with what those rows say of their labels: several people judged each of them, a
 * row to a judgement. What is counted is small, so that a choice of meanings and of a rule is judged without reading
 * the file again.
 */

/** Comments whose rows hold the same cells of labels. */
export interface CountedRepeats {
  /** Which row of `LabelTally.rows` each of the comment's rows is, in the order of the file. */
  readonly rows: readonly number[];
  /** How many comments have such rows. */
  readonly comments: number;
}

/** Different groups that are counted. */
export const TALLIED_GROUPS = 20_000;
/** Rows whose comments are remembered: the beginning of a longer file stands for all of it. */
export const REMEMBERED_ROWS = 2_000_000;

export interface RepeatTally {
  /** @param row which row of `LabelTally.rows` it is. */
  add(comment: string, row: number): void;
  /** Comments in two rows and more; null where too many differ in their rows to be counted. */
  counted(): readonly CountedRepeats[] | null;
}

/** A chain of rows for each comment, in arrays that grow. */
export function createRepeatTally(): RepeatTally {
  let keys = new Float64Array(1024);
  let heads = new Int32Array(1024).fill(-1); // the latest row of the comment in this slot
  let rows = new Int32Array(1024); // by row: its row of the label tally
  let before = new Int32Array(1024); // by row: the row before it of the same comment
  let used = 0;
  let count = 0;

  const slotOf = (key: number) => {
    let slot = (key % 0x3fffffff) & (keys.length - 1);
    while (heads[slot] >= 0 && keys[slot] !== key) slot = (slot + 1) & (keys.length - 1);
    return slot;
  };
  const grow = () => {
    const [oldKeys, oldHeads] = [keys, heads];
    keys = new Float64Array(2 * oldKeys.length);
    heads = new Int32Array(2 * oldKeys.length).fill(-1);
    for (let i = 0; i < oldKeys.length; i++) {
      if (oldHeads[i] < 0) continue;
      const slot = slotOf(oldKeys[i]);
      keys[slot] = oldKeys[i];
      heads[slot] = oldHeads[i];
    }
  };

  return {
    add(comment, row) {
      if (count >= REMEMBERED_ROWS) return;
      if (count === rows.length) {
        rows = lengthened(rows);
        before = lengthened(before);
      }
      const key = commentKey(comment);
      const slot = slotOf(key);
      rows[count] = row;
      before[count] = heads[slot];
      if (heads[slot] < 0) {
        keys[slot] = key;
        used++;
      }
      heads[slot] = count++;
      if (2 * used > keys.length) grow();
    },
    counted() {
      const groups = new Map<string, { rows: number[]; comments: number }>();
      for (const head of heads) {
        if (head < 0 || before[head] < 0) continue;
        const own: number[] = [];
        for (let row = head; row >= 0; row = before[row]) own.push(rows[row]);
        own.reverse();
        const group = own.join();
        const known = groups.get(group);
        if (known !== undefined) known.comments++;
        else if (groups.size === TALLIED_GROUPS) return null;
        else groups.set(group, { rows: own, comments: 1 });
      }
      return [...groups.values()];
    },
  };
}

function lengthened(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * array.length);
  longer.set(array);
  return longer;
}
