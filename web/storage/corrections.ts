import { createFingerprint } from '#shared/data/column/fingerprint';
import { UNLABELLED } from '#shared/data/column/labels';
import { rowCount, rowText, type TextColumn, textColumnOf } from '#shared/data/column/textColumn';
import { applyEdit, countedAnew, type DatasetEdit } from './applyEdit';
import { announceChange } from './changes';
import { checkChunk, checkDataset, checkLabels } from './checked';
import { withDatabase } from './database';
import { checkJournal, type JournalledEdit, topsOf, withStep } from './editJournal';
import { isKept, newestFirst } from './lists';
import { newId } from './newId';
import { type DatasetInfo, type DatasetLabels, type EditSummary, NO_PART } from './records';

/*
 * Comments that a person has judged otherwise than a model, in a dataset of their own. It is like any other, except
 * that rows can be added: each addition is a chunk of its own, so that whoever reads the earlier rows is not disturbed.
 */

/** A comment and what a person says of it. */
export interface Correction {
  readonly text: string;
  readonly label: 0 | 1;
  /** The model that erred, and the score it gave, as they are to be read in the table. */
  readonly model: string;
  readonly score: string;
  /** What the dataset is to be called if there is none yet. */
  readonly datasetName: string;
}

/** A comment that was collected. No row was changed (`summary.rows` is 0) if it was there with the same label. */
export interface Collected extends JournalledEdit {
  readonly row: number;
  /** The label that it had there before; 'absent': it was not there. */
  readonly before: 0 | 1 | null | 'absent';
}

const COLUMNS = ['comment', 'toxic', 'model', 'score'] as const;
const TEXT = 0;
const LABEL = 1;

/** What is added to, or nothing yet. */
interface Found {
  readonly info: DatasetInfo;
  readonly stored: DatasetLabels;
  /** The comments, chunk by chunk. */
  readonly chunks: readonly TextColumn[];
}

/**
 * Puts a comment into the newest dataset of corrections, or into a new one, in one transaction. A comment that is there
 * already gets the new label; nothing is collected twice. It can be undone like an edit.
 * @throws CodedError `record-damaged`, `storage-full`.
 */
export async function collectCorrection(correction: Correction): Promise<Collected> {
  const cells = [correction.text, String(correction.label), correction.model, correction.score].map((cell) =>
    textColumnOf([cell]),
  );
  const collected = await withDatabase(async (database) => {
    const transaction = database.transaction(['datasets', 'labels', 'chunks', 'journals', 'edits'], 'readwrite', {
      durability: 'strict',
    });
    const stores = {
      datasets: transaction.objectStore('datasets'),
      labels: transaction.objectStore('labels'),
      chunks: transaction.objectStore('chunks'),
      journals: transaction.objectStore('journals'),
      edits: transaction.objectStore('edits'),
    };
    const [record] = newestFirst(
      (await stores.datasets.getAll()).filter((each) => each.origin === 'corrections' && isKept(each)),
    );
    const info = record === undefined ? emptyInfo(correction.datasetName) : checkDataset(record);
    const { id } = info;
    const [labels, chunks, kept] = await Promise.all([
      stores.labels.get(id),
      stores.chunks.getAll(IDBKeyRange.bound([id, TEXT], [id, TEXT, []])),
      stores.journals.get(id),
    ]);
    const found: Found = {
      info,
      stored: record === undefined ? { labels: new Uint8Array(0) } : checkLabels(labels, info),
      chunks: chunks.map((chunk) => checkChunk(chunk, info.name)),
    };
    const journal = checkJournal(kept);
    const row = rowOf(found, correction.text);
    const change = row === null ? added(found, correction.label, cells) : relabelled(found, row, correction.label);
    const { edit, inverse, summary } = change;
    const at = { row: change.row, before: change.before };
    if (summary.rows === 0) {
      await transaction.done;
      return { ...at, info, edit, summary, tops: topsOf(journal) };
    }
    const { next, sequence, dropped } = withStep(journal, summary, inverse);
    await Promise.all([
      ...(row === null ? cells.map((cell, column) => stores.chunks.put(cell, [id, column, info.chunks])) : []),
      stores.labels.put(change.stored, id),
      stores.datasets.put(change.info),
      ...dropped.map((old) => stores.edits.delete([id, old])),
      stores.edits.put(inverse, [id, sequence]),
      stores.journals.put(next, id),
      transaction.done,
    ]);
    return { ...at, info: change.info, edit, summary, tops: topsOf(next) };
  }, bytesOf(cells));
  if (collected.summary.rows > 0) announceChange('datasets');
  return collected;
}

