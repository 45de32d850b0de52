import { createSignal } from 'solid-js';
import { createTurns } from '#shared/runtime/turns';
import { type DatasetEdit, labelEdit } from '../storage/applyEdit';
import { onChange } from '../storage/changes';
import type { Collected, Correction } from '../storage/corrections';
import { type JournalledEdit, type JournalTops, readTops } from '../storage/editJournal';
import type { DatasetInfo, DatasetParts, EditName, EditSummary } from '../storage/records';
import { rowReading } from '../workers/rows/client';
import { noteDataset } from './datasets';

/*
 * Edits of datasets, each of which can be undone, also after a reload (storage/editJournal.ts). They are written at
 * once, one after another; a training or an export in progress continues with the rows as they were when it began.
 */

export { labelsEdited } from '../storage/applyEdit';
export type { Collected } from '../storage/corrections';
export type { DatasetParts, EditName, EditSummary } from '../storage/records';

/** An edit that has been made. */
export interface EditMade {
  readonly edit: DatasetEdit;
  readonly info: DatasetInfo;
}

const NOTHING: JournalTops = { undoable: null, redoable: null };

const [journals, setJournals] = createSignal<ReadonlyMap<string, JournalTops>>(new Map());
const [underWay, setUnderWay] = createSignal(0);
const listeners = new Set<(made: EditMade) => void>();
const inOrder = createTurns();

/** Datasets whose journals are shown. */
const followed = new Set<string>();
let listening = false;

/** Reads what can be undone of a dataset, and keeps it up to date from then on, also with changes by other tabs. */
export function loadEdits(id: string): Promise<void> {
  followed.add(id);
  if (!listening) {
    listening = true;
    onChange((change) => {
      if (change !== 'datasets') return;
      // Where it fails, what was known stays shown.
      for (const known of followed) readTopsInTurn(known).catch(() => undefined);
    });
  }
  return readTopsInTurn(id);
}

/** After the edits that are waiting: an older answer must not come last. */
function readTopsInTurn(id: string): Promise<void> {
  return inOrder(async () => noteTops(id, await readTops(id)));
}

/** What the next undo would undo, or null; for a dataset that `loadEdits` was called for. */
export const undoable = (id: string): EditSummary | null => (journals().get(id) ?? NOTHING).undoable;

/** What the next redo would redo, or null; as `undoable`. */
export const redoable = (id: string): EditSummary | null => (journals().get(id) ?? NOTHING).redoable;

/** True from when an edit is asked for until every listener here has been called. */
export const editing = (): boolean => underWay() > 0;

/**
 * Calls `listener` after every edit made in this tab, before `datasets()` shows it. Returns a function that stops it.
 */
export function onEdit(listener: (made: EditMade) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Labels rows; null removes the label.
 * @param of which label, by its position in `labelsOf`.
 * @returns the number of rows that had another one.
 * @throws CodedError `dataset-missing`, `storage-full`; so do all edits.
 */
export function labelRows(id: string, rows: Uint32Array, label: 0 | 1 | null, of = 0): Promise<number> {
  return make(id, 'label', labelEdit(of, rows, new Uint8Array(rows.length).fill(label ?? 255)));
}

/**
 * Removes rows. Their text stays, so that they can be restored at any time. Returns how many there were.
 * @param which called when the edits before this one have been made, where it depends on them which rows are meant.
 */
export function removeRows(id: string, which: Uint32Array | (() => Uint32Array)): Promise<number> {
  return make(id, 'remove', () => {
    const rows = typeof which === 'function' ? which() : which;
    return { kind: 'keep', rows, values: new Uint8Array(rows.length) };
  });
}

/** Restores removed rows. Returns how many there were. */
export function restoreRows(id: string, rows: Uint32Array): Promise<number> {
  return make(id, 'restore', { kind: 'keep', rows, values: new Uint8Array(rows.length).fill(1) });
}

/** Divides a dataset into parts, or (null) removes the division. */
export async function setParts(id: string, parts: DatasetParts | null): Promise<void> {
  await make(id, parts === null ? 'undivide' : 'divide', { kind: 'parts', parts });
}

/**
 * Renames the parts of a dataset, in their order; all names differ.
 * @throws CodedError also `part-missing`, if it is divided into more or fewer by now.
 */
export async function renameParts(id: string, names: readonly string[]): Promise<void> {
  await inTurn(async () => note(await rowReading.renameParts(id, names)));
}

/**
 * Puts a comment with its right label into the dataset of corrections, which is made if there is none.
 * @throws CodedError `record-damaged`, `storage-full`.
 */
export function addCorrection(correction: Correction): Promise<Collected> {
  return inTurn(async () => {
    const collected = await rowReading.collect(correction);
    note(collected);
    return collected;
  });
}

/** Undoes the last edit of a dataset. Returns what it was, or null if there is none. */
export function undoEdit(id: string): Promise<EditSummary | null> {
  return inTurn(async () => note(await rowReading.undo(id)));
}

/** Redoes the edit that was undone last. Returns what it was, or null if there is none. */
export function redoEdit(id: string): Promise<EditSummary | null> {
  return inTurn(async () => note(await rowReading.redo(id)));
}

function make(id: string, name: EditName, edit: DatasetEdit | (() => DatasetEdit)): Promise<number> {
  return inTurn(async () => note(await rowReading.edit(id, name, typeof edit === 'function' ? edit() : edit)).rows);
}

/** Shows an edit that was made. */
function note(made: JournalledEdit): EditSummary;
function note(made: JournalledEdit | null): EditSummary | null;
function note(made: JournalledEdit | null): EditSummary | null {
  if (made === null) return null;
  const { edit, info, summary, tops } = made;
  for (const listener of listeners) listener({ edit, info });
  noteDataset(info);
  noteTops(info.id, tops);
  return summary;
}

function noteTops(id: string, tops: JournalTops): void {
  setJournals((all) => new Map([...all, [id, tops]]));
}

/** Edits are made one after another, whoever asks. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  setUnderWay((edits) => edits + 1);
  return inOrder(work).finally(() => setUnderWay((edits) => edits - 1));
}
