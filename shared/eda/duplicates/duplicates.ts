import { UNLABELLED } from '../../data/column/labels';
import { withProgress } from '../../runtime/mapSteps';
import { createNearDuplicateFinder } from '../../text/duplicates/nearDuplicates';
import { createTextGroups } from '../../text/duplicates/textGroups';
import { createIdenticalKey, createSameKey } from '../../text/duplicates/textKey';
import type { RowClasses } from '../section/classes';
import { type EdaContext, type Section, type SectionProgress, visitRows } from '../section/section';

/** Rows with the same or nearly the same text. */
export interface DuplicateGroup {
  /**
   * `identical`: the same text, white space at its ends aside; `exact`: the same but for case, spaces and punctuation;
   * `near`: nearly the same. Each as text/duplicates defines it.
   */
  readonly kind: 'identical' | 'exact' | 'near';
  /** In order; `labels` goes with it (0, 1, or 255 for none). */
  readonly rows: readonly number[];
  readonly labels: readonly number[];
  readonly conflicting: boolean;
}

/** How many groups of two rows or more there are, and rows that could go: all but the first of each group. */
export interface DuplicateCount {
  readonly groups: number;
  readonly spare: number;
}

export interface Duplicates {
  readonly identical: DuplicateCount;
  /** The same but for case, spaces and punctuation: the identical ones are among them. */
  readonly exact: DuplicateCount;
  /** Of different texts: what repeats a text is counted above. */
  readonly near: DuplicateCount;
  /** Of the groups of `exact`, those that have rows of both labels, and how many labelled rows these have. */
  readonly conflicting: { readonly groups: number; readonly rows: number };
  /** The largest groups of `exact` and `near`, conflicting ones first, at most 1,000. */
  readonly groups: readonly DuplicateGroup[];
}

/** Groups that the report lists. */
export const LISTED_GROUPS = 1000;
/** Index of the class in CLASS_KEYS of rows without a label. */
const NO_CLASS = 2;

/** What this section adds to the report. */
export interface DuplicatesFound {
  readonly duplicates: Duplicates;
}

/**
 * Rows with the same text (text/duplicates/textKey), and texts that are nearly the same (nearDuplicates). A near group
 * lists one row of each of its texts, the first: what repeats a text is in an exact group. So the spare rows of `exact`
 * and `near` are different rows, and what is left without them has no duplicates of any kind.
 */
async function* exploreDuplicates(context: EdaContext): AsyncGenerator<SectionProgress, DuplicatesFound, undefined> {
  const { source, classes } = context;
  const total = 3 * source.rows;
  const finder = createNearDuplicateFinder();
  const firstRows: number[] = []; // of each different text
  const addFirst = (group: number, row: number, bytes: Uint8Array, begin: number, end: number) => {
    if (group < firstRows.length) return;
    firstRows.push(row);
    finder.add(bytes, begin, end);
  };
  const known = context.repeats;
  const identical = createTextGroups(createIdenticalKey());
  const same = createTextGroups(createSameKey());
  for await (const { done } of visitRows(context, (bytes, begin, end, row) => {
    if (known === null) identical.addText(bytes, begin, end);
    addFirst(known?.same[row] ?? same.addText(bytes, begin, end), row, bytes, begin, end);
  })) {
    yield { done, total };
  }
  const repeats = known ?? { identical: identical.groups(), same: same.groups() };
  context.repeats = repeats;
  const textOf = repeats.same;
  const candidates = yield* withProgress({ done: source.rows, total }, finder.candidates());
  for await (const { done } of visitRows(context, (bytes, begin, end, row) => {
    const text = textOf[row];
    if (firstRows[text] === row && candidates[text] === 1) finder.keep(text, bytes, begin, end);
  })) {
    yield { done: source.rows + done, total };
  }
  const nearOf = yield* withProgress({ done: 2 * source.rows, total }, finder.groups());
  const rows = Uint32Array.from(textOf.keys());
  const exact = yield* withProgress({ done: 2 * source.rows, total }, gather(rows, textOf, classes));
  const near = yield* withProgress({ done: total, total }, gather(Uint32Array.from(firstRows), nearOf, classes));
  const copies = yield* withProgress({ done: total, total }, gather(rows, repeats.identical, classes));
  return { duplicates: summed(spareOf(copies), repeats.identical, exact, near, classes) };
}

