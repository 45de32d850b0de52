import { and, count, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { DatasetOnServer } from '#shared/api/datasets';
import { CodedError } from '#shared/base/errors';
import type { BlobStore } from '../blobs/blobStore';
import type { Tables } from '../store/database';
import { holding, type KeyedLocks } from '../store/keyedLocks';
import { datasets, tasks } from '../store/schema';

type Row = typeof datasets.$inferSelect;

/** What goes with the bytes of a dataset. */
export interface NewDataset {
  readonly name: string;
  readonly id?: string | undefined;
  readonly keep: boolean;
  readonly owner: string | null;
}

/** Files of comments, called by the SHA-256 of their bytes. */
export class DatasetService {
  readonly #tables: Tables;
  readonly #blobs: BlobStore;
  readonly #locks: KeyedLocks;
  readonly #limit: number;

  constructor(tables: Tables, blobs: BlobStore, locks: KeyedLocks, limit: number) {
    this.#tables = tables;
    this.#blobs = blobs;
    this.#locks = locks;
    this.#limit = limit;
  }

  async list(): Promise<DatasetOnServer[]> {
    const rows = await this.#tables.select().from(datasets).orderBy(desc(datasets.createdAt));
    return rows.map(datasetOf);
  }

  /** Those of `ids` that are here. */
  async has(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const rows = await this.#tables
      .select({ id: datasets.id })
      .from(datasets)
      .where(inArray(datasets.id, [...ids]));
    return rows.map(({ id }) => id);
  }

  /** @throws CodedError `dataset-missing`. */
  async get(id: string): Promise<DatasetOnServer> {
    const [row] = await this.#tables.select().from(datasets).where(eq(datasets.id, id));
    if (!row) throw new CodedError('dataset-missing', { id });
    return datasetOf(row);
  }

  /**
   * Stores a file; one that is here already stays, and is kept from now on if that is asked for.
   * @throws CodedError `digest-mismatch`, `limit-reached`, `storage-full`.
   */
  async put(source: AsyncIterable<Uint8Array>, { name, id, keep, owner }: NewDataset): Promise<DatasetOnServer> {
    const [{ there }] = await this.#tables.select({ there: count() }).from(datasets);
    const known = id !== undefined && (await this.has([id])).length > 0;
    if (there >= this.#limit && !known) throw new CodedError('limit-reached', { what: 'datasets', limit: this.#limit });
    let unlock = async () => {};
    try {
      const put = await this.#blobs.put('datasets', source, async ({ sha256 }) => {
        if (id !== undefined && id !== sha256) throw new CodedError('digest-mismatch', { got: sha256, expected: id });
        unlock = await this.#locks.acquire(lockOf(sha256)); // until the row is there: nobody removes the bytes in between
        return sha256;
      });
      const again = { name, createdAt: sql`now()` }; // a task that used it before does not take it away at its end
      const [row] = await this.#tables
        .insert(datasets)
        .values({ id: put.name, name, bytes: put.bytes, kept: keep, owner })
        .onConflictDoUpdate({ target: datasets.id, set: keep ? { ...again, kept: true } : again })
        .returning();
      return datasetOf(row);
    } finally {
      await unlock();
    }
  }

  /** Runs `work` while nobody removes the dataset. */
  holding<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    return holding(this.#locks, lockOf(id), work);
  }

  /** @throws CodedError `dataset-missing`, `dataset-in-use`. */
  async remove(id: string): Promise<void> {
    await this.holding(id, async () => {
      await this.get(id);
      const [user] = await this.#users(id);
      if (user) throw new CodedError('dataset-in-use', { id, task: user.id });
      await this.#tables.delete(datasets).where(eq(datasets.id, id));
      await this.#blobs.remove('datasets', id);
    });
  }

  /**
   * Removes a dataset that nobody wanted kept, if a task that came after its last upload has ended and none needs it.
   * Called when a task has ended.
   */
  async release(id: string): Promise<void> {
    await this.holding(id, async () => {
      const gone = await this.#tables
        .delete(datasets)
        .where(and(eq(datasets.id, id), done))
        .returning({ id: datasets.id });
      if (gone.length > 0) await this.#blobs.remove('datasets', id);
    });
  }

  /** Releases what was not when its task ended, because the process ended too. Returns how many that were. */
  async releaseAll(): Promise<number> {
    const rows = await this.#tables.select({ id: datasets.id }).from(datasets).where(done);
    for (const { id } of rows) await this.release(id);
    return rows.length;
  }

  /** Makes the index anew from the files: datasets that it lacks are added and kept, entries without a file go. */
  async rebuild(): Promise<{ added: number; dropped: number }> {
    const known = new Set((await this.#tables.select({ id: datasets.id }).from(datasets)).map(({ id }) => id));
    const there = new Set<string>();
    let added = 0;
    for await (const id of this.#blobs.list('datasets')) {
      there.add(id);
      if (known.has(id)) continue;
      const blob = await this.#blobs.open('datasets', id);
      if (!blob) continue;
      blob.stream.destroy();
      // Its name is lost, and with it the extension: what the bytes are decides how they are read.
      await this.#tables.insert(datasets).values({ id, name: id.slice(0, 10), bytes: blob.bytes, kept: true });
      added++;
    }
    const lost = [...known].filter((id) => !there.has(id));
    for (const id of lost) await this.#tables.delete(datasets).where(eq(datasets.id, id));
    return { added, dropped: lost.length };
  }

  #users(id: string): PromiseLike<{ id: string }[]> {
    const unfinished = or(eq(tasks.state, 'queued'), eq(tasks.state, 'running'));
    return this.#tables
      .select({ id: tasks.id })
      .from(tasks)
      .where(and(eq(tasks.datasetId, id), unfinished))
      .limit(1);
  }
}

/** Not kept, used since it was last uploaded, and no longer needed. */
const done = sql`not ${datasets.kept}
  and exists (select 1 from tasks t where t.dataset_id = ${datasets.id} and t.finished_at is not null
    and t.created_at >= ${datasets.createdAt})
  and not exists (select 1 from tasks t where t.dataset_id = ${datasets.id} and t.finished_at is null)`;

function lockOf(id: string): string {
  return `datasets/${id}`;
}

function datasetOf({ id, name, bytes, kept, createdAt }: Row): DatasetOnServer {
  return { id, name, bytes, kept, createdAt: createdAt.toISOString() };
}
