import * as v from 'valibot';
import { CodedError } from '#shared/base/errors';
import { EDA_DEFAULTS } from '#shared/eda/section/settings';
import type { ColumnValue } from '../rows/columnValues';
import type { DuplicateKind, DuplicateRows } from '../rows/duplicateRows';
import type { ExportOptions } from '../rows/exportRows';
import type { FindProgress } from '../rows/findRows';
import type { RowView } from '../rows/rowViews';
import type { SplitPlan } from '../rows/splitParts';
import { findRows, rowReading, rowSearching } from '../workers/rows/client';
import { datasets, loadDatasets } from './datasets';
import { setParts } from './edits';
import { parseRowQuery, type RowSearch } from './rowQuery';
import { labelPlace } from './rowTable';
import { parseAgain } from './tasks/parseAgain';
import { runTask } from './tasks/runTask';

/* What can be done with the rows of a dataset besides viewing them. Rejections are coded errors, or AbortErrors. */

export type { ColumnValue } from '../rows/columnValues';
export type { DuplicateKind, DuplicateRows } from '../rows/duplicateRows';
export type { ExportOptions } from '../rows/exportRows';
export type { SplitPlan } from '../rows/splitParts';

type OnProgress = (progress: FindProgress) => void;

/** Rows with their text, in the requested order; each cut after `clip` bytes of UTF-8. */
export function readRows(id: string, rows: Uint32Array, clip: number): Promise<RowView[]> {
  return rowReading.read(id, rows, { columns: [], clip });
}

/** The commonest values of a column of the file. */
export function columnValues(id: string, column: number, limit: number, signal: AbortSignal): Promise<ColumnValue[]> {
  return rowSearching.values(id, column, limit, signal);
}

/** Kept rows that are duplicates of each other. */
export function findDuplicates(
  id: string,
  kind: DuplicateKind,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<DuplicateRows> {
  return rowSearching.duplicates(id, kind, onProgress, signal);
}

/** Divides a dataset into named parts at random; `undoEdit` undoes it. */
export async function divide(id: string, plan: SplitPlan, onProgress: OnProgress, signal: AbortSignal): Promise<void> {
  const parts = await rowSearching.split(id, plan, onProgress, signal);
  await setParts(id, parts);
}

/** Computes the fingerprint of a dataset that was edited; `datasets()` shows it from then on. */
export function workOutFingerprint(id: string): Promise<string> {
  return rowSearching.fingerprint(id);
}

/** Numbers of all kept rows, or of those in a part, ascending. */
export function rowsOf(id: string, part: string | null, signal: AbortSignal): Promise<Uint32Array> {
  return findRows(
    id,
    {
      filters: part === null ? [] : [{ kind: 'part', part }],
      settings: EDA_DEFAULTS,
      sort: { by: 'row', descending: false },
      removed: false,
    },
    () => undefined,
    signal,
  );
}

/** A file that a person chose to write to. */
export type SaveTarget = FileSystemFileHandle;

/** Chromium's save dialog; other browsers download the file. */
type SavePicker = (options: {
  suggestedName: string;
  types: readonly { accept: Readonly<Record<string, readonly string[]>> }[];
}) => Promise<SaveTarget>;

/**
 * Asks where to save a file; call it in a click handler.
 * @returns null where the browser cannot ask; the file is then a download.
 * @throws AbortError (a DOMException) if the person closes the dialog.
 */
export async function askWhereToSave(suggestedName: string, type: string): Promise<SaveTarget | null> {
  const picker = (globalThis as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  if (picker === undefined) return null;
  const extension = suggestedName.slice(suggestedName.lastIndexOf('.'));
  return picker({ suggestedName, types: [{ accept: { [type]: [extension] } }] });
}

/** What to export. */
export interface ExportPlan {
  readonly datasetId: string;
  readonly fileName: string;
  /** Null: all kept rows, or those of the view. */
  readonly part: string | null;
  /** Which rows, as the search of an address has it (`rowSearch`); null: those of the part. */
  readonly view: RowSearch | null;
  readonly options: ExportOptions;
}

/** The rows of a plan as they are now. */
async function rowsOfPlan({ datasetId, part, view }: ExportPlan, signal: AbortSignal): Promise<Uint32Array> {
  if (view === null) return rowsOf(datasetId, part, signal);
  await loadDatasets();
  const dataset = datasets()?.find(({ id }) => id === datasetId);
  if (dataset === undefined) throw new CodedError('dataset-missing', { id: datasetId });
  const { query } = parseRowQuery(view);
  return findRows(datasetId, { ...query, label: labelPlace(dataset, query) }, () => undefined, signal);
}

/**
 * Writes rows to `target`, as a task; where that is null, `save` gets them to be downloaded.
 * @param shown the rows on screen; null: those of the plan. Run again, those of the plan are written: a row whose label
 *   was edited may have left the view.
 * @returns how many were written.
 */
export function exportComments(
  plan: ExportPlan,
  shown: Uint32Array | null,
  target: SaveTarget | null,
  save: (blob: Blob, name: string) => void,
): Promise<number> {
  const { datasetId, fileName, options } = plan;
  const result = (rows: number) => ({ kind: 'file' as const, rows });
  return runTask({ kind: 'export', title: fileName, again: plan, result }, async (report, signal) => {
    const rows = shown ?? (await rowsOfPlan(plan, signal));
    const onProgress = ({ done, total }: FindProgress) =>
      report({ fraction: total === 0 ? null : done / total, counts: { done, total } });
    const blob = await exportRows(datasetId, rows, options, target, onProgress, signal);
    if (blob !== null) save(blob, fileName);
    return rows.length;
  });
}

const planSchema = v.looseObject({
  datasetId: v.string(),
  fileName: v.string(),
  part: v.nullable(v.string()),
  // Records of earlier versions have none.
  view: v.optional(
    v.nullable(
      v.pipe(
        v.object({
          filter: v.optional(v.string()),
          sort: v.optional(v.string()),
          settings: v.optional(v.string()),
          removed: v.optional(v.string()),
          label: v.optional(v.string()),
        }),
        v.check((view) => parseRowQuery(view).understood),
      ),
    ),
    null,
  ),
  options: v.looseObject({ format: v.picklist(['csv', 'jsonl', 'xlsx', 'parquet']), safe: v.boolean() }),
});

/**
 * Exports as once before; call it in a click handler, as it asks where to save.
 * @throws CodedError `record-damaged` if `again` is not what was kept; an AbortError if the person closes the dialog.
 */
export async function prepareExport(
  again: unknown,
  save: (blob: Blob, name: string) => void,
): Promise<() => Promise<number>> {
  const plan = parseAgain(planSchema, again);
  const target = await askWhereToSave(plan.fileName, EXPORT_TYPES[plan.options.format]);
  return () => exportComments(plan, null, target, save);
}

/** Media types of the formats of an export. */
export const EXPORT_TYPES: Readonly<Record<ExportOptions['format'], string>> = {
  csv: 'text/csv',
  jsonl: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
};

/** Writes rows to `target`; null: returns them as a Blob. */
export function exportRows(
  id: string,
  rows: Uint32Array,
  options: ExportOptions,
  target: SaveTarget | null,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<Blob | null> {
  return rowSearching.export(id, rows, options, target, onProgress, signal);
}
