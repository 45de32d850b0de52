import { type Accessor, batch, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import type { DatasetInfo } from './datasets';
import { editing, onEdit } from './edits';
import { type DuplicateKind, type DuplicateRows, findDuplicates } from './rowActions';
import type { FindProgress } from './rowTable';

/** `conflicting`: exact duplicates with both labels. */
export type ListedDuplicates = DuplicateKind | 'conflicting';

/** Rows with the same text, ascending; at least two, none of them removed. */
export interface DuplicateGroup {
  readonly rows: readonly number[];
  readonly conflicting: boolean;
}

export interface Duplicates {
  /** The largest groups first; undefined until they are found the first time. */
  readonly groups: Accessor<readonly DuplicateGroup[] | undefined>;
  readonly finding: Accessor<FindProgress | null>;
  readonly error: Accessor<CodedError | null>;
  stop(): void;
  /** Searches again, for example after it was stopped. */
  again(): void;
}

interface Found {
  readonly by: DuplicateKind;
  readonly list: DuplicateRows;
}

/**
 * The repeated comments of `dataset`. Rows removed or labelled in this tab change the groups at once, and so does an
 * undo; edits of another tab make it look again.
 */
export function createDuplicates(dataset: Accessor<DatasetInfo>, kind: Accessor<ListedDuplicates>): Duplicates {
  const [found, setFound] = createSignal<Found | undefined>();
  const [finding, setFinding] = createSignal<FindProgress | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [asked, setAsked] = createSignal(0);
  /** What has been edited since they were found, by row. */
  const [edited, setEdited] = createSignal<ReadonlyMap<number, EditedRow>>(new Map());
  /** What has been edited since the last search began: it may have seen it, or not. */
  let since: ReadonlyMap<number, EditedRow> = new Map();
  let searching = new AbortController();
  let underWay: Promise<unknown> = Promise.resolve();
  let seenRevision = -1;
  const datasetId = createMemo(() => dataset().id);
  const by = createMemo((): DuplicateKind => {
    const listed = kind();
    return listed === 'conflicting' ? 'exact' : listed;
  });

  const search = async (kind: Found['by']) => {
    searching.abort();
    const mine = new AbortController();
    searching = mine;
    const { id, rows, revision } = dataset();
    seenRevision = revision ?? 0;
    since = new Map();
    setFinding({ done: 0, total: rows });
    setError(null);
    const report = (progress: FindProgress) => {
      if (!mine.signal.aborted) setFinding(progress);
    };
    await underWay; // as in rowTable.ts
    if (mine.signal.aborted) return;
    try {
      const looking = findDuplicates(id, kind, report, mine.signal);
      underWay = looking.catch(() => undefined);
      const list = await looking;
      if (!mine.signal.aborted) {
        batch(() => {
          setFound({ by: kind, list });
          setEdited(since);
        });
      }
    } catch (failure) {
      if (!mine.signal.aborted && !isAbort(failure)) setError(toCodedError(failure));
    } finally {
      if (searching === mine) setFinding(null);
    }
  };

  const stopFollowing = onEdit(({ edit, info }) => {
    if (info.id !== dataset().id) return;
    seenRevision = info.revision ?? 0;
    if (edit.kind === 'parts') return;
    const follow = (before: ReadonlyMap<number, EditedRow>) => {
      const after = new Map(before);
      edit.rows.forEach((row, i) => {
        const change = edit.kind === 'keep' ? { removed: edit.values[i] === 0 } : { label: edit.values[i] };
        after.set(row, { ...after.get(row), ...change });
      });
      return after;
    };
    since = follow(since);
    setEdited(follow);
  });
  onCleanup(stopFollowing);
  onCleanup(() => searching.abort());

  createEffect(
    on([datasetId, by, asked], () => {
      setFound(undefined);
      void search(by());
    }),
  );
  createEffect(
    on(
      () => [dataset().revision ?? 0, editing()] as const,
      ([revision, busy]) => {
        // An edit made here is announced by the other thread, too, perhaps before it is done here.
        if (!busy && revision !== seenRevision) void search(by());
      },
      { defer: true },
    ),
  );

  const groups = createMemo(() => {
    const now = found();
    return now === undefined || now.by !== by() ? undefined : groupsOf(now.list, edited());
  });
  return {
    groups: () => (kind() === 'conflicting' ? groups()?.filter(({ conflicting }) => conflicting) : groups()),
    finding,
    error,
    stop() {
      searching.abort();
      setFinding(null);
    },
    again: () => setAsked((times) => times + 1),
  };
}

/** Of the group that has any of `rows`, all rows but the first as they are now; none if it is no group any more. */
export function laterRows(groups: readonly DuplicateGroup[], rows: readonly number[]): readonly number[] {
  return groups.find((group) => group.rows.some((row) => rows.includes(row)))?.rows.slice(1) ?? [];
}

/** What became of a row since it was read. */
export interface EditedRow {
  readonly removed?: boolean;
  readonly label?: number;
}

/** The groups as they are after the edits; those of which fewer than two rows are left are none. */
export function groupsOf(
  { starts, rows, labels }: DuplicateRows,
  edited: ReadonlyMap<number, EditedRow>,
): DuplicateGroup[] {
  const groups: DuplicateGroup[] = [];
  for (let g = 0; g + 1 < starts.length; g++) {
    const left: number[] = [];
    let seen = 0;
    for (let at = starts[g]; at < starts[g + 1]; at++) {
      const change = edited.get(rows[at]);
      if (change?.removed) continue;
      left.push(rows[at]);
      const label = change?.label ?? labels[at];
      if (label <= 1) seen |= 1 << label;
    }
    if (left.length > 1) groups.push({ rows: left, conflicting: seen === 3 });
  }
  return groups;
}
