import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { CodedError } from '#shared/base/errors';
import type { TextColumn } from '#shared/data/column/textColumn';
import type { EdaReport, EdaSection } from '#shared/eda/sections';
import type { DatasetEdit } from './applyEdit';
import { isQuotaExceeded, storageError } from './failures';
import { freeSpace } from './freeSpace';
import type { DatasetInfo, DatasetLabels, EditJournal, ModelRecord } from './records';

/** Dataset, column, chunk. */
export type ChunkKey = [datasetId: string, column: number, chunk: number];

/** Dataset, its revision, the settings that the section heeds, section. */
export type ReportKey = [datasetId: string, revision: number, settings: string, section: EdaSection];

/** Dataset, number of the edit in its journal. */
export type EditKey = [datasetId: string, sequence: number];

export interface Schema extends DBSchema {
  /** Written last: a dataset without it is debris of an import that did not end. */
  datasets: { key: string; value: DatasetInfo };
  chunks: { key: ChunkKey; value: TextColumn };
  labels: { key: string; value: DatasetLabels };
  models: { key: string; value: ModelRecord };
  modelBytes: { key: string; value: Uint8Array<ArrayBuffer> };
  /** What Explore found out, a section each; see reports.ts. */
  reports: { key: ReportKey; value: Partial<EdaReport> };
  /** Which edits of a dataset can be undone and done again; see editJournal.ts. */
  journals: { key: string; value: EditJournal };
  /** What takes an edit of a journal back. */
  edits: { key: EditKey; value: DatasetEdit };
}

export type Database = IDBPDatabase<Schema>;

export const DATABASE_NAME = 'moderato';

/** Raised when stores change shape; `upgrade` then takes every older shape to the newest. */
const DATABASE_VERSION = 3;

/** How long another tab may keep an older version open before we say so. It closes as soon as it is asked to. */
const BLOCKED_LIMIT_MS = 4000;

let opening: Promise<Database> | null = null;

/**
 * Runs `work` on the database, opening it at need. Where there is no room for what it writes, what was removed the longest
 * ago is deleted and `work` runs again, as often as that helps; so it must write in one transaction.
 *
 * @param neededBytes what `work` is about to write, for the message if there is no room.
 * @throws CodedError `storage-full`, `storage-unavailable` (private mode, blocked by the visitor, another tab on a
 *   newer version); what else `work` throws passes untouched.
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
      if (opening === attempt) opening = null; // a failed start is no reason to fail for ever
    });
  }
  return opening;
}

/** @param onGone called when the connection is no longer of use. */
async function open(onGone: () => void): Promise<Database> {
  if (typeof indexedDB === 'undefined') {
    throw new CodedError('storage-unavailable', { reason: 'this browser has no IndexedDB' });
  }
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  let gaveUp = false;
  const connection = openDB<Schema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database, from) {
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
    },
    // We hold up a tab that brings a newer version, or a visitor who clears the site's data: step aside.
    blocking(_current, _wanted, event) {
      onGone();
      (event.target as IDBDatabase).close();
    },
    // The browser closed the connection under us.
    terminated: onGone,
    blocked() {
      giveUp ??= setTimeout(() => {
        gaveUp = true;
        rejectBlocked(
          new CodedError('storage-unavailable', { reason: 'another tab holds an older version open; close it' }),
        );
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
    clearTimeout(giveUp);
    // An open that comes through after we gave up must not hold up others.
    if (gaveUp) connection.then((late) => late.close(), onGone);
  }
}