interface Change extends Pick<Collected, 'row' | 'before' | 'edit' | 'info'> {
  readonly stored: DatasetLabels;
  readonly inverse: DatasetEdit;
  readonly summary: EditSummary;
}

/** The kept row with this very comment, or null. */
function rowOf({ chunks, stored: { keep } }: Found, text: string): number | null {
  let row = 0;
  for (const chunk of chunks) {
    for (let i = 0; i < rowCount(chunk); i++, row++) {
      if ((keep === undefined || keep[row] === 1) && rowText(chunk, i) === text) return row;
    }
  }
  return null;
}

function relabelled({ info, stored }: Found, row: number, label: 0 | 1): Change {
  const edit: DatasetEdit = { kind: 'labels', rows: Uint32Array.of(row), values: Uint8Array.of(label) };
  const { next, inverse } = applyEdit(stored, edit);
  const had = stored.labels[row];
  const before = had === 0 || had === 1 ? had : null;
  const rows = before === label ? 0 : 1;
  return { row, before, edit, info: countedAnew(info, next), stored: next, inverse, summary: { name: 'label', rows } };
}

function added(found: Found, label: 0 | 1, cells: readonly TextColumn[]): Change {
  const { info } = found;
  const row = info.rows;
  const stored = longer(found.stored, label);
  const rows = row + 1;
  const textBytes = info.textBytes + cells[TEXT].bytes.length;
  const imported = stored.original ?? stored.labels;
  const counts = { positives: 0, negatives: 0, unlabelled: 0 };
  for (const value of imported) counts[value === 1 ? 'positives' : value === 0 ? 'negatives' : 'unlabelled']++;
  const report = {
    ...info.report,
    ...counts,
    rows,
    textBytes,
    fingerprint: fingerprintOf(found, cells[TEXT], imported),
  };
  const next = {
    ...info,
    rows,
    textBytes,
    storedBytes: info.storedBytes + bytesOf(cells) + 1,
    chunks: info.chunks + 1,
    chunkStarts: [...info.chunkStarts, rows],
    report,
  };
  return {
    row,
    before: 'absent',
    stored,
    info: countedAnew(next, stored),
    edit: { kind: 'keep', rows: Uint32Array.of(row), values: Uint8Array.of(1) },
    inverse: { kind: 'keep', rows: Uint32Array.of(row), values: Uint8Array.of(0) },
    summary: { name: 'add', rows: 1 },
  };
}

/** `stored` with one more row, which is kept and in no part. */
function longer({ labels, original, keep, parts, more, moreOriginal }: DatasetLabels, label: 0 | 1): DatasetLabels {
  return {
    labels: extended(labels, label),
    ...(original && { original: extended(original, label) }),
    ...(keep && { keep: extended(keep, 1) }),
    ...(parts && { parts: { names: parts.names, of: extended(parts.of, NO_PART) } }),
    ...(more && { more: more.map((values) => extended(values, UNLABELLED)) }),
    ...(moreOriginal && { moreOriginal: moreOriginal.map((values) => values && extended(values, UNLABELLED)) }),
  };
}

function extended(values: Uint8Array, value: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(values.length + 1);
  all.set(values);
  all[values.length] = value;
  return all;
}

/** The fingerprint of all rows as they came, the new one included. */
function fingerprintOf({ chunks }: Found, added: TextColumn, imported: Uint8Array): string {
  const print = createFingerprint();
  let row = 0;
  for (const chunk of [...chunks, added]) {
    print.rows(chunk, imported.subarray(row, row + rowCount(chunk)));
    row += rowCount(chunk);
  }
  return print.hex();
}

function bytesOf(cells: readonly TextColumn[]): number {
  return cells.reduce((sum, { bytes, offsets }) => sum + bytes.byteLength + offsets.byteLength, 0);
}

function emptyInfo(name: string): DatasetInfo {
  const columns = [...COLUMNS];
  const counts = { rows: 0, positives: 0, negatives: 0, unlabelled: 0 };
  const shape = { columns, textColumn: TEXT, labelColumn: LABEL, textBytes: 0, ...counts };
  return {
    id: newId(),
    name,
    createdAt: Date.now(),
    origin: 'corrections',
    ...shape,
    fingerprint: null,
    storedBytes: 0,
    chunks: 0,
    chunkStarts: [0],
    report: { ...shape, refused: [], notices: [], fingerprint: '' },
  };
}
