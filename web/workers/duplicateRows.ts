import { createDuplicateGroups } from '#shared/text/duplicateGroups';
import type { KeptRows } from '../storage/keptRows';
import type { FindProgress } from './findRows';

/** Rows that say the same, group by group: group g is `rows[starts[g] .. starts[g + 1])`, ascending, at least two. */
export interface DuplicateRows {
  /** Length groups + 1. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
  /** Per group: 1 if some of its rows are labelled 0 and some 1. */
  readonly conflicting: Uint8Array<ArrayBuffer>;
}

/**
 * The kept rows whose letters and digits are the same (text/duplicateGroups), the largest groups first, of equal ones
 * that with the earlier row. An empty text is a text: all empty rows are one group.
 */
export async function* exactDuplicates(kept: KeptRows): AsyncGenerator<FindProgress, DuplicateRows, undefined> {
  const grouping = createDuplicateGroups();
  const total = kept.rows.length;
  let done = 0;
  for await (const { column, rows } of kept.chunks()) {
    for (const step of grouping.add(column)) yield { done: done + step, total };
    done += rows.length;
    yield { done, total };
  }
  const groupOf = grouping.groups();
  const sizes = new Uint32Array(total);
  for (const group of groupOf) sizes[group]++;
  const members = new Map<number, number[]>();
  for (let i = 0; i < total; i++) {
    const group = groupOf[i];
    if (sizes[group] < 2) continue;
    const rows = members.get(group);
    if (rows) rows.push(i);
    else members.set(group, [i]);
  }
  return arranged(kept, [...members.values()]);
}

/** `groups` (places among the kept rows, ascending in each) as a list of row numbers. */
export function arranged(kept: KeptRows, groups: readonly (readonly number[])[]): DuplicateRows {
  const ordered = [...groups].sort((a, b) => b.length - a.length || a[0] - b[0]);
  const starts = new Uint32Array(ordered.length + 1);
  const conflicting = new Uint8Array(ordered.length);
  const rows = new Uint32Array(ordered.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  ordered.forEach((group, g) => {
    let seen = 0;
    for (const place of group) {
      rows[at++] = kept.rows[place];
      const label = kept.labels[place];
      if (label <= 1) seen |= 1 << label;
    }
    starts[g + 1] = at;
    conflicting[g] = seen === 3 ? 1 : 0;
  });
  return { starts, rows, conflicting };
}
