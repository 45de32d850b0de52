import { withProgress } from '#shared/runtime/mapSteps';
import { createNearDuplicateFinder } from '#shared/text/duplicates/nearDuplicates';
import { createTextGroups } from '#shared/text/duplicates/textGroups';
import { createIdenticalKey, createSameKey, type TextKey } from '#shared/text/duplicates/textKey';
import type { KeptRows } from '../storage/keptRows';
import type { FindProgress } from './findRows';

/** Rows with the same text, group by group: group g is `rows[starts[g] .. starts[g + 1])`, ascending, at least two. */
export interface DuplicateRows {
  /** Length groups + 1. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
  /** The label of each of `rows`: 0, 1, or 255 for none. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/** `exact`: the same but for case, spaces and punctuation. */
export type DuplicateKind = 'identical' | 'exact' | 'near';

/**
 * The kept rows that are duplicates of each other, as text/duplicates defines it, the largest groups first, then those
 * with the earlier row. All empty rows are one group.
 */
export function duplicatesOf(
  kind: DuplicateKind,
  kept: KeptRows,
): AsyncGenerator<FindProgress, DuplicateRows, undefined> {
  if (kind === 'near') return nearDuplicates(kept);
  return equalDuplicates(kept, kind === 'identical' ? createIdenticalKey() : createSameKey());
}

async function* equalDuplicates(
  kept: KeptRows,
  keyOf: TextKey,
): AsyncGenerator<FindProgress, DuplicateRows, undefined> {
  const grouping = createTextGroups(keyOf);
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

/** Of rows that are exact duplicates of each other only the first is listed. */
async function* nearDuplicates(kept: KeptRows): AsyncGenerator<FindProgress, DuplicateRows, undefined> {
  const grouping = createTextGroups(createSameKey());
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
  const candidates = yield* withProgress({ done: kept.rows.length, total }, finder.candidates());
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
  const nearOf = yield* withProgress({ done: 2 * kept.rows.length, total }, finder.groups());
  yield { done: total, total };
  return arranged(
    kept,
    gathered(nearOf, (index) => firstPlaces[index]),
  );
}

const ROWS_PER_STEP = 256;

/** Groups of two and more; `placeOf` returns the place among the kept rows of each member. */
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
