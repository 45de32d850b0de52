import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Role } from '#shared/api/roles';
import type { TaskError, TaskKind, TaskProgress, TaskState } from '#shared/api/tasks';
import type { ModelManifest } from '#shared/ml/model/manifest';
import type { WrittenOutcome } from '../jobs/foldMessages';
import { storableJson } from './storable';

/* The tables, the same for the embedded database and for PostgreSQL. `npm run migrations` writes the SQL that makes them. */

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
/** Written as `storableJson` has it; both drivers read it as a value. */
const jsonb = customType<{ data: unknown; driverData: string }>({ dataType: () => 'jsonb', toDriver: storableJson });
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Who may do what. The secret is not here: its SHA-256 is. */
export const tokens = pgTable(
  'tokens',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    role: text('role').$type<Role>().notNull(),
    digest: text('digest').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at'),
    lastUsedAt: moment('last_used_at'),
    revokedAt: moment('revoked_at'),
  },
  (table) => [uniqueIndex('tokens_digest').on(table.digest)],
);

/** Models that were trained or stored here, without their bytes. */
export const models = pgTable(
  'models',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    notes: text('notes').notNull().default(''),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    manifest: jsonb('manifest').$type<ModelManifest>().notNull(),
    owner: uuid('owner'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('models_name').on(table.name)],
);

/** Files of comments, without their bytes. */
export const datasets = pgTable('datasets', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  bytes: bigint('bytes', { mode: 'number' }).notNull(),
  kept: boolean('kept').notNull().default(false),
  owner: uuid('owner'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const tasks = pgTable(
  'tasks',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<TaskKind>().notNull(),
    state: text('state').$type<TaskState>().notNull().default('queued'),
    revision: integer('revision').notNull().default(1),
    name: text('name'),
    datasetId: text('dataset_id'),
    /** What was asked for, checked. */
    input: jsonb('input').$type<unknown>().notNull(),
    progress: jsonb('progress').$type<TaskProgress>(),
    modelId: text('model_id'),
    result: jsonb('result').$type<unknown>(),
    error: jsonb('error').$type<TaskError>(),
    /** Workers that have begun it and were not stopped in good order. */
    attempts: integer('attempts').notNull().default(0),
    /** Entries of the queue that were used up for it. */
    deliveries: integer('deliveries').notNull().default(0),
    owner: uuid('owner'),
    /** Asked to stop; whoever runs the task does. */
    cancelAsked: boolean('cancel_asked').notNull().default(false),
    /** The worker that runs the task, and when it last said so. */
    worker: text('worker'),
    seenAt: moment('seen_at'),
    changedAt: moment('changed_at').notNull().defaultNow(),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('tasks_changed').on(table.changedAt),
    index('tasks_state').on(table.state),
    index('tasks_owner').on(table.owner),
  ],
);

/** Folds of searches that run: who measures each, and what came of it. They go when their search ends. */
export const searchFolds = pgTable(
  'search_folds',
  {
    taskId: uuid('task_id')
      .notNull()
      .references(() => tasks.id, { onDelete: 'cascade' }),
    /** In the order in which every worker comes to them. */
    part: integer('part').notNull(),
    worker: text('worker').notNull(),
    /** When the worker last said that it is at it. */
    seenAt: moment('seen_at').notNull(),
    /** One for each candidate of the part; null until they are known. */
    outcomes: jsonb('outcomes').$type<WrittenOutcome[]>(),
  },
  (table) => [primaryKey({ columns: [table.taskId, table.part] })],
);

/**
 * The bytes of models and datasets, where they are kept in the database: in pieces, since a value is held in memory.
 */
export const blobPieces = pgTable(
  'blob_pieces',
  {
    key: text('key').notNull(),
    piece: integer('piece').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.piece] })],
);

/**
 * What clients of the Perspective API's format suggested for comments, where that is switched on: the latest for each
 * comment.
 */
export const feedback = pgTable(
  'feedback',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /** As the client named it; empty: it named none. */
    community: text('community').notNull(),
    attribute: text('attribute').notNull(),
    /** SHA-256 of the comment: a text may be too long for an index. */
    digest: text('digest').notNull(),
    comment: text('comment').notNull(),
    /** UTF-8 bytes of the comment. */
    bytes: integer('bytes').notNull(),
    /** As suggested, 0 to 1. */
    score: doublePrecision('score').notNull(),
    language: text('language'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('feedback_comment').on(table.community, table.attribute, table.digest)],
);

/** Settings that an admin changes while the server runs, by name. */
export const settings = pgTable('settings', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
  changedAt: moment('changed_at').notNull().defaultNow(),
});
