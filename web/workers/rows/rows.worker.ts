import { transfer } from 'comlink';
import { runSteps } from '#shared/runtime/steps';
import { type ColumnValue, columnValues } from '../../rows/columnValues';
import { type DuplicateKind, type DuplicateRows, duplicatesOf } from '../../rows/duplicateRows';
import { type ExportOptions, exportRows } from '../../rows/exportRows';
import { type ExportTarget, writeToTarget } from '../../rows/exportTarget';
import { type FindProgress, findRows, type RowQuestion } from '../../rows/findRows';
import { openRows, withChunksKept } from '../../rows/rowSource';
import { type RowView, readRowViews, type ViewOptions } from '../../rows/rowViews';
import { type SplitPlan, splitParts } from '../../rows/splitParts';
import type { TrainingFile } from '../../rows/trainingFile';
import type { DatasetEdit } from '../../storage/applyEdit';
import { type Collected, type Correction, collectCorrection } from '../../storage/corrections';
import { keepFingerprint } from '../../storage/datasetEdits';
import { type JournalledEdit, makeEdit, redoEdit, renameParts, undoEdit } from '../../storage/editJournal';
import { fingerprintKept, openKeptRows } from '../../storage/keptRows';
import { datasetLock, withLock } from '../../storage/locks';
import type { DatasetParts, EditName } from '../../storage/records';
import { throttled } from '../lib/progress';
import { exposeApi } from '../lib/wire';

type OnProgress = (progress: FindProgress) => void;

/** Bytes of chunks kept for scrolling: a screen of rows sorted by length comes from many. */
const KEPT_BYTES = 64 * 1024 * 1024;

const keepingChunks = withChunksKept(KEPT_BYTES);

/** The API for the rows of a stored dataset. Row numbers go in and out; text only of rows on screen. */
const api = {
  /**
   * Numbers of the rows that match `question`, in its order.
   * @throws CodedError whatever `findRows` throws; an AbortError.
   */
  async find(
    id: string,
    question: RowQuestion,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Uint32Array<ArrayBuffer>> {
    const rows = await runSteps(findRows(await openRows(id), question), signal, throttled(onProgress));
    return transfer(rows, [rows.buffer]);
  },

  /** The rows with these numbers, as a person sees them. @throws CodedError `dataset-missing`, `column-missing`. */
  async read(id: string, rows: Uint32Array, options: ViewOptions): Promise<RowView[]> {
    return readRowViews(keepingChunks(await openRows(id)), rows, options);
  },

  /**
   * Makes an edit: for a million rows the page's thread would be blocked too long. @throws CodedError as `makeEdit`.
   */
  edit(id: string, name: EditName, edit: DatasetEdit): Promise<JournalledEdit> {
    return makeEdit(id, name, edit);
  },

  /** Renames the parts. @throws CodedError as `renameParts`. */
  renameParts(id: string, names: readonly string[]): Promise<JournalledEdit> {
    return renameParts(id, names);
  },

  /** Undoes the last edit; null if there is none. @throws CodedError as `makeEdit`. */
  undo(id: string): Promise<JournalledEdit | null> {
    return undoEdit(id);
  },

  /** Redoes the edit that was undone last; null if there is none. @throws CodedError as `makeEdit`. */
  redo(id: string): Promise<JournalledEdit | null> {
    return redoEdit(id);
  },

  /** Adds a comment with its right label to the corrections. @throws CodedError as `collectCorrection`. */
  collect(correction: Correction): Promise<Collected> {
    return collectCorrection(correction);
  },

  /** The commonest values of a column, at most `limit`. @throws CodedError `dataset-missing`, `column-missing`. */
  async values(id: string, column: number, limit: number, signal: AbortSignal): Promise<ColumnValue[]> {
    return runSteps(columnValues(await openRows(id), column, limit), signal);
  },

  /** Kept rows with the same or nearly the same text. @throws CodedError `dataset-missing`; an AbortError. */
  async duplicates(
    id: string,
    kind: DuplicateKind,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<DuplicateRows> {
    const found = await runSteps(duplicatesOf(kind, await openKeptRows(id)), signal, throttled(onProgress));
    return transfer(found, [found.starts.buffer, found.rows.buffer, found.labels.buffer]);
  },

  /** A division of the kept rows. @throws CodedError whatever `splitParts` throws; an AbortError. */
  async split(id: string, plan: SplitPlan, onProgress: OnProgress, signal: AbortSignal): Promise<DatasetParts> {
    return runSteps(splitParts(await openKeptRows(id), plan), signal, throttled(onProgress));
  },

  /** The fingerprint of the kept rows; it is stored with the dataset. @throws CodedError `dataset-missing`. */
  async fingerprint(id: string): Promise<string> {
    const kept = await openKeptRows(id);
    const fingerprint = await runSteps(fingerprintKept(kept));
    await keepFingerprint(id, kept.info.revision ?? 0, fingerprint);
    return fingerprint;
  },

  /**
   * Writes rows to a file, or into a Blob. A cancelled or failed one leaves no half-written file. Deleting the dataset
   * waits for it.
   * @throws CodedError `dataset-missing`; an AbortError; errors of the browser about the file.
   */
  export(
    id: string,
    rows: Uint32Array,
    options: ExportOptions,
    target: ExportTarget,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<Blob | null> {
    const report = throttled(onProgress);
    const drive = async (write: (piece: Uint8Array<ArrayBuffer>) => Promise<void>) =>
      runSteps(exportRows(await openRows(id), rows, options, write), signal, report);
    return withLock(datasetLock(id), 'shared', () => writeToTarget(target, drive), signal);
  },

  /**
   * The kept rows as they are sent to a server to be trained on, in a Blob, which the browser keeps on disk.
   * @throws CodedError as `trainingFile`, `part-missing`; an AbortError.
   */
  async trainingFile(
    id: string,
    part: string | undefined,
    labels: readonly string[],
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<TrainingFile & { readonly blob: Blob }> {
    const { trainingFile } = await import('../../rows/trainingFile'); // of no use without a server
    const parts: Blob[] = [];
    const write = (piece: Uint8Array<ArrayBuffer>) => void parts.push(new Blob([piece]));
    const steps = trainingFile(await openKeptRows(id, part === undefined ? {} : { part }), labels, write);
    const file = await runSteps(steps, signal, throttled(onProgress));
    return { ...file, blob: new Blob(parts, { type: 'application/x-ndjson' }) };
  },
};

export type RowsApi = typeof api;

exposeApi(api);
