import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A PostgreSQL for tests. */
export interface TestPostgres {
  /** The address of a new, empty database in it. */
  newDatabase(): Promise<string>;
  /** Ends it for a while; null for one that was given. */
  readonly outage: { begin(): void; end(): void } | null;
  stop(): void;
}

const DEBIAN = '/usr/lib/postgresql';

/** Why there is no PostgreSQL to test with, or null if there is one. */
export function whyNoPostgres(): string | null {
  if (process.env.TEST_DATABASE_URL || binaries() !== null) return null;
  return 'no PostgreSQL: neither TEST_DATABASE_URL is set nor Debian’s package postgresql installed';
}

/** The PostgreSQL at TEST_DATABASE_URL, else one that is started on a spare port with a folder of its own. */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { newDatabase: () => newDatabaseAt(given), outage: null, stop: () => {} };
  const bin = binaries();
  if (bin === null) throw new Error(whyNoPostgres() ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'moderato-postgres-'));
  const data = join(folder, 'data');
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? userId('postgres') : null;
  if (user !== null) chownSync(folder, user, user);
  const run = (program: string, args: readonly string[]) =>
    execFileSync(join(bin, program), args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: folder,
      ...(user !== null && { uid: user, gid: user }),
    });
  run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C']);
  const port = await freePort();
  const options = `-p ${port} -k ${folder} -h 127.0.0.1 -c fsync=off -c max_connections=200`;
  const start = () => run('pg_ctl', ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start']);
  const halt = () => run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
  start();
  return {
    newDatabase: () => newDatabaseAt(`postgres://postgres@127.0.0.1:${port}/postgres`),
    outage: { begin: halt, end: start },
    stop: () => {
      halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let databases = 0;

async function newDatabaseAt(url: string): Promise<string> {
  const name = `moderato_test_${process.pid}_${databases++}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** The folder of Debian's latest PostgreSQL. */
function binaries(): string | null {
  if (!existsSync(DEBIAN)) return null;
  const [version] = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  const folder = version === undefined ? null : join(DEBIAN, version, 'bin');
  return folder !== null && existsSync(join(folder, 'initdb')) ? folder : null;
}

function userId(name: string): number {
  return Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
