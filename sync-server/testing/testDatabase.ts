import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Database } from '../store/database';
import { ROOT } from './builtServer';

/*
 * Making an empty embedded database takes PostgreSQL three to five seconds of processor time, and most tests of the
 * server need one. So it is made once for a version of the packages and of our tables, is kept with the packages, and
 * is loaded in a sixth of that. What makes one from nothing is tested with a folder: text.test.ts, kills.test.ts.
 */

const FOLDER = join(ROOT, 'node_modules', '.cache', 'moderato-tests');
const MIGRATIONS = join(ROOT, 'sync-server', 'store', 'migrations');

let dump: Promise<Blob> | null = null;

/** An embedded database in memory with our tables and nothing in them. */
export async function openTestDatabase(): Promise<Database> {
  const { openEmbedded } = await import('../store/database'); // end-to-end tests do without it
  return openEmbedded(null, await testDump());
}

/** The data folder of such a database, as PGlite loads it. */
export function testDump(): Promise<Blob> {
  dump ??= dumpFile().then(async (path) => new Blob([await readFile(path)]));
  return dump;
}

/** Puts such a database into the data folder of a server that has not been started yet. */
export async function putTestDatabase(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'database');
  await mkdir(folder, { recursive: true });
  // Its names begin with a slash, which tar takes off and mentions.
  await promisify(execFile)('tar', ['-xf', await dumpFile(), '-C', folder]);
}

async function dumpFile(): Promise<string> {
  const path = join(FOLDER, `database-${version()}.tar`);
  if (!existsSync(path)) await writeDump(path);
  return path;
}

/** Two processes may do this at once: the file is whole whenever it is there. */
async function writeDump(path: string): Promise<void> {
  const { executorOf, migrateEmbedded, QUEUE_SCHEMA } = await import('../store/database');
  const { PGlite } = await import('@electric-sql/pglite');
  const { default: PgBoss } = await import('pg-boss');
  const lite = await PGlite.create();
  await migrateEmbedded(lite);
  const queue = new PgBoss({ db: executorOf(lite), schema: QUEUE_SCHEMA });
  await queue.start();
  await queue.stop({ graceful: false });
  const tar = await lite.dumpDataDir('none');
  await lite.close();
  await mkdir(FOLDER, { recursive: true });
  const incoming = `${path}.${process.pid}`;
  await writeFile(incoming, Buffer.from(await tar.arrayBuffer()));
  await rename(incoming, path);
}

/** Of everything that the dump depends on. */
function version(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const name of readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.sql') || name.endsWith('.json')) hash.update(readFileSync(join(MIGRATIONS, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
