import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzleNode } from 'drizzle-orm/node-postgres';
import { migrate as migrateNode } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzleLite } from 'drizzle-orm/pglite';
import { migrate as migrateLite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { CodedError } from '#shared/base/errors';
import type { Config } from '../config';
import { type FolderLock, lockFolder } from './folderLock';
import { createPostgresLocks, createProcessLocks, type KeyedLocks } from './keyedLocks';
import * as schema from './schema';

/** Tables and queue, wherever they are. */
export type Tables = PgDatabase<PgQueryResultHKT, typeof schema>;

export interface Database {
  readonly tables: Tables;
  /** Among all processes that use it. */
  readonly locks: KeyedLocks;
  /** The queue on the same database, not started. */
  readonly createQueue: () => PgBoss;
  /** True if no other process can use it. */
  readonly embedded: boolean;
  /** Resolves if the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Where the SQL of the tables is: beside the source, and copied beside the built server. */
const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));
/** The schema of pg-boss in the database. */
export const QUEUE_SCHEMA = 'queue';

/** The database that the configuration names. Throws as the two below. */
export function openDatabase({ DATABASE_URL, DATA_DIR }: Config): Promise<Database> {
  return DATABASE_URL === null ? openEmbedded(DATA_DIR) : openPostgres(DATABASE_URL);
}

/**
 * Opens the embedded database in `folder` (PGlite: PostgreSQL in this process), behind a lock, and brings its tables up
 * to date.
 * @param folder null: in memory, for tests.
 * @param prepared what a database in memory begins with, as `dumpDataDir` returned it: making an empty one takes seconds.
 * @throws CodedError `data-folder-in-use`, `database-too-new`.
 */
export async function openEmbedded(folder: string | null, prepared?: Blob): Promise<Database> {
  const lock: FolderLock | null = folder === null ? null : await lockFolder(folder);
  try {
    const lite =
      folder === null ? await PGlite.create({ loadDataDir: prepared }) : await PGlite.create(join(folder, 'database'));
    const tables = await migrateEmbedded(lite);
    return {
      tables,
      locks: createProcessLocks(),
      createQueue: () => new PgBoss({ db: executorOf(lite), schema: QUEUE_SCHEMA }),
      embedded: true,
      ping: async () => void (await lite.query('select 1')),
      close: async () => {
        await lite.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

/**
 * Brings the tables of an embedded database up to date.
 * @throws CodedError `database-too-new`.
 */
export async function migrateEmbedded(lite: PGlite): Promise<Tables> {
  const tables = drizzleLite(lite, { schema });
  await refuseNewer(tables);
  await migrateLite(tables, { migrationsFolder: MIGRATIONS });
  return tables;
}

/** A network that swallows packets must hold neither requests nor the queue for ever. */
const QUERY_MS = 60_000;

/**
 * Connects to the PostgreSQL at `url` and brings its tables up to date; several processes may do so at once.
 * @param queryMs how long a statement may take.
 * @throws CodedError `database-unavailable`, `database-too-new`.
 */
export async function openPostgres(url: string, queryMs = QUERY_MS): Promise<Database> {
  const patience = { connectionTimeoutMillis: 5000, query_timeout: queryMs, keepAlive: true };
  const pool = new pg.Pool({ connectionString: url, max: 10, ...patience });
  const lockPool = new pg.Pool({ connectionString: url, max: 4, ...patience });
  // Not the queue's own, which would wait for ever.
  const queuePool = new pg.Pool({ connectionString: url, max: 4, ...patience });
  const pools = [pool, lockPool, queuePool];
  const end = async () => void (await Promise.all(pools.map((one) => one.end())));
  // A connection that breaks while idle is replaced at the next query, which reports what is wrong.
  for (const one of pools) one.on('error', () => {});
  const tables = drizzleNode(pool, { schema });
  try {
    const client = await pool.connect();
    try {
      // One process migrates at a time; the number is arbitrary and Moderato's own.
      await client.query('select pg_advisory_lock(1297040466)');
      await refuseNewer(tables);
      await migrateNode(tables, { migrationsFolder: MIGRATIONS });
    } finally {
      await client.query('select pg_advisory_unlock(1297040466)').finally(() => client.release());
    }
  } catch (error) {
    await end();
    if (error instanceof CodedError) throw error;
    throw new CodedError('database-unavailable', { reason: reasonOf(error) }, error);
  }
  return {
    tables,
    locks: createPostgresLocks(lockPool),
    // Whoever is given an error in the middle of a transaction gives its connection up: the pool sees to that.
    createQueue: () =>
      new PgBoss({ db: { executeSql: (text, values) => queuePool.query(text, values) }, schema: QUEUE_SCHEMA }),
    embedded: false,
    ping: async () => void (await pool.query('select 1')),
    close: end,
  };
}

/** pg-boss sends statements without values in one text (`BEGIN; …; COMMIT`), for which PGlite has another call. */
export function executorOf(lite: PGlite): PgBoss.Db {
  return {
    // pg-boss leaves the values out, whatever its types say.
    async executeSql(text, values: unknown[] | undefined) {
      if (values !== undefined && values.length > 0) return lite.query(text, values);
      // A statement that fails between BEGIN and COMMIT would leave the one connection there is in a failed
      // transaction, and with it everybody.
      const inTransaction = /^\s*BEGIN;(.*)COMMIT;?\s*$/s.exec(text)?.[1];
      const results =
        inTransaction === undefined ? await lite.exec(text) : await lite.transaction((tx) => tx.exec(inTransaction));
      return results.length === 1 ? results[0] : { rows: results.flatMap(({ rows }) => rows) };
    },
  };
}

/** The migrations that this version knows. */
function knownMigrations(): number {
  const journal: unknown = JSON.parse(readFileSync(join(MIGRATIONS, 'meta', '_journal.json'), 'utf8'));
  const entries = typeof journal === 'object' && journal !== null && 'entries' in journal ? journal.entries : null;
  if (!Array.isArray(entries)) throw new Error(`${MIGRATIONS} has no journal of migrations`);
  return entries.length;
}

/** @throws CodedError `database-too-new` if a newer version made tables that this one does not know. */
async function refuseNewer(tables: Tables): Promise<void> {
  const found = await tables.execute<{ there: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  );
  if (!rowsOf<{ there: boolean }>(found)[0].there) return;
  const counted = await tables.execute(sql`select count(*)::int as version from drizzle.__drizzle_migrations`);
  const { version } = rowsOf<{ version: number }>(counted)[0];
  const supported = knownMigrations();
  if (version > supported) throw new CodedError('database-too-new', { version, supported });
}

/** Both drivers answer with an object that has the rows in it; drizzle's common type does not say so. */
export function rowsOf<Row>(result: unknown): Row[] {
  if (typeof result === 'object' && result !== null && 'rows' in result && Array.isArray(result.rows)) {
    return result.rows;
  }
  throw new Error('The database driver answered without rows.');
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
