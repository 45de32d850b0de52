import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzleNode } from 'drizzle-orm/node-postgres';
import { migrate as migrateNode } from 'drizzle-orm/node-postgres/migrator';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { expect, test } from 'vitest';
import { startPostgres, whyNoPostgres } from '../testing/postgres';
import { openEmbedded, openPostgres } from './database';
import { feedback, tokens } from './schema';

/* Every schema that was ever made goes forward to the present one, and keeps what is in it. */

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}
const journalOf = (folder: string): Journal => JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'));
const TAGS = journalOf(MIGRATIONS).entries.map(({ tag }) => tag);

/** A folder with the first `count` migrations alone, as that version had it. */
function migrationsUpTo(count: number, parent: string): string {
  const folder = join(parent, 'migrations');
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = journalOf(folder);
  writeFileSync(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }),
  );
  return folder;
}

const TOKEN = `insert into tokens (id, name, role, digest)
  values ('00000000-0000-4000-8000-000000000001', 'Ann', 'reader', 'abc')`;

test('from the first of them, embedded', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'moderato-migrations-'));
  try {
    const old = await PGlite.create(join(folder, 'database'));
    await migrate(drizzle(old), { migrationsFolder: migrationsUpTo(1, folder) });
    await old.exec(TOKEN);
    await old.close();
    const now = await openEmbedded(folder);
    expect((await now.tables.select().from(tokens)).map(({ name }) => name)).toEqual(['Ann']);
    expect(await now.tables.select().from(feedback)).toEqual([]);
    await now.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);

test.skipIf(whyNoPostgres() !== null)('from each of them, on PostgreSQL', async () => {
  const postgres = await startPostgres();
  const folder = mkdtempSync(join(tmpdir(), 'moderato-migrations-'));
  try {
    for (const count of TAGS.keys()) {
      const url = await postgres.newDatabase();
      const pool = new pg.Pool({ connectionString: url });
      await migrateNode(drizzleNode(pool), { migrationsFolder: migrationsUpTo(count + 1, folder) });
      await pool.query(TOKEN);
      await pool.end();
      const now = await openPostgres(url);
      expect((await now.tables.select().from(tokens)).map(({ name }) => name)).toEqual(['Ann']);
      expect(await now.tables.select().from(feedback)).toEqual([]);
      await now.close();
    }
  } finally {
    postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
