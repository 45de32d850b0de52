import { type DBSchema, deleteDB, type IDBPDatabase, openDB, type StoreNames } from 'idb';
import { CodedError, type StorageFaultKind } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import type { EdaReport, EdaSection } from '#shared/eda/sections';
import type { DatasetEdit } from './applyEdit';
import { isQuotaExceeded, openFault, storageError } from './failures';
import { freeSpace } from './freeSpace';
import type { OutboxEntry } from './outbox';
import type { DatasetInfo, DatasetLabels, EditJournal, ModelRecord } from './records';
import type { TaskRecord } from './taskRecords';

/** Dataset, column, chunk. */
export type ChunkKey = [datasetId: string, column: number, chunk: number];

/** Dataset, its revision, the settings that the section depends on, section. */
export type ReportKey = [datasetId: string, revision: number, settings: string, section: EdaSection];

/** Dataset, number of the edit in its journal. */
export type EditKey = [datasetId: string, sequence: number];

export interface Schema extends DBSchema {
  /** Written last: a dataset without it is what an unfinished import left. */
  datasets: { key: string; value: DatasetInfo };
  chunks: { key: ChunkKey; value: TextColumn };
  labels: { key: string; value: DatasetLabels };
  models: { key: string; value: ModelRecord };
  modelBytes: { key: string; value: Uint8Array<ArrayBuffer> };
  /** Results of Explore, one per section; see reports.ts. */
  reports: { key: ReportKey; value: Partial<EdaReport> };
  /** Which edits of a dataset can be undone and redone; see editJournal.ts. */
  journals: { key: string; value: EditJournal };
  /** The inverse of an edit in a journal. */
  edits: { key: EditKey; value: DatasetEdit };
  /** Long jobs, those under way and those that have ended; see tasks.ts. */
  tasks: { key: string; value: TaskRecord };
  /** Keys of the comments that a model learnt from, sorted; see shared/compare/rowKeys.ts. */
  trainedRows: { key: string; value: Float64Array<ArrayBuffer> };
  /** What waits to be done on a server; see outbox.ts. */
  outbox: { key: string; value: OutboxEntry };
}

export type Database = IDBPDatabase<Schema>;

export const DATABASE_NAME = 'moderato';

/** Raised when stores change shape; `upgrade` then migrates every older shape to the newest. */
const DATABASE_VERSION = 6;

/** How long another tab may keep an older version open before that is an error. It is asked to close at once. */
const BLOCKED_LIMIT_MS = 4000;

/** The stores of this version with their key paths. */
const STORES: { readonly [Name in StoreNames<Schema>]: string | null } = {
  datasets: 'id',
  chunks: null,
  labels: null,
  models: 'id',
  modelBytes: null,
  reports: null,
  journals: null,
  edits: null,
  tasks: 'id',
  trainedRows: null,
  outbox: 'id',
};

let opening: Promise<Database> | null = null;
let asItIs = false;

/** What keeps the database from being opened. */
export type StorageFault = CodedError<'storage-damaged'>;

let onFault: (fault: StorageFault | null) => void = () => undefined;

/** Calls `listener` when this thread finds that the database cannot be opened, and (null) when it was opened. */
export function listenForFault(listener: (fault: StorageFault | null) => void): void {
  onFault = listener;
}

/**
 * With true, this thread opens the database of whatever version it is and with whatever stores it has, for reading what
 * is left of it. What reads then has to look at `objectStoreNames` first.
 */
export async function openAsItIs(wanted: boolean): Promise<void> {
  if (asItIs === wanted) return;
  asItIs = wanted;
  await closeDatabase().catch(() => undefined); // it could not be opened: there is nothing to close
}

/**
 * Deletes the database, whatever its state. Other windows close their connections to it when they are asked.
 * @throws CodedError `storage-damaged` if one does not, or the browser refuses.
 */
export async function deleteDatabase(): Promise<void> {
  await closeDatabase().catch(() => undefined); // it could not be opened: there is nothing to close
  let timeout: ReturnType<typeof setTimeout> | undefined;
  const held = new Promise<never>((_resolve, reject) => {
    timeout = setTimeout(() => reject(damaged('blocked', 'not closed')), BLOCKED_LIMIT_MS);
  });
  try {
    await Promise.race([deleteDB(DATABASE_NAME), held]);
  } catch (error) {
    throw error instanceof CodedError ? error : (openFault(error) ?? (await storageError(error)));
  } finally {
    clearTimeout(timeout);
  }
}

