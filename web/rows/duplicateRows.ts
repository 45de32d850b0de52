import { createDuplicateGroups } from '#shared/text/duplicates/duplicateGroups';
import { createNearDuplicateFinder } from '#shared/text/duplicates/nearDuplicates';
import type { KeptRows } from '../storage/keptRows';
import type { FindProgress } from './findRows';

/** Rows that say the same, group by group: group g is `rows[starts[g] .. starts[g + 1])`, ascending, at least two. */
export interface DuplicateRows {
  /** Length groups + 1. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
  /** The label of each of `rows`: 0, 1, or 255 for none. */
  readonly labels: Uint8Array<ArrayBuffer>;
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
  return arranged(
    kept,
    gathered(grouping.groups(), (place) => place),
  );
}

/**
 * The kept rows that say nearly the same (eda/nearDuplicates), in the same order. Of rows with the same letters and digits
 * only the first is listed: the others are exact duplicates of it.
 */
export async function* nearDuplicates(kept: KeptRows): AsyncGenerator<FindProgress, DuplicateRows, undefined> {
  const grouping = createDuplicateGroups();
  const finder = createNearDuplicateFinder();
  const firstPlaces: number[] = []; // of each different text
  const total = 3 * kept.rows.length;
  let place = 0;
  for await (const { column } of kept.chunks()) {
    const { bytes, offsets } = column;
    for (let i = 0; i + 1 < offsets.length; i++, place++) {
      if (place % ROWS_PER_STEP === 0) yield { done: place, total };
      if (grouping.addText(bytes, offsets[i], offsets[i + 1]) < firstPlaces.length) continue;
      firstPlaces.push(place);
      finder.add(bytes, offsets[i], offsets[i + 1]);
    }
  }
  const candidates = yield* showing({ done: kept.rows.length, total }, finder.candidates());
  place = 0;
  let text = 0;
  for await (const { column } of kept.chunks()) {
    const { bytes, offsets } = column;
    for (let i = 0; i + 1 < offsets.length; i++, place++) {
      if (place % ROWS_PER_STEP === 0) yield { done: kept.rows.length + place, total };
      if (firstPlaces[text] !== place) continue;
      if (candidates[text] === 1) finder.keep(text, bytes, offsets[i], offsets[i + 1]);
      text++;
    }
  }
  const nearOf = yield* showing({ done: 2 * kept.rows.length, total }, finder.groups());
  yield { done: total, total };
  return arranged(
    kept,
    gathered(nearOf, (index) => firstPlaces[index]),
  );
}

const ROWS_PER_STEP = 256;

/** Drives a computation whose steps say nothing, showing `progress` at each. */
function* showing<Result>(
  progress: FindProgress,
  steps: Generator<unknown, Result, undefined>,
): Generator<FindProgress, Result, undefined> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield progress;
  }
}

/** Groups of two and more; `placeOf` gives the place among the kept rows of each member. */
function gathered(groupOf: Uint32Array, placeOf: (index: number) => number): number[][] {
  const sizes = new Map<number, number>();
  for (const group of groupOf) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const members = new Map<number, number[]>();
  groupOf.forEach((group, index) => {
    if (sizes.get(group) === 1) return;
    const places = members.get(group);
    if (places) places.push(placeOf(index));
    else members.set(group, [placeOf(index)]);
  });
  return [...members.values()];
}

/** `groups` (places among the kept rows, ascending in each) as a list of row numbers. */
function arranged(kept: KeptRows, groups: readonly (readonly number[])[]): DuplicateRows {
  const ordered = [...groups].sort((a, b) => b.length - a.length || a[0] - b[0]);
  const starts = new Uint32Array(ordered.length + 1);
  ordered.forEach((group, g) => {
    starts[g + 1] = starts[g] + group.length;
  });
  const places = Uint32Array.from(ordered.flat());
  return {
    starts,
    rows: places.map((place) => kept.rows[place]),
    labels: Uint8Array.from(places, (place) => kept.labels[place]),
  };
}
