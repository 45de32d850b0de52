import * as v from 'valibot';
import type { ErrorCode } from '#shared/base/errors';
import { announceChange } from './changes';
import { withDatabase } from './database';

/*
 * What waits to be done on a server: it outlasts reloads and times without a network. Every kind of work can be done
 * twice with the same result, so one that was cut off is simply done again.
 */

const named = { modelId: v.string(), name: v.string() };

/** Of work on comments that are sent. */
const sent = {
  /** Of the model, or of what is searched. */
  name: v.string(),
  datasetId: v.string(),
  datasetName: v.string(),
  part: v.nullable(v.string()),
  labels: v.array(v.string()),
  /** SHA-256 of the comments as they are sent; null until they were read for the first time. */
  digest: v.nullable(v.string()),
  /** Edits of the dataset when a person agreed. */
  revision: v.number(),
  /** Whether the server keeps the comments afterwards. */
  keepData: v.boolean(),
  /** The task on this device that follows it; null before the first. */
  localTask: v.nullable(v.string()),
};

const workSchema = v.variant('kind', [
  /** Share a model. */
  v.looseObject({ kind: v.literal('push'), ...named }),
  /** Remove a shared model from the server. */
  v.looseObject({ kind: v.literal('unshare'), ...named }),
  /** Give a shared model the name that it has here. */
  v.looseObject({ kind: v.literal('rename'), ...named }),
  /** Train there. */
  v.looseObject({
    kind: v.literal('fit'),
    ...sent,
    spec: v.record(v.string(), v.unknown()),
  }),
  /** Compare settings there. */
  v.looseObject({
    kind: v.literal('search'),
    ...sent,
    /** What is searched: a search of this device (stores/search/searchMemory.ts) without its trials. */
    search: v.record(v.string(), v.unknown()),
  }),
  /** Stop a training or a search there, and delete its comments. */
  v.looseObject({
    kind: v.literal('cancel'),
    name: v.string(),
    taskId: v.string(),
    digest: v.nullable(v.string()),
  }),
  /** What cannot be read: of another version, or damaged. It can only be dropped. */
  v.looseObject({ kind: v.literal('unknown'), name: v.string() }),
]);

export type OutboxWork = v.InferOutput<typeof workSchema>;
export type OutboxKind = OutboxWork['kind'];
export type WorkOf<Kind extends OutboxKind> = Extract<OutboxWork, { kind: Kind }>;

const entrySchema = v.looseObject({
  id: v.string(),
  /** The origin of the server that it is for. */
  server: v.string(),
  /** Milliseconds since 1970, as the next. */
  createdAt: v.number(),
  /** Not before this; null: a person has to decide, since the server refused. */
  nextAt: v.nullable(v.number()),
  attempts: v.number(),
  /** Why the last attempt failed. */
  error: v.nullable(
    v.looseObject({
      code: v.custom<ErrorCode>((value) => typeof value === 'string', 'a code'),
      params: v.record(v.string(), v.unknown()),
    }),
  ),
  work: workSchema,
});

/** Something that waits. Plain data. */
export type OutboxEntry = v.InferOutput<typeof entrySchema>;

/** What waits, in the order in which it came. */
export async function readOutbox(): Promise<OutboxEntry[]> {
  const values: unknown[] = await withDatabase((database) => database.getAll('outbox'));
  return values.map(checkEntry).sort((a, b) => a.createdAt - b.createdAt);
}

/** An entry; undefined if it is gone. */
export async function readOutboxEntry(id: string): Promise<OutboxEntry | undefined> {
  const value: unknown = await withDatabase((database) => database.get('outbox', id));
  return value === undefined ? undefined : checkEntry(value);
}

function checkEntry(value: unknown): OutboxEntry {
  const parsed = v.safeParse(entrySchema, value);
  if (parsed.success) return parsed.output;
  const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
  const reason = parsed.issues[0].message.slice(0, 200);
  const error = { code: 'record-damaged' as const, params: { store: 'outbox', name: id, reason } };
  return { id, server: '', createdAt: 0, nextAt: null, attempts: 0, error, work: { kind: 'unknown', name: id } };
}

/** Adds an entry, in place of one with the same id. @throws CodedError `storage-full`, `storage-unavailable`. */
export async function putOutboxEntry(entry: OutboxEntry): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([transaction.store.put(entry), transaction.done]);
  });
  announceChange('outbox');
}

/**
 * Changes an entry.
 * @param createdAt of the entry that is meant: one that has taken its place meanwhile stays as it is; undefined: any.
 * @returns the entry as it is now; undefined if it is gone.
 */
export async function changeOutboxEntry(
  id: string,
  change: Partial<Omit<OutboxEntry, 'id'>>,
  createdAt?: number,
): Promise<OutboxEntry | undefined> {
  const changed = await withDatabase(async (database) => {
    const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
    const entry = await transaction.store.get(id);
    const next = entry === undefined || isAnother(entry, createdAt) ? undefined : { ...entry, ...change };
    if (next !== undefined) await transaction.store.put(next);
    await transaction.done;
    return next;
  });
  announceChange('outbox');
  return changed;
}

/** Removes an entry; one that is gone is no error. @param createdAt see `changeOutboxEntry`. */
export async function deleteOutboxEntry(id: string, createdAt?: number): Promise<void> {
  await withDatabase(async (database) => {
    const transaction = database.transaction('outbox', 'readwrite', { durability: 'strict' });
    const entry = createdAt === undefined ? undefined : await transaction.store.get(id);
    if (entry === undefined || !isAnother(entry, createdAt)) await transaction.store.delete(id);
    await transaction.done;
  });
  announceChange('outbox');
}

const isAnother = (entry: OutboxEntry, createdAt: number | undefined): boolean =>
  createdAt !== undefined && entry.createdAt !== createdAt;
