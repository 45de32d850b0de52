import { and, count, desc, eq, inArray, or } from 'drizzle-orm';
import type { DatasetOnServer } from '#shared/api/datasets';
import { CodedError } from '#shared/base/errors';
import type { BlobStore } from '../blobs/blobStore';
import type { Tables } from '../store/database';
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
  readonly #limit: number;

  constructor(tables: Tables, blobs: BlobStore, limit: number) {
    this.#tables = tables;
    this.#blobs = blobs;
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
    const put = await this.#blobs.put('datasets', source, async ({ sha256 }) => {
      if (id !== undefined && id !== sha256) throw new CodedError('digest-mismatch', { got: sha256, expected: id });
      return sha256;
    });
    const [row] = await this.#tables
      .insert(datasets)
      .values({ id: put.name, name, bytes: put.bytes, kept: keep, owner })
      .onConflictDoUpdate({ target: datasets.id, set: keep ? { name, kept: true } : { name } })
      .returning();
    return datasetOf(row);
  }

  /** @throws CodedError `dataset-missing`, `dataset-in-use`. */
  async remove(id: string): Promise<void> {
    await this.get(id);
    const [user] = await this.#users(id);
    if (user) throw new CodedError('dataset-in-use', { id, task: user.id });
    await this.#tables.delete(datasets).where(eq(datasets.id, id));
    await this.#blobs.remove('datasets', id);
  }

  /** Removes a dataset that nobody wanted kept once no task needs it. Called when a task has ended. */
  async release(id: string): Promise<void> {
    const [row] = await this.#tables.select().from(datasets).where(eq(datasets.id, id));
    if (!row || row.kept || (await this.#users(id)).length > 0) return;
    await this.#tables.delete(datasets).where(and(eq(datasets.id, id), eq(datasets.kept, false)));
    await this.#blobs.remove('datasets', id);
  }

  /** Keeps a dataset after its tasks have ended. */
  async keep(id: string): Promise<void> {
    await this.#tables.update(datasets).set({ kept: true }).where(eq(datasets.id, id));
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

function datasetOf({ id, name, bytes, kept, createdAt }: Row): DatasetOnServer {
  return { id, name, bytes, kept, createdAt: createdAt.toISOString() };
}
