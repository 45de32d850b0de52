import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js';
import { type CodedError, toCodedError } from '#shared/base/errors';
import { isAbort } from '#shared/runtime/steps';
import type { FindProgress } from '../rows/findRows';
import type { RowView } from '../rows/rowViews';
import { findRows, rowReading } from '../workers/rows/client';
import { type DatasetInfo, labelsOf } from './datasets';
import { type EditMade, editing, labelsEdited, onEdit } from './edits';
import type { RowQuery } from './rowQuery';
import { createRowViewCache } from './rowViewCache';

export type { FindProgress } from '../rows/findRows';
export { labelInView, type RowLabel, type RowView } from '../rows/rowViews';

/** The rows of a dataset that answer a query, as a table that is scrolled shows them. */
export interface RowTable {
  /** Their numbers in order; undefined until they are found the first time. The old ones stay during a new search. */
  readonly rows: Accessor<Uint32Array | undefined>;
  /** How far the running search is; null: none is running. */
  readonly finding: Accessor<FindProgress | null>;
  readonly error: Accessor<CodedError | null>;
  /** The row at `place` of `rows`; undefined while it is being read. */
  view(place: number): RowView | undefined;
  /** Sets which places are on screen, so that their rows are read. */
  show(from: number, to: number): void;
  /** Stops the running search. */
  stop(): void;
  /** Searches again, for example after it was stopped. */
  again(): void;
}

/** UTF-8 bytes of a comment that a row of the table reads; the rest is read when somebody opens it. */
const CLIP_BYTES = 2000;
/** Rows kept in memory; beyond, those that are not on screen are forgotten. */
const MAX_VIEWS = 2000;

/** Where a table finds and reads its rows. */
export interface RowReader {
  readonly find: typeof findRows;
  readonly read: typeof rowReading.read;
}

const WORKERS: RowReader = { find: findRows, read: rowReading.read };

/**
 * A table over the rows of `dataset`. Labels edited in this tab change in place, so that a row does not leave a view by
 * class while it is being edited. Rows removed here leave at once. Any other change (an undo, another tab) starts a new
 * search.
 *
 * @param columns further columns of the file that are shown.
 */
export function createRowTable(
  dataset: Accessor<DatasetInfo>,
  query: Accessor<RowQuery>,
  columns: Accessor<readonly number[]>,
  workers: RowReader = WORKERS,
): RowTable {
  const [rows, setRows] = createSignal<Uint32Array | undefined>();
  const [finding, setFinding] = createSignal<FindProgress | null>(null);
  const [error, setError] = createSignal<CodedError | null>(null);
  const [asked, setAsked] = createSignal(0);
  const [read, setRead] = createSignal(0);
  const views = createRowViewCache(MAX_VIEWS);
  let shown: readonly [from: number, to: number] = [0, 0];
  let searching = new AbortController();
  let underWay: Promise<unknown> = Promise.resolve();
  let seenRevision = -1;
  let reading = false;
  const datasetId = createMemo(() => dataset().id);

  const search = async () => {
    searching.abort();
    const mine = new AbortController();
    searching = mine;
    const { id, rows: total, revision } = dataset();
    const { filters, settings, sort, removed } = query();
    const label = labelPlace(dataset(), query());
    seenRevision = revision ?? 0;
    setFinding({ done: 0, total });
    setError(null);
    // A search that does not answer its cancel is ended with its worker, which would end this one, too.
    await underWay;
    if (mine.signal.aborted) return;
    try {
      const finding = workers.find(
        id,
        { filters, settings, sort, removed, label },
        (progress) => {
          if (!mine.signal.aborted) setFinding(progress);
        },
        mine.signal,
      );
      underWay = finding.catch(() => undefined); // reported below
      const found = await finding;
      if (mine.signal.aborted) return;
      views.invalidateAll();
      setRows(found);
    } catch (failure) {
      if (mine.signal.aborted || isAbort(failure)) return;
      setError(toCodedError(failure));
      setRows(new Uint32Array(0));
    } finally {
      if (searching === mine) setFinding(null);
    }
    void readShown();
  };

  const rowsShown = () => (rows() ?? new Uint32Array(0)).slice(...shown);

  /** Reads the rows on screen that are missing, until none is. */
  const readShown = async () => {
    if (reading) return;
    reading = true;
    try {
      for (;;) {
        const { id } = dataset();
        const wanted = views.missing(rowsShown());
        if (wanted.length === 0) return;
        const asked = columns();
        views.begin(wanted);
        const found = await workers.read(id, wanted, { columns: asked, clip: CLIP_BYTES });
        if (asked !== columns() || id !== dataset().id) {
          views.fail();
          continue;
        }
        views.finish(found, rowsShown());
        if (found.length === 0) return;
        setRead((times) => times + 1);
      }
    } catch (failure) {
      views.fail();
      setError(toCodedError(failure));
    } finally {
      reading = false;
    }
  };

  const followEdit = ({ edit, info }: EditMade) => {
    if (info.id !== dataset().id) return;
    const labels = labelsEdited(edit);
    if (labels !== null) {
      views.invalidate(labels.rows);
      if (finding() === null) seenRevision = info.revision ?? 0;
      void readShown();
    } else if (edit.kind === 'keep') {
      const stays = query().removed ? 0 : 1;
      if (!edit.values.every((value) => value !== stays)) return;
      setRows((now) => now && without(now, edit.rows, info.rows));
      if (finding() === null) seenRevision = info.revision ?? 0;
      void readShown();
    }
  };
  onCleanup(onEdit(followEdit));
  onCleanup(() => searching.abort());

  createEffect(on([datasetId, query, asked], () => void search()));
  createEffect(
    on(
      () => [dataset().revision ?? 0, editing()] as const,
      ([revision, busy]) => {
        // An edit made here is announced by the other thread, too, perhaps before it is done here.
        if (!busy && revision !== seenRevision) void search();
      },
      { defer: true },
    ),
  );
  createEffect(
    on(
      columns,
      () => {
        views.invalidateAll();
        void readShown();
      },
      { defer: true },
    ),
  );

  return {
    rows,
    finding,
    error,
    view(place) {
      read();
      const row = rows()?.[place];
      return row === undefined ? undefined : views.get(row);
    },
    show(from, to) {
      shown = [from, to];
      void readShown();
    },
    stop() {
      searching.abort();
      setFinding(null);
      setRows((now) => now ?? new Uint32Array(0));
    },
    again: () => setAsked((times) => times + 1),
  };
}

/** The label that a query is about, by its position in `labelsOf`; the first where it names none, or none there. */
export function labelPlace(dataset: DatasetInfo, { label }: Pick<RowQuery, 'label'>): number {
  return Math.max(0, label === null ? 0 : labelsOf(dataset).findIndex(({ name }) => name === label));
}

/** `rows` without those in `gone`; a linear merge, since there may be a million of either. */
function without(rows: Uint32Array, gone: Uint32Array, total: number): Uint32Array {
  const isGone = new Uint8Array(total);
  for (let i = 0; i < gone.length; i++) isGone[gone[i]] = 1;
  const left = new Uint32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) if (isGone[rows[i]] === 0) left[count++] = rows[i];
  return left.subarray(0, count);
}
