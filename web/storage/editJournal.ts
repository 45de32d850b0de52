import * as v from 'valibot';
import { CodedError } from '#shared/base/errors';
import type { DatasetEdit } from './applyEdit';
import { withDatabase } from './database';
import { type Edited, type EditOf, type EditTransaction, inEdit, writeEdit } from './datasetEdits';
import { EDIT_NAMES, type EditJournal, type EditName, type EditSummary, type JournalStep } from './records';

/*
 * Edits of datasets that can be undone for as long as the dataset exists: an edit, its inverse and the journal are
 * written in one transaction, so that after a crash or a reload all of them are there or none.
 */

/** Limits of a journal: steps that can be undone, and their bytes (an edit of a million rows is 5 MB). */
const MAX_STEPS = 200;
const MAX_BYTES = 64 * 1024 * 1024;

/** What can be undone and done again next; null: nothing. */
export interface JournalTops {
  readonly undoable: EditSummary | null;
  readonly redoable: EditSummary | null;
}

/** An edit that was made and written to the journal. */
export interface JournalledEdit extends Pick<Edited, 'info'> {
  /** What was applied to the rows: the edit, or its inverse. */
  readonly edit: DatasetEdit;
  /** Of the edit that was made, undone or done again. */
  readonly summary: EditSummary;
  readonly tops: JournalTops;
}

const EMPTY: EditJournal = { steps: [], done: 0 };

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const journalSchema = v.pipe(
  v.looseObject({
    steps: v.array(v.looseObject({ sequence: count, name: v.picklist(EDIT_NAMES), rows: count, bytes: count })),
    done: count,
  }),
  v.check(({ steps, done }) => done <= steps.length, 'no more done than there are'),
) satisfies v.GenericSchema<unknown, EditJournal>;

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const rows = v.custom<Uint32Array>((value) => value instanceof Uint32Array);
const editSchema = v.variant('kind', [
  v.looseObject({ kind: v.literal('labels'), rows, values: bytes }),
  v.looseObject({ kind: v.literal('moreLabels'), label: v.pipe(count, v.minValue(1)), rows, values: bytes }),
  v.looseObject({ kind: v.literal('keep'), rows, values: bytes }),
  v.looseObject({
    kind: v.literal('parts'),
    parts: v.nullable(
      v.looseObject({
        names: v.array(v.string()),
        of: v.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array),
      }),
    ),
  }),
]) satisfies v.GenericSchema<unknown, DatasetEdit>;

/** Whether a stored journal can be used. */
export const isJournal = (value: unknown): value is EditJournal => v.is(journalSchema, value);

/** Whether a stored inverse of an edit can be used. */
export const isEdit = (value: unknown): value is DatasetEdit => v.is(editSchema, value);

/** What can be undone and done again next. */
export async function readTops(id: string): Promise<JournalTops> {
  return topsOf(checkJournal(await withDatabase((database) => database.get('journals', id))));
}

/**
 * Makes an edit. What had been undone can no longer be redone; an edit that changes no row is not recorded.
 * @throws CodedError `dataset-missing`, `record-damaged`, `storage-full`.
 */
export function makeEdit(id: string, name: EditName, wanted: EditOf): Promise<JournalledEdit> {
  return inEdit(id, async (transaction) => {
    const journal = await readJournal(transaction, id);
    const edited = await writeEdit(transaction, id, wanted);
    if (edited === undefined) return undefined;
    const { info, edit, inverse } = edited;
    const summary: EditSummary = { name, rows: inverse.kind === 'parts' ? 0 : inverse.rows.length };
    if (inverse.kind !== 'parts' && summary.rows === 0) return { info, edit, summary, tops: topsOf(journal) };
    const { next, sequence, dropped } = withStep(journal, summary, inverse);
    await Promise.all([
      ...dropped.map((old) => transaction.objectStore('edits').delete([id, old])),
      transaction.objectStore('edits').put(inverse, [id, sequence]),
      transaction.objectStore('journals').put(next, id),
    ]);
    return { info, edit, summary, tops: topsOf(next) };
  });
}

/**
 * Renames the parts of a dataset as it is now, in their order: the division may be another than the one on screen.
 * @throws CodedError `part-missing` if there are not as many; as `makeEdit`.
 */
export function renameParts(id: string, names: readonly string[]): Promise<JournalledEdit> {
  return makeEdit(id, 'rename', ({ parts }) => {
    const before = parts?.names ?? [];
    if (parts === undefined || before.length !== names.length) {
      throw new CodedError('part-missing', { part: names.at(-1) ?? '', parts: before });
    }
    return { kind: 'parts', parts: { names, of: parts.of } };
  });
}