/** Groups of two rows or more: members of group g are `members[ends[g - 1] .. ends[g])`, rows ascending. */
interface Gathered {
  readonly members: Uint32Array;
  readonly ends: readonly number[];
  /** By group: whether it has labels of both kinds. */
  readonly conflicting: readonly boolean[];
  /** Labelled rows of conflicting groups. */
  readonly conflictingRows: number;
}

/** Rows visited between two yields. */
const STEP = 1 << 16;

/**
 * @param rows ascending.
 * @param groupOf by position in `rows`: a number below its length.
 */
function* gather(rows: Uint32Array, groupOf: Uint32Array, classes: RowClasses): Generator<number, Gathered, undefined> {
  const sizes = new Uint32Array(rows.length);
  for (const group of groupOf) sizes[group] += 1;
  const next = new Uint32Array(rows.length); // where the next member of a group goes
  const numbers = new Uint32Array(rows.length); // of groups that are kept, plus 1
  const ends: number[] = [];
  let length = 0;
  for (let group = 0; group < rows.length; group++) {
    if (sizes[group] < 2) continue;
    next[group] = length;
    length += sizes[group];
    numbers[group] = ends.push(length);
  }
  yield 0;
  const members = new Uint32Array(length);
  const labelled = [new Uint32Array(ends.length), new Uint32Array(ends.length)];
  for (let i = 0; i < rows.length; i++) {
    if (i % STEP === STEP - 1) yield i;
    const group = groupOf[i];
    if (numbers[group] === 0) continue;
    members[next[group]++] = rows[i];
    const index = classes.of(rows[i]);
    if (index < labelled.length) labelled[index][numbers[group] - 1] += 1;
  }
  const [zeros, ones] = labelled;
  const conflicting = ends.map((_, group) => zeros[group] > 0 && ones[group] > 0);
  let conflictingRows = 0;
  conflicting.forEach((conflict, group) => {
    if (conflict) conflictingRows += zeros[group] + ones[group];
  });
  return { members, ends, conflicting, conflictingRows };
}

const spareOf = ({ members, ends }: Gathered): DuplicateCount => ({
  groups: ends.length,
  spare: members.length - ends.length,
});

function summed(
  identical: DuplicateCount,
  identicalOf: Uint32Array,
  exact: Gathered,
  near: Gathered,
  classes: RowClasses,
): Duplicates {
  const same = listed(exact, classes).map((group): DuplicateGroup => {
    const [first] = group.rows;
    const all = group.rows.every((row) => identicalOf[row] === identicalOf[first]);
    return { kind: all ? 'identical' : 'exact', ...group };
  });
  const alike = listed(near, classes).map((group): DuplicateGroup => ({ kind: 'near', ...group }));
  return {
    identical,
    exact: spareOf(exact),
    near: spareOf(near),
    conflicting: { groups: exact.conflicting.filter(Boolean).length, rows: exact.conflictingRows },
    groups: [...same, ...alike].sort(byWeight).slice(0, LISTED_GROUPS),
  };
}

/** The heaviest groups of one kind, as many as a list can hold. */
function listed({ members, ends, conflicting }: Gathered, classes: RowClasses): Omit<DuplicateGroup, 'kind'>[] {
  const sizeOf = (group: number) => ends[group] - (group > 0 ? ends[group - 1] : 0);
  const order = Array.from(ends.keys()).sort(
    (a, b) => Number(conflicting[b]) - Number(conflicting[a]) || sizeOf(b) - sizeOf(a) || a - b,
  );
  return order.slice(0, LISTED_GROUPS).map((group) => {
    const rows = Array.from(members.subarray(ends[group] - sizeOf(group), ends[group]));
    const labels = rows.map((row) => (classes.of(row) === NO_CLASS ? UNLABELLED : classes.of(row)));
    return { rows, labels, conflicting: conflicting[group] };
  });
}

/** Conflicting groups first, then the largest, then in the order of their first rows. */
function byWeight(a: DuplicateGroup, b: DuplicateGroup): number {
  return Number(b.conflicting) - Number(a.conflicting) || b.rows.length - a.rows.length || a.rows[0] - b.rows[0];
}

export const duplicatesSection: Section<DuplicatesFound> = {
  run: exploreDuplicates,
  renumber: ({ duplicates }, numberOf) => ({
    duplicates: {
      ...duplicates,
      groups: duplicates.groups.map((group) => ({ ...group, rows: group.rows.map(numberOf) })),
    },
  }),
};