function damaged(fault: StorageFaultKind, reason: string): StorageFault {
  return new CodedError('storage-damaged', { fault, reason });
}

/**
 * Runs `work` on the database, opening it at need. If storage is full, what was removed the longest ago is deleted and
 * `work` runs again, as often as that helps; so it must write in one transaction.
 *
 * @param neededBytes what `work` is about to write, for the message if storage is full.
 * @throws CodedError `storage-full`, `storage-unavailable` (private mode, blocked by the visitor), `storage-damaged`
 *   (also where a newer version of the app wrote it); what else `work` throws passes untouched.
 */
export async function withDatabase<Result>(
  work: (database: Database) => Promise<Result>,
  neededBytes: number | null = null,
): Promise<Result> {
  for (;;) {
    try {
      return await work(await openDatabase());
    } catch (error) {
      if (isQuotaExceeded(error) && (await freeSpace(await openDatabase()))) continue;
      throw await storageError(error, neededBytes);
    }
  }
}

/** Closes this thread's connection; the next use opens it anew. */
export async function closeDatabase(): Promise<void> {
  const closing = opening;
  opening = null;
  (await closing)?.close();
}

function openDatabase(): Promise<Database> {
  if (!opening) {
    const attempt = open(() => {
      if (opening === attempt) opening = null;
    });
    opening = attempt;
    attempt.catch(() => {
      if (opening === attempt) opening = null; // so that the next call tries again
    });
  }
  return opening;
}

/** @param onGone called when the connection is no longer of use. */
async function open(onGone: () => void): Promise<Database> {
  if (typeof indexedDB === 'undefined') {
    throw new CodedError('storage-unavailable', { reason: 'this browser has no IndexedDB' });
  }
  try {
    const database = await connect(onGone);
    if (!asItIs) {
      const wrong = Object.entries(STORES).filter(([name, keyPath]) => !hasStore(database, name, keyPath));
      if (wrong.length > 0) {
        database.close();
        throw damaged('incomplete', wrong.map(([name]) => name).join(', '));
      }
    }
    onFault(null);
    return database;
  } catch (error) {
    const fault = error instanceof CodedError && error.code === 'storage-damaged' ? error : openFault(error);
    if (fault === null) throw error;
    onFault(fault as StorageFault);
    throw fault;
  }
}

function hasStore(database: Database, name: string, keyPath: string | null): boolean {
  const stores: DOMStringList = database.objectStoreNames;
  if (!stores.contains(name)) return false;
  const transaction = database.transaction(name as StoreNames<Schema>);
  return transaction.store.keyPath === keyPath;
}

async function connect(onGone: () => void): Promise<Database> {
  let timeout: ReturnType<typeof setTimeout> | undefined;
  let gaveUp = false;
  const connection = openDB<Schema>(DATABASE_NAME, asItIs ? undefined : DATABASE_VERSION, {
    upgrade(database, from, _to, transaction) {
      if (asItIs) {
        transaction.abort(); // there is no database: opening it is not to make one
        return;
      }
      if (from < 1) {
        database.createObjectStore('datasets', { keyPath: 'id' });
        database.createObjectStore('chunks');
        database.createObjectStore('labels');
        database.createObjectStore('models', { keyPath: 'id' });
        database.createObjectStore('modelBytes');
      }
      if (from < 2) database.createObjectStore('reports');
      if (from < 3) {
        database.createObjectStore('journals');
        database.createObjectStore('edits');
      }
      if (from < 4) database.createObjectStore('tasks', { keyPath: 'id' });
      if (from < 5) database.createObjectStore('trainedRows');
      if (from < 6) database.createObjectStore('outbox', { keyPath: 'id' });
    },
    // This connection blocks a tab with a newer version, or a visitor who clears the site's data: close it.
    blocking(_current, _wanted, event) {
      onGone();
      (event.target as IDBDatabase).close();
    },
    // The browser closed the connection under us.
    terminated: onGone,
    blocked() {
      timeout ??= setTimeout(() => {
        gaveUp = true;
        rejectBlocked(damaged('blocked', 'another tab holds an older version open'));
      }, BLOCKED_LIMIT_MS);
    },
  });
  let rejectBlocked: (error: CodedError) => void = () => {};
  const blocked = new Promise<never>((_resolve, reject) => {
    rejectBlocked = reject;
  });
  try {
    return await Promise.race([connection, blocked]);
  } finally {
    clearTimeout(timeout);
    // An open that succeeds after the timeout must not block others.
    if (gaveUp) connection.then((late) => late.close(), onGone);
  }
}