/** A journal after one more edit. */
export interface LongerJournal {
  readonly next: EditJournal;
  /** The number under which the inverse of the edit is to be kept. */
  readonly sequence: number;
  /** Numbers of inverses that are no longer needed. */
  readonly dropped: readonly number[];
}

/** `journal` after an edit whose inverse is `inverse`; what had been undone is dropped. */
export function withStep(journal: EditJournal, summary: EditSummary, inverse: DatasetEdit): LongerJournal {
  const sequence = nextSequence(journal);
  const steps = newest([...journal.steps.slice(0, journal.done), { ...summary, sequence, bytes: bytesOf(inverse) }]);
  const next: EditJournal = { steps, done: steps.length };
  return { next, sequence, dropped: missing(journal, next) };
}

/**
 * Undoes the last edit. Null if there is none.
 * @throws CodedError as `makeEdit`.
 */
export function undoEdit(id: string): Promise<JournalledEdit | null> {
  return step(id, -1);
}

/** Redoes the edit that was undone last; as `undoEdit`. */
export function redoEdit(id: string): Promise<JournalledEdit | null> {
  return step(id, 1);
}

async function step(id: string, by: 1 | -1): Promise<JournalledEdit | null> {
  const { result } = await inEdit(id, async (transaction) => {
    const journal = await readJournal(transaction, id);
    const place = by < 0 ? journal.done - 1 : journal.done;
    const taken = journal.steps[place];
    if (taken === undefined) return { result: null };
    const key: [string, number] = [id, taken.sequence];
    const stored = v.safeParse(editSchema, await transaction.objectStore('edits').get(key));
    if (!stored.success) {
      // Nothing before it can be undone either: its inverse is needed to get back to those rows.
      throw new CodedError('record-damaged', { store: 'edits', name: taken.name, reason: `step ${taken.sequence}` });
    }
    const edit = stored.output;
    const edited = await writeEdit(transaction, id, edit);
    if (edited === undefined) return undefined;
    const { info, inverse } = edited;
    const steps = journal.steps.map((one) => (one === taken ? { ...one, bytes: bytesOf(inverse) } : one));
    const next: EditJournal = { steps, done: journal.done + by };
    await Promise.all([
      transaction.objectStore('edits').put(inverse, key),
      transaction.objectStore('journals').put(next, id),
    ]);
    return { result: { info, edit, summary: summaryOf(taken), tops: topsOf(next) } };
  });
  return result;
}

async function readJournal(transaction: EditTransaction, id: string): Promise<EditJournal> {
  return checkJournal(await transaction.objectStore('journals').get(id));
}

/** A journal that cannot be read counts as empty: the rows stay as they are, only undo is lost. */
export function checkJournal(value: unknown): EditJournal {
  const result = v.safeParse(journalSchema, value);
  return result.success ? result.output : EMPTY;
}

/** What can be undone and done again next in a journal. */
export function topsOf({ steps, done }: EditJournal): JournalTops {
  return { undoable: summaryOf(steps[done - 1]), redoable: summaryOf(steps[done]) };
}

function summaryOf(step: JournalStep): EditSummary;
function summaryOf(step: JournalStep | undefined): EditSummary | null;
function summaryOf(step: JournalStep | undefined): EditSummary | null {
  return step === undefined ? null : { name: step.name, rows: step.rows };
}

function nextSequence({ steps }: EditJournal): number {
  return steps.reduce((last, { sequence }) => Math.max(last, sequence), 0) + 1;
}

/** `steps` without the oldest, where they are too many or too large; the last one always stays. */
function newest(steps: readonly JournalStep[]): readonly JournalStep[] {
  let bytes = 0;
  let first = steps.length;
  while (first > 0 && steps.length - first < MAX_STEPS) {
    bytes += steps[first - 1].bytes;
    if (bytes > MAX_BYTES && first < steps.length) break;
    first--;
  }
  return steps.slice(first);
}

/** Numbers of the steps of `before` that `after` no longer has. */
function missing(before: EditJournal, after: EditJournal): number[] {
  const kept = new Set(after.steps.map(({ sequence }) => sequence));
  return before.steps.map(({ sequence }) => sequence).filter((sequence) => !kept.has(sequence));
}

function bytesOf(edit: DatasetEdit): number {
  if (edit.kind === 'parts') return edit.parts?.of.byteLength ?? 0;
  return edit.rows.byteLength + edit.values.byteLength;
}
