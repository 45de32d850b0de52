import { createSignal } from 'solid-js';
import type { DatasetEdit } from '../storage/datasetEdits';
import type { DatasetInfo, DatasetParts } from '../storage/records';
import { readSnapshot } from '../storage/snapshot';
import { editInWorker } from '../workers/clients';
import { noteDataset } from './datasets';

/*
 * Edits of datasets, each of which can be taken back while the tab is open. They are written at once, one after another;
 * a training or an export under way goes on with the rows as they were when it began.
 */

export type { DatasetParts } from '../storage/records';

/** What an edit did, for the words on an undo button. */
export type EditName = 'label' | 'remove' | 'restore' | 'divide' | 'rename' | 'undivide';

export interface EditSummary {
  readonly name: EditName;
  /** Rows it changed; 0 for what is done to parts. */
  readonly rows: number;
}

/** An edit that has been made. */
export interface EditMade {
  readonly edit: DatasetEdit;
  readonly info: DatasetInfo;
}

interface Step {
  readonly summary: EditSummary;
  /** Takes it back; or does it again, once it has been taken back. */
  readonly inverse: DatasetEdit;
}

interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

const NOTHING: History = { done: [], undone: [] };

/** Steps that can be taken back, and bytes they may take: an edit of a million rows is 5 MB. */
const MOST_STEPS = 200;
const MOST_BYTES = 64 * 1024 * 1024;

const [histories, setHistories] = createSignal<ReadonlyMap<string, History>>(new Map());
const [underWay, setUnderWay] = createSignal(0);
const listeners = new Set<(made: EditMade) => void>();
let tail: Promise<unknown> = Promise.resolve();

const historyOf = (id: string) => histories().get(id) ?? NOTHING;

/** What the next undo of a dataset would take back, or null. */
export const undoable = (id: string): EditSummary | null => historyOf(id).done.at(-1)?.summary ?? null;

/** What the next redo of a dataset would do again, or null. */
export const redoable = (id: string): EditSummary | null => historyOf(id).undone.at(-1)?.summary ?? null;

/** True from when an edit is asked for until everybody here has heard of it. */
export const editing = (): boolean => underWay() > 0;

/** Calls `listener` after every edit made in this tab, before `datasets()` shows it. Returns how to stop. */
export function onEdit(listener: (made: EditMade) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Gives rows a label; null takes it away.
 * @returns the number of rows that had another one.
 * @throws CodedError `dataset-missing`, `storage-full`; so do all edits.
 */
export function labelRows(id: string, rows: Uint32Array, label: 0 | 1 | null): Promise<number> {
  return make(id, 'label', { kind: 'labels', rows, values: new Uint8Array(rows.length).fill(label ?? 255) });
}

/** Removes rows. Their text stays, so that they can be taken back at any time. Returns how many there were. */
export function removeRows(id: string, rows: Uint32Array): Promise<number> {
  return make(id, 'remove', { kind: 'keep', rows, values: new Uint8Array(rows.length) });
}

/** Takes removed rows back. Returns how many there were. */
export function restoreRows(id: string, rows: Uint32Array): Promise<number> {
  return make(id, 'restore', { kind: 'keep', rows, values: new Uint8Array(rows.length).fill(1) });
}

/** Divides a dataset into parts, or (null) takes the division away. */
export async function setParts(id: string, parts: DatasetParts | null): Promise<void> {
  await make(id, parts === null ? 'undivide' : 'divide', { kind: 'parts', parts });
}

/** Gives the parts of a dataset other names, all different, in their order. */
export async function renameParts(id: string, names: readonly string[]): Promise<void> {
  const { stored } = await readSnapshot(id);
  if (stored.parts) await make(id, 'rename', { kind: 'parts', parts: { names, of: stored.parts.of } });
}

/** Takes the last edit of a dataset back. Returns what it was, or null if there is none. */
export function undoEdit(id: string): Promise<EditSummary | null> {
  return step(id, 'done', 'undone');
}

/** Makes the edit that was taken back last once more. Returns what it was, or null if there is none. */
export function redoEdit(id: string): Promise<EditSummary | null> {
  return step(id, 'undone', 'done');
}

function make(id: string, name: EditName, edit: DatasetEdit): Promise<number> {
  return inTurn(async () => {
    const inverse = await write(id, edit);
    const rows = inverse.kind === 'parts' ? 0 : inverse.rows.length;
    if (rows > 0 || inverse.kind === 'parts') {
      const { done } = historyOf(id);
      keep(id, { done: [...done, { summary: { name, rows }, inverse }], undone: [] });
    }
    return rows;
  });
}

function step(id: string, from: keyof History, to: keyof History): Promise<EditSummary | null> {
  return inTurn(async () => {
    const last = historyOf(id)[from].at(-1);
    if (last === undefined) return null;
    const inverse = await write(id, last.inverse);
    const { [from]: taken, [to]: given } = historyOf(id);
    const moved = { [from]: taken.slice(0, -1), [to]: [...given, { summary: last.summary, inverse }] };
    keep(id, { ...NOTHING, ...moved });
    return last.summary;
  });
}

async function write(id: string, edit: DatasetEdit): Promise<DatasetEdit> {
  const { info, inverse } = await editInWorker(id, edit);
  for (const listener of listeners) listener({ edit, info });
  noteDataset(info);
  return inverse;
}

/** Edits are made one after another, whoever asks. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  setUnderWay((edits) => edits + 1);
  const turn = tail.then(work).finally(() => setUnderWay((edits) => edits - 1));
  tail = turn.catch(() => undefined); // its caller is told; the next in line does not depend on it
  return turn;
}

/** Keeps a history, without its oldest steps where it has grown too long. */
function keep(id: string, { done, undone }: History): void {
  let bytes = 0;
  let first = done.length;
  while (first > 0 && done.length - first < MOST_STEPS) {
    bytes += bytesOf(done[first - 1].inverse);
    if (bytes > MOST_BYTES) break;
    first--;
  }
  setHistories((all) => new Map([...all, [id, { done: done.slice(first), undone }]]));
}

function bytesOf(edit: DatasetEdit): number {
  if (edit.kind === 'parts') return edit.parts?.of.byteLength ?? 0;
  return edit.rows.byteLength + edit.values.byteLength;
}
